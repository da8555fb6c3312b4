"""The map of Wales alone: its health boards, its hospitals, or the nation, on a sheet of their own."""

from __future__ import annotations

from functools import lru_cache

from data.catalogue import Indicator
from data.store import Snapshot
from geo.ground import Ground, Town
from layouts.drawing import Drawing, named_drawing

_ENDING = ".wales"
_KINDS = ("health-board", "nation", "site", "council")


def drawing_of(ground: Ground, indicator: Indicator) -> Drawing:
    """Draw the places that a figure of the Welsh NHS is told of."""
    return welsh_drawing(ground, indicator.drawn)


@lru_cache(maxsize=8)
def welsh_drawing(ground: Ground, kind: str) -> Drawing:
    """Draw the health boards, hospitals, councils or whole of Wales; nothing where a snapshot has no sheet of Wales."""
    shapes = ground.layers.get(f"wales-{kind}", ())
    land = ground.layers.get("wales-beside", ())
    boards = ground.layers.get("wales-health-board", ()) if kind == "site" else ()
    return Drawing(
        id=f"{kind}{_ENDING}",
        areas=() if kind == "site" else shapes,
        points=shapes if kind == "site" else (),
        behind=land + boards,
        hospitals=(),
        frame=(),
        towns=tuple(Town(s.name, s.x, s.y, s.d) for s in ground.layers.get("wales-towns", ())),
        codes=frozenset(shape.code for shape in shapes),
        named=True,
        alone=True,
    )


def drawing_named(snapshot: Snapshot, ground: Ground, name: str) -> Drawing | None:
    """Find a drawing by its id, as the browser asks for it when the shapes change; None where there is none."""
    kind = name.removesuffix(_ENDING)
    if kind != name:
        return welsh_drawing(ground, kind) if kind in _KINDS else None
    return named_drawing(snapshot, ground, name)
