from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from data import measures

counts = st.integers(0, 10**7)
EDGES = (50.0, 55.0, 60.0, 65.0, 75.0)


@given(counts, counts)
def test_a_share_lies_between_nought_and_a_hundred_and_a_share_of_nothing_is_missing(part: int, rest: int) -> None:
    value = float(measures.percent(np.array(float(part)), np.array(float(part + rest))))
    assert np.isnan(value) if part + rest == 0 else 0 <= value <= 100


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_higher_value_is_never_in_a_lower_class(a: float, b: float) -> None:
    low, high = sorted((a, b))
    classes = measures.spread_bands(np.array([low, high]), EDGES)
    assert classes[0] <= classes[1]


@pytest.mark.parametrize(("value", "band"), [(49.999, "s1"), (50, "s2"), (74.9, "s5"), (75, "s6"), (np.nan, "")])
def test_a_value_on_an_edge_belongs_to_the_class_above(value: float, band: str) -> None:
    assert measures.spread_bands(np.array([value]), EDGES)[0] == band


@pytest.mark.parametrize(
    ("value", "interim", "band"),
    [
        (95.0, None, "met"),
        (94.99, None, "interim"),
        (90.0, None, "interim"),
        (89.99, None, "missed"),
        (94.99, 78.0, "interim"),
        (78.0, 78.0, "interim"),
        (77.99, 78.0, "missed"),
        (np.nan, None, ""),
    ],
)
def test_standard_scale_uses_the_interim_target_or_five_points(value: float, interim: float | None, band: str) -> None:
    assert measures.standard_bands(np.array([value]), 95.0, interim)[0] == band


@pytest.mark.parametrize(("value", "band"), [(100.0, "all"), (99.999, "target"), (95.0, "target"), (94.99, "below")])
def test_classic_scale_is_that_of_the_2011_map(value: float, band: str) -> None:
    assert measures.classic_bands(np.array([value]))[0] == band


def test_no_move_is_taken_across_a_merger_or_a_gap() -> None:
    values = np.array([[1.0], [2.0], [np.nan], [9.0], [10.0], [20.0]])
    breaks = np.zeros((6, 1), bool)
    breaks[5] = True
    found = measures.moves(values, breaks)[:, 0]
    np.testing.assert_array_equal(found, [np.nan, 1, np.nan, np.nan, 1, np.nan])
    assert measures.usual_move(values, breaks)[0] == 1


def test_usual_move_is_the_mean_of_the_steps_of_the_last_24_months() -> None:
    values = np.concatenate([np.array([1000.0]), np.arange(24.0) * 2])[:, None]
    assert measures.usual_move(values, np.zeros_like(values, bool))[0] == 2


@given(hnp.arrays(float, (30, 3), elements=st.floats(0, 100)), st.floats(-1000, 1000))
def test_usual_move_does_not_depend_on_the_level(values: np.ndarray, shift: float) -> None:
    none = np.zeros(values.shape, bool)
    np.testing.assert_allclose(measures.usual_move(values, none), measures.usual_move(values + shift, none), atol=1e-9)


@pytest.mark.parametrize(
    ("change", "polarity", "band"),
    [
        (3, "high", "better"),
        (-3, "high", "worse"),
        (3, "low", "worse"),
        (-3, "low", "better"),
        (2, "high", "usual"),
        (np.nan, "high", ""),
    ],
)
def test_a_change_counts_only_if_it_is_more_than_the_usual_move(change: float, polarity: str, band: str) -> None:
    assert measures.change_bands(np.array([float(change)]), np.array([2.0]), polarity)[0] == band
