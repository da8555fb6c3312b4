"""Official targets for shares of patients, and when each was in force."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """An official target for a share of patients, with the months in which it was in force.

    `kind` is `standard` (the lasting one) or `interim` (a target set for one month or year).
    `value` is a percentage 0-100; `start` and `end` are months, both included; `end` '' means still in force.
    """

    value: float
    kind: str
    start: str
    end: str
    title: str
    citation: str

    def in_force(self, period: str) -> bool:
        """Tell whether the target held in a month."""
        return self.start <= period and (not self.end or period <= self.end)
