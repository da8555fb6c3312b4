"""Worked examples that others have printed, worked out again.

- NHSRplotthedots (NHS-R Community), vignette "Deviations from Excel defaults": 18 values, and the limits that NHS
  England's "Making Data Count" spreadsheet gives them, to two places; its test snapshot of 20 values; its tests of rules.
- controlchartspy 0.1.3 (Western Australia Health), README, "Funnel Plot": ten organisations, all digits.
"""

from __future__ import annotations

import numpy as np
import pytest

from data.judge.history import chart
from data.judge.peers import FAR, NEAR, funnel

MADE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
#: rnorm(20) after set.seed(123), as the snapshot and R print it.
NORMAL = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
]  # fmt: skip


def flags(values: list[float], rule: str) -> list[int]:
    found = chart(np.array(values, float)[:, None], np.zeros((len(values), 1), bool))
    return np.flatnonzero(found.rules[rule][:, 0]).tolist()


@pytest.mark.parametrize(
    ("values", "mean", "lower", "upper", "places"),
    [(MADE, 1.94, -3.06, 6.95, 2), (NORMAL, 0.1416238, -3.01138, 3.294627, 5)],
)
def test_limits_are_those_printed(values: list[float], mean: float, lower: float, upper: float, places: int) -> None:
    found = chart(np.array(values, float)[:, None], np.zeros((len(values), 1), bool))
    worked = (found.mean[0], found.lower[0], found.upper[0])
    assert worked == pytest.approx((mean, lower, upper), abs=0.5 * 10**-places)


def test_only_the_point_far_out_is_flagged_as_the_vignette_has_it() -> None:
    assert [flags(MADE, rule) for rule in ("outside", "trend", "two_of_three")] == [[4], [], []]
    assert [flags(NORMAL, rule) for rule in ("outside", "shift", "trend", "two_of_three")] == [[], [], [], []]


@pytest.mark.parametrize(
    ("run", "flagged"),
    [([1, 2, 3, 3, 4, 5, 6], []), ([2, 1, 2, 3, 4, 5, 6, 7, 3], [1, 2, 3, 4, 5, 6, 7]),
     ([2, 7, 6, 5, 4, 3, 2, 1, 3], [1, 2, 3, 4, 5, 6, 7])],
)  # fmt: skip
def test_seven_points_rising_or_falling_are_a_trend_and_an_equal_one_ends_it(
    run: list[float], flagged: list[int]
) -> None:
    before = [4.0, 3.0] * 4 if run[0] == 1 else [3.0, 4.0] * 4
    assert flags([*before, *run], "trend") == [at + len(before) for at in flagged]


@pytest.mark.parametrize(
    ("at", "value", "z", "near", "far"),
    [(5, 20.952380952380953, 0.3734456258038048, (12.51476452678048, 27.575733596704584), (9.100195099772012, 32.631402897252705)),
     (7, 21.487603305785125, 0.5448873656525446, (12.951239970877559, 26.992492421239433), (9.70266069838873, 31.66717662194669)),
     (1, 18.852459016393443, -0.17856345913252486, (12.97581932678086, 26.96001503043085), (9.736836999381445, 31.613520185472975))],
)  # fmt: skip
def test_the_funnel_is_the_one_printed(
    at: int, value: float, z: float, near: tuple[float, float], far: tuple[float, float]
) -> None:
    part = np.array([27, 23, 35, 26, 38, 22, 46, 26, 27, 35], float)
    whole = np.array([170, 122, 178, 184, 161, 105, 190, 121, 137, 197], float)
    found = funnel(part, whole)
    assert found.pooled == pytest.approx(19.488817891373802, rel=1e-12)
    assert (100 * part[at] / whole[at], found.z_unadjusted[at]) == pytest.approx((value, z), rel=1e-12)
    for deviations, printed in ((NEAR, near), (FAR, far)):
        assert [limit[at] for limit in found.limits(deviations, whole, adjusted=False)] == pytest.approx(printed)
