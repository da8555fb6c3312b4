"""Change of staff between two census dates, and what of it is a merger or a transfer, not hiring or cutting.

Nobody publishes who moved with a service. The successions of NHS bodies tell the mergers; of transfers the size of
a jump is the only sign there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data import measures
from data.catalogue import Indicator
from data.censuses import earlier_date
from data.periods import month_number
from data.store import STATUS_CODE, Break, Snapshot

#: The class on the map of a change with a merger or a transfer in it.
BAND = "transfer"
#: A jump of more than this per cent in a year is read as a transfer; over other spans it grows with their root.
YEARLY = 15.0
#: The years in which community services moved from primary care trusts to hospital trusts, and growth that tells of it.
WINDOW, IN_WINDOW = ("2010-09", "2012-09"), 10.0
#: Fewer full posts than this are no transfer, whatever share of a small group they are.
FEWEST = 50.0
#: Growth beyond this many per cent with a merger or a transfer in it compares two different bodies.
DOUBLED = 100.0
ALL_STAFF = "staff-all"
_REPORTED, _NOT_APPLICABLE = STATUS_CODE["reported"], STATUS_CODE["not_applicable"]
_NO_COMPARABLE = STATUS_CODE["no_comparable_record"]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Since:
    """A change since an earlier date: arrays of shape (periods, places); `moved` marks mergers and transfers in it."""

    value: Floats
    now: Floats
    then: Floats
    status: NDArray[np.uint8]
    moved: NDArray[np.bool_]


def limits(periods: tuple[str, ...]) -> Floats:
    """Say how many per cent a place may grow or shrink from each date to the next before it is read as a transfer.

    Chance moves grow with the root of time: 15 in a year, 4.3 in a month. The first date has no limit (NaN).
    """
    months = np.diff([month_number(period) for period in periods])
    return np.concatenate([[np.nan], YEARLY * np.sqrt(months / 12)])


def jumps(staff: Floats, periods: tuple[str, ...]) -> Floats:
    """Give the change in per cent from the date before where it is a jump, else NaN.

    Parameters
    ----------
    staff
        Full-time equivalents, shape (periods, places).
    periods
        The census dates.
    """
    before = np.vstack([np.full(staff.shape[1:], np.nan)[None], staff[:-1]])
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = 100 * (staff - before) / before
        window = np.array(
            [at > 0 and periods[at - 1] >= WINDOW[0] and period <= WINDOW[1] for at, period in enumerate(periods)]
        )
        large = (np.abs(moved) > limits(periods)[:, None]) | (window[:, None] & (moved >= IN_WINDOW))
        return np.where(large & (np.abs(staff - before) >= FEWEST), moved, np.nan)


@lru_cache(maxsize=8)
def _jumps(snapshot: Snapshot, dataset: str) -> Floats:
    cube = snapshot.cubes[dataset]
    return jumps(cube.floats("value", slice(None), "all"), cube.periods)


def breaks(snapshot: Snapshot, dataset: str, place: str) -> tuple[Break, ...]:
    """List the census dates by which staff of a place had moved in or out since the date before, and why we think so.

    Parameters
    ----------
    dataset
        A group of staff. What moved all staff of a place is told of each group.
    """
    cube = snapshot.cubes[dataset]
    held = np.flatnonzero(~np.isnan(cube.floats("value", slice(None), "all", cube.place_at[place])))
    if not held.size:
        return ()
    found = {b.period: b for b in _jumped(snapshot, dataset, place)}
    found |= {b.period: b for b in _mergers(snapshot, dataset, place)}
    return tuple(found[period] for period in sorted(found) if period > cube.periods[held[0]])


def _mergers(snapshot: Snapshot, dataset: str, place: str) -> list[Break]:
    """Name who was taken over by each date, whether or not it is told of here."""
    periods = snapshot.cubes[dataset].periods
    taken: dict[str, list[str]] = {}
    for step in snapshot.predecessors.get(place, ()):
        period = next((month for month in periods if month >= step.date[:7] > periods[0]), "")
        if period:
            name = snapshot.places[step.old_code].name if step.old_code in snapshot.places else step.old_code
            verb = "took over part of" if step.kind == "split" else "took over"
            taken.setdefault(period, []).append(f"{verb} {name} ({step.old_code})")
    return [Break(period, "merger", "; ".join(names)) for period, names in taken.items()]


def _jumped(snapshot: Snapshot, dataset: str, place: str) -> list[Break]:
    found: dict[str, Break] = {}
    for slug in dict.fromkeys((dataset, ALL_STAFF)):
        cube = snapshot.cubes.get(slug)
        if cube is None or place not in cube.place_at:
            continue
        own = _jumps(snapshot, slug)[:, cube.place_at[place]]
        for at in np.flatnonzero(~np.isnan(own)).tolist():
            period, moved = cube.periods[at], float(own[at])
            found[period] = Break(period, *_why(slug, moved, cube.periods[at - 1], period))
    return list(found.values())


def _why(slug: str, moved: float, before: str, period: str) -> tuple[str, str]:
    """Name the kind of a jump (`moved_in`, `moved_out`, or `regrouped` where one group alone jumped) and its reason."""
    size = f"{abs(moved):.1f} %"
    if slug != ALL_STAFF:
        verb = "grew" if moved > 0 else "shrank"
        return "regrouped", f"this group {verb} by {size} at once: staff seem to have moved, or to be counted elsewhere"
    if moved > 0 and before >= WINDOW[0] and period <= WINDOW[1]:
        return (
            "moved_in",
            f"all staff grew by {size} while community services moved from primary care to hospital trusts",
        )
    if moved > 0:
        return "moved_in", f"all staff grew by {size} at once: staff seem to have moved in from another body"
    return "moved_out", f"all staff shrank by {size} at once: staff seem to have moved out to another body"


@lru_cache(maxsize=8)
def _moved(snapshot: Snapshot, dataset: str) -> NDArray[np.bool_]:
    """Mark the (period, place) cells since the date before which staff moved in or out."""
    cube = snapshot.cubes[dataset]
    mask = np.zeros((len(cube.periods), len(cube.places)), bool)
    for column, place in enumerate(cube.places):
        for point in breaks(snapshot, dataset, place):
            mask[cube.period_at[point.period], column] = True
    return mask


def since(snapshot: Snapshot, indicator: Indicator, split: str, span: slice, places: Any) -> Since:
    """Compare the staff of each place with those it had at an earlier date.

    Parameters
    ----------
    indicator
        A change; its split names the earlier date.
    span, places
        The later dates and the places wanted, as slices of the cube.

    Returns
    -------
    Since
        In per cent. A place whose earlier figure is missing has the status of that, `no_comparable_record` where it
        did not stand; dates that are not later than the earlier one have no row (status 0).
    """
    cube = snapshot.cubes[indicator.dataset]
    start = cube.period_at[earlier_date(split)]
    now = cube.floats("value", span, "all", places)
    then = np.broadcast_to(cube.floats("value", start, "all", places), now.shape)
    all_staff = cube.split_at["all"]
    said = cube.measures["status"][span, all_staff, places]
    before = np.broadcast_to(cube.measures["status"][start, all_staff, places], said.shape)
    later = np.arange(len(cube.periods))[span] > start
    value = measures.percent(now - then, then)
    whole = np.cumsum(_moved(snapshot, indicator.dataset)[:, places], axis=0)
    status = np.where(said != _REPORTED, said, np.where(before == 0, _NO_COMPARABLE, before))
    status = np.where((status == _REPORTED) & np.isnan(value), _NOT_APPLICABLE, status)
    return Since(
        value=np.where(later[:, None], value, np.nan),
        now=now,
        then=then,
        status=np.where(later[:, None], status, 0).astype(np.uint8),
        moved=later[:, None] & (whole[span] > whole[start]),
    )
