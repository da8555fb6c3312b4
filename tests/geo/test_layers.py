"""What is drawn: paths, anchors, points, the inset."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.canvas import (
    HEIGHT,
    LONDON_CORNER,
    WIDTH,
    grid_to_inset,
    grid_to_sheet,
    in_inset,
    inset_frame,
    inset_outline,
    onto,
)
from geo.ground import Ground
from geo.layers import draw_points, path
from geo.wales import grid_to_wales


def corners(d: str) -> list[list[tuple[int, int]]]:
    """Read a path back to its rings."""
    rings = []
    for text in d.split("M")[1:]:
        start, steps = text.rstrip("z").split("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        x, y = (int(number) for number in start.split())
        ring = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def test_a_path_is_whole_relative_steps_without_corners_on_straight_lines() -> None:
    square = shapely.Polygon([(10, 10), (15.2, 10), (20, 10), (20, 20), (10, 20)])
    assert path(square) in {"M10 10l10 0 0 10-10 0z", "M20 10l0 10-10 0 0-10z"}


def test_small_islands_are_left_out_but_never_a_whole_place() -> None:
    islet = shapely.box(50, 50, 51, 51)
    assert path(shapely.MultiPolygon([shapely.box(0, 0, 10, 10), islet])).count("M") == 1
    assert path(islet).count("M") == 1
    assert path(islet, keep_smallest=False) == ""


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=3, max_size=12, unique=True))
def test_a_path_keeps_the_area_it_draws(points: list[tuple[int, int]]) -> None:
    hull = shapely.convex_hull(shapely.multipoints(points))
    if hull.geom_type == "Polygon" and hull.area >= 3:
        (ring,) = corners(path(hull))
        assert shapely.Polygon(ring).area == hull.area


def test_the_map_and_its_inset_stay_on_the_sheet(ground: Ground) -> None:
    for name, shapes in ground.layers.items():
        for shape in shapes:
            points = [point for ring in corners(shape.d) for point in ring] if name != "inset" else []
            for x, y in [*points, (shape.x, shape.y)]:
                assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT, (name, shape.code)


def test_the_inset_lies_clear_of_the_land(ground: Ground) -> None:
    x, y, width, height = inset_frame()
    frame = shapely.box(x, y, x + width, y + height)
    for shape in ground.layer("nation"):
        for ring in corners(shape.d):
            assert not shapely.Polygon(ring).buffer(0).intersects(frame), shape.code


def test_london_is_drawn_twice_and_larger_in_the_inset(ground: Ground) -> None:
    sizes = {}
    for shape in ground.layer("council-2025"):
        if shape.code == "E09000025":
            sizes[shape.part] = sum(shapely.Polygon(ring).area for ring in corners(shape.d))
    assert 7 < sizes["london"] / sizes["main"] < 10


def test_all_33_london_boroughs_are_in_the_inset(ground: Ground) -> None:
    inset = {shape.code for shape in ground.layer("council-2025") if shape.part == "london"}
    assert {f"E090000{number:02d}" for number in range(1, 34)} <= inset


def test_the_corners_of_the_inset_are_those_of_london() -> None:
    x, y = grid_to_inset(np.array(502_500), np.array(201_200))
    assert (float(x), float(y)) == LONDON_CORNER
    left, top, _, _ = inset_outline()
    assert (left, top) == tuple(round(float(value)) for value in grid_to_sheet(np.array(502_500), np.array(201_200)))


def test_a_drawing_begins_at_its_corner_and_grows_to_the_east_and_the_south() -> None:
    x, y = onto(np.array([500.0, 700.0]), np.array([900.0, 500.0]), (500.0, 900.0), 100.0)
    assert x.tolist() == [0.0, 2.0] and y.tolist() == [0.0, 4.0]


def test_wales_alone_is_drawn_two_and_a_half_times_as_large_as_on_the_shared_map() -> None:
    east, north = np.array([250_000, 290_000]), np.array([200_000, 230_000])
    shared, alone = grid_to_sheet(east, north), grid_to_wales(east, north)
    for one, other in zip(shared, alone, strict=True):
        assert np.isclose(np.diff(other)[0], 2.5 * np.diff(one)[0])


def test_every_trust_has_a_point_and_london_ones_two(ground: Ground, snapshot: Path) -> None:
    points = ground.layer("trust-points")
    places = pd.read_parquet(snapshot / "places.parquet")
    trusts = set(places.code[places.type == "trust"])
    assert {shape.code for shape in points if shape.part == "main"} == trusts
    assert {"R1H", "RJ1", "RJZ", "RP4"} <= {shape.code for shape in points if shape.part == "london"}


def test_a_place_without_a_point_is_not_set_at_the_corner() -> None:
    places = pd.DataFrame({"code": ["A", "B"], "name": ["a", "b"], "lat": [51.5, None], "lon": [-0.1, None]})
    assert set(draw_points(places).code) == {"A"}
    assert in_inset(530_000, 180_000)


def test_trusts_of_2011_stand_at_a_hospital_that_was_theirs_then(ground: Ground) -> None:
    """Worthing, not Brighton, for what was Western Sussex; a Bridgwater hospital for Somerset's community trust."""
    then, now = (
        {shape.code: (shape.x, shape.y) for shape in ground.layer(name) if shape.part == "main"}
        for name in ("points-2011", "trust-points")
    )
    assert set(then) == set(now)
    moved = {code for code in now if then[code] != now[code]}
    assert {"RYR", "RH5", "RDE", "RAJ"} <= moved
    assert "RXR" not in moved
    assert len(moved) < 15
