"""Nations, regions, counties, councils, health boards, care boards: codes, names, what lies in what."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from data.errors import Refused
from data.sources.organisations.find import find_file
from data.tables import read_columns

TOPOLOGY = "ons-local-authorities-topo.json"
SHARPER = {
    "council": ("Local_Authority_Districts_May_2024_*", "LAD24CD"),
    "county": ("Counties_and_Unitary_Authorities_December_2023_*", "CTYUA23CD"),
    "icb": ("Integrated_Care_Boards_April_2023_*", "ICB23CD"),
    "region": ("Regions_December_2023_*", "RGN23CD"),
}
RECODED = {"E08000016": "E08000038", "E08000019": "E08000039"}
"""Barnsley and Sheffield got new codes in April 2025; the outlines of 2024 carry the old."""
YEARS = (2014, 2025)


def read_areas(folders: list[Path]) -> pd.DataFrame:
    """Every area of England and Wales that a figure may be published for, of 2014 and of 2025.

    Returns
    -------
    DataFrame
        code, name, type (a unitary authority is a `council` only, though it stands for its county too),
        region_code,
        county_code ('' for unitaries and for districts gone with their county), health_board_code, opened,
        closed (ISO or '', the year's turn of April as
        far as the lists tell), lat, lon (a point inside; missing for areas gone before 2023).
    """
    path = find_file(folders, TOPOLOGY)
    try:
        layers = json.loads(path.read_text(encoding="utf-8"))["objects"]
    except (ValueError, KeyError) as problem:
        raise Refused(
            str(path), f"it is no TopoJSON ({problem})", "Take the file again from its publisher."
        ) from problem
    points = _points(folders)
    regions = (
        read_columns(find_file(folders, "ltla24_region24.csv"), ["ltla24_code", "region24_code"], dtype=str)
        .set_index("ltla24_code")
        .region24_code
    )
    older = (
        read_columns(find_file(folders, "la_code_history.csv"), ["LADCD", "UTLACD", "RGNCD"], dtype=str)
        .drop_duplicates("LADCD")
        .set_index("LADCD")
    )
    boards = read_columns(
        find_file(folders, "ltla21_lhb22.csv"), ["ltla21_code", "lhb22_code", "lhb22_name"], dtype=str
    )
    board_of = boards.set_index("ltla21_code").lhb22_code
    rows = []
    for kind, layer in (("nation", "ctry"), ("region", "rgn"), ("county", "utla"), ("council", "ltla")):
        for shape in layers[layer]["geometries"]:
            area = shape["properties"]
            code, start, end = area["areacd"], area.get("start", 0), area.get("end", 9999)
            if code[0] not in "EW" or not any(start <= year <= end for year in YEARS):
                continue
            if kind == "region" and not code.startswith("E12"):
                continue
            if kind == "county" and not code.startswith("E10"):
                continue
            council = kind == "council"
            county = older.UTLACD.get(code, "") if council else ""
            rows.append(
                {
                    "code": code,
                    "name": area["areanm"],
                    "type": kind,
                    "region_code": regions.get(code, older.RGNCD.get(code, "")) if council else "",
                    "county_code": county if county.startswith("E10") else "",
                    "health_board_code": board_of.get(code, "") if council else "",
                    "opened": f"{start}-04-01" if start else "",
                    "closed": f"{end + 1}-03-31" if end < 9999 else "",
                }
            )
    for code, name in sorted(set(zip(boards.lhb22_code, boards.lhb22_name, strict=True))):
        rows.append({"code": code, "name": name, "type": "health-board"})
    for code, name in _named(folders, "icb", "ICB23NM"):
        rows.append({"code": code, "name": name, "type": "icb"})
    table = pd.DataFrame(rows).fillna("").drop_duplicates("code")
    table["region_code"] = [region if region.startswith("E12") else "" for region in table.region_code]
    table["lat"] = [points.get(code, (None, None))[0] for code in table.code]
    table["lon"] = [points.get(code, (None, None))[1] for code in table.code]
    return table.reset_index(drop=True)


def _features(folders: list[Path], kind: str) -> list[dict]:
    path = find_file(folders, SHARPER[kind][0])
    try:
        return json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError) as problem:
        raise Refused(
            str(path), f"it is no GeoJSON ({problem})", "Take the file again from its publisher."
        ) from problem


def _named(folders: list[Path], kind: str, name: str) -> list[tuple[str, str]]:
    code = SHARPER[kind][1]
    return sorted((feature["properties"][code], feature["properties"][name]) for feature in _features(folders, kind))


def _points(folders: list[Path]) -> dict[str, tuple[float, float]]:
    points = {}
    for kind, (_, code) in SHARPER.items():
        for feature in _features(folders, kind):
            area = feature["properties"]
            points[RECODED.get(area[code], area[code])] = (round(area["LAT"], 5), round(area["LONG"], 5))
    return points


def area_finder(folders: list[Path], kind: str) -> AreaFinder:
    """Prepare the outlines of one type, so that places can be looked up in them."""
    features = _features(folders, kind)
    code = SHARPER[kind][1]
    codes = [RECODED.get(feature["properties"][code], feature["properties"][code]) for feature in features]
    keep = [at for at, name in enumerate(codes) if name[0] in "EW"]
    shapes = [shapely.from_geojson(json.dumps(features[at]["geometry"])) for at in keep]
    return AreaFinder(np.array([codes[at] for at in keep], dtype=object), np.array(shapes, dtype=object))


class AreaFinder:
    """Says in which area a place lies.

    Parameters
    ----------
    codes : array of str
    shapes : array of Polygon or MultiPolygon
        In degrees.
    """

    def __init__(self, codes: np.ndarray, shapes: np.ndarray) -> None:
        self._codes = codes
        self._tree = shapely.STRtree(shapes)

    def find(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Give the code of the area a place lies in, or of the nearest one; '' for no place."""
        lon, lat = np.asarray(lon, float), np.asarray(lat, float)
        there = np.isfinite(lon) & np.isfinite(lat)
        found = np.full(len(lon), "", dtype=object)
        if there.any():
            found[there] = self._codes[self._tree.nearest(shapely.points(lon[there], lat[there]))]
        return found
