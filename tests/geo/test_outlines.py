"""The outlines of the committed snapshot: true to the land, without gap, overlap or shred."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from geo import coverage
from geo.projection import polygons_to_grid

TAUNTON, YEOVIL, MINEHEAD, FROME, BRIDGWATER = (
    (-3.10, 51.015),
    (-2.63, 50.94),
    (-3.47, 51.20),
    (-2.32, 51.23),
    (-3.0, 51.13),
)
NORTH_MANCHESTER, OLDHAM, ROCHDALE, BURY = (
    (-2.23, 53.515),
    (-2.115, 53.543),
    (-2.16, 53.615),
    (-2.297, 53.593),
)


@pytest.fixture(scope="module")
def outlines(snapshot: Path) -> dict[tuple[str, str], pd.Series]:
    """Polygons by type and vintage, indexed by code."""
    table = pd.read_parquet(snapshot / "boundaries.parquet")
    return {
        key: pd.Series([shapely.from_geojson(text) for text in part.geometry], index=part.code)
        for key, part in table.groupby(["type", "vintage"])
    }


def owner(outlines: dict[tuple[str, str], pd.Series], month: str, place: tuple[float, float]) -> str:
    areas = outlines["trust", month]
    return str(areas.index[shapely.contains_xy(areas.to_numpy(), *place)][0])


def test_every_outline_is_valid_and_shares_its_borders(outlines: dict[tuple[str, str], pd.Series]) -> None:
    for key, areas in outlines.items():
        assert shapely.is_valid(areas.to_numpy()).all(), key
        assert shapely.coverage_is_valid(areas.to_numpy()), key


def test_outer_rings_run_anticlockwise_as_geojson_asks(outlines: dict[tuple[str, str], pd.Series]) -> None:
    for key, areas in outlines.items():
        rings = shapely.get_exterior_ring(shapely.get_parts(areas.to_numpy()))
        assert shapely.is_ccw(rings).all(), key


def test_no_outline_has_a_shred(outlines: dict[tuple[str, str], pd.Series]) -> None:
    for key, areas in outlines.items():
        parts = shapely.get_parts(polygons_to_grid(areas.to_numpy()))
        assert (2 * shapely.area(parts) / shapely.length(parts)).min() > 25, key


def test_catchments_cover_england_and_nothing_else(outlines: dict[tuple[str, str], pd.Series]) -> None:
    regions = shapely.coverage_union_all(polygons_to_grid(outlines["region", ""].to_numpy()))
    for (kind, vintage), areas in outlines.items():
        if kind == "trust":
            covered = shapely.coverage_union_all(polygons_to_grid(areas.to_numpy()))
            off = shapely.symmetric_difference(covered, regions).area / regions.area
            assert off < 0.005, vintage


def test_all_of_somerset_is_one_trust_since_april_2023(outlines: dict[tuple[str, str], pd.Series]) -> None:
    for place in (TAUNTON, YEOVIL, MINEHEAD, BRIDGWATER):
        assert owner(outlines, "2023-04", place) == "RH5"
        assert owner(outlines, "2025-01", place) == "RH5"


def test_taunton_was_its_own_trust_and_yeovil_another_before(
    outlines: dict[tuple[str, str], pd.Series],
) -> None:
    assert owner(outlines, "2019-04", TAUNTON) == "RBA"
    assert owner(outlines, "2020-04", TAUNTON) == "RH5"
    assert owner(outlines, "2022-04", YEOVIL) == "RA4"


def test_pennine_acute_was_split_between_manchester_and_salford(
    outlines: dict[tuple[str, str], pd.Series],
) -> None:
    for place in (NORTH_MANCHESTER, OLDHAM, ROCHDALE, BURY):
        assert owner(outlines, "2021-04", place) == "RW6"
    assert owner(outlines, "2021-10", NORTH_MANCHESTER) == "R0A"
    for place in (OLDHAM, ROCHDALE, BURY):
        assert owner(outlines, "2021-10", place) == "RM3"


def test_trusts_merged_before_the_shares_are_parted_by_their_hospitals(
    outlines: dict[tuple[str, str], pd.Series],
) -> None:
    bedford, luton, brighton, worthing = (-0.465, 52.135), (-0.42, 51.88), (-0.14, 50.83), (-0.375, 50.815)
    assert [owner(outlines, "2019-04", place) for place in (bedford, luton)] == ["RC1", "RC9"]
    assert [owner(outlines, "2020-04", place) for place in (bedford, luton)] == ["RC9", "RC9"]
    assert [owner(outlines, "2020-10", place) for place in (brighton, worthing)] == ["RXH", "RYR"]
    assert owner(outlines, "2021-04", brighton) == "RYR"


def test_north_cumbria_kept_its_area_when_its_code_changed(
    outlines: dict[tuple[str, str], pd.Series],
) -> None:
    before, after = outlines["trust", "2019-04"]["RNL"], outlines["trust", "2019-10"]["RNN"]
    assert shapely.equals(before, after)


def test_a_border_that_is_not_shared_is_named() -> None:
    apart = np.array([shapely.box(0, 0, 1, 1), shapely.box(0.9, 0, 2, 1)])
    with pytest.raises(coverage.BrokenCoverage) as broken:
        coverage.require(apart, np.array(["A", "B"]), "two boxes")
    assert broken.value.codes == ["A", "B"]
