"""Gathers what changed: between two snapshots, or within the last two years of one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from data.changes.change import Change
from data.changes.periods import periods
from data.changes.revisions import between, remembered
from data.changes.statuses import statuses
from data.changes.successions import indicators, mergers
from data.changes.verdicts import verdicts
from data.periods import shift
from data.store import COLLECTIONS, ENGLAND, Snapshot

#: A single snapshot tells of so many months up to its newest.
LOOKS_BACK = 24


def changes(old: Snapshot | None, new: Snapshot, place: str = "") -> Iterator[Change]:
    """Tell every change once, in no order worth relying on; nothing where two snapshots hold the same.

    Parameters
    ----------
    old
        The snapshot before. None asks what `new` tells by itself: its newest periods, the revisions it remembers, who
        stopped or began, verdicts of the newest period beside the one before, mergers.
    place
        Tell of this place alone; new periods then carry its own figures, not England's.
    """
    yield from periods(old, new, first_day(new), place or ENGLAND)
    yield from between(old, new, place) if old else remembered(new, first_day(new), place)
    for change in _few(old, new):
        if not place or change.touches(place):
            yield change


@lru_cache(maxsize=4)
def _few(old: Snapshot | None, new: Snapshot) -> tuple[Change, ...]:
    """Gather what is bounded by the number of places: judged once, then asked for place after place."""
    since = first_day(new)
    told = (statuses(old, new, since), verdicts(old, new, since), mergers(old, new, since), indicators(old, new))
    return tuple(change for part in told for change in part)


def first_day(snapshot: Snapshot) -> str:
    """Give the first day that a single snapshot tells of."""
    monthly = [snapshot.latest(dataset) for dataset in COLLECTIONS if dataset in snapshot.cubes]
    return f"{shift(max(monthly), 1 - LOOKS_BACK)}-01" if monthly else "0000-00-00"
