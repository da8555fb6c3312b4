"""Decoding shared arcs, on a file of two squares."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from data.errors import Refused
from geo.topojson import Topology

WEST = {"areacd": "E2", "areanm": "West", "end": 2018}
EAST = {"areacd": "E1", "areanm": "East"}
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [10, 50]},
    "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
    "objects": {
        "ltla": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": WEST},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": EAST},
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"areacd": "S1", "areanm": "Scottish"}},
            ]
        }
    },
}  # fmt: skip


def write(folder: Path, content: str) -> Path:
    path = folder / "squares.json"
    path.write_text(content, encoding="utf-8")
    return path


def test_neighbours_share_their_arc(tmp_path: Path) -> None:
    codes, names, polygons = Topology(write(tmp_path, json.dumps(SQUARES))).areas("ltla", 2014)
    assert (codes.tolist(), names.tolist()) == (["E1", "E2"], ["East", "West"])
    assert shapely.coverage_is_valid(polygons)
    assert shapely.area(polygons).tolist() == [1, 1]


def test_an_area_gone_by_the_year_is_not_given(tmp_path: Path) -> None:
    codes, _, _ = Topology(write(tmp_path, json.dumps(SQUARES))).areas("ltla", 2025)
    assert codes.tolist() == ["E1"]


@pytest.mark.parametrize("content", ["<!DOCTYPE html>", "{}", '{"arcs": [], "objects": {}}', ""])
def test_another_kind_of_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    with pytest.raises(Refused) as refused:
        Topology(write(tmp_path, content))
    assert refused.value.file.endswith("squares.json")


def test_a_layer_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ltla"):
        Topology(write(tmp_path, json.dumps(SQUARES))).areas("ward", 2014)
