"""Shared borders, on hand-made areas."""

from __future__ import annotations

import numpy as np
import shapely

from geo import coverage


def test_overlap_is_given_to_one_side() -> None:
    rough = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(990, 0, 2000, 1000)])
    mended = coverage.clean(rough, gap=20.0)
    assert shapely.coverage_is_valid(mended)
    assert shapely.area(mended).sum() == 2000 * 1000


def test_a_hairline_gap_between_neighbours_is_closed() -> None:
    rough = np.array(
        [shapely.box(0, 0, 1000, 1000), shapely.box(1010, 0, 2000, 1000), shapely.box(0, 1000, 2000, 2000),
         shapely.box(0, -1000, 2000, 0)]
    )  # fmt: skip
    assert shapely.coverage_union_all(coverage.clean(rough, gap=20.0)).area == 2000 * 3000


def test_water_between_neighbours_stays() -> None:
    rough = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(1500, 0, 2000, 1000)])
    assert shapely.area(coverage.clean(rough)).sum() == 1_500_000


def test_areas_of_one_name_are_joined_and_sorted() -> None:
    squares = np.array([shapely.box(at, 0, at + 1, 1) for at in range(3)])
    names, joined = coverage.dissolve(squares, np.array(["b", "a", "a"]))
    assert names.tolist() == ["a", "b"]
    assert shapely.area(joined).tolist() == [2, 1]


def test_a_thin_part_goes_to_the_neighbour_it_borders_longest() -> None:
    neighbour = shapely.box(0, 0, 1000, 1000)
    place = shapely.union_all([shapely.box(5000, 0, 6000, 1000), shapely.box(0, 1000, 1000, 1010)])
    mended = coverage.without_slivers(np.array([neighbour, place]), 60.0)
    assert shapely.area(mended).tolist() == [1_010_000, 1_000_000]


def test_a_thin_part_alone_in_water_goes() -> None:
    place = shapely.union_all([shapely.box(0, 0, 1000, 1000), shapely.box(3000, 0, 4000, 10)])
    assert shapely.area(coverage.without_slivers(np.array([place]), 60.0)).tolist() == [1_000_000]


def test_a_place_that_is_thin_as_a_whole_stays() -> None:
    assert shapely.area(coverage.without_slivers(np.array([shapely.box(0, 0, 1000, 10)]), 60.0)).tolist() == [10_000]
