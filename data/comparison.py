"""The official comparison with England, worked out as the public-health profiles do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: What a comparison can say. The order is the code stored in the arrays.
COMPARISONS = ("not_compared", "better", "similar", "worse", "higher", "lower")
COMPARISON_CODE = {name: at for at, name in enumerate(COMPARISONS)}


def compare(value: Floats, lower: Floats, upper: Floats, england: Floats, polarity: str) -> NDArray[np.str_]:
    """Compare places with England by their 95 % confidence intervals.

    A place is `similar` where its interval holds England's value, both limits included; else its value decides.

    Parameters
    ----------
    value, lower, upper
        Figures of places and the limits of their intervals; NaN where not published.
    england
        England's figure beside each.
    polarity
        `high` or `low` (which is good), or `none`: then `higher` and `lower` stand for better and worse.

    Returns
    -------
    Names of `COMPARISONS`; `not_compared` where a figure, a limit or England's figure is missing.

    Notes
    -----
    Office for Health Improvement and Disparities, Fingertips technical guidance: comparisons with benchmarks.
    """
    above, below = {"high": ("better", "worse"), "low": ("worse", "better"), "none": ("higher", "lower")}[polarity]
    known = ~(np.isnan(value) | np.isnan(lower) | np.isnan(upper) | np.isnan(england))
    with np.errstate(invalid="ignore"):
        similar = (lower <= england) & (england <= upper)
        apart = np.where(value > england, above, below)
    return np.where(known, np.where(similar, "similar", apart), "not_compared")
