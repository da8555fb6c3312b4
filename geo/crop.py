"""A square piece of the map around a place: where points fall in it, which outlines and towns it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from geo.canvas import METRES_PER_UNIT, grid_to_sheet
from geo.gazetteer import MILE, Gazetteer
from geo.ground import Ground, Shape
from geo.national_grid import to_grid

SIDE = 720
"""Width and height of a crop in its own SVG units; y downwards."""
MARGIN = 1.12
"""How much farther than the distance asked for the crop reaches."""
COUNCILS_WITHIN = 50
"""Miles: where the crop reaches farther, councils are too small to see, and the nations alone are drawn."""
_STEPS = (1, 2, 5, 10, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Crop:
    """A square of `SIDE` units whose middle is the place asked for and which holds all within some miles.

    Attributes
    ----------
    left, top : float
        Its corner on the sheet of the whole map.
    unit : float
        How many of its own units stand for one of the sheet.
    miles : int
    """

    left: float
    top: float
    unit: float
    miles: int

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Give the x and y of a place; outside 0 to `SIDE` where it is not in the crop."""
        x, y = _on_sheet(lat, lon)
        return (x - self.left) * self.unit, (y - self.top) * self.unit

    def reach(self, miles: float) -> float:
        """Give a distance in the crop's units."""
        return miles * MILE * 1000 / METRES_PER_UNIT * self.unit

    @property
    def rings(self) -> tuple[int, ...]:
        """List the distances to draw as rings, miles: the one asked for, and round ones well inside it."""
        step = max((step for step in _STEPS if 2 * step <= self.miles), default=self.miles)
        return (*(n for n in range(step, self.miles, step) if n <= 0.75 * self.miles), self.miles)

    @property
    def transform(self) -> str:
        """Write the SVG transform that brings outlines of the sheet into the crop."""
        return f"scale({self.unit:.4f}) translate({-self.left:.2f} {-self.top:.2f})"


def crop(lat: float, lon: float, miles: int) -> Crop:
    """Cut the map around a place.

    Parameters
    ----------
    lat, lon
        Degrees.
    miles
        All within this distance is in it.
    """
    half = miles * MARGIN * MILE * 1000 / METRES_PER_UNIT
    x, y = _on_sheet(lat, lon)
    return Crop(x - half, y - half, SIDE / 2 / half, miles)


def outlines(ground: Ground, piece: Crop) -> tuple[Shape, ...]:
    """List the outlines that a crop shows: councils, or where it is large the nations."""
    layer = "council-2025" if piece.miles <= COUNCILS_WITHIN else "nation"
    right, bottom = piece.left + SIDE / piece.unit, piece.top + SIDE / piece.unit
    return tuple(
        shape
        for shape, (west, north, east, south) in _boxes(ground, layer)
        if west <= right and east >= piece.left and north <= bottom and south >= piece.top
    )


def towns(gazetteer: Gazetteer, piece: Crop) -> list[tuple[str, float, float]]:
    """List the towns in a crop, the largest first: name, x, y."""
    held = (
        (name, (x - piece.left) * piece.unit, (y - piece.top) * piece.unit) for name, x, y in towns_on_sheet(gazetteer)
    )
    return [(name, x, y) for name, x, y in held if 0 <= x <= SIDE and 0 <= y <= SIDE]


def _on_sheet(lat: float, lon: float) -> tuple[float, float]:
    x, y = grid_to_sheet(*map(np.asarray, to_grid(lat, lon)))
    return float(x), float(y)


@lru_cache(maxsize=2)
def towns_on_sheet(gazetteer: Gazetteer) -> tuple[tuple[str, float, float], ...]:
    """List all towns, the largest first: name, and where they stand on the sheet of the whole map."""
    spots = sorted((spot for spot in gazetteer.spots if spot.kind == "town"), key=lambda spot: -spot.weight)
    return tuple((s.name, *_on_sheet(s.lat, s.lon)) for s in spots if s.lat is not None and s.lon is not None)


@lru_cache(maxsize=4)
def _boxes(ground: Ground, layer: str) -> tuple[tuple[Shape, tuple[int, int, int, int]], ...]:
    return tuple((shape, box(shape.d)) for shape in ground.layer(layer) if shape.part == "main" and shape.d)


def box(d: str) -> tuple[int, int, int, int]:
    """Measure a path of one absolute and many relative steps: west, north, east, south."""
    xs: list[int] = []
    ys: list[int] = []
    for ring in d.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = 0, 0
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)
