"""A place beside its peers: funnel limits for proportions, with and without over-dispersion.

The method is Spiegelhalter's (Statistics in Medicine 2005; 24: 1185-1202): shares are transformed by the arcsine of
their root, z-scores winsorised, and what they vary beyond chance is added to each variance as tau squared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: This share of the z-scores at either end is drawn in to the next before their spread is taken.
WINSORISED = 0.1
#: Standard deviations of the two limits: 95 % and 99.8 % of places lie inside by chance alone.
NEAR, FAR = 1.959963984540054, 3.090232306167813
#: With fewer peers than this their spread cannot be judged.
FEWEST = 10


@dataclass(frozen=True, eq=False)
class Funnel:
    """Shares of many places beside the pooled one.

    Parameters
    ----------
    pooled
        The share of all peers together, 0-100; NaN where there are fewer than `FEWEST`.
    phi, tau2
        How much more the places vary than chance alone would make them (1 is chance), and the variance between places
        on the transformed scale; 0 where chance explains it all.
    n
        How many peers there are.
    z_adjusted, z_unadjusted
        Shape (places,): how many standard deviations a place lies from the pooled share, with and without tau squared.
    denominator
        Shape (places,), NaN for those that are no peers.
    """

    pooled: float
    phi: float
    tau2: float
    n: int
    z_adjusted: Floats
    z_unadjusted: Floats
    denominator: Floats

    def limits(self, deviations: float, denominator: Floats, adjusted: bool = True) -> tuple[Floats, Floats]:
        """Give the lower and upper limit (0-100) for places of these denominators."""
        centre = np.arcsin(np.sqrt(self.pooled / 100))
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = np.sqrt(1 / (4 * denominator) + (self.tau2 if adjusted else 0.0))
        low = np.clip(centre - deviations * spread, 0, np.pi / 2)
        high = np.clip(centre + deviations * spread, 0, np.pi / 2)
        return 100 * np.sin(low) ** 2, 100 * np.sin(high) ** 2


def funnel(numerator: Floats, denominator: Floats) -> Funnel:
    """Set shares beside the pooled share of all of them.

    Parameters
    ----------
    numerator, denominator
        Counts of the peers, shape (places,); a place with NaN or nothing to divide by is no peer.
    """
    peer = ~np.isnan(numerator) & (np.nan_to_num(denominator) > 0)
    part, whole = numerator[peer], denominator[peer]
    n = int(peer.sum())
    blank = np.full(numerator.shape, np.nan)
    if n < FEWEST:
        return Funnel(np.nan, np.nan, np.nan, n, blank, blank, np.where(peer, denominator, np.nan))
    pooled = part.sum() / whole.sum()
    apart = np.arcsin(np.sqrt(part / whole)) - np.arcsin(np.sqrt(pooled))
    weight = 4 * whole
    unadjusted = apart * np.sqrt(weight)
    low, high = np.quantile(unadjusted, (WINSORISED, 1 - WINSORISED))
    phi = float(np.mean(np.clip(unadjusted, low, high) ** 2))
    excess = n * phi - (n - 1)
    tau2 = max(0.0, excess / (weight.sum() - (weight**2).sum() / weight.sum()))
    adjusted, plain = blank.copy(), blank.copy()
    plain[peer] = unadjusted
    adjusted[peer] = apart / np.sqrt(1 / weight + tau2)
    return Funnel(100 * float(pooled), phi, tau2, n, adjusted, plain, np.where(peer, denominator, np.nan))


def among(found: Funnel, columns: Any) -> Funnel:
    """Keep of a funnel the places of some columns; pooled share, limits and spread stay those of all."""
    return replace(
        found,
        z_adjusted=found.z_adjusted[columns],
        z_unadjusted=found.z_unadjusted[columns],
        denominator=found.denominator[columns],
    )
