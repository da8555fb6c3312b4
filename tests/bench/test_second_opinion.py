"""Another program, written apart from this one, comes to the same limits and signals on the whole snapshot."""

from __future__ import annotations

import pytest

from bench.second_opinion import ROUNDING, Apart, compared


@pytest.fixture(scope="module")
def found() -> dict[str, Apart]:
    return compared()


@pytest.mark.parametrize("kind", ["funnel", "funnel without over-dispersion"])
def test_funnels_are_the_same_with_and_without_over_dispersion(found: dict[str, Apart], kind: str) -> None:
    same = [apart for what, apart in found.items() if what.endswith(f": {kind}")]
    assert [apart.judged for apart in same] == [141, 149]
    assert max(apart.furthest for apart in same) < 1e-9


def test_limits_differ_by_the_rounding_of_the_constant_alone(found: dict[str, Apart]) -> None:
    charts = [apart for what, apart in found.items() if what.endswith(": history")]
    assert [apart.judged for apart in charts] == [181, 450]
    assert max(apart.furthest for apart in charts) == pytest.approx(ROUNDING, rel=1e-3)


def test_the_rules_flag_the_same_points_but_for_one_on_the_very_limit(found: dict[str, Apart]) -> None:
    charts = [apart for what, apart in found.items() if what.endswith(": history")]
    assert sum(apart.points for apart in charts) > 50_000
    assert [apart.disagreed for apart in charts] == [1, 1]
