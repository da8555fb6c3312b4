"""Which places of a dataset are asked about: all, or those that a map speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from data.store import COLLECTIONS, Snapshot


@dataclass(frozen=True, eq=False)
class Columns:
    """Places of a dataset, by their positions in its arrays: ascending ones, or a slice."""

    at: Any


ALL = Columns(slice(None))


def mapped(snapshot: Snapshot, dataset: str, more: tuple[str, ...] = ()) -> Columns:
    """Give the places that a map may speak of: all but independent providers, which submit figures but stand on no map.

    A map that asks for these alone costs the same however many providers there are.

    Parameters
    ----------
    more
        Codes of places that are spoken of beside the map, such as a provider in view; one that the dataset does not
        know adds nothing.
    """
    if dataset not in COLLECTIONS:
        return ALL
    cube, standing = snapshot.cubes[dataset], _standing(snapshot, dataset)
    added = {cube.place_at[code] for code in more if code in cube.place_at}.difference(standing.at.tolist())
    return _with(standing, tuple(sorted(added))) if added else standing


@lru_cache(maxsize=16)
def _standing(snapshot: Snapshot, dataset: str) -> Columns:
    known = (snapshot.named(code) for code in snapshot.cubes[dataset].places)
    return Columns(np.array([at for at, place in enumerate(known) if place and place.type != "provider"], np.intp))


@lru_cache(maxsize=64)
def _with(standing: Columns, added: tuple[int, ...]) -> Columns:
    return Columns(np.sort(np.append(standing.at, added)))
