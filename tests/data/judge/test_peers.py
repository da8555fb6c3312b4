from __future__ import annotations

import math
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.judge.peers import FAR, NEAR, funnel

PARTS = np.array([620, 580, 455, 710, 300, 664, 512, 590, 605, 648, 350.0, 930])
WHOLES = np.array([1000, 1000, 800, 1100, 600, 1000, 900, 1000, 1000, 1000, 500.0, 1000])


def by_hand() -> tuple[float, float, float, list[float]]:
    """Work the method out in plain Python, step by step as the paper has it."""
    pooled = PARTS.sum() / WHOLES.sum()
    target = math.asin(math.sqrt(pooled))
    errors = [1 / (2 * math.sqrt(n)) for n in WHOLES]
    y = [math.asin(math.sqrt(r / n)) for r, n in zip(PARTS, WHOLES, strict=True)]
    z = [(a - target) / s for a, s in zip(y, errors, strict=True)]
    ordered = sorted(z)

    def quantile(q: float) -> float:
        at = q * (len(ordered) - 1)
        low = math.floor(at)
        return ordered[low] + (at - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])

    drawn_in = [min(max(v, quantile(0.1)), quantile(0.9)) for v in z]
    phi = fmean(v * v for v in drawn_in)
    weights = [1 / s**2 for s in errors]
    total = sum(weights)
    tau2 = max(0.0, (len(z) * phi - (len(z) - 1)) / (total - sum(w * w for w in weights) / total))
    adjusted = [(a - target) / math.sqrt(s * s + tau2) for a, s in zip(y, errors, strict=True)]
    return phi, tau2, 100 * pooled, adjusted


def test_the_funnel_equals_the_method_worked_by_hand() -> None:
    phi, tau2, pooled, adjusted = by_hand()
    found = funnel(PARTS, WHOLES)
    assert (found.phi, found.tau2, found.pooled, found.n) == pytest.approx((phi, tau2, pooled, 12))
    assert found.z_adjusted.tolist() == pytest.approx(adjusted)
    assert found.tau2 > 0


def test_places_that_vary_by_chance_alone_get_no_extra_spread() -> None:
    whole = np.full(20, 400.0)
    found = funnel(np.array([198.0, 202, 205, 195] * 5), whole)
    assert found.tau2 == 0
    assert np.array_equal(found.z_adjusted, found.z_unadjusted)


def test_over_dispersion_widens_the_limits() -> None:
    found = funnel(PARTS, WHOLES)
    wide, narrow = found.limits(NEAR, WHOLES), found.limits(NEAR, WHOLES, adjusted=False)
    assert (wide[0] < narrow[0]).all()
    assert (wide[1] > narrow[1]).all()


def test_a_place_lies_outside_a_limit_just_when_its_score_says_so() -> None:
    found = funnel(PARTS, WHOLES)
    share = 100 * PARTS / WHOLES
    for deviations in (NEAR, FAR):
        low, high = found.limits(deviations, WHOLES)
        assert ((share < low) | (share > high)).tolist() == (np.abs(found.z_adjusted) > deviations).tolist()


def test_limits_narrow_as_numbers_grow_and_stay_within_0_and_100() -> None:
    found = funnel(PARTS, WHOLES)
    low, high = found.limits(FAR, np.array([1.0, 10, 100, 1000, 1e6]), adjusted=False)
    assert (np.diff(high - low) < 0).all()
    assert low.min() >= 0
    assert high.max() <= 100


def test_with_fewer_than_ten_peers_nothing_is_said() -> None:
    found = funnel(PARTS[:9], WHOLES[:9])
    assert math.isnan(found.pooled)
    assert np.isnan(found.z_adjusted).all()


def test_a_place_without_patients_is_no_peer() -> None:
    with_none = funnel(np.append(PARTS, [np.nan, 0]), np.append(WHOLES, [np.nan, 0]))
    assert with_none.n == 12
    assert np.isnan(with_none.z_adjusted[-2:]).all()
    assert with_none.pooled == pytest.approx(funnel(PARTS, WHOLES).pooled)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=10, max_size=60))
def test_scores_have_the_sign_of_the_difference(counts: list[tuple[int, int]]) -> None:
    part = np.array([min(a, b) for a, b in counts], float)
    whole = np.array([b for _, b in counts], float)
    found = funnel(part, whole)
    apart = 100 * part / whole - found.pooled
    clear = np.abs(apart) > 1e-9
    assert (np.sign(found.z_adjusted[clear]) == np.sign(apart[clear])).all()
    assert (np.abs(found.z_adjusted) <= np.abs(found.z_unadjusted) + 1e-12).all()
