"""Between the globe (EPSG:4326) and the British National Grid (EPSG:27700)."""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely
from pyproj import Transformer


@cache
def _transformer(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def to_grid(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Carry longitudes and latitudes (degrees) to eastings and northings (metres)."""
    return _transformer(4326, 27700).transform(np.asarray(lon, float), np.asarray(lat, float))


def to_globe(east: np.ndarray, north: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Carry eastings and northings (metres) to longitudes and latitudes (degrees)."""
    return _transformer(27700, 4326).transform(np.asarray(east, float), np.asarray(north, float))


def polygons_to_grid(polygons: np.ndarray) -> np.ndarray:
    """Carry polygons in degrees to the British National Grid."""
    return shapely.transform(polygons, lambda xy: np.column_stack(to_grid(xy[:, 0], xy[:, 1])))


def polygons_to_globe(polygons: np.ndarray) -> np.ndarray:
    """Carry polygons on the British National Grid to degrees."""
    return shapely.transform(polygons, lambda xy: np.column_stack(to_globe(xy[:, 0], xy[:, 1])))
