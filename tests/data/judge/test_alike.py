from __future__ import annotations

import numpy as np

from data.judge.alike import nearest, standardised

TRAITS = np.array([[1.0, 100.0], [2.0, 100.0], [1.1, 900.0], [9.0, 120.0], [1.0, np.nan]])


def test_traits_are_put_on_one_scale():
    scaled = standardised(np.array([[0.0, 5.0], [2.0, 5.0]]))
    assert scaled.tolist() == [[-1.0, 0.0], [1.0, 0.0]]


def test_the_nearest_come_first_and_never_the_place_itself():
    assert nearest(TRAITS, 0, 4) == [1, 2, 3]
    assert nearest(TRAITS, 0, 1) == [1]


def test_a_place_is_only_likened_to_those_with_the_same_traits():
    assert nearest(TRAITS, 4, 4) == []
    assert nearest(np.array([[np.nan, np.nan], [1.0, 2.0]]), 0, 4) == []
