"""Where a series starts anew: mergers, transfers of staff, gaps, new definitions. No line crosses one."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from data import transfers
from data.catalogue import catalogue
from data.censuses import earlier_date
from data.periods import first_and_last, month_number, pooled
from data.store import STATUS_CODE, STATUSES, Break, Cube, Snapshot, collection_of

if TYPE_CHECKING:
    from data.query import Answer

REPORTED = STATUS_CODE["reported"]
#: Indices that rank places at one time: their editions are no series.
SNAPSHOTS = frozenset({"imd", "wales-deprivation"})


def merger_breaks(snapshot: Snapshot, collection: str, place: str) -> tuple[Break, ...]:
    """List the periods at which a place took over from another that reported to the same collection."""
    cube = next(cube for name, cube in snapshot.cubes.items() if collection_of(name) == collection)
    found = []
    for step in snapshot.predecessors.get(place, ()):
        at = cube.place_at.get(step.old_code)
        if at is None or not snapshot.present[collection][:, at].any() or not step.date:
            continue
        name = snapshot.places[step.old_code].name if step.old_code in snapshot.places else step.old_code
        verb = "took over part of" if step.kind == "split" else "took over"
        when = _first_after(cube, step.date) if cube.files else step.date[:7]
        if when:
            found.append(Break(when, step.kind, f"{verb} {name} ({step.old_code})"))
    return tuple(sorted(found, key=lambda b: b.period))


def _first_after(cube: Cube, date: str) -> str:
    """Find the first period that a merger reaches into: years, or a month such as a census; '' after the last."""
    if catalogue()[cube.name].by_years:
        return next((years for years in cube.periods if first_and_last(years)[1] >= int(date[:4])), "")
    return next((month for month in cube.periods if month >= date[:7] > cube.periods[0]), "")


@lru_cache(maxsize=16)
def break_mask(snapshot: Snapshot, dataset: str) -> NDArray[np.bool_]:
    """Mark the (period, place) cells at which a series starts anew after a merger."""
    cube = snapshot.cubes[dataset]
    mask = np.zeros((len(cube.periods), len(cube.places)), bool)
    for place in snapshot.predecessors:
        column = cube.place_at.get(place)
        if column is None:
            continue
        for point in merger_breaks(snapshot, collection_of(dataset), place):
            row = month_number(point.period) - month_number(cube.periods[0])
            if 0 <= row < len(cube.periods):
                mask[row, column] = True
    return mask


def breaks(snapshot: Snapshot, answer: Answer, place: str) -> tuple[Break, ...]:
    """List where the series of one place starts anew: mergers, transfers of staff, and the first value after a gap."""
    indicator = answer.indicator
    if indicator.group == "staff":
        known = transfers.breaks(snapshot, indicator.dataset, place)
    else:
        known = merger_breaks(snapshot, collection_of(indicator.dataset), place)
    first = earlier_date(answer.split) if indicator.change_of else answer.periods[0]
    inside = [b for b in known if b.period != first]
    if indicator.by_years:
        inside += _breaks_of_years(answer)
    else:
        inside = [b for b in inside if b.period > first]
    column = answer.status[:, answer.place_at[place]]
    reported = column == REPORTED
    seen = False
    for at in range(1, len(reported)):
        seen = seen or bool(reported[at - 1])
        if seen and reported[at] and not reported[at - 1]:
            why = STATUSES[column[at - 1]] or "no figure"
            before = "period" if indicator.is_published else "month"
            inside.append(Break(answer.periods[at], "gap", f"no value in the {before} before ({why})"))
    order = {period: at for at, period in enumerate(answer.periods)}
    return tuple(sorted(inside, key=lambda b: (order.get(b.period, -1), b.period)))


def _breaks_of_years(answer: Answer) -> list[Break]:
    """List where single years give way to pooled ones, and where more years were left out than is usual."""
    ends = [first_and_last(years)[1] for years in answer.periods]
    steps = [after - before for before, after in itertools.pairwise(ends)]
    usual = max(set(steps), key=steps.count) if steps else 0
    found = []
    for at, step in enumerate(steps, start=1):
        if answer.indicator.slug in SNAPSHOTS:
            found.append(Break(answer.periods[at], "definition", "each index ranks places at one time"))
        elif pooled(answer.periods[at]) != pooled(answer.periods[at - 1]):
            found.append(Break(answer.periods[at], "definition", "several years are taken together from here on"))
        elif step > max(usual, 1):
            found.append(Break(answer.periods[at], "not_published", "the years between are not published in the file"))
    return found
