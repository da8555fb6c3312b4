"""The small map that shows where a place lies."""

from __future__ import annotations

import pytest

from geo.ground import Ground
from layouts.figures.locator import find_shapes, locator
from tests import committed


@pytest.fixture(scope="module")
def ground() -> Ground:
    return committed.ground()


def test_a_council_that_is_gone_is_drawn_as_it_last_stood(ground: Ground) -> None:
    assert find_shapes(ground, "E07000190", "council", "2026-03")[0].d


def test_a_trust_with_an_area_is_drawn_by_it_and_others_by_their_hospital(ground: Ground) -> None:
    assert find_shapes(ground, "RH5", "trust", "2026-03")[0].d
    assert find_shapes(ground, "RA4", "trust", "2026-03")[0].d
    assert not find_shapes(ground, "RBS", "trust", "2026-03")[0].d


def test_what_is_too_small_to_see_has_a_ring(ground: Ground) -> None:
    assert 'class="ring"' in locator(ground, "E09000007", "council", "Camden", "2026-03", True)
    assert 'class="ring"' not in locator(ground, "E12000009", "region", "South West", "2026-03", False)


def test_london_is_enlarged_for_a_place_in_london_only(ground: Ground) -> None:
    assert 'class="frame"' in locator(ground, "E09000007", "council", "Camden", "2026-03", True)
    assert 'class="frame"' not in locator(ground, "E06000066", "council", "Somerset", "2026-03", False)


def test_a_place_without_a_point_has_no_map(ground: Ground) -> None:
    assert locator(ground, "8J094", "provider", "Badger Ltd", "2026-03", False) == ""
