"""Verdicts: what a place's history and its peers say of its figure, for every place of a view at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from data import query
from data.catalogue import Indicator
from data.columns import ALL, Columns
from data.comparison import COMPARISONS
from data.judge import history, peers
from data.judge.history import History
from data.judge.peers import Funnel
from data.store import ENGLAND, Snapshot

#: 1 where high is good, -1 where low is good, 0 where neither.
SIGNS = {"high": 1, "low": -1, "none": 0}


@dataclass(frozen=True, eq=False)
class Judged:
    """Verdicts on one indicator, split and month for all places: arrays of shape (places,).

    Parameters
    ----------
    periods
        The months over which limits were taken, oldest first.
    history
        XmR charts of the figure itself.
    against_england
        XmR charts of its distance from England's; None where England has no such figure.
    funnel
        The place beside the others; None where the figure is no share of patients.
    beside
        Where a place stands among its peers: -2 below and 2 above the limits of 99.8 %, -1 and 1 beyond those of 95 %,
        0 within; `beside` of one that is no peer is 0.
    with_most
        Whether the place moves, but its distance from England does not: it moves as most do.
    """

    indicator: Indicator
    places: tuple[str, ...]
    periods: tuple[str, ...]
    history: History
    against_england: History | None
    funnel: Funnel | None
    beside: NDArray[np.int8]
    with_most: NDArray[np.bool_]

    @property
    def sign(self) -> int:
        """1 where high is good, -1 where low is good, 0 where neither."""
        return SIGNS[self.indicator.polarity]


def can_be_judged(indicator: Indicator) -> bool:
    """Tell whether an indicator has monthly series of counts, ours or its publisher's, on which verdicts can rest."""
    return not indicator.is_published or (indicator.is_welsh and indicator.is_percent)


@lru_cache(maxsize=32)
def judge(
    snapshot: Snapshot, indicator: Indicator, split: str, period: str, start: str = "", columns: Columns = ALL
) -> Judged:
    """Judge every place in a month, or some of them: the peers are all trusts in either case.

    Parameters
    ----------
    period
        The month in question; the last of the window.
    start
        First month of the window; '' takes the latest 24 months. Breaks still cut it short.
    columns
        The places wanted; `Judged.against_england` needs England among them.
    """
    return _judge(snapshot, indicator, (split,), period, start, columns)[0]


def judge_splits(
    snapshot: Snapshot, indicator: Indicator, splits: Sequence[str], period: str, code: str
) -> dict[str, Judged]:
    """Judge one place in many splits of a month as `judge` does each, at the cost of one; it is first in `places`."""
    cube = snapshot.cubes[indicator.dataset]
    columns = Columns([cube.place_at[one] for one in dict.fromkeys((code, ENGLAND)) if one in cube.place_at])
    return dict(zip(splits, _judge(snapshot, indicator, splits, period, "", columns), strict=True))


def _judge(
    snapshot: Snapshot, indicator: Indicator, splits: Sequence[str], period: str, start: str, columns: Columns
) -> list[Judged]:
    cube = snapshot.cubes[indicator.dataset]
    last = cube.period_at[period]
    first = cube.period_at[start] if start else last + 1 - history.WINDOW
    first = max(query.first_position(cube, indicator), first)
    windows = [query.between(snapshot, indicator, split, first, last, columns) for split in splits]
    breaks = np.tile(query.break_mask(snapshot, indicator.dataset)[first : last + 1, columns.at], len(windows))
    own = history.chart(np.hstack([window.value for window in windows]), breaks)
    england = windows[0].place_at.get(ENGLAND)
    gap = None
    if england is not None and indicator.measure != "count":
        gap = history.chart(np.hstack([window.value - window.value[:, [england]] for window in windows]), breaks)
    found, across = [], len(windows[0].places)
    for at, window in enumerate(windows):
        here = slice(at * across, (at + 1) * across)
        funnel = None
        if _has_peers(indicator):
            funnel = peers.among(_funnel(snapshot, indicator, window.split, period), columns.at)
        apart = gap.of(here) if gap is not None else None
        found.append(_judged(indicator, window, own.of(here), apart, funnel))
    return found


def _judged(
    indicator: Indicator, window: query.Answer, own: History, gap: History | None, funnel: Funnel | None
) -> Judged:
    beside = _beside(funnel) if funnel is not None else np.zeros(len(window.places), np.int8)
    moving = own.direction != 0
    with_most = moving & (gap.direction == 0) & gap.enough if gap is not None else np.zeros(moving.shape, bool)
    if ENGLAND in window.place_at:
        with_most[window.place_at[ENGLAND]] = False
    return Judged(indicator, window.places, window.periods, own, gap, funnel, beside, with_most)


def _has_peers(indicator: Indicator) -> bool:
    """Tell whether trusts can be set beside each other: Wales has seven health boards, too few for limits."""
    return indicator.is_percent and not indicator.is_welsh


@lru_cache(maxsize=16)
def _trusts(snapshot: Snapshot, dataset: str) -> NDArray[np.bool_]:
    places = snapshot.cubes[dataset].places
    return np.array([p in snapshot.places and snapshot.places[p].type == "trust" for p in places])


@lru_cache(maxsize=64)
def _funnel(snapshot: Snapshot, indicator: Indicator, split: str, period: str) -> Funnel:
    answer = query.across(snapshot, indicator, split, period)
    trusts = _trusts(snapshot, indicator.dataset)
    return peers.funnel(
        np.where(trusts, answer.numerator[-1], np.nan), np.where(trusts, answer.denominator[-1], np.nan)
    )


def _beside(funnel: Funnel) -> NDArray[np.int8]:
    """Tell for every place what `Judged.beside` tells."""
    z = np.nan_to_num(funnel.z_adjusted)
    return (np.sign(z) * ((np.abs(z) > peers.NEAR).astype(int) + (np.abs(z) > peers.FAR))).astype(np.int8)


def classes(
    snapshot: Snapshot, indicator: Indicator, split: str, period: str, columns: Columns = ALL
) -> NDArray[np.str_]:
    """Class every place of a view, or some, for the map of verdicts: a word of `bands`, or `too_few` to go by.

    Figures of councils and counties are classed by the official comparison with England, which rests on their published
    intervals (`higher` and `lower` where neither is good).
    """
    if indicator.of_areas:
        compared = np.array([*COMPARISONS])[query.across(snapshot, indicator, split, period, columns).compared[-1]]
        return np.where(compared == "similar", "usual", np.where(compared == "not_compared", "too_few", compared))
    if _has_peers(indicator):  # the funnel of one month alone says it: no charts need be drawn
        funnel = peers.among(_funnel(snapshot, indicator, split, period), columns.at)
        found = _in_funnel(funnel, _beside(funnel), SIGNS[indicator.polarity])
    else:
        found = bands(judge(snapshot, indicator, split, period, columns=columns))
    return np.where(found == "", "too_few", found)


def bands(judged: Judged) -> NDArray[np.str_]:
    """Class every place for the map: `better`, `worse`, `usual` or, with nothing to go by, ''.

    Shares are classed by the funnel's limits of 99.8 %; a figure that is no share by the direction its distance from
    England takes, or its own where England has none. What is neither good nor bad has no class but `usual`.
    """
    if judged.funnel is not None:
        return _in_funnel(judged.funnel, judged.beside, judged.sign)
    told = judged.against_england if judged.against_england is not None else judged.history
    return _by_way(told.direction * judged.sign, told.enough)


def _in_funnel(funnel: Funnel, beside: NDArray[np.int8], sign: int) -> NDArray[np.str_]:
    return _by_way(np.where(np.abs(beside) == 2, np.sign(beside), 0) * sign, ~np.isnan(funnel.z_adjusted))


def _by_way(way: NDArray[np.integer], known: NDArray[np.bool_]) -> NDArray[np.str_]:
    return np.where(known, np.where(way > 0, "better", np.where(way < 0, "worse", "usual")), "")
