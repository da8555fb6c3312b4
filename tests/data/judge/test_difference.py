"""Newcombe's own worked examples (Statistics in Medicine 1998; 17: 873-890, table II, method 10)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.judge.difference import Difference, Figure, between, told, unusual, wilson


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "difference", "lower", "upper"),
    [
        (56, 70, 48, 80, 0.2, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.6, 0.1705, 0.8090),
        (10, 10, 0, 10, 1.0, 0.6075, 1.0),
        (5, 56, 0, 29, 0.0893, -0.0381, 0.1926),
    ],
)
def test_the_interval_is_newcombes(a, m, b, n, difference, lower, upper):
    apart = between(wilson(a, m), wilson(b, n))
    assert (apart.value / 100, apart.lower / 100, apart.upper / 100) == pytest.approx(
        (difference, lower, upper), abs=5e-5
    )


@given(a=st.integers(0, 50), b=st.integers(0, 80))
def test_turned_round_the_interval_is_mirrored(a, b):
    first, second = wilson(a, 50), wilson(b, 80)
    there, back = between(first, second), between(second, first)
    assert (back.lower, back.upper) == pytest.approx((-there.upper, -there.lower), abs=1e-9)
    assert there.lower - 1e-9 <= there.value <= there.upper + 1e-9


def test_a_figure_without_an_interval_gives_none_to_the_difference():
    apart = between(Figure(20, float("nan"), float("nan")), Figure(18, 17, 19))
    assert apart.value == 2
    assert not apart.is_known and not apart.beyond_chance
    assert told(apart, float("nan")) == "unknown"


def test_nothing_to_divide_by_is_no_share():
    assert math.isnan(wilson(0, 0).value)
    assert math.isnan(unusual((0, 0), (5, 10), 0.001))


def test_the_usual_spread_of_places_makes_a_sure_difference_ordinary():
    counts = (6700, 10000), (6100, 10000)
    apart = between(wilson(*counts[0]), wilson(*counts[1]))
    assert told(apart, unusual(*counts, tau2=0.0)) == "real"
    assert told(apart, unusual(*counts, tau2=0.004)) == "usual"
    # |asin(sqrt(.67)) - asin(sqrt(.61))| = 0.06260; / sqrt(2 x 0.000025 + 2 x 0.0004) = 2.147
    assert unusual(*counts, tau2=0.0004) == pytest.approx(2.147, abs=2e-3)
    assert told(apart, unusual(*counts, tau2=0.0004)) == "edge"


@pytest.mark.parametrize(
    ("apart", "deviations", "said"),
    [
        (Difference(1, -0.1, 2), 9.0, "chance"),
        (Difference(1, 0.1, 2), float("nan"), "apart"),
        (Difference(1, 0.1, 2), 1.9, "usual"),
        (Difference(1, 0.1, 2), 3.0, "edge"),
        (Difference(-1, -2, -0.1), 3.2, "real"),
    ],
)
def test_each_class_of_difference(apart, deviations, said):
    assert told(apart, deviations) == said
