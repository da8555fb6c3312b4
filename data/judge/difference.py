"""How far two places lie apart, with the 95 % interval of the difference, and whether that is more than usual.

The interval is Newcombe's hybrid score interval for two independent proportions (Statistics in Medicine 1998; 17:
873-890, method 10): the Wilson limits of each share, squared and added. The same rule makes the interval of the
difference of any two figures out of their published intervals (Zou & Donner, Statistics in Medicine 2008; 27:
1693-1702).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, hypot, isnan, sqrt

from data.judge.peers import FAR, NEAR


@dataclass(frozen=True)
class Figure:
    """A figure with the limits of its own 95 % interval, NaN where it has none."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Difference:
    """The first figure less the second, with its 95 % interval, in the unit of the figures.

    `lower` and `upper` are NaN where one of the two has no interval.
    """

    value: float
    lower: float
    upper: float

    @property
    def is_known(self) -> bool:
        """Whether there is an interval to go by."""
        return not (isnan(self.lower) or isnan(self.upper))

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval leaves 0 out: the counts alone do not explain the difference."""
        return self.is_known and not self.lower <= 0 <= self.upper


def wilson(part: float, whole: float) -> Figure:
    """Give a share (0-100) of counted people with Wilson's score interval.

    Parameters
    ----------
    part, whole
        Counts; NaN or nothing to divide by gives a figure of NaN.
    """
    if isnan(part) or isnan(whole) or whole <= 0:
        return Figure(float("nan"), float("nan"), float("nan"))
    share, square = part / whole, NEAR**2
    middle = 2 * part + square
    reach = NEAR * sqrt(square + 4 * part * (1 - share))
    return Figure(100 * share, 50 * (middle - reach) / (whole + square), 50 * (middle + reach) / (whole + square))


def between(first: Figure, second: Figure) -> Difference:
    """Set one figure beside another: the first less the second."""
    apart = first.value - second.value
    return Difference(
        apart,
        apart - hypot(first.value - first.lower, second.upper - second.value),
        apart + hypot(first.upper - first.value, second.value - second.lower),
    )


def unusual(first: tuple[float, float], second: tuple[float, float], tau2: float) -> float:
    """Tell how many standard deviations two shares lie apart when places vary beyond chance.

    Parameters
    ----------
    first, second
        Part and whole of each.
    tau2
        The variance between places on the scale of the arcsine of the root (`peers.Funnel.tau2`); each of the two
        carries it.

    Returns
    -------
    The distance without its sign; NaN where there is nothing to divide by or `tau2` is not known.
    """
    if any(isnan(part) or isnan(whole) or whole <= 0 for part, whole in (first, second)):
        return float("nan")
    (a, m), (b, n) = first, second
    spread = sqrt(1 / (4 * m) + 1 / (4 * n) + 2 * tau2)
    return abs(asin(sqrt(a / m)) - asin(sqrt(b / n))) / spread


def told(difference: Difference, deviations: float) -> str:
    """Class a difference.

    Parameters
    ----------
    deviations
        What `unusual` says; NaN where the spread of places is not known.

    Returns
    -------
    `unknown` without an interval, `chance` where the interval holds 0. Else, where the spread is known, `usual` for
    no more than places often differ by, `edge` beyond 95 % of such pairs, `real` beyond 99.8 %; where it is not known
    `apart`.
    """
    if not difference.is_known:
        return "unknown"
    if not difference.beyond_chance:
        return "chance"
    if isnan(deviations):
        return "apart"
    return "real" if deviations > FAR else "edge" if deviations > NEAR else "usual"
