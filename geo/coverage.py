"""Neighbouring areas as one coverage: every border is drawn once and shared, so nothing overlaps or gapes."""

from __future__ import annotations

import numpy as np
import shapely

NARROWEST = 60.0
"""Metres: a detached part narrower than this on average is an inaccuracy of the outlines, no land."""


class BrokenCoverage(Exception):
    """Areas that should share their borders overlap, gape or cross themselves.

    Parameters
    ----------
    what : str
        Which areas, for instance ``council 2025``.
    codes : list of str
        The areas at fault.
    """

    def __init__(self, what: str, codes: list[str]) -> None:
        shown = ", ".join(codes[:8]) + (f" and {len(codes) - 8} more" if len(codes) > 8 else "")
        super().__init__(
            f"{what}: borders of {shown} are not shared or cross themselves; "
            "clean the raw areas again with a larger gap or another tolerance in geo/coverage.py"
        )
        self.what = what
        self.codes = codes


def clean(polygons: np.ndarray, gap: float = 50.0) -> np.ndarray:
    """Make raw areas meet: snap near corners, give overlaps to one side, close hairline gaps.

    Parameters
    ----------
    polygons : array of Polygon or MultiPolygon
        On the British National Grid, metres.
    gap : float
        Widest gap between neighbours that is no water but an inaccuracy, metres.

    Returns
    -------
    array of Polygon or MultiPolygon
        The same areas in the same order, as a valid coverage.
    """
    return shapely.coverage_clean(shapely.make_valid(polygons, method="structure", keep_collapsed=False), gap_width=gap)


def simplify(polygons: np.ndarray, tolerance: float) -> np.ndarray:
    """Draw areas with fewer corners, each shared border in the same way on both its sides.

    Parameters
    ----------
    polygons : array of Polygon or MultiPolygon
        A valid coverage, metres.
    tolerance : float
        Side in metres of the square whose area is the smallest detail kept (Visvalingam-Whyatt).
    """
    return shapely.coverage_simplify(polygons, tolerance)


def dissolve(polygons: np.ndarray, names: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Join the areas that carry the same name.

    Parameters
    ----------
    polygons : array of Polygon or MultiPolygon
        A valid coverage.
    names : array of str
        One for each polygon.

    Returns
    -------
    names : array of str
        Sorted, each once.
    polygons : array of Polygon or MultiPolygon
        In the order of the names.
    """
    distinct, which = np.unique(np.asarray(names, str), return_inverse=True)
    joined = [shapely.coverage_union_all(polygons[which == at]) for at in range(len(distinct))]
    return distinct, np.array([_areas_only(shape) for shape in joined], dtype=object)


def without_slivers(polygons: np.ndarray, narrowest: float = NARROWEST) -> np.ndarray:
    """Take away shreds: a thin part goes to the neighbour it borders longest, one in water goes.

    Parameters
    ----------
    polygons : array of Polygon or MultiPolygon
        A valid coverage.
    narrowest : float
        Mean width (twice the area over the outline) below which a part is a shred, in the unit
        of the polygons. The largest part of a place is none.

    Returns
    -------
    array of Polygon or MultiPolygon
        A valid coverage in the same order.
    """
    parts, owner = shapely.get_parts(polygons, return_index=True)
    area = shapely.area(parts)
    order = np.lexsort((-area, owner))
    largest = np.zeros(len(parts), bool)
    largest[order[np.unique(owner[order], return_index=True)[1]]] = True
    shred = (2 * area < narrowest * shapely.length(parts)) & ~largest
    tree = shapely.STRtree(parts)
    home = owner.copy()
    for at in np.flatnonzero(shred):
        beside = np.sort(tree.query(parts[at], predicate="touches"))
        beside = beside[~shred[beside]]
        borders = shapely.length(shapely.intersection(parts[at], parts[beside]))
        home[at] = owner[beside[np.argmax(borders)]] if len(beside) and borders.max() > 0 else -1
    whole = [parts[home == at] for at in range(len(polygons))]
    return np.array([_areas_only(shapely.coverage_union_all(own)) for own in whole], dtype=object)


def faults(polygons: np.ndarray) -> np.ndarray:
    """Say for every area whether it breaks the coverage: invalid, overlapping, a border not shared."""
    if shapely.coverage_is_valid(polygons) and shapely.is_valid(polygons).all():
        return np.zeros(len(polygons), bool)
    return ~shapely.is_valid(polygons) | ~shapely.is_empty(shapely.coverage_invalid_edges(polygons))


def require(polygons: np.ndarray, codes: np.ndarray, what: str) -> None:
    """Stop with `BrokenCoverage` unless the areas are valid and share their borders."""
    broken = faults(polygons)
    if broken.any():
        raise BrokenCoverage(what, [str(code) for code in np.asarray(codes)[broken]])


def _areas_only(shape: shapely.Geometry) -> shapely.Geometry:
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
