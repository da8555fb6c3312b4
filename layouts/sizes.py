"""How large a symbol is: its area tells the number of posts."""

from __future__ import annotations

import math
from dataclasses import replace

from data.cuts import SLUG, leading
from data.store import Snapshot
from geo.ground import Ground, Shape

PER_POST = 3.0
"""A symbol's radius is this many units of the map (200 m) times the root of its posts."""
NO_NUMBER = 17
"""Radius of a trust without a number of posts, and of a nought: no size is told."""
KEY = (1500, 500, 100)
"""Posts that the key shows."""


def radius(posts: float) -> int:
    """Give the radius of a number of posts, in units of the map."""
    return max(round(PER_POST * math.sqrt(posts)), NO_NUMBER)


def symbols(snapshot: Snapshot, ground: Ground) -> tuple[tuple[Shape, ...], dict[str, int]]:
    """Give a point for every body of the ledger where it stood in 2011, the largest first, and the radius of each.

    A Welsh health board stands in the middle of its area.
    """
    radii = sizes(snapshot)
    boards = (replace(shape, d="") for shape in ground.layer("health-board"))
    standing = [shape for shape in (*ground.layer("points-2011"), *boards) if shape.code in radii]
    return tuple(sorted(standing, key=lambda shape: (-radii[shape.code], shape.code))), radii


def sizes(snapshot: Snapshot) -> dict[str, int]:
    """Give the radius of every body of the ledger by code: of the low figure, or of the ceiling where there is none."""
    found = dict.fromkeys(snapshot.cubes[SLUG].places, NO_NUMBER)
    for code, cut in leading(snapshot.cuts).items():
        if cut.tells_posts:
            found[code] = radius((cut.high if cut.state == "up_to" else cut.low) or 0.0)
    return found
