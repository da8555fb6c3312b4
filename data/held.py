"""What a snapshot holds beside its arrays: which indicators, and the publisher's own estimates for England."""

from __future__ import annotations

from functools import lru_cache

from data.catalogue import Indicator, with_own
from data.store import Snapshot


@lru_cache(maxsize=4)
def indicators(snapshot: Snapshot) -> dict[str, Indicator]:
    """List the indicators whose figures the snapshot holds, by slug."""
    return {slug: one for slug, one in with_own(snapshot.own).items() if one.dataset in snapshot.cubes}


@lru_cache(maxsize=4)
def mapped(snapshot: Snapshot) -> dict[str, Indicator]:
    """List those of them that are drawn on the map; the others stand on the pages of places."""
    return {slug: indicator for slug, indicator in indicators(snapshot).items() if indicator.on_map}


@lru_cache(maxsize=4)
def awaited(snapshot: Snapshot) -> dict[str, Indicator]:
    """List the indicators that a reader stands ready for, but whose official file was never loaded."""
    return {slug: one for slug, one in with_own(()).items() if one.is_published and one.dataset not in snapshot.cubes}


@lru_cache(maxsize=4)
def comparable(snapshot: Snapshot) -> dict[str, Indicator]:
    """List the indicators held of which two places can stand side by side, by slug.

    Not a change between two dates, a ledger, a grade in words, a figure of hospitals (those of a Welsh health board mix
    major departments and minor injury units in unlike parts), or one that a nation alone has.
    """

    def fits(one: Indicator) -> bool:
        return not (one.change_of or one.by_states or one.names or one.drawn in ("site", "nation"))

    return {slug: indicator for slug, indicator in indicators(snapshot).items() if fits(indicator)}


def is_local(indicator: Indicator) -> bool:
    """Tell whether its figures are what local groups write down themselves, not what a publisher put out."""
    return indicator.source == "partnerships"


def estimated(snapshot: Snapshot, indicator: Indicator, period: str) -> float | None:
    """Give England's value with the publisher's estimates for trusts that sent nothing; None where none is printed."""

    def told(measure: str) -> float | None:
        return snapshot.estimates.get((indicator.dataset, measure, period))

    part = told(indicator.value)
    if part is None or not indicator.is_percent:
        return part
    whole = told(indicator.denominator)
    return None if whole is None else 100 * part / whole


@lru_cache(maxsize=4)
def _first_figures(snapshot: Snapshot) -> dict[tuple[str, str, str, str], dict[str, float]]:
    found: dict[tuple[str, str, str, str], dict[str, float]] = {}
    for row in snapshot.revisions:
        key = (row["dataset"], row["place_code"], row["period"], row["split"])
        found.setdefault(key, {})[row["measure"]] = row["first_published"]
    return found


def first_published(snapshot: Snapshot, indicator: Indicator, split: str, place: str, period: str) -> float | None:
    """Give the value as it was first published, where the publisher revised it since; else None.

    A share is divided anew from the counts first published, with today's count where one was not revised.
    """
    first = _first_figures(snapshot).get((indicator.dataset, place, period, split), {})
    if not {indicator.value, indicator.denominator} & first.keys():
        return None
    cube = snapshot.cubes[indicator.dataset]
    at = cube.period_at[period], cube.split_at[split], cube.place_at[place]

    def told(measure: str) -> float:
        return first.get(measure, float(cube.measures[measure][at]))

    if indicator.is_percent:
        whole = told(indicator.denominator)
        return 100 * told(indicator.value) / whole if whole else None
    return told(indicator.value) if indicator.value in first else None
