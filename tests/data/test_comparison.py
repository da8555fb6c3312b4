from __future__ import annotations

import numpy as np
import pytest

from data.comparison import compare

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "lower", "upper", "england", "polarity", "said"),
    [
        (73.7, 73.1, 74.3, 79.0, "high", "worse"),
        (81.0, 80.5, 81.5, 79.0, "high", "better"),
        (73.7, 73.1, 74.3, 79.0, "low", "better"),
        (73.7, 73.1, 74.3, 79.0, "none", "lower"),
        (81.0, 80.5, 81.5, 79.0, "none", "higher"),
        (79.5, 79.0, 80.0, 79.0, "high", "similar"),
        (78.5, 78.0, 79.0, 79.0, "high", "similar"),
        (73.7, NAN, NAN, 79.0, "high", "not_compared"),
        (73.7, 73.1, 74.3, NAN, "high", "not_compared"),
    ],
)
def test_a_place_is_similar_where_its_interval_holds_england_limits_included(
    value: float, lower: float, upper: float, england: float, polarity: str, said: str
) -> None:
    numbers = (np.array([number]) for number in (value, lower, upper, england))
    assert compare(*numbers, polarity).tolist() == [said]
