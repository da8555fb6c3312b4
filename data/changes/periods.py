"""New periods: what England, or a place, reads in them, and how far that is from the period before."""

from __future__ import annotations

from collections.abc import Iterator

from data import held, query
from data.catalogue import Indicator
from data.changes.change import Change, last_day, topic_of
from data.query import REPORTED
from data.store import ENGLAND, Snapshot


def periods(old: Snapshot | None, new: Snapshot, since: str, place: str = ENGLAND) -> Iterator[Change]:
    """Tell which periods came, and which are held no more.

    A change between two dates is told with the figure it is made from, and a ledger has no new periods.

    Parameters
    ----------
    old
        None tells the newest period of every figure, as far as it ended on or after `since` (ISO day).
    place
        Whose figures are told. Where it has none a period of England's is told without, one of a place not at all.
    """
    for slug, indicator in held.indicators(new).items():
        if indicator.change_of or indicator.by_states:
            continue
        known = query.periods(new, indicator)
        if old is None:
            came = [known[-1]] if last_day(known[-1], indicator.by_years) >= since else []
        elif slug in held.indicators(old):
            before = query.periods(old, held.indicators(old)[slug])
            came = [period for period in known if period not in before]
            for period in before:
                if period not in known and place == ENGLAND:
                    yield _change(indicator, "withdrawn", place, period)
        else:
            came = []
        for period in came:
            told = _told(new, indicator, period, place)
            if told is not None:
                yield told


def _change(indicator: Indicator, what: str, place: str, period: str, **told: str | float | None) -> Change:
    dated = last_day(period, indicator.by_years)
    split = indicator.default_split
    return Change("period", topic_of(indicator), what, place, indicator.slug, split, period, dated=dated, **told)  # type: ignore[arg-type]


def _told(snapshot: Snapshot, indicator: Indicator, period: str, place: str) -> Change | None:
    split = indicator.default_split
    if place not in snapshot.cubes[indicator.dataset].place_at:
        return _change(indicator, "new", place, period) if place == ENGLAND else None
    series = query.through_time(snapshot, indicator, split, place)
    at = series.periods.index(period)
    if series.status[at, 0] != REPORTED:
        return _change(indicator, "new", place, period) if place == ENGLAND else None
    now = float(series.value[at, 0])
    broken = any(mark.period == period for mark in query.breaks(snapshot, series, place))
    if at == 0 or broken or series.status[at - 1, 0] != REPORTED:
        return _change(indicator, "new", place, period, new=now)
    earlier = float(series.value[at - 1, 0])
    return _change(indicator, "new", place, period, new=now, old=earlier, earlier=series.periods[at - 1])
