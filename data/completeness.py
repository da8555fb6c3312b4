"""How complete each indicator is: how many of its places have a figure, and how many have which reason for none."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from data import query
from data.catalogue import Indicator
from data.store import ENGLAND, STATUSES, Snapshot

Counts = dict[str, int]
"""Places by status; a status that does not occur is not there."""


@lru_cache(maxsize=256)
def completeness(snapshot: Snapshot, indicator: Indicator) -> dict[str, Counts]:
    """Count the places of an indicator by status in every period held, oldest first; England is left out."""
    answer = query.through_time(snapshot, indicator, indicator.default_split)
    others = np.array([code != ENGLAND for code in answer.places])
    counted = {
        period: np.bincount(status, minlength=len(STATUSES)).tolist()
        for period, status in zip(answer.periods, answer.status[:, others], strict=True)
    }
    return {period: _named(numbers) for period, numbers in counted.items() if any(numbers[1:])}


def added_up(counts: list[Counts]) -> Counts:
    """Add the counts of several periods: a place counts once for each."""
    return _named([sum(one.get(status, 0) for one in counts) for status in STATUSES])


def _named(numbers: list[int]) -> Counts:
    return {status: n for status, n in zip(STATUSES, numbers, strict=True) if status and n}
