"""The arithmetic of figures: shares, classes, and how far a place usually moves.

Everything here is plain numpy on arrays; a missing value is NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: How many of the latest periods tell how far a place usually moves.
USUAL_WINDOW = 24
#: Where no interim target is in force, so many points below the standard still count as `interim`.
NEAR_STANDARD = 5.0
#: The classic 18-week scale of 2011: all within the limit, or at least this share.
CLASSIC_TARGET = 95.0


def percent(numerator: Floats, denominator: Floats) -> Floats:
    """Divide counts into percentages 0-100; a share of nothing is missing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator > 0, 100.0 * numerator / denominator, np.nan)


def spread_bands(values: Floats, edges: tuple[float, ...]) -> NDArray[np.str_]:
    """Put values into the six fixed classes `s1` (lowest) to `s6`; a value on an edge belongs to the class above it.

    Parameters
    ----------
    values
        Values in the indicator's unit; NaN gets an empty text.
    edges
        Five ascending class breaks.
    """
    classes = np.searchsorted(np.asarray(edges), values, side="right")
    names = np.array(["s1", "s2", "s3", "s4", "s5", "s6"])
    return np.where(np.isnan(values), "", names[np.minimum(classes, 5)])


def standard_bands(values: Floats, standard: float, interim: float | None) -> NDArray[np.str_]:
    """Compare shares with the official standard: `met`, `interim` or `missed`.

    `interim` is at or over the interim target in force; without one, within five points of the standard.
    """
    floor = standard - NEAR_STANDARD if interim is None else interim
    bands = np.where(values >= standard, "met", np.where(values >= floor, "interim", "missed"))
    return np.where(np.isnan(values), "", bands)


def classic_bands(values: Floats) -> NDArray[np.str_]:
    """Sort shares as the 18-week maps of 2011 did: `all` (every patient), `target` (95 % and over) or `below`."""
    bands = np.where(values >= 100.0, "all", np.where(values >= CLASSIC_TARGET, "target", "below"))
    return np.where(np.isnan(values), "", bands)


def moves(values: Floats, breaks: NDArray[np.bool_]) -> Floats:
    """Take the difference of each period from the one before, never across a break or a gap.

    Parameters
    ----------
    values
        Shape (periods, places), one row a month without holes; NaN where there is no value.
    breaks
        Same shape; True where the series starts anew at that period (a merger, a change of definition).

    Returns
    -------
    Same shape; the first row, and all that would cross a break or a gap, is NaN.
    """
    out = np.full(values.shape, np.nan)
    out[1:] = np.diff(values, axis=0)
    out[breaks] = np.nan
    return out


def usual_move(values: Floats, breaks: NDArray[np.bool_]) -> Floats:
    """Say how far each place usually moves from period to period: its mean moving range.

    Parameters
    ----------
    values, breaks
        As for `moves`, ending with the period in question; the last 24 rows count.

    Returns
    -------
    Shape (places,); NaN where not one move can be measured.
    """
    ranges = np.abs(moves(values[-USUAL_WINDOW:], breaks[-USUAL_WINDOW:]))
    counted = np.sum(~np.isnan(ranges), axis=0)
    with np.errstate(invalid="ignore"):
        return np.where(counted > 0, np.nansum(ranges, axis=0) / np.maximum(counted, 1), np.nan)


def change_bands(change: Floats, usual: Floats, polarity: str) -> NDArray[np.str_]:
    """Name a change: `better` or `worse` where it is larger than the usual move, else `usual`.

    Parameters
    ----------
    change
        Difference from the earlier period, in the indicator's unit; NaN where none can be taken.
    usual
        The mean moving range of each place, from `usual_move`.
    polarity
        `high` if a rise is good, `low` if a fall is.
    """
    sign = 1.0 if polarity == "high" else -1.0
    with np.errstate(invalid="ignore"):
        bands = np.where(np.abs(change) > usual, np.where(change * sign > 0, "better", "worse"), "usual")
    return np.where(np.isnan(change), "", bands)


def state_bands(value: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.str_]:
    """Name the state of each cell with a value; '' where there is none. A net increase has no high figure."""
    return np.select(
        [np.isnan(value), np.isnan(high), high == 0, value == high, value == 0],
        ["", "net_increase", "none_planned", "announced", "up_to"],
        "disputed",
    ).astype("<U12")
