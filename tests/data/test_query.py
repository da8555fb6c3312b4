from __future__ import annotations

import numpy as np
import pytest

from data import held, query, store
from data.catalogue import catalogue
from data.query import REPORTED
from data.store import ENGLAND, STATUSES, Snapshot
from tests import committed


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return committed.snapshot()


def status(snapshot: Snapshot, slug: str, split: str, period: str, place: str) -> str:
    answer = query.across(snapshot, catalogue()[slug], split, period)
    return STATUSES[answer.status[0, answer.place_at[place]]]


FIELD_TEST = [
    "R0D",
    "RGR",
    "RDU",
    "RX1",
    "RGT",
    "RHU",
    "RK9",
    "RVW",
    "RQM",
    "RC9",
    "RYJ",
    "RFR",
    "RNQ",
    "RXF",
]


@pytest.mark.parametrize("place", FIELD_TEST)
def test_field_test_trust_is_not_collected_but_reports_attendances(snapshot: Snapshot, place: str) -> None:
    assert status(snapshot, "ae-4-hour", "all", "2022-12", place) == "not_collected"
    assert status(snapshot, "ae-breaches", "all", "2022-12", place) == "not_collected"
    assert status(snapshot, "ae-attendances", "all", "2022-12", place) == "reported"
    assert status(snapshot, "ae-4-hour", "all", "2023-06", place) == "reported"


def test_field_test_trust_leaves_the_denominator_of_england(snapshot: Snapshot) -> None:
    share = query.across(snapshot, catalogue()["ae-4-hour"], "all", "2022-12")
    visits = query.across(snapshot, catalogue()["ae-attendances"], "all", "2022-12")
    at = share.place_at[ENGLAND]
    left_out = sum(visits.value[0, visits.place_at[p]] for p in FIELD_TEST)
    assert visits.value[0, at] - share.denominator[0, at] == left_out
    assert round(float(share.value[0, at]), 2) == 65.20


@pytest.mark.parametrize(
    ("place", "period", "said"),
    [
        ("RHQ", "2025-06", "reported"),
        ("RHQ", "2025-07", "not_submitted"),
        ("RHQ", "2026-01", "not_submitted"),
        ("RF4", "2025-11", "not_submitted"),
        ("RF4", "2025-12", "reported"),
        ("RKL", "2024-05", "reported"),
        ("RKL", "2024-06", "stopped_reporting"),
        ("RKL", "2026-01", "stopped_reporting"),
        ("RAP", "2024-12", "reported"),
        ("RAP", "2025-01", ""),
        ("R1C", "2024-08", "reported"),
        ("R1C", "2024-10", ""),
    ],
)
def test_who_did_not_report_is_told_by_its_kind(snapshot: Snapshot, place: str, period: str, said: str) -> None:
    assert status(snapshot, "rtt-incomplete-18-weeks", "C_999", period, place) == said


def test_a_function_without_pathways_is_not_applicable(snapshot: Snapshot) -> None:
    answer = query.across(snapshot, catalogue()["rtt-incomplete-18-weeks"], "C_150", "2026-01")
    column = answer.status[0, answer.place_at["RH5"]]
    assert STATUSES[column] in ("not_applicable", "reported")
    total = query.across(snapshot, catalogue()["rtt-incomplete-18-weeks"], "C_999", "2026-01")
    inapplicable = (answer.status[0] == query.NOT_APPLICABLE) & (total.status[0] == REPORTED)
    assert inapplicable.sum() > 50


def test_twelve_hour_waits_begin_in_april_2019(snapshot: Snapshot) -> None:
    assert query.periods(snapshot, catalogue()["ae-12-hour-waits"])[0] == "2019-04"
    assert query.periods(snapshot, catalogue()["ae-4-hour"])[0] == "2016-04"


def test_the_total_is_never_added_to_the_functions(snapshot: Snapshot) -> None:
    listed = catalogue()["rtt-waiting-list"]
    total = query.across(snapshot, listed, "C_999", "2026-01")
    parts = [query.across(snapshot, listed, split, "2026-01").value[0] for split in list(listed.splits)[1:]]
    np.testing.assert_array_equal(np.nansum(parts, axis=0), np.nan_to_num(total.value[0]))


def test_england_is_the_sum_of_its_providers(snapshot: Snapshot) -> None:
    for slug, period in (
        ("rtt-waiting-list", "2025-01"),
        ("rtt-over-52-weeks", "2024-04"),
        ("ae-attendances", "2018-02"),
    ):
        answer = query.across(snapshot, catalogue()[slug], catalogue()[slug].default_split, period)
        at = answer.place_at[ENGLAND]
        rest = np.delete(answer.value[0], at)
        assert np.nansum(rest) == answer.value[0, at]


@pytest.mark.parametrize(
    ("place", "period"),
    [("RH8", "2022-04"), ("RH5", "2023-04"), ("RH5", "2020-04"), ("RAL", "2025-01"), ("RBN", "2023-07")],
)
def test_a_merger_breaks_the_series_of_the_successor(snapshot: Snapshot, place: str, period: str) -> None:
    through = query.through_time(snapshot, catalogue()["ae-4-hour"], "all", place)
    kinds = {b.period: b.kind for b in query.breaks(snapshot, through, place)}
    assert kinds.get(period) == "merger"


def test_the_split_of_pennine_acute_breaks_both_successors(snapshot: Snapshot) -> None:
    for place in ("R0A", "RM3"):
        through = query.through_time(snapshot, catalogue()["ae-attendances"], "all", place)
        if place in snapshot.cubes["ae"].place_at:
            assert any(b.period == "2021-10" for b in query.breaks(snapshot, through, place))


def test_no_change_is_taken_across_a_merger(snapshot: Snapshot) -> None:
    change = query.change(snapshot, catalogue()["ae-attendances"], "all", "2023-04", 1)
    at = snapshot.cubes["ae"].place_at["RH5"]
    assert np.isnan(change.change[at])
    assert STATUSES[change.status[at]] == "no_comparable_record"
    later = query.change(snapshot, catalogue()["ae-4-hour"], "all", "2024-03", 12)
    assert np.isnan(later.change[at])


def test_a_year_is_compared_with_the_same_month_a_year_before(snapshot: Snapshot) -> None:
    listed = catalogue()["rtt-incomplete-18-weeks"]
    change = query.change(snapshot, listed, "C_999", "2026-01", 12)
    now, then = (query.across(snapshot, listed, "C_999", p) for p in ("2026-01", "2025-01"))
    at = now.place_at[ENGLAND]
    assert change.earlier == "2025-01"
    assert change.change[at] == pytest.approx(float(now.value[0, at] - then.value[0, at]))
    assert change.band[at] == "better"


def test_completed_pathways_divide_by_known_clock_starts(snapshot: Snapshot) -> None:
    cube = snapshot.cubes["rtt-non-admitted"]
    answer = query.across(snapshot, catalogue()["rtt-non-admitted-18-weeks"], "C_999", "2026-01")
    at, when = answer.place_at[ENGLAND], cube.period_at["2026-01"]
    known = cube.floats("known", when, "C_999")[at]
    assert answer.denominator[0, at] == known
    assert known <= cube.floats("pathways", when, "C_999")[at]


def test_loading_a_folder_that_is_no_snapshot_says_how_to_make_one(tmp_path: object) -> None:
    with pytest.raises(store.SnapshotError, match="make build"):
        store.load(tmp_path)  # type: ignore[arg-type]


def test_the_value_first_published_is_remembered(snapshot: Snapshot) -> None:
    share, visits = catalogue()["ae-4-hour"], catalogue()["ae-attendances"]
    assert held.first_published(snapshot, visits, "all", "RBT", "2025-04") == 9404
    assert held.first_published(snapshot, share, "all", "RBT", "2025-04") == pytest.approx(100 * 5332 / 9404)
    assert held.first_published(snapshot, share, "all", "RH5", "2025-04") is None
    now = query.across(snapshot, visits, "all", "2025-04")
    assert now.value[0, now.place_at["RBT"]] == 9954
