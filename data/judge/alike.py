"""Which places are alike: nearest neighbours on standardised traits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def standardised(traits: Floats) -> Floats:
    """Put traits on one scale: each less its mean, divided by its standard deviation; NaN stays NaN.

    Parameters
    ----------
    traits
        Shape (places, traits). A trait in which all places are equal becomes 0.
    """
    centre, spread = np.nanmean(traits, axis=0), np.nanstd(traits, axis=0)
    return np.asarray((traits - centre) / np.where(spread > 0, spread, 1))


def nearest(traits: Floats, at: int, most: int) -> list[int]:
    """List the places most like one, the most alike first.

    Parameters
    ----------
    traits
        Shape (places, traits), as measured; NaN where a place has no such trait. A place is only likened to those that
        have just the same traits as it has.
    at
        The row of the place itself.
    most
        How many at most.

    Returns
    -------
    Rows, by the distance over all standardised traits of the place (Euclid's); equal ones in the order of the rows.
    """
    has = ~np.isnan(traits)
    if not has[at].any():
        return []
    same = (has == has[at]).all(axis=1)
    rows = np.flatnonzero(same)
    scaled = standardised(traits[rows][:, has[at]])
    here = scaled[np.flatnonzero(rows == at)[0]]
    distance = np.sqrt(((scaled - here) ** 2).sum(axis=1))
    order = [int(rows[one]) for one in np.argsort(distance, kind="stable")]
    return [row for row in order if row != at][:most]
