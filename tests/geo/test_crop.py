"""The piece of the map around a place, and the grid it is measured on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geo.crop import MARGIN, SIDE, crop, outlines, towns
from geo.gazetteer import MILE, Gazetteer, distances
from geo.ground import Ground
from geo.national_grid import to_grid
from geo.projection import to_grid as to_grid_of_the_library
from tests import committed

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return committed.gazetteer()


@pytest.fixture(scope="module")
def ground() -> Ground:
    return committed.ground()


@pytest.mark.parametrize(("lat", "lon"), [(51.0, -3.1), (55.8, -2.0), (50.1, -5.7), (52.6, 1.7), (53.3, -4.6)])
def test_the_grid_by_formula_is_that_of_the_library_to_a_metre(lat: float, lon: float) -> None:
    east, north = to_grid_of_the_library(np.array([lon]), np.array([lat]))
    assert to_grid(lat, lon) == pytest.approx((east[0], north[0]), abs=1.0)


@pytest.mark.parametrize("miles", [1, 5, 10, 25, 50, 200])
def test_the_place_is_in_the_middle_and_a_mile_is_a_mile(gazetteer: Gazetteer, miles: int) -> None:
    spot = gazetteer.districts["TA1"]
    piece = crop(spot.lat, spot.lon, miles)
    assert piece.at(spot.lat, spot.lon) == pytest.approx((SIDE / 2, SIDE / 2))
    assert piece.reach(miles) * MARGIN == pytest.approx(SIDE / 2)
    for other in list(gazetteer.districts.values())[::40]:
        far = float(distances(spot.lat, spot.lon, [other])[0]) / MILE
        x, y = piece.at(other.lat, other.lon)
        drawn = float(np.hypot(x - SIDE / 2, y - SIDE / 2))
        assert drawn == pytest.approx(piece.reach(far), rel=0.006)


@pytest.mark.parametrize(
    ("miles", "rings"),
    [(1, (1,)), (5, (2, 5)), (10, (5, 10)), (15, (5, 10, 15)), (25, (10, 25)), (30, (10, 20, 30)), (50, (25, 50)), (200, (100, 200))],
)  # fmt: skip
def test_rings_are_round_and_the_last_is_the_distance_asked_for(miles: int, rings: tuple[int, ...]) -> None:
    assert crop(51.0, -3.1, miles).rings == rings


def test_a_crop_shows_the_councils_it_touches_and_no_others(ground: Ground, gazetteer: Gazetteer) -> None:
    spot = gazetteer.districts["TA1"]
    near = {shape.name for shape in outlines(ground, crop(spot.lat, spot.lon, 10))}
    assert "Somerset" in near
    assert "Cornwall" not in near
    assert len(near) < 10
    assert all(shape.part == "main" for shape in outlines(ground, crop(51.5, -0.1, 10)))


def test_a_large_crop_shows_the_nations_alone(ground: Ground) -> None:
    assert {shape.name for shape in outlines(ground, crop(51.5, -0.1, 200))} == {"England", "Wales"}
    assert {shape.name for shape in outlines(ground, crop(51.5, -0.1, 60))} == {"England"}


def test_towns_come_largest_first_and_lie_in_the_crop(gazetteer: Gazetteer) -> None:
    spot = gazetteer.districts["TA1"]
    found = towns(gazetteer, crop(spot.lat, spot.lon, 10))
    assert found[0][0] == "Taunton"
    assert all(0 <= x <= SIDE and 0 <= y <= SIDE for _, x, y in found)
    assert "Exeter" not in {name for name, _, _ in found}
