"""Weeks waited, from counts in one-week bands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.rtt.waits import over, percentile, within

counted = st.lists(st.integers(0, 400), min_size=53, max_size=53).filter(any)


def bands(**counts: int) -> np.ndarray:
    row = np.zeros((1, 105), dtype=np.int64)
    for week, count in counts.items():
        row[0, int(week[1:])] = count
    return row


def test_a_band_counts_as_within_18_weeks_when_its_upper_edge_is_18() -> None:
    assert within(bands(w17=5, w18=7), 18)[0] == 5


def test_over_52_weeks_begins_with_the_band_52_to_53() -> None:
    assert over(bands(w51=5, w52=7, w104=2), 52)[0] == 9


def test_the_median_lies_linearly_inside_its_band() -> None:
    assert percentile(bands(w3=4), 0.5)[0] == pytest.approx(3.5)
    assert percentile(bands(w3=4, w10=4), 0.5)[0] == pytest.approx(4.0)
    assert percentile(bands(w3=1, w10=4), 0.5)[0] == pytest.approx(10.375)


def test_a_wait_in_the_open_band_is_told_as_its_lower_edge() -> None:
    assert percentile(bands(w104=9), 0.92)[0] == 104
    assert percentile(np.array([[0] * 52 + [3]]), 0.5)[0] == 52


def test_no_pathway_has_no_median() -> None:
    assert np.isnan(percentile(bands(), 0.5)[0])


@given(counted, st.floats(0.01, 0.99))
def test_a_percentile_parts_the_pathways_in_its_share(counts: list[int], q: float) -> None:
    row = np.array([counts])
    wait = percentile(row, q)[0]
    below = sum(count * min(max(wait - week, 0), 1) for week, count in enumerate(counts[:-1]))
    if wait < 52:
        assert below == pytest.approx(q * sum(counts), rel=1e-9, abs=1e-6)
    else:
        assert below <= q * sum(counts) + 1e-6


@given(counted, st.floats(0.01, 0.98))
def test_a_larger_share_never_waits_less(counts: list[int], q: float) -> None:
    row = np.array([counts])
    assert percentile(row, q)[0] <= percentile(row, q + 0.01)[0] + 1e-9


@given(counted, st.integers(2, 9))
def test_the_median_does_not_depend_on_how_many_wait(counts: list[int], times: int) -> None:
    row = np.array([counts])
    assert percentile(row * times, 0.5)[0] == pytest.approx(percentile(row, 0.5)[0])
