"""Every specialty of a trust through time: the same verdicts as elsewhere, on one scale, cut where a series is cut."""

from __future__ import annotations

import re

import numpy as np
import pytest

from data.catalogue import catalogue
from data.judge.verdicts import judge, judge_splits
from data.store import ENGLAND
from layouts.figures.small_trend import Small, small_trend
from layouts.html import render
from layouts.place.small_trends import TOLD, section
from tests import committed

SNAPSHOT = committed.snapshot()
WAITS = catalogue()[TOLD]
SPLITS = ("C_100", "C_110", "C_502", "C_999")


@pytest.mark.parametrize("code", ["RH5", "RF4", "R0A", ENGLAND])
def test_one_place_in_many_splits_is_judged_as_in_each(code: str) -> None:
    for split, alone in judge_splits(SNAPSHOT, WAITS, SPLITS, "2026-01", code).items():
        whole = judge(SNAPSHOT, WAITS, split, "2026-01")
        at = whole.places.index(code)
        assert alone.places[0] == code
        assert np.array_equal(alone.history.values[:, 0], whole.history.values[:, at], equal_nan=True)
        assert np.array_equal(alone.history.special[:, 0], whole.history.special[:, at])
        told = (alone.beside[0], alone.with_most[0], alone.history.direction[0])
        assert told == (whole.beside[at], whole.with_most[at], whole.history.direction[at])
        assert alone.funnel is not None and whole.funnel is not None
        assert (alone.funnel.pooled, alone.funnel.tau2) == (whole.funnel.pooled, whole.funnel.tau2)


def test_each_specialty_stands_once_with_its_figure_and_verdict_and_a_link() -> None:
    parts, islands = section(SNAPSHOT, "RH5")
    page = render(parts, islands)
    cards = page.split("<li>")[1:]
    urology = next(card for card in cards if ">Urology<" in card)
    assert "53.6\u202f%" in urology and "of 3,105" in urology
    assert "No different from most trusts, as far as chance lets us tell, and not changing." in urology
    assert "split=C_101" in urology and "place=RH5" in urology
    assert len(islands) == 21
    assert page.count('small-trend"') == 21
    assert "rows=points" in page and "split=every" in page


def test_a_trust_that_stopped_is_told_in_its_last_month() -> None:
    page = render(*section(SNAPSHOT, "RHQ"))
    assert "Up to June 2025" in page


def test_who_has_no_waits_has_no_small_trends() -> None:
    assert section(SNAPSHOT, "E06000066") == ([], {})


def test_a_range_beyond_the_scale_is_drawn_to_its_edge_and_points_keep_their_place() -> None:
    wide = Small([[(0, 50.0), (1, 60.0)]], [(1, 60.0)], (0, 1, -20.0, 55.0, 130.0))
    drawn = small_trend(wide, 2, 40, 60, 'A "label"')
    assert 'y="4" width="152.0" height="52.0"' in drawn
    assert re.search(r'class="run" d="M4.0 30L156.0 4"', drawn)
    assert "&quot;label&quot;" in drawn


def test_too_few_months_have_no_range_and_a_lone_month_is_a_dot() -> None:
    drawn = small_trend(Small([[(3, 50.0)]], [], None), 24, 40, 60, "x")
    assert "usual-range" not in drawn and 'class="run"' not in drawn
    assert 'class="end"' in drawn
