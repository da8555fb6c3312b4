"""Wales alone on the sheet of the map, so large that its health boards and hospitals can be told apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from data.errors import Refused
from data.sources.organisations.find import find_file
from data.tables import read_columns
from geo import coverage
from geo.boundaries import Areas
from geo.canvas import HEIGHT, WIDTH, onto
from geo.layers import COLUMNS, Carry, anchor, path
from geo.projection import to_grid

METRES_PER_UNIT = 80
WEST, NORTH = 140_000, 402_000
"""Easting of x = 0 and northing of y = 0, metres of the British National Grid."""
TOLERANCE = 350.0
WALES = "W92000004"
TOWNS = {
    "Cardiff": "end", "Swansea": "end", "Wrexham": "end", "Bangor": "start", "Aberystwyth": "end",
    "Haverfordwest": "start", "Llandrindod Wells": "start", "Newport": "start",
}  # fmt: skip
"""Name -> how its label is anchored; chosen by eye."""


def grid_to_wales(east: np.ndarray, north: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Carry a place on the British National Grid to the sheet on which Wales stands alone.

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


def draw_wales(
    boards: Areas, councils: Areas, england: shapely.Geometry, hospitals: pd.DataFrame, folders: list[Path]
) -> pd.DataFrame:
    """Draw the sheet of Wales.

    Parameters
    ----------
    boards, councils : Areas
        Health boards, and councils of England and Wales, each a valid coverage on the British National Grid.
    england : MultiPolygon
        Quiet land beside them.
    hospitals : DataFrame
        code, name, lat, lon; rows without a point are left out.
    folders : list of Path
        Where the list of towns lies.

    Returns
    -------
    DataFrame
        Rows as of `geo.layers.draw`: layers `wales-health-board`, `wales-council`, `wales-nation`,
        `wales-beside` (England), `wales-site` and `wales-towns` (d is how the label is anchored).
    """
    simple = coverage.simplify(boards.polygons, TOLERANCE)
    sheet = shapely.box(WEST, NORTH - HEIGHT * METRES_PER_UNIT, WEST + WIDTH * METRES_PER_UNIT, NORTH)
    beside = shapely.intersection(shapely.simplify(england, TOLERANCE), sheet)
    areas = [
        ("wales-health-board", code, name, shape)
        for code, name, shape in zip(boards.codes, boards.names, simple, strict=True)
    ]
    welsh = np.char.startswith(councils.codes.astype(str), "W")
    finer = coverage.simplify(councils.polygons[welsh], TOLERANCE)
    areas += [
        ("wales-council", code, name, shape)
        for code, name, shape in zip(councils.codes[welsh], councils.names[welsh], finer, strict=True)
    ]
    areas += [
        ("wales-nation", WALES, "Wales", shapely.coverage_union_all(simple)),
        ("wales-beside", "E92000001", "England", beside),
    ]
    rows = [_area(*one) for one in areas]
    known = hospitals.dropna(subset=["lat", "lon"])
    rows += [("wales-site", "main", c, n, "", x, y) for c, n, x, y in _points(known, grid_to_wales)]
    towns = _towns(folders)
    rows += [("wales-towns", "main", n, n, TOWNS[n], x, y) for _, n, x, y in _points(towns, grid_to_wales)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _area(layer: str, code: str, name: str, shape: shapely.Geometry) -> tuple[str, str, str, str, str, int, int]:
    drawn = shapely.transform(shape, lambda xy: np.column_stack(grid_to_wales(xy[:, 0], xy[:, 1])))
    return (layer, "main", str(code), str(name), path(drawn), *anchor(drawn))


def _points(places: pd.DataFrame, carry: Carry) -> list[tuple[str, str, int, int]]:
    x, y = carry(*to_grid(places.lon.to_numpy(), places.lat.to_numpy()))
    return list(
        zip(places.code, places.name, np.round(x).astype(int).tolist(), np.round(y).astype(int).tolist(), strict=True)
    )


def _towns(folders: list[Path]) -> pd.DataFrame:
    file = find_file(folders, "places_ew_geonames500.csv")
    table = read_columns(file, ["name", "lat", "lon", "population", "LAD24CD"])
    table = table[table.LAD24CD.str.startswith("W") & table.name.isin(TOWNS)]
    table = table.sort_values("population", ascending=False).drop_duplicates("name").assign(code=table.name)
    missing = sorted(set(TOWNS) - set(table.name))
    if missing:
        raise Refused(str(file), f"the town {missing[0]} is not in it", "Choose another town in geo/wales.py")
    return table
