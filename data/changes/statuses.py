"""Who stopped sending figures, who sent them again, who began."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from data.changes.change import Change, last_day
from data.store import COLLECTIONS, ENGLAND, STATUS_CODE, Snapshot

_DUE = (STATUS_CODE["not_submitted"], STATUS_CODE["stopped_reporting"])


def statuses(old: Snapshot | None, new: Snapshot, since: str) -> Iterator[Change]:
    """Tell the months in which providers stopped or began to send figures.

    A provider that closed has stopped nothing: its successor is told of instead.

    Parameters
    ----------
    old
        What it tells already is left out; None tells every such month on or after `since` (ISO day).
    """
    known = {change.identity for change in turns(old)} if old else frozenset()
    for change in turns(new):
        if change.identity not in known if old else change.dated >= since:
            yield change


@lru_cache(maxsize=4)
def turns(snapshot: Snapshot) -> tuple[Change, ...]:
    """List every month, since the first held, in which a provider of care stopped, resumed or began."""
    found: list[Change] = []
    for dataset, collection in COLLECTIONS.items():
        if dataset in snapshot.cubes and all(change.topic != collection for change in found):
            found += _of_collection(snapshot, dataset, collection)
    return tuple(found)


def _of_collection(snapshot: Snapshot, dataset: str, collection: str) -> Iterator[Change]:
    cube = snapshot.cubes[dataset]
    sent, status = snapshot.present[collection], snapshot.status[collection]
    for at, column in np.argwhere(sent[1:] != sent[:-1]).tolist():
        place, period = cube.places[column], cube.periods[at + 1]
        before = np.flatnonzero(sent[: at + 1, column])
        if place == ENGLAND or not (sent[at + 1, column] or status[at + 1, column] in _DUE):
            continue
        yield Change(
            "status",
            collection,
            "stopped" if not sent[at + 1, column] else "resumed" if before.size else "began",
            place,
            period=period,
            earlier=cube.periods[before[-1]] if before.size else "",
            lasts=not sent[at + 1 :, column].any(),
            dated=last_day(period, False),
        )
