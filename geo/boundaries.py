"""The outlines of every kind of place: catchments, councils, counties, regions, boards and nations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from data.sources.organisations.find import find_file
from data.tables import read_columns
from geo import coverage
from geo.projection import polygons_to_globe, polygons_to_grid
from geo.topojson import Topology

DECIMALS = 4
"""Of a degree: about 10 metres."""
NARROWEST = 0.0005
"""Degrees, about 40 metres: parts that rounding has made narrower are left out."""
TOLERANCE = 60.0
"""Metres; what is served is generalised so far."""


@dataclass(frozen=True)
class Areas:
    """Areas of one type and vintage as a valid coverage on the British National Grid.

    Attributes
    ----------
    type, vintage : str
        ``council`` and ``2025``; vintage '' where there is one only.
    codes, names : array of str
    polygons : array of Polygon or MultiPolygon
        Metres, full detail of the source.
    """

    type: str
    vintage: str
    codes: np.ndarray
    names: np.ndarray
    polygons: np.ndarray

    @property
    def layer(self) -> str:
        """Name of the drawn layer: ``council-2025``, ``region``."""
        return f"{self.type}-{self.vintage}" if self.vintage else self.type


def read_administrative(folders: list[Path]) -> list[Areas]:
    """Councils and counties of 2014 and 2025, regions, nations, Welsh health boards and care boards of 2023.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie.
    """
    topology = Topology(find_file(folders, "ons-local-authorities-topo.json"))
    areas = []
    for kind, layer, vintage, countries in (
        ("council", "ltla", "2014", "EW"),
        ("council", "ltla", "2025", "EW"),
        ("county", "utla", "2014", "EW"),
        ("county", "utla", "2025", "EW"),
        ("region", "rgn", "", "E"),
        ("nation", "ctry", "", "EW"),
    ):
        codes, names, polygons = topology.areas(layer, int(vintage or 2025), countries)
        cleaned = coverage.clean(polygons_to_grid(polygons))
        areas.append(Areas(kind, vintage, codes, names, cleaned))
    return [*areas, _health_boards(folders, areas[1]), _care_boards(folders)]


def _health_boards(folders: list[Path], councils: Areas) -> Areas:
    table = read_columns(find_file(folders, "ltla21_lhb22.csv"), ["ltla21_code", "lhb22_code", "lhb22_name"], dtype=str)
    table = table.set_index("ltla21_code")
    welsh = np.array([code in table.index for code in councils.codes])
    boards = table.lhb22_code.loc[councils.codes[welsh]].to_numpy()
    codes, polygons = coverage.dissolve(councils.polygons[welsh], boards)
    names = table.drop_duplicates("lhb22_code").set_index("lhb22_code").lhb22_name
    return Areas("health-board", "", codes, names.loc[codes].to_numpy(str), polygons)


def _care_boards(folders: list[Path]) -> Areas:
    path = find_file(folders, "Integrated_Care_Boards_April_2023_*")
    features = sorted(
        json.loads(path.read_text(encoding="utf-8"))["features"],
        key=lambda feature: feature["properties"]["ICB23CD"],
    )
    shapes = np.array([shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features], dtype=object)
    codes = np.array([feature["properties"]["ICB23CD"] for feature in features])
    names = np.array([feature["properties"]["ICB23NM"] for feature in features])
    return Areas("icb", "", codes, names, coverage.clean(polygons_to_grid(shapes)))


def served(areas: Areas, tolerance: float = TOLERANCE) -> pd.DataFrame:
    """Make the outlines that the API serves: generalised, in degrees, still a valid coverage.

    Parameters
    ----------
    areas : Areas
    tolerance : float
        Metres; 0 where the outlines are generalised already.

    Returns
    -------
    DataFrame
        type, vintage, code, name, geometry (GeoJSON text, EPSG:4326, `DECIMALS` decimals, outer rings
        anticlockwise).

    Raises
    ------
    BrokenCoverage
        When rounding breaks the coverage beyond repair.
    """
    simple = coverage.without_slivers(coverage.simplify(areas.polygons, tolerance)) if tolerance else areas.polygons
    polygons = on_lattice(polygons_to_globe(simple), areas.codes, areas.layer)
    return pd.DataFrame(
        {
            "type": areas.type,
            "vintage": areas.vintage,
            "code": areas.codes,
            "name": areas.names,
            "geometry": [_geojson(shape) for shape in polygons],
        }
    )


def on_lattice(polygons: np.ndarray, codes: np.ndarray, what: str) -> np.ndarray:
    """Round corners to `DECIMALS` decimals and mend what that breaks, until neighbours meet again.

    Raises
    ------
    BrokenCoverage
        After five rounds.
    """
    for _ in range(5):
        polygons = _large_parts(shapely.transform(polygons, lambda xy: np.round(xy, DECIMALS)))
        if not coverage.faults(polygons).any():
            kept = coverage.without_slivers(polygons, NARROWEST)
            return shapely.orient_polygons(shapely.normalize(kept))
        polygons = shapely.coverage_clean(
            shapely.make_valid(polygons, method="structure", keep_collapsed=False),
            snapping_distance=10.0**-DECIMALS,
        )
    coverage.require(polygons, codes, what)
    return polygons


def _large_parts(polygons: np.ndarray) -> np.ndarray:
    """Leave out parts that rounding has flattened to lines, and repeated corners."""
    parts, owner = shapely.get_parts(shapely.remove_repeated_points(polygons), return_index=True)
    real = shapely.area(parts) > 10.0 ** (-2 * DECIMALS)
    return np.array([shapely.multipolygons(parts[real & (owner == at)]) for at in range(len(polygons))], dtype=object)


def _geojson(shape: shapely.MultiPolygon) -> str:
    parts = shapely.get_parts(shape)
    rings = [[_ring(part.exterior), *(_ring(hole) for hole in part.interiors)] for part in parts]
    kind, coordinates = ("Polygon", rings[0]) if len(rings) == 1 else ("MultiPolygon", rings)
    return json.dumps({"type": kind, "coordinates": coordinates}, separators=(",", ":"))


def _ring(ring: shapely.LinearRing) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in shapely.get_coordinates(ring).tolist()]
