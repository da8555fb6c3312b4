"""What is drawn: every place as one short SVG path on the sheet, and London once more, larger."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import shapely

from geo import coverage
from geo.boundaries import Areas
from geo.canvas import LONDON_GRID, grid_to_inset, grid_to_sheet, in_inset, inset_frame, inset_outline
from geo.projection import to_grid

MAIN_TOLERANCE = {"trust": 1150.0, "county": 750.0, "council": 750.0}
OTHER_TOLERANCE = 900.0
LONDON_TOLERANCE = 170.0
"""Metres: side of the smallest detail drawn. Chosen for weight: a set of trusts 45 kB, councils 90 kB."""
SMALLEST_RING = 3.0
"""Square units of the sheet; smaller islands and holes are not drawn unless the place has no other."""

Carry = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
COLUMNS = ["layer", "part", "code", "name", "d", "x", "y"]


def draw(areas: Areas, with_london: bool = True) -> pd.DataFrame:
    """Draw areas for the main map and for the London inset.

    Parameters
    ----------
    areas : Areas
        A valid coverage on the British National Grid.
    with_london : bool
        Whether the inset is drawn too.

    Returns
    -------
    DataFrame
        layer, part (`main`, `london`), code, name, d (path of whole relative steps), x, y (the middle of
        the widest
        circle inside, whole units).
    """
    simple = coverage.simplify(areas.polygons, MAIN_TOLERANCE.get(areas.type, OTHER_TOLERANCE))
    parts = [_drawn(areas, "main", simple, grid_to_sheet)]
    if with_london:
        parts.append(_london(areas, areas.polygons))
    return pd.concat(parts, ignore_index=True)


def draw_catchments(vintages: list[Areas], wales: shapely.Geometry) -> pd.DataFrame:
    """Draw every vintage of catchments beside Wales, and the two nations as the newest of them outline them.

    Parameters
    ----------
    vintages : list of Areas
        Oldest first; each a valid coverage with `wales`.
    wales : MultiPolygon
        Quiet land beside them, British National Grid.

    Returns
    -------
    DataFrame
        The columns of `draw`; layers `trust-...` and `nation`.
    """
    parts = []
    for areas in vintages:
        beside = np.append(areas.polygons, wales)
        simple = coverage.simplify(beside, MAIN_TOLERANCE["trust"])
        parts += [_drawn(areas, "main", simple[:-1], grid_to_sheet), _london(areas, beside)]
    england = shapely.coverage_union_all(simple[:-1])
    nations = Areas(
        "nation",
        "",
        np.array(["E92000001", "W92000004"]),
        np.array(["England", "Wales"]),
        np.array([england, simple[-1]], dtype=object),
    )
    return pd.concat([*parts, _drawn(nations, "main", nations.polygons, grid_to_sheet)], ignore_index=True)


def _london(areas: Areas, polygons: np.ndarray) -> pd.DataFrame:
    frame = shapely.box(*LONDON_GRID)
    near = shapely.intersects(polygons, shapely.buffer(frame, 30_000.0))
    fine = np.full(len(polygons), shapely.Polygon(), dtype=object)
    fine[near] = shapely.intersection(coverage.simplify(polygons[near], LONDON_TOLERANCE), frame)
    return _drawn(areas, "london", fine[: len(areas.codes)], grid_to_inset)


def _drawn(areas: Areas, part: str, polygons: np.ndarray, carry: Carry) -> pd.DataFrame:
    sheet = shapely.transform(polygons, lambda xy: np.column_stack(carry(xy[:, 0], xy[:, 1])))
    rows = []
    for code, name, shape in zip(areas.codes, areas.names, sheet, strict=True):
        d = path(shape, keep_smallest=part == "main")
        if d:
            x, y = anchor(shape)
            rows.append((areas.layer, part, str(code), str(name), d, x, y))
    return pd.DataFrame(rows, columns=COLUMNS)


def path(shape: shapely.Geometry, keep_smallest: bool = True) -> str:
    """Write an area as an SVG path, ``M12 34l5-6 7 8z``, as short as whole relative steps allow.

    Parameters
    ----------
    shape : Polygon, MultiPolygon or collection
        In sheet units; lines and points in it are left out.
    keep_smallest : bool
        Draw a place that is smaller than `SMALLEST_RING` all the same.

    Returns
    -------
    str
        '' when nothing of the area is left.
    """
    polygons = _polygons(shape)
    rings = [
        (abs(shapely.Polygon(ring).area), shapely.get_coordinates(ring))
        for part in polygons
        for ring in (part.exterior, *part.interiors)
    ]
    rings.sort(key=lambda ring: -ring[0])
    drawn = [text for area, ring in rings if area >= SMALLEST_RING and (text := _ring(ring))]
    if not drawn and rings and keep_smallest:
        x, y = np.round(rings[0][1].mean(axis=0)).astype(int)
        drawn = [_ring(rings[0][1]) or f"M{x} {y}h1v1h-1z"]
    return "".join(drawn)


def _ring(ring: np.ndarray) -> str:
    corners = _needed(np.round(ring).astype(int)[:-1])
    if len(corners) < 3:
        return ""
    steps = np.diff(corners, axis=0)
    words = [f"M{corners[0][0]} {corners[0][1]}l"]
    for number in steps.ravel().tolist():
        words.append(f" {number}" if number >= 0 and not words[-1].endswith("l") else str(number))
    return "".join(words) + "z"


def _needed(corners: np.ndarray) -> np.ndarray:
    """Leave out corners that repeat the last one or lie on a straight line, around the whole ring."""
    kept = corners[np.any(corners != np.roll(corners, 1, axis=0), axis=1)]
    while len(kept) >= 3:
        before, after = kept - np.roll(kept, 1, axis=0), np.roll(kept, -1, axis=0) - kept
        bends = (before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]) | np.any(
            np.sign(before) != np.sign(after), axis=1
        )
        if bends.all():
            return kept
        kept = kept[bends]
        kept = kept[np.any(kept != np.roll(kept, 1, axis=0), axis=1)]
    return kept


def anchor(shape: shapely.Geometry) -> tuple[int, int]:
    """Give the middle of the widest circle inside an area, where a label or a mark stands best."""
    largest = max(_polygons(shape), key=lambda part: part.area)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=2.0), 0)
    return round(middle.x), round(middle.y)


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]


def draw_points(places: pd.DataFrame, layer: str = "trust-points") -> pd.DataFrame:
    """Set the points of trusts, or sites, on the sheet, those in London in the inset too.

    Parameters
    ----------
    places : DataFrame
        code, name, lat, lon; rows without a point are left out.
    layer : str
        What the layer is called.

    Returns
    -------
    DataFrame
        The columns of `draw`, d ''.
    """
    known = places.dropna(subset=["lat", "lon"])
    east, north = to_grid(known.lon.to_numpy(), known.lat.to_numpy())
    rows = []
    for code, name, e, n in zip(known.code, known.name, east, north, strict=True):
        for part, carry in (("main", grid_to_sheet), ("london", grid_to_inset)):
            if part == "main" or in_inset(e, n):
                x, y = carry(np.array(e), np.array(n))
                rows.append((layer, part, code, name, "", round(float(x)), round(float(y))))
    return pd.DataFrame(rows, columns=COLUMNS)


def draw_inset() -> pd.DataFrame:
    """Draw the frame of the London inset and the little rectangle on the main map that it enlarges."""
    rows = []
    for part, code, name, (x, y, width, height) in (
        ("london", "frame", "London", inset_frame()),
        ("main", "outline", "London", inset_outline()),
    ):
        rows.append(
            (
                "inset",
                part,
                code,
                name,
                f"M{x} {y}h{width}v{height}h{-width}z",
                x + width // 2,
                y + height // 2,
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)
