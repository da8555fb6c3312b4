"""A measured figure, its budget, and whether it is kept."""

from __future__ import annotations

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Something measured a few times.

    Attributes
    ----------
    what : str
        In the words of the budget.
    samples : tuple of float
        Empty: could not be measured; `note` says why.
    unit : str
    budget : float or None
        None: no promise is made.
    at_least : bool
        True where more is better (requests a second).
    """

    what: str
    samples: tuple[float, ...]
    unit: str
    budget: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def median(self) -> float | None:
        """The middle sample; None without any."""
        return statistics.median(self.samples) if self.samples else None

    @property
    def kept(self) -> bool | None:
        """Whether the budget is kept; None where there is no budget or no sample."""
        if self.budget is None or self.median is None:
            return None
        return self.median >= self.budget if self.at_least else self.median <= self.budget
