"""A place's own history as an XmR chart: mean, process limits, and the four rules of NHS "Making Data Count".

Everything here is numpy on arrays of shape (periods, places); a missing value is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Process limits lie so many mean moving ranges from the mean (3 / 1.128, Shewhart's constant for ranges of two).
LIMIT = 2.66
#: Limits are taken over at most so many of the latest periods.
WINDOW = 24
#: With fewer points than this nothing is said.
FEWEST = 12
#: So many points in a row on one side of the mean, or each above (or below) the one before, are a signal.
RUN = 7
#: The rules, in the order in which they are told.
RULES = ("outside", "shift", "trend", "two_of_three")
#: A distance from the mean smaller than this is rounding of floats, not a side.
_NOISE = 1e-9


@dataclass(frozen=True, eq=False)
class History:
    """XmR charts of many places over one window.

    Parameters
    ----------
    values
        Shape (periods, places); NaN before the last break and where there is no value.
    mean, lower, upper
        Shape (places,), in the unit of the values, nothing clipped; NaN with fewer than `FEWEST` points.
    rules
        Rule to flags of shape (periods, places): the points that make up the signal.
    """

    values: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    rules: dict[str, Flags]

    @cached_property
    def points(self) -> NDArray[np.intp]:
        """How many points each place has in the window."""
        return np.asarray((~np.isnan(self.values)).sum(axis=0))

    @property
    def enough(self) -> Flags:
        """Whether a place has points enough for limits."""
        return ~np.isnan(self.mean)

    @cached_property
    def special(self) -> Flags:
        """The points that any rule flags, shape (periods, places)."""
        return np.logical_or.reduce(list(self.rules.values()))

    def of(self, columns: slice) -> History:
        """Keep the charts of some places that stand side by side."""
        rules = {rule: flags[:, columns] for rule, flags in self.rules.items()}
        return History(self.values[:, columns], self.mean[columns], self.lower[columns], self.upper[columns], rules)

    def flagged_by(self, when: int, at: int) -> tuple[str, ...]:
        """Name the rules that flag one point, in their order."""
        return tuple(rule for rule in RULES if self.rules[rule][when, at])

    @cached_property
    def direction(self) -> NDArray[np.int8]:
        """Whether the newest point is part of a signal upwards (1), downwards (-1), or of none (0), shape (places,).

        A rising or falling run tells its direction by its slope, every other rule by the side of the mean; where they
        differ the side of the mean tells, since limits are drawn around it.
        """
        newest = self.values[-1]
        side = np.sign(newest - self.mean)
        by_side = self.rules["outside"][-1] | self.rules["shift"][-1] | self.rules["two_of_three"][-1]
        slope = np.sign(newest - self.values[-2]) if len(self.values) > 1 else np.zeros(newest.shape)
        found = np.where(by_side, side, np.where(self.rules["trend"][-1], slope, 0))
        return np.where(np.isnan(found), 0, found).astype(np.int8)


def since_last_break(values: Floats, breaks: Flags) -> Floats:
    """Keep the unbroken run of values up to the last row; everything before a break or a gap becomes NaN.

    Parameters
    ----------
    values
        Shape (periods, places), one row a period without holes.
    breaks
        Cells at which a series starts anew: that value is the first of the new run.
    """
    kept = np.full(values.shape, np.nan)
    unbroken = np.ones(values.shape[1], bool)
    for at in range(len(values) - 1, -1, -1):
        unbroken &= ~np.isnan(values[at])
        kept[at] = np.where(unbroken, values[at], np.nan)
        unbroken &= ~breaks[at]
    return kept


def chart(values: Floats, breaks: Flags) -> History:
    """Draw the XmR charts of many places, each over its run since its last break.

    The mean moving range is taken over every step of that run: outlying ranges are not screened out, so that anybody
    can check the limits with a pencil; after a jump the limits are therefore wider, and fewer points are flagged.

    Parameters
    ----------
    values
        Shape (periods, places): the periods over which limits are wanted (the latest `WINDOW`, as a rule).
    breaks
        Cells at which a series starts anew.
    """
    run = since_last_break(values, breaks)
    count = (~np.isnan(run)).sum(axis=0)
    enough = count >= FEWEST
    moving = np.abs(np.diff(run, axis=0))
    steps = np.maximum(count - 1, 1)
    mean = np.where(enough, np.nansum(run, axis=0) / np.maximum(count, 1), np.nan)
    reach = np.where(enough, LIMIT * np.nansum(moving, axis=0) / steps, np.nan)
    return History(run, mean, mean - reach, mean + reach, _flags(run, mean, reach))


def _flags(run: Floats, mean: Floats, reach: Floats) -> dict[str, Flags]:
    apart = run - mean
    apart = np.where(np.abs(apart) < _NOISE, 0, apart)
    side = np.where(np.isnan(apart), 0, np.sign(apart))
    step = np.sign(np.diff(run, axis=0, prepend=np.nan))
    rising = np.where(np.isnan(step) | np.isnan(mean), 0, step)
    far = np.abs(apart) > 2 / 3 * reach
    return {
        "outside": np.abs(apart) > reach,
        "shift": _runs(side, RUN, RUN),
        "trend": _runs(rising, RUN - 1, RUN),
        "two_of_three": _two_of_three(np.where(far, side, 0)),
    }


def _runs(signs: Floats, length: int, marked: int) -> Flags:
    """Mark every point of a run of at least `length` equal signs; `marked` points up to its end belong to it."""
    flags = np.zeros(signs.shape, bool)
    run = np.zeros(signs.shape[1], int)
    for at in range(len(signs)):
        same = (signs[at] != 0) & (signs[at] == signs[at - 1]) if at else np.zeros(run.shape, bool)
        run = np.where(signs[at] == 0, 0, np.where(same, run + 1, 1))
        ended = run >= length
        for back in range(min(marked, at + 1)):
            flags[at - back] |= ended
    return flags


def _two_of_three(sides: Floats) -> Flags:
    """Mark the points far out on one side of which two stand among three in a row."""
    flags = np.zeros(sides.shape, bool)
    for way in (1, -1):
        far = sides == way
        for at in range(2, len(far)):
            three = far[at - 2 : at + 1]
            flags[at - 2 : at + 1] |= three & (three.sum(axis=0) >= 2)
    return flags


def assurance(history: History, standard: float, high_is_good: bool) -> NDArray[np.str_]:
    """Tell whether each process can be expected to meet a standard, shape (places,).

    `met` where the whole band between the limits lies on the good side, `missed` where it lies on the other,
    `hit_or_miss` where the standard lies between the limits; '' with too few points.
    """
    low, high = (history.lower, history.upper) if high_is_good else (-history.upper, -history.lower)
    goal = standard if high_is_good else -standard
    said = np.where(low >= goal, "met", np.where(high < goal, "missed", "hit_or_miss"))
    return np.where(history.enough, said, "")
