"""Weeks waited, from counts of pathways in one-week bands."""

from __future__ import annotations

import numpy as np

Counts = np.ndarray
"""Pathways, shape (rows, bands): band w holds waits over w and up to w + 1 weeks, the last is open."""


def within(bands: Counts, weeks: int) -> np.ndarray:
    """Pathways that waited up to so many weeks.

    Parameters
    ----------
    bands
        Counts, shape (rows, bands).
    weeks
        The standard: a band counts when its upper edge is not over it.

    Returns
    -------
    numpy.ndarray
        Counts, shape (rows,).
    """
    return bands[:, :weeks].sum(axis=1)


def over(bands: Counts, weeks: int) -> np.ndarray:
    """Pathways that waited longer than so many weeks; shape (rows,)."""
    return bands[:, weeks:].sum(axis=1)


def percentile(bands: Counts, q: float) -> np.ndarray:
    """The wait, in weeks, that a share `q` of pathways did not exceed.

    It is the wait of the q x n-th pathway, taken as evenly spread inside its one-week band, as NHS England's
    RTT statistics do; n counts the pathways in a band, so unknown clock starts stand outside.

    Parameters
    ----------
    bands
        Counts, shape (rows, bands).
    q
        A share between 0 and 1, such as 0.5 for the median.

    Returns
    -------
    numpy.ndarray
        Weeks, shape (rows,). NaN where there is no pathway; the lower edge where the wait lies in the open
        band.
    """
    cumulative = bands.cumsum(axis=1)
    known = cumulative[:, -1]
    position = q * known
    band = np.minimum((cumulative < position[:, None]).sum(axis=1), bands.shape[1] - 1)
    rows = np.arange(len(bands))
    inside = bands[rows, band]
    before = cumulative[rows, band] - inside
    with np.errstate(invalid="ignore", divide="ignore"):
        weeks = band + (position - before) / inside
    open_band = band == bands.shape[1] - 1
    return np.where(known == 0, np.nan, np.where(open_band, bands.shape[1] - 1.0, weeks))
