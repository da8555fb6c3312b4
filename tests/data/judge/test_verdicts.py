"""Verdicts on the figures of the committed snapshot, worked out anew in plain Python."""

from __future__ import annotations

import itertools
from statistics import fmean

import numpy as np
import pytest

from data import query
from data.catalogue import catalogue
from data.judge.verdicts import bands, can_be_judged, classes, judge
from data.store import ENGLAND, STATUSES, Snapshot
from tests import committed

RTT = "rtt-incomplete-18-weeks"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return committed.snapshot()


def test_somersets_limits_are_those_of_a_pencil(snapshot: Snapshot) -> None:
    indicator = catalogue()[RTT]
    series = query.through_time(snapshot, indicator, "C_999", "RH5").value[:, 0].tolist()
    ranges = [abs(b - a) for a, b in itertools.pairwise(series)]
    found = judge(snapshot, indicator, "C_999", query.periods(snapshot, indicator)[-1])
    at = found.places.index("RH5")
    assert found.history.mean[at] == pytest.approx(fmean(series[-24:]))
    assert found.history.upper[at] == pytest.approx(fmean(series[-24:]) + 2.66 * fmean(ranges[-23:]))


def test_limits_are_taken_over_the_latest_24_months(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()["ae-4-hour"], "all", "2026-01")
    assert found.periods[0] == "2024-02"
    assert len(found.periods) == 24


def test_a_window_may_be_chosen(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()["ae-4-hour"], "all", "2019-04", "2017-04")
    assert (found.periods[0], found.periods[-1]) == ("2017-04", "2019-04")


def test_devons_limits_begin_with_its_merger_in_april_2022(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()["ae-attendances"], "all", "2023-06")
    at = found.places.index("RH8")
    told = [p for p, v in zip(found.periods, found.history.values[:, at], strict=True) if not np.isnan(v)]
    assert told[0] == "2022-04"


def test_a_field_test_trust_has_no_chart_before_its_figures_return(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()["ae-4-hour"], "all", "2023-12")
    assert not found.history.enough[found.places.index("RGT")]


def test_independent_providers_and_england_are_no_peers_of_trusts(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()[RTT], "C_999", "2026-01")
    assert found.funnel is not None
    for at, code in enumerate(found.places):
        if code == ENGLAND or snapshot.places[code].type != "trust":
            assert np.isnan(found.funnel.z_adjusted[at])
    assert found.funnel.n == (~np.isnan(found.funnel.z_adjusted)).sum()


def test_the_pooled_share_is_that_of_all_trusts_together(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()[RTT], "C_999", "2026-01")
    answer = query.across(snapshot, catalogue()[RTT], "C_999", "2026-01")
    trusts = [at for at, code in enumerate(answer.places) if snapshot.places[code].type == "trust"]
    part, whole = np.nansum(answer.numerator[0, trusts]), np.nansum(answer.denominator[0, trusts])
    assert found.funnel is not None
    assert found.funnel.pooled == pytest.approx(100 * part / whole)


def test_without_over_dispersion_nearly_all_trusts_would_stand_out(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()[RTT], "C_999", "2026-01")
    assert found.funnel is not None
    plain = int((np.abs(np.nan_to_num(found.funnel.z_unadjusted)) > 3.09).sum())
    fair = int((np.abs(found.beside) == 2).sum())
    assert plain > 100
    assert 0 < fair < 30


def test_a_trust_that_moves_as_england_does_is_said_to_move_with_most(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()["ae-4-hour"], "all", "2022-12")
    assert found.against_england is not None
    moving, alone = found.history.direction != 0, found.against_england.direction != 0
    assert (found.with_most <= moving).all()
    assert not (found.with_most & alone).any()
    assert found.with_most.any()


def test_a_wait_in_weeks_is_classed_by_its_distance_from_england(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()["rtt-median-wait"], "C_999", "2026-01")
    assert found.funnel is None
    assert found.against_england is not None
    way = found.against_england.direction
    told = bands(found)
    assert (told[way > 0] == "worse").all()
    assert (told[way < 0] == "better").all()


def test_councils_are_classed_by_the_official_comparison(snapshot: Snapshot) -> None:
    indicator = catalogue()["life-expectancy-male"]
    period = query.periods(snapshot, indicator)[-1]
    answer = query.across(snapshot, indicator, "all", period)
    told = classes(snapshot, indicator, "all", period)
    words = {"similar": "usual", "not_compared": "too_few"}
    expected = [words.get(answer.comparison(0, at), answer.comparison(0, at)) for at in range(len(answer.places))]
    assert told.tolist() == expected
    assert not can_be_judged(indicator)


def test_no_rule_and_no_difference_crosses_the_merger_of_rbz_into_rh8(snapshot: Snapshot) -> None:
    indicator = catalogue()["ae-4-hour"]
    found = judge(snapshot, indicator, "all", "2022-10")
    at = found.places.index("RH8")
    told = [period for period, value in zip(found.periods, found.history.values[:, at], strict=True) if value == value]
    assert told == ["2022-04", "2022-05", "2022-06", "2022-07", "2022-08", "2022-09", "2022-10"]
    assert not found.history.enough[at] and not found.history.special[:, at].any()
    after = judge(snapshot, indicator, "all", "2023-03")
    assert after.history.points[at] == 12 and after.history.enough[at]
    for period, months in (("2022-04", 1), ("2022-10", 12), ("2023-03", 12)):
        change = query.change(snapshot, indicator, "all", period, months)
        assert np.isnan(change.change[at])
        assert STATUSES[change.status[at]] == "no_comparable_record"
    assert not np.isnan(query.change(snapshot, indicator, "all", "2023-04", 12).change[at])


def test_no_rule_crosses_a_gap(snapshot: Snapshot) -> None:
    found = judge(snapshot, catalogue()[RTT], "C_999", "2026-01")
    at = found.places.index("RF4")
    told = [period for period, value in zip(found.periods, found.history.values[:, at], strict=True) if value == value]
    assert told == ["2025-12", "2026-01"]
    assert not found.history.special[:, at].any()
