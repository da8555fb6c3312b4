"""Months that a file does not name, and that were found by other means: the note of such a figure says how."""

from __future__ import annotations

from data import query
from data.catalogue import Indicator
from data.store import Snapshot

NO_MONTH = "the file names no month"
"""What the note of such a figure says, as the source's card words it."""


def is_inferred(snapshot: Snapshot, indicator: Indicator, period: str) -> bool:
    """Tell whether a figure's file names no month, so that its month was found by other means."""
    return indicator.is_welsh and NO_MONTH in query.why(snapshot, indicator, indicator.nation, period)
