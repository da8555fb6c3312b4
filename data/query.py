"""Questions to a snapshot: one figure for all places, or one place through time.

Every page, picture and API answer asks here, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data import measures, transfers
from data.breaks import break_mask, breaks, merger_breaks
from data.catalogue import Indicator
from data.columns import ALL, Columns, mapped
from data.comparison import COMPARISONS
from data.periods import shift
from data.store import STATUS_CODE, Break, Cube, Snapshot, collection_of

__all__ = [
    "Answer",
    "Break",
    "Change",
    "across",
    "bands",
    "break_mask",
    "breaks",
    "by_split",
    "change",
    "first_position",
    "merger_breaks",
    "on_map",
    "periods",
    "through_time",
    "why",
]

REPORTED = STATUS_CODE["reported"]
NOT_APPLICABLE = STATUS_CODE["not_applicable"]
NO_COMPARABLE = STATUS_CODE["no_comparable_record"]


@dataclass(frozen=True, eq=False)
class Answer:
    """Values of one indicator: arrays of shape (periods, places).

    `value` is NaN unless the status is `reported`; status 0 means that the place has no row in that period
    (it had closed, or is not known to the collection). `lower` and `upper` are the published 95 % limits (NaN where
    there are none), `compared` positions in `COMPARISONS`, `file` positions in `files` (-1: the collection's file).
    `moved` marks changes between two dates with a merger or a transfer of staff in between. `columns` are the places
    that were asked for.
    """

    indicator: Indicator
    split: str
    periods: tuple[str, ...]
    places: tuple[str, ...]
    value: NDArray[np.float64]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    status: NDArray[np.uint8]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    compared: NDArray[np.uint8]
    file: NDArray[np.int32]
    moved: NDArray[np.bool_]
    files: tuple[str, ...] = ()
    columns: Columns = ALL

    @cached_property
    def place_at(self) -> dict[str, int]:
        """Position of each place."""
        return {place: at for at, place in enumerate(self.places)}

    def comparison(self, when: int, at: int) -> str:
        """Name the official comparison of a cell with England."""
        return COMPARISONS[self.compared[when, at]]


def _answer(snapshot: Snapshot, indicator: Indicator, split: str, span: slice, columns: Columns = ALL) -> Answer:
    places = columns.at
    cube = snapshot.cubes[indicator.dataset]
    counted = indicator.dataset_split(split)
    main = cube.floats(indicator.value, span, counted, places)
    blank = np.full(main.shape, np.nan)
    denominator = cube.floats(indicator.denominator, span, split, places) if indicator.denominator else blank
    since = transfers.since(snapshot, indicator, split, span, places) if indicator.change_of else None
    if since:
        value, numerator, denominator = since.value, since.now, since.then
    elif indicator.is_published:
        value, numerator = main, cube.floats("numerator", span, split, places)
        denominator = cube.floats("denominator", span, split, places)
    elif indicator.is_percent:
        value, numerator = measures.percent(main, denominator), main
    else:
        value, numerator = main, main if indicator.measure == "count" else blank
    status = since.status if since else _status(snapshot, indicator, split, span, places, ~np.isnan(value))
    reported = status == REPORTED
    if indicator.is_published:
        lower, upper = (cube.floats(name, span, counted, places) for name in ("lower", "upper"))
        at = cube.split_at[counted]
        compared, file = (cube.measures[name][span, at, places] for name in ("compared", "file"))
    else:
        lower = upper = blank
        compared, file = np.zeros(main.shape, np.uint8), np.full(main.shape, -1, np.int32)
    return Answer(
        indicator=indicator,
        split=split,
        periods=cube.periods[span],
        places=tuple(cube.codes[places].tolist()),
        value=np.where(reported, value, np.nan),
        numerator=np.where(reported, numerator, np.nan),
        denominator=np.where(reported, denominator, np.nan),
        status=status,
        lower=np.where(reported, lower, np.nan),
        upper=np.where(reported, upper, np.nan),
        compared=compared,
        file=file,
        moved=since.moved if since else np.zeros(main.shape, bool),
        files=cube.files,
        columns=columns,
    )


def _status(
    snapshot: Snapshot, indicator: Indicator, split: str, span: slice, places: Any, known: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Say of each cell why there is or is no value.

    What the publisher or the events file says of a collection comes first; a provider that submitted in the month,
    but has no patient in this split, has nothing to divide by (`not_applicable`).
    """
    if indicator.is_published:
        cube = snapshot.cubes[indicator.dataset]
        return np.asarray(cube.measures["status"][span, cube.split_at[split], places])
    present = snapshot.present[collection_of(indicator.dataset)][span, places]
    status = np.where(present, NOT_APPLICABLE, 0).astype(np.uint8)
    for collection in reversed(indicator.collections):
        said = snapshot.status[collection][span, places]
        status = np.where(said > 0, said, status)
    return np.where(known, REPORTED, status).astype(np.uint8)


@lru_cache(maxsize=512)
def across(snapshot: Snapshot, indicator: Indicator, split: str, period: str, columns: Columns = ALL) -> Answer:
    """Give one indicator and month for all places, or for some: arrays of shape (1, places)."""
    at = snapshot.cubes[indicator.dataset].period_at[period]
    return _answer(snapshot, indicator, split, slice(at, at + 1), columns)


def on_map(snapshot: Snapshot, indicator: Indicator, split: str, period: str, places: tuple[str, ...] = ()) -> Answer:
    """Give one indicator and month for the places that a map may speak of, and for those in view beside it."""
    return across(snapshot, indicator, split, period, mapped(snapshot, indicator.dataset, places))


def between(
    snapshot: Snapshot, indicator: Indicator, split: str, first: int, last: int, columns: Columns = ALL
) -> Answer:
    """Give one indicator in the periods from position `first` to `last` of its dataset, for all places or for some."""
    return _answer(snapshot, indicator, split, slice(first, last + 1), columns)


def through_time(snapshot: Snapshot, indicator: Indicator, split: str, place: str = "") -> Answer:
    """Give one indicator and place (or all) for every month from its first: arrays of shape (periods, 1 or places)."""
    cube = snapshot.cubes[indicator.dataset]
    here = slice(cube.place_at[place], cube.place_at[place] + 1) if place else slice(None)
    return _answer(snapshot, indicator, split, slice(first_position(cube, indicator), None), Columns(here))


def by_split(snapshot: Snapshot, indicator: Indicator, period: str, place: str) -> list[tuple[str, Answer]]:
    """Give one place and month in every split (all specialties): pairs of split and a (1, 1) answer."""
    cube = snapshot.cubes[indicator.dataset]
    at, when = cube.place_at[place], cube.period_at[period]
    span, here = slice(when, when + 1), Columns(slice(at, at + 1))
    held = [split for split in indicator.splits if indicator.dataset_split(split) in cube.split_at]
    return [(split, _answer(snapshot, indicator, split, span, here)) for split in held]


def first_position(cube: Cube, indicator: Indicator) -> int:
    """Position of the first month in which the indicator is told (12-hour waits begin later than attendances)."""
    return sum(1 for period in cube.periods if period < indicator.first_period)


@lru_cache(maxsize=128)
def periods(snapshot: Snapshot, indicator: Indicator) -> tuple[str, ...]:
    """List the months in which at least one place reports the indicator's dataset, oldest first."""
    cube = snapshot.cubes[indicator.dataset]
    held = np.flatnonzero(snapshot.present[collection_of(indicator.dataset)].any(axis=1))
    held = held[1:] if indicator.change_of else held
    return tuple(cube.periods[at] for at in held if cube.periods[at] >= indicator.first_period)


@dataclass(frozen=True, eq=False)
class Change:
    """How a month differs from an earlier one, place by place: arrays of shape (places,).

    `change` is in the indicator's unit (NaN where none can be taken), `usual` the mean moving range of the last
    24 months, `band` `better`, `worse`, `usual` or '', `status` why there is no change to tell.
    """

    earlier: str
    change: NDArray[np.float64]
    usual: NDArray[np.float64]
    band: NDArray[np.str_]
    status: NDArray[np.uint8]


@lru_cache(maxsize=256)
def change(
    snapshot: Snapshot, indicator: Indicator, split: str, period: str, months: int, columns: Columns = ALL
) -> Change:
    """Compare a month with the one `months` before it, never across a merger or a gap in between."""
    cube = snapshot.cubes[indicator.dataset]
    at = cube.period_at[period]
    window = max(measures.USUAL_WINDOW, months + 1)
    start = max(first_position(cube, indicator), at + 1 - window)
    answer = _answer(snapshot, indicator, split, slice(start, at + 1), columns)
    mask = break_mask(snapshot, indicator.dataset)[start : at + 1, columns.at]
    usual = measures.usual_move(answer.value, mask)
    now, status = answer.value[-1], answer.status[-1].copy()
    if len(answer.periods) > months:
        before = answer.value[-1 - months]
        crossed = mask[-months:].any(axis=0) | np.isnan(answer.value[-months - 1 :]).any(axis=0)
        moved = np.where(crossed, np.nan, now - before)
    else:
        moved = np.full(now.shape, np.nan)
    status[(status == REPORTED) & np.isnan(moved)] = NO_COMPARABLE
    return Change(shift(period, -months), moved, usual, measures.change_bands(moved, usual, indicator.polarity), status)


def bands(answer: Answer, scale: str) -> NDArray[np.str_]:
    """Put an answer's values into the classes of a colour scale; '' where there is no value.

    Raises
    ------
    ValueError
        If the scale is not offered for the indicator in a period of the answer.
    """
    indicator = answer.indicator
    for period in answer.periods:
        if scale not in indicator.scales(period):
            raise ValueError(f"the scale '{scale}' is not offered for {indicator.slug} in {period}")
    if indicator.by_states:
        return measures.state_bands(answer.value, answer.upper)
    if scale == "classic":
        return measures.classic_bands(answer.value)
    if scale == "spread":
        spread = measures.spread_bands(answer.value, indicator.class_edges(answer.split))
        return np.where(answer.moved & (spread != ""), transfers.BAND, spread)
    out = np.empty(answer.value.shape, "<U8")
    for row, period in enumerate(answer.periods):
        standard, interim = indicator.standard(period), indicator.standard(period, "interim")
        if standard is None:
            raise ValueError(f"no official standard was in force for {indicator.slug} in {period}")
        out[row] = measures.standard_bands(answer.value[row], standard.value, interim.value if interim else None)
    return out


def why(snapshot: Snapshot, indicator: Indicator, place: str, period: str) -> str:
    """Give the publisher's or the events file's own reason for a missing value, or ''."""
    return next(
        (snapshot.whys[c, place, period] for c in indicator.collections if (c, place, period) in snapshot.whys), ""
    )
