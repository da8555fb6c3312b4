"""The tables of what is held and what is missing: every indicator and period, each kind of nothing counted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from data import held
from data.catalogue import Indicator
from data.completeness import Counts, added_up, completeness
from data.store import Snapshot
from layouts.long_table import Cell, long_table
from layouts.words import _, count, named, ngettext, statuses

_NUMBERS = frozenset({2})


def newest_periods(snapshot: Snapshot) -> str:
    """Tabulate the newest period of every indicator."""
    rows: list[tuple[Cell, ...]] = []
    for slug, indicator in held.indicators(snapshot).items():
        period, counts = list(completeness(snapshot, indicator).items())[-1]
        rows.append(((_(indicator.title), f"/indicator/{slug}"), named(period, indicator.by_years), *_told(counts)))
    return long_table(_("Every figure, newest period"), _heads(), rows, _NUMBERS)


def every_period(snapshot: Snapshot) -> str:
    """Tabulate every indicator and period, newest first; months are added up by year."""
    rows = [
        (_(indicator.title), span, *_told(counts))
        for indicator in held.indicators(snapshot).values()
        for span, counts in reversed(list(_spans(indicator, completeness(snapshot, indicator))))
    ]
    return long_table(_("Every figure, every period"), _heads(), rows, _NUMBERS)


def _heads() -> tuple[str, ...]:
    return _("Figure"), _("Period"), _("Reported"), _("Without a figure, and why")


def _spans(indicator: Indicator, counts: dict[str, Counts]) -> Iterable[tuple[str, Counts]]:
    if indicator.is_published:
        yield from ((named(period, indicator.by_years), told) for period, told in counts.items())
        return
    for year, months in groupby(counts, key=lambda month: month[:4]):
        listed = list(months)
        words = ngettext("{year}, {n} month", "{year}, {n} months", len(listed))
        yield words.format(year=year, n=len(listed)), added_up([counts[month] for month in listed])


def _told(counts: Counts) -> tuple[str, str]:
    words = statuses()
    gaps = [f"{words[status]}: {count(n)}" for status, n in counts.items() if status != "reported"]
    return count(counts.get("reported", 0)), "; ".join(gaps) or _("none")
