"""The sheet the map is drawn on: one flat space of SVG units for England, Wales and the London inset."""

from __future__ import annotations

import numpy as np

WIDTH, HEIGHT = 2900, 3300
METRES_PER_UNIT = 200
WEST, NORTH = 80_000, 660_000
"""Easting of x = 0 and northing of y = 0, metres of the British National Grid."""

LONDON_GRID = (502_500, 155_000, 562_500, 201_200)
"""Greater London and a little margin: west, south, east, north in metres of the British National Grid."""
LONDON_CORNER = (2_012, 12)
"""Where the north-west corner of the London inset stands on the sheet: the empty North Sea."""
LONDON_ENLARGED = 2.9
"""How many times larger than the main map London is drawn."""


def onto(
    east: np.ndarray, north: np.ndarray, corner: tuple[float, float], metres: float
) -> tuple[np.ndarray, np.ndarray]:
    """Carry a place on the British National Grid to a drawing, by the drawing's corner and scale.

    Parameters
    ----------
    east, north : array of float
        Metres.
    corner : tuple of float
        Easting and northing, in metres, of the drawing's x = 0 and y = 0.
    metres : float
        How many metres one SVG unit stands for.

    Returns
    -------
    tuple of array of float
        x and y in SVG units, y downwards, not rounded.
    """
    return (np.asarray(east) - corner[0]) / metres, (corner[1] - np.asarray(north)) / metres


def grid_to_sheet(east: np.ndarray, north: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Carry a place on the British National Grid to the main map.

    Parameters
    ----------
    east, north : array of float
        Metres.

    Returns
    -------
    tuple of array of float
        x and y in SVG units, y downwards, not rounded.
    """
    return onto(east, north, (WEST, NORTH), METRES_PER_UNIT)


def grid_to_inset(east: np.ndarray, north: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Carry a place in London on the British National Grid to the enlarged inset.

    Parameters
    ----------
    east, north : array of float
        Metres; a place outside `LONDON_GRID` lands outside the frame.

    Returns
    -------
    tuple of array of float
        x and y in the SVG units of the same sheet, not rounded.
    """
    west, _, _, top = LONDON_GRID
    x, y = onto(east, north, (west, top), METRES_PER_UNIT / LONDON_ENLARGED)
    return LONDON_CORNER[0] + x, LONDON_CORNER[1] + y


def in_inset(east: float, north: float) -> bool:
    """Say whether a place is drawn in the London inset too."""
    west, south, right, top = LONDON_GRID
    return west <= east <= right and south <= north <= top


def inset_frame() -> tuple[int, int, int, int]:
    """Give the frame of the London inset as x, y, width, height in SVG units."""
    west, south, east, north = LONDON_GRID
    unit = METRES_PER_UNIT / LONDON_ENLARGED
    return *LONDON_CORNER, round((east - west) / unit), round((north - south) / unit)


def inset_outline() -> tuple[int, int, int, int]:
    """Give the rectangle on the main map that the inset enlarges as x, y, width, height in SVG units."""
    west, south, east, north = LONDON_GRID
    left, top = grid_to_sheet(np.array(west), np.array(north))
    return (
        round(float(left)),
        round(float(top)),
        round((east - west) / METRES_PER_UNIT),
        round((north - south) / METRES_PER_UNIT),
    )
