"""What happened to everybody's figures at once: told beside a series, and no break in it."""

from __future__ import annotations

from dataclasses import dataclass

from data.catalogue import Indicator


@dataclass(frozen=True)
class Occasion:
    """An event that moved figures everywhere: its month, the datasets it touches, and what happened."""

    period: str
    datasets: frozenset[str]
    what: str


OCCASIONS = (
    Occasion(
        "2019-05",
        frozenset({"ae"}),
        "14 trusts began to test other standards and reported no four-hour figures until May 2023",
    ),
    Occasion("2020-04", frozenset({"ae"}), "first full month of the pandemic: far fewer people came to A&E"),
)


def occasions(indicator: Indicator, periods: tuple[str, ...]) -> tuple[Occasion, ...]:
    """List what happened within the months of a series, oldest first."""
    return tuple(o for o in OCCASIONS if indicator.dataset in o.datasets and o.period in periods)
