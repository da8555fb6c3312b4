"""Months that a file does not name: how they are told wherever its figures are shown."""

from __future__ import annotations

from data import query
from data.catalogue import Indicator
from data.sources.statswales.parse import NO_MONTH
from data.store import Snapshot
from layouts.words import _, month


def is_inferred(snapshot: Snapshot, indicator: Indicator, period: str) -> bool:
    """Tell whether a figure's file names no month, so that its month was found by other means."""
    return indicator.is_welsh and NO_MONTH in query.why(snapshot, indicator, indicator.nation, period)


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
