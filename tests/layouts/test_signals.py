"""Why a point is more than chance, in words, for every combination of rules; and the usual range."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest

from data.catalogue import catalogue
from data.judge.history import RULES
from data.judge.verdicts import judge
from layouts.signals import signal, usual_range, within_reach
from tests import committed

SNAPSHOT = committed.snapshot()
OUT = "outside its usual range"
SIDE = "one of seven or more in a row on one side of its mean"
RUN = "one of seven or more in a row that only rise or only fall"
NEAR = "one of two out of three near the same edge of its usual range"
SAID = {
    (): "",
    ("outside",): f"More than chance: {OUT}.",
    ("shift",): f"More than chance: {SIDE}.",
    ("trend",): f"More than chance: {RUN}.",
    ("two_of_three",): f"More than chance: {NEAR}.",
    ("outside", "shift"): f"More than chance: {OUT}; {SIDE}.",
    ("outside", "trend"): f"More than chance: {OUT}; {RUN}.",
    ("outside", "two_of_three"): f"More than chance: {OUT}; {NEAR}.",
    ("shift", "trend"): f"More than chance: {SIDE}; {RUN}.",
    ("shift", "two_of_three"): f"More than chance: {SIDE}; {NEAR}.",
    ("trend", "two_of_three"): f"More than chance: {RUN}; {NEAR}.",
    ("outside", "shift", "trend"): f"More than chance: {OUT}; {SIDE}; {RUN}.",
    ("outside", "shift", "two_of_three"): f"More than chance: {OUT}; {SIDE}; {NEAR}.",
    ("outside", "trend", "two_of_three"): f"More than chance: {OUT}; {RUN}; {NEAR}.",
    ("shift", "trend", "two_of_three"): f"More than chance: {SIDE}; {RUN}; {NEAR}.",
    ("outside", "shift", "trend", "two_of_three"): f"More than chance: {OUT}; {SIDE}; {RUN}; {NEAR}.",
}


@pytest.mark.parametrize("rules", list(chain.from_iterable(combinations(RULES, n) for n in range(len(RULES) + 1))))
def test_each_combination_of_rules_reads_as_english(rules: tuple[str, ...]) -> None:
    assert signal(rules) == SAID[rules]
    assert signal(tuple(reversed(rules))) == SAID[rules]


def test_the_usual_range_names_mean_ends_and_how_many_months_lie_beyond() -> None:
    judged = judge(SNAPSHOT, catalogue()["rtt-incomplete-18-weeks"], "C_999", "2026-01")
    said = usual_range(judged, judged.places.index("RH5"))
    assert said == (
        "Over the 22 months up to January 2026 the mean is 63.4\u202f%, and the usual range 61.4\u202f% to 65.3\u202f%; "
        "months beyond chance: 13."
    )


def test_no_usual_range_is_told_that_a_figure_cannot_reach() -> None:
    shares = judge(SNAPSHOT, catalogue()["ae-4-hour"], "all", "2026-03")
    waits = judge(SNAPSHOT, catalogue()["ae-12-hour-waits"], "all", "2026-03")
    full, none = shares.places.index("AAH"), waits.places.index("R0A")
    assert shares.history.upper[full] > 100 and waits.history.lower[none] < 0
    assert "to 100.0\u202f%;" in usual_range(shares, full) and "usual range 0 to 529;" in usual_range(waits, none)
    for judged in (shares, waits):
        reach = [within_reach(judged, at) for at in np.flatnonzero(judged.history.enough)]
        assert all(low >= 0 for low, _high in reach)
        assert judged is waits or all(high <= 100 for _low, high in reach)


def test_eleven_months_are_told_to_be_too_few() -> None:
    judged = judge(SNAPSHOT, catalogue()["ae-4-hour"], "all", "2018-12", "2018-02")
    said = usual_range(judged, judged.places.index("RH5"))
    assert said.startswith(
        "11 months without a break up to December 2018: too few to say what is usual. 12 are needed."
    )


def test_a_place_without_a_figure_this_month_is_not_told_a_range() -> None:
    judged = judge(SNAPSHOT, catalogue()["rtt-incomplete-18-weeks"], "C_999", "2026-01")
    silent = int(np.flatnonzero(judged.history.points == 0)[0])
    assert usual_range(judged, silent) == ""
