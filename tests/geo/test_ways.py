from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.ground import Ground, Shape
from geo.ways import DIRECTIONS, NOWHERE, middles, ways

Points = dict[str, tuple[float, float]]
spots = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=14)


def reached(found: dict[str, tuple[int, int, int, int]], start: str) -> set[str]:
    codes, met, new = list(found), {start}, [start]
    while new:
        new = [codes[to] for code in new for to in found[code] if to != NOWHERE and codes[to] not in met]
        met.update(new)
    return met


def drawn(ground: Ground, layer: str) -> Points:
    return middles(ground.layer(layer))


@pytest.mark.parametrize(
    "layer", ["trust-2025-01", "council-2014", "council-2025", "county-2025", "region", "points-2011"]
)
def test_from_every_place_of_a_map_the_arrows_reach_all_others(ground: Ground, layer: str) -> None:
    found = ways(drawn(ground, layer))
    assert len(found) > 8
    assert {len(reached(found, code)) for code in found} == {len(found)}


def test_london_boroughs_alone_reach_each_other_too(ground: Ground) -> None:
    boroughs = {code: spot for code, spot in drawn(ground, "council-2025").items() if code.startswith("E09")}
    found = ways(boroughs)
    assert len(boroughs) == 33
    assert {len(reached(found, code)) for code in found} == {33}


@settings(max_examples=400, deadline=None)
@given(spots)
def test_of_any_places_all_are_reached_and_each_arrow_moves_its_own_way(places: list[tuple[int, int]]) -> None:
    points: Points = {f"P{at}": spot for at, spot in enumerate(places)}
    found = ways(points)
    assert {len(reached(found, code)) for code in found} == {len(points)}
    for code, to in found.items():
        for (right, down), other in zip(DIRECTIONS, to, strict=True):
            if other == NOWHERE:
                continue
            x, y = (there - here for here, there in zip(points[code], places[other], strict=True))
            assert x * right + y * down > 0 or (x, y) == (0, 0)


def test_where_nearness_leaves_a_place_out_an_arrow_gives_way() -> None:
    # found by trying: no place is nearest to the one at (26, 56) in any direction
    places = [
        (41, 102),
        (0, 0),
        (21, 50),
        (29, 49),
        (44, 97),
        (29, 56),
        (41, 93),
        (50, 102),
        (26, 56),
        (4, 9),
        (27, 52),
        (48, 101),
    ]
    found = ways({f"P{at}": spot for at, spot in enumerate(places)})
    assert {len(reached(found, code)) for code in found} == {len(places)}


def test_the_nearest_place_to_the_right_wins_over_a_nearer_one_above() -> None:
    found = ways({"here": (0, 0), "above": (1, -4), "right": (10, 2), "further": (20, 0)})
    assert found["here"] == (NOWHERE, 2, 1, 2)


def test_two_places_on_one_spot_are_told_apart() -> None:
    assert ways({"one": (5, 5), "other": (5, 5)}) == {
        "one": (NOWHERE, 1, NOWHERE, NOWHERE),
        "other": (0, NOWHERE, NOWHERE, NOWHERE),
    }


def test_one_place_alone_leads_nowhere_and_none_at_all_is_no_fault() -> None:
    assert ways({"one": (1, 1)}) == {"one": (NOWHERE,) * 4}
    assert ways({}) == {}


def test_the_middle_of_an_outline_is_that_of_its_box_on_the_main_sheet(ground: Ground) -> None:
    shapes = [
        Shape("A", "", "main", "M10 20l10 0 0 20-10 0zM40 20l2 0 0 2z", 0, 0),
        Shape("A", "", "london", "M900 900l9 0 0 9z", 0, 0),
        Shape("B", "", "main", "M7 8h1v1h-1z", 0, 0),
        Shape("C", "", "main", "", 3, 4),
    ]
    assert middles(shapes) == {"C": (3, 4), "B": (7, 8), "A": (26, 30)}
    somerset = middles(ground.layer("council-2025"))["E06000066"]
    assert np.allclose(somerset, (1200, 2650), atol=400)


def test_around_somerset_lie_its_neighbours(ground: Ground) -> None:
    shapes = ground.layer("council-2025")
    names = {shape.code: shape.name for shape in shapes}
    found = ways(middles(shapes))
    codes = list(found)
    around = [names[codes[to]] for to in found["E06000066"]]
    assert around == ["Mid Devon", "Bath and North East Somerset", "North Somerset", "East Devon"]
