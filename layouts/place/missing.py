"""Which months of a place's figures are missing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dash import html

from data import query
from data.catalogue import Indicator
from data.periods import month_number
from data.query import REPORTED
from data.store import COLLECTIONS, STATUSES, Snapshot
from layouts import reasons
from layouts.place.figures import told_of
from layouts.words import _, month, status_sentences, statuses


@dataclass(frozen=True)
class Gap:
    """Months without a figure that follow one another for one reason: the kind of nothing, the months and why."""

    first: str
    last: str
    what: str
    told: str


def missing(snapshot: Snapshot, code: str) -> list[tuple[str, tuple[Gap, ...]]]:
    """Gather the gaps of a place's figures, each with the names of the figures that share them."""
    gaps: dict[tuple[tuple[str, str, str, str], ...], list[Indicator]] = {}
    told = told_of(snapshot, code)
    for indicator in told:
        runs = _runs(snapshot, indicator, code)
        if runs:
            gaps.setdefault(runs, []).append(indicator)
    return [(_together(indicators, told), tuple(_gap(*run) for run in runs)) for runs, indicators in gaps.items()]


def _gap(first: str, last: str, status: str, why: str) -> Gap:
    span = month(first) if first == last else _("{start} to {end}").format(start=month(first), end=month(last))
    reason = f" ({why})" if why else ""
    return Gap(first, last, statuses()[status], f"{span}. {status_sentences()[status]}{reason}")


def listed(snapshot: Snapshot, code: str) -> list[Any]:
    """Tell which months of which figures are missing, and why; figures with the same gaps are told together."""
    parts: list[Any] = []
    for figures, gaps in missing(snapshot, code):
        items = [html.Li([html.B(gap.what), f": {gap.told}"]) for gap in gaps]
        parts += [html.P(f"{figures}:"), html.Ul(items)]
    if not parts:
        parts.append(html.P(_("No month is missing between the first and the last that it reported.")))
    return parts


def _together(indicators: list[Indicator], told: list[Indicator]) -> str:
    """Name figures that share their gaps: as a whole where they are all of their collection, else one by one."""
    whole = {"rtt": _("Every figure on waits for planned treatment"), "ae": _("Every figure on A&E")}
    collection = COLLECTIONS[indicators[0].dataset]
    if indicators == [indicator for indicator in told if COLLECTIONS[indicator.dataset] == collection]:
        return whole[collection]
    return "; ".join(_(indicator.title) for indicator in indicators)


def _runs(snapshot: Snapshot, indicator: Indicator, code: str) -> tuple[tuple[str, str, str, str], ...]:
    """Gather months without a value that follow one another for one reason: first, last, status, why."""
    answer = query.through_time(snapshot, indicator, indicator.default_split, code)
    empty = [
        (period, STATUSES[status], reasons.why(snapshot, indicator, code, period))
        for period, status in zip(answer.periods, answer.status[:, 0], strict=True)
        if status and status != REPORTED
    ]
    runs = []
    keyed = [(month_number(period) - at, status, why, period) for at, (period, status, why) in enumerate(empty)]
    for (_at, status, why), group in groupby(keyed, key=lambda item: item[:3]):
        months = [item[3] for item in group]
        runs.append((months[0], months[-1], status, why))
    return tuple(runs)
