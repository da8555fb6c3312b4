"""Months that a file does not name: how they are told wherever its figures are shown."""

from __future__ import annotations

from data.catalogue import Indicator
from data.inferred import is_inferred
from data.store import Snapshot
from layouts.words import _, month


def sentence(snapshot: Snapshot, indicator: Indicator, period: str) -> str:
    """Say that a month is inferred; '' where its file names it."""
    if not is_inferred(snapshot, indicator, period):
        return ""
    return _("The file names no month; it is inferred to be {month}.").format(month=month(period))


def told(snapshot: Snapshot, indicator: Indicator, period: str) -> str:
    """Name a month in a table or in brackets, with a word beside one that is inferred."""
    if is_inferred(snapshot, indicator, period):
        return _("{month}, inferred").format(month=month(period))
    return month(period)
