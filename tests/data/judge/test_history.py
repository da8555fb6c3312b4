from __future__ import annotations

import itertools
from statistics import mean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.judge.history import LIMIT, RULES, assurance, chart, since_last_break

ALTERNATING = [50.0, 52.0] * 6


def one(values: list[float | None], breaks: tuple[int, ...] = ()) -> np.ndarray:
    return np.array([[np.nan if v is None else v] for v in values])


def flags(values: list[float | None], breaks: tuple[int, ...] = ()) -> np.ndarray:
    mask = np.zeros((len(values), 1), bool)
    mask[list(breaks), 0] = True
    return mask


def flagged(values: list[float | None], rule: str, breaks: tuple[int, ...] = ()) -> list[int]:
    found = chart(one(values), flags(values, breaks))
    return np.flatnonzero(found.rules[rule][:, 0]).tolist()


def test_limits_are_the_mean_and_2_66_mean_moving_ranges() -> None:
    values = [61.0, 60.2, 62.4, 63.0, 59.8, 60.0, 61.7, 62.2, 60.9, 61.4, 60.1, 62.8, 61.9]
    found = chart(one(values), flags(values))
    ranges = [abs(b - a) for a, b in itertools.pairwise(values)]
    assert found.mean[0] == pytest.approx(mean(values))
    assert found.upper[0] == pytest.approx(mean(values) + 2.66 * mean(ranges))
    assert found.lower[0] == pytest.approx(mean(values) - 2.66 * mean(ranges))


def test_nothing_is_clipped_at_a_hundred() -> None:
    values = [99.0, 95.0] * 6
    assert chart(one(values), flags(values)).upper[0] == pytest.approx(97 + 2.66 * 4)


def test_eleven_points_are_too_few_and_twelve_are_enough() -> None:
    eleven = ALTERNATING[:11]
    assert not chart(one(eleven), flags(eleven)).enough[0]
    assert not chart(one(eleven), flags(eleven)).special.any()
    assert chart(one(ALTERNATING), flags(ALTERNATING)).enough[0]


def test_a_point_outside_the_limits_is_flagged_alone() -> None:
    values = [*ALTERNATING, *ALTERNATING, 70.0]
    assert flagged(values, "outside") == [24]


def test_seven_on_one_side_of_the_mean_are_flagged_and_six_are_not() -> None:
    six = [50.0, 54.0] * 4 + [53.0, 53.5, 53.0, 53.5, 53.0] + [50.0]
    assert flagged(six, "shift") == []
    seven = [50.0, 54.0, 50.0, 54.0, 50.0, 50.5, 54.0, 53.0, 53.5, 53.0, 53.5, 53.0, 53.5, 49.0]
    middle = mean(seven)
    assert [v > middle for v in seven[6:13]] == [True] * 7
    assert flagged(seven, "shift") == list(range(6, 13))


def test_a_point_on_the_mean_ends_a_run() -> None:
    values = [7.0, 7.0, 7.0, 5.0, 7.0, 7.0, 7.0, 3.0, 3.0, 3.0, 5.0, 3.0, 3.0, 3.0]
    assert mean(values) == 5
    assert flagged(values, "shift") == []


def test_seven_points_each_above_the_last_are_a_trend_and_six_are_not() -> None:
    base = [50.0, 52.0] * 4
    assert flagged([*base, 49.0, 50.0, 51.0, 52.0, 53.0, 54.0, 50.0], "trend") == []
    assert flagged([*base, 49.0, 50.0, 51.0, 52.0, 53.0, 54.0, 55.0, 50.0], "trend") == list(range(8, 15))
    assert flagged([*base, 55.0, 54.0, 53.0, 52.0, 51.0, 50.0, 49.0, 52.0], "trend") == list(range(8, 15))


def test_an_equal_value_ends_a_trend() -> None:
    base = [50.0, 52.0] * 4
    assert flagged([*base, 49.0, 50.0, 51.0, 51.0, 52.0, 53.0, 54.0], "trend") == []


def test_of_three_points_the_two_far_out_are_flagged() -> None:
    values = [50.0, 52.0] * 8 + [57.0, 51.0, 57.0, 51.0]
    found = chart(one(values), flags(values))
    two_thirds = found.mean[0] + (found.upper[0] - found.mean[0]) * 2 / 3
    assert two_thirds < 57 < found.upper[0]
    assert flagged(values, "two_of_three") == [16, 18]


def test_far_out_on_either_side_is_no_two_of_three() -> None:
    values = [50.0, 52.0] * 8 + [57.0, 45.0, 51.0, 51.0]
    assert flagged(values, "two_of_three") == []


def test_a_constant_series_has_no_signal() -> None:
    values = [61.7] * 24
    assert not chart(one(values), flags(values)).special.any()


def test_limits_begin_after_a_merger_and_after_a_gap() -> None:
    merged = [80.0] * 6 + ALTERNATING
    found = chart(one(merged), flags(merged, (6,)))
    assert found.mean[0] == 51
    assert found.points[0] == 12
    gap = [80.0] * 6 + [None] + ALTERNATING
    assert chart(one(gap), flags(gap)).mean[0] == 51


def test_a_break_leaves_too_few_points() -> None:
    values = ALTERNATING + ALTERNATING
    assert not chart(one(values), flags(values, (14,))).enough[0]


def test_a_place_that_sent_nothing_this_month_has_no_chart() -> None:
    values = [*ALTERNATING, None]
    assert chart(one(values), flags(values)).points[0] == 0


def test_the_newest_point_tells_the_direction() -> None:
    up, down = [*ALTERNATING, *ALTERNATING, 70.0], [*ALTERNATING, *ALTERNATING, 30.0]
    both = np.hstack([one(up), one(down), one([*ALTERNATING, *ALTERNATING, 51.0])])
    assert chart(both, np.zeros(both.shape, bool)).direction.tolist() == [1, -1, 0]


def test_an_old_signal_does_not_speak_of_today() -> None:
    values = [*ALTERNATING, 70.0, *ALTERNATING]
    found = chart(one(values), flags(values))
    assert found.special[12, 0]
    assert found.direction[0] == 0


@pytest.mark.parametrize(
    ("standard", "high", "said"),
    [(92, True, "missed"), (20, True, "met"), (51, True, "hit_or_miss"), (20, False, "missed"), (92, False, "met")],
)
def test_assurance_compares_the_limits_with_the_standard(standard: float, high: bool, said: str) -> None:
    assert assurance(chart(one(ALTERNATING), flags(ALTERNATING)), standard, high)[0] == said


series = st.lists(st.one_of(st.none(), st.floats(0, 100, allow_nan=False, width=32)), min_size=1, max_size=30)


@given(series)
def test_a_chart_of_many_places_is_the_chart_of_each(values: list[float | None]) -> None:
    alone = chart(one(values), flags(values))
    pair = np.hstack([one(values), one(list(reversed(values)))])
    beside = chart(pair, np.zeros(pair.shape, bool))
    assert np.array_equal(alone.mean, beside.mean[:1], equal_nan=True)
    for rule in RULES:
        assert np.array_equal(alone.rules[rule][:, 0], beside.rules[rule][:, 0])


@given(series)
def test_only_points_of_the_unbroken_run_are_flagged(values: list[float | None]) -> None:
    found = chart(one(values), flags(values))
    kept = since_last_break(one(values), flags(values))
    assert not (found.special & np.isnan(kept)).any()
    assert found.enough[0] == ((~np.isnan(kept)).sum() >= 12)


@given(st.lists(st.floats(0, 100, allow_nan=False, width=32), min_size=12, max_size=24), st.floats(-50, 50))
def test_moving_a_series_up_moves_its_limits_alike(values: list[float], by: float) -> None:
    one_way, other = one(values), one([v + by for v in values])
    first, second = chart(one_way, flags(values)), chart(other, flags(values))
    assert second.upper[0] - first.upper[0] == pytest.approx(by, abs=1e-6)
    assert LIMIT == 2.66
