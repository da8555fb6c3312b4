"""What changed between two snapshots, to the letter, and what one snapshot tells by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from data import query
from data.catalogue import catalogue
from data.changes.change import Change, last_day
from data.changes.periods import periods
from data.changes.revisions import between
from data.changes.statuses import turns
from data.changes.successions import indicators, mergers
from data.changes.told import changes, first_day
from data.judge.verdicts import classes
from data.store import ENGLAND, Snapshot, load

FIRST, REVISED = "ae/csv/Monthly-AE-April-2025.csv", "ae/csv/April-2025-CSV-revised.csv"


def of_kind(told: list[Change], kind: str) -> list[Change]:
    return [change for change in told if change.kind == kind]


@pytest.fixture(scope="module")
def within(snapshot: Snapshot) -> list[Change]:
    return list(changes(None, snapshot))


@pytest.fixture(scope="module")
def month(a_month_before: Snapshot, snapshot: Snapshot) -> list[Change]:
    return list(changes(a_month_before, snapshot))


@pytest.fixture(scope="module")
def revision(as_first_published: Snapshot, snapshot: Snapshot) -> list[Change]:
    return list(changes(as_first_published, snapshot))


def test_the_same_figures_read_twice_tell_nothing(snapshot: Snapshot) -> None:
    again = load(snapshot.folder)
    assert again is not snapshot
    assert list(changes(again, snapshot)) == []


def test_every_change_is_told_once_and_has_a_name_of_its_own(
    within: list[Change], month: list[Change], revision: list[Change]
) -> None:
    for told in (within, month, revision):
        assert len({change.id for change in told}) == len(told) > 0


def test_names_of_changes_come_from_content_alone(snapshot: Snapshot, within: list[Change]) -> None:
    later = replace(snapshot, manifest=snapshot.manifest | {"built_at": "2031-01-01T00:00:00+00:00", "build_id": "0"})
    assert {change.id for change in changes(None, later)} == {change.id for change in within}
    stopped = next(change for change in within if change.kind == "status" and change.place == "RHQ")
    assert stopped.id == "50d39050b22e06c0"


def test_a_new_month_brings_each_of_its_figures_with_englands_and_the_month_before(month: list[Change]) -> None:
    came = {change.indicator: change for change in of_kind(month, "period")}
    assert Counter((change.topic, change.period) for change in came.values()) == {
        ("rtt", "2026-01"): 11,
        ("ae", "2026-03"): 4,
    }
    waiting = came["rtt-waiting-list"]
    assert (waiting.place, waiting.new, waiting.old, waiting.earlier) == (ENGLAND, 7_155_958, 7_199_624, "2025-12")
    assert came["ae-4-hour"].new == pytest.approx(77.1115, abs=1e-4)


def test_a_new_month_brings_nothing_else_than_its_statuses_and_verdicts(month: list[Change]) -> None:
    assert {change.kind for change in month} == {"period", "status", "verdict"}


def test_who_began_in_the_new_month_is_told_exactly(month: list[Change]) -> None:
    told = {(change.topic, change.what, change.place) for change in of_kind(month, "status")}
    rtt = ("D1V5N", "E6F9I", "F2C9F", "N8Z8E", "O1B1P", "P1G3N", "S8O6A", "T1I9W", "X0R3Y", "X1M4L")
    assert told == {("ae", "began", "NNJ10"), ("ae", "began", "NNJ11"), *(("rtt", "began", code) for code in rtt)}


@pytest.mark.parametrize(("slug", "split"), [("rtt-incomplete-18-weeks", "C_999"), ("rtt-incomplete-18-weeks", "C_110"), ("ae-4-hour", "all"), ("rtt-over-52-weeks", "C_999")])  # fmt: skip
def test_verdicts_that_changed_are_those_judged_otherwise_in_the_two_months(
    a_month_before: Snapshot, snapshot: Snapshot, month: list[Change], slug: str, split: str
) -> None:
    indicator = catalogue()[slug]
    sides = [(one, query.periods(one, indicator)[-1]) for one in (a_month_before, snapshot)]
    then, now = (
        dict(zip(one.cubes[indicator.dataset].places, classes(one, indicator, split, period), strict=True))
        for one, period in sides
    )
    expected = {
        (code, then[code], now[code])
        for code in now
        if (code == ENGLAND or snapshot.places[code].type == "trust")
        and then[code] != now[code]
        and "too_few" not in (then[code], now[code])
    }
    told = {
        (change.place, change.was, change.what)
        for change in of_kind(month, "verdict")
        if change.indicator == slug and change.split == split
    }
    assert told == expected
    assert all(change.period > change.earlier for change in of_kind(month, "verdict"))


def test_one_trust_is_newly_worse_than_most_in_all_who_wait(month: list[Change]) -> None:
    told = [
        change
        for change in of_kind(month, "verdict")
        if (change.indicator, change.split, change.what) == ("rtt-incomplete-18-weeks", "C_999", "worse")
    ]
    assert [(change.place, change.was) for change in told] == [("RT1", "usual")]


def test_a_snapshot_tells_of_its_newest_month_what_it_would_tell_beside_the_one_before(
    within: list[Change], month: list[Change]
) -> None:
    newest = {"ae": "2026-03", "rtt": "2026-01"}
    alone = [change for change in within if newest.get(change.topic) == change.period]
    assert {change.identity for change in alone} == {change.identity for change in month}


def test_the_revision_of_april_2025_is_told_to_the_figure(revision: list[Change]) -> None:
    revised = of_kind(revision, "revised")
    told = {(c.indicator, c.split, c.place): (c.old, c.new) for c in revised}
    assert told[("ae-attendances", "all", ENGLAND)] == (2_295_820, 2_297_421)
    assert told[("ae-12-hour-waits", "all", ENGLAND)] == (44_881, 44_648)
    assert told[("ae-12-hour-waits", "all", "RBT")] == (725, 492)
    assert told[("ae-4-hour", "all", "RBT")] == pytest.approx((100 * 5332 / 9404, 100 * 5821 / 9954))
    assert told[("ae-4-hour", "all", "RTD")] == pytest.approx((100 * 14980 / 19923, 100 * 16031 / 20974))
    assert told[("ae-attendances", "other", "RTD")] == (6352, 7403)
    # all of these were seen in time before and after: the count was revised, the share was not
    assert ("ae-4-hour", "other", "RTD") not in told
    assert Counter(place for _slug, _split, place in told) == {ENGLAND: 10, "RBT": 10, "RTD": 3}
    assert {(c.period, c.files, c.revised_on, c.dated) for c in revised} == {
        ("2025-04", (FIRST, REVISED), "", "2025-04-30")
    }


def test_a_revision_brings_no_new_period_and_no_status(revision: list[Change]) -> None:
    assert {change.kind for change in revision} <= {"revised", "verdict"}
    assert all(change.period == change.earlier for change in of_kind(revision, "verdict"))


def test_a_snapshot_remembers_the_very_revisions_that_two_snapshots_show(
    within: list[Change], revision: list[Change]
) -> None:
    alone, beside = ({change.id: change for change in of_kind(told, "revised")} for told in (within, revision))
    assert alone == {name: replace(change, old=alone[name].old) for name, change in beside.items()}
    assert all(alone[name].old == pytest.approx(change.old) for name, change in beside.items())


def test_a_figure_that_comes_back_as_it_was_is_told_again_under_another_name(
    as_first_published: Snapshot, snapshot: Snapshot, revision: list[Change]
) -> None:
    back = list(between(snapshot, as_first_published))
    assert {(c.place, c.indicator, c.split, c.old) for c in back} == {
        (c.place, c.indicator, c.split, c.new) for c in of_kind(revision, "revised")
    }
    assert not {c.id for c in back} & {c.id for c in revision}


def test_sheffield_stopped_and_barking_came_back(within: list[Change]) -> None:
    told = {(c.place, c.what, c.period): c for c in of_kind(within, "status") if c.topic == "rtt"}
    assert told[("RHQ", "stopped", "2025-07")].lasts
    assert not told[("RF4", "stopped", "2025-11")].lasts
    assert told[("RF4", "resumed", "2025-12")].earlier == "2025-10"


def test_a_trust_that_was_taken_over_has_stopped_nothing(within: list[Change]) -> None:
    assert not [c for c in of_kind(within, "status") if c.place == "RAP"]
    merged = next(c for c in of_kind(within, "merger") if c.was == "RAP")
    assert (merged.place, merged.dated) == ("RAL", "2025-01-01")
    assert merged.touches("RAP")
    assert merged.touches("RAL")


def test_field_test_trusts_never_stopped(snapshot: Snapshot) -> None:
    assert not [c for c in turns(snapshot) if c.place == "RGT" and c.topic == "ae"]


def test_a_single_snapshot_looks_back_two_years(snapshot: Snapshot, within: list[Change]) -> None:
    assert first_day(snapshot) == "2024-04-01"
    assert min(change.dated for change in within) >= "2024-04-01"


def test_a_place_is_told_of_itself_alone_with_its_own_figures(snapshot: Snapshot) -> None:
    told = list(changes(None, snapshot, "RBT"))
    assert all(change.touches("RBT") for change in told)
    assert len(of_kind(told, "revised")) == 10
    ours = next(c for c in of_kind(told, "period") if c.indicator == "ae-attendances")
    assert (ours.new, ours.old) == (10_856, 9_110)


def test_a_trust_without_the_newest_month_is_told_no_new_figures_of_it(snapshot: Snapshot) -> None:
    assert {c.topic for c in of_kind(list(changes(None, snapshot, "RHQ")), "period")} == {"ae", "staff"}


def test_a_month_that_is_held_no_more_is_told(a_month_before: Snapshot, snapshot: Snapshot) -> None:
    gone = list(periods(snapshot, a_month_before, ""))
    assert {(c.what, c.topic, c.period) for c in gone} == {("withdrawn", "rtt", "2026-01"), ("withdrawn", "ae", "2026-03")}  # fmt: skip


def test_an_indicator_that_came_or_went_is_told(snapshot: Snapshot) -> None:
    without = replace(snapshot, cubes={name: cube for name, cube in snapshot.cubes.items() if name != "smoking"})
    came, went = (
        [(c.what, c.indicator) for c in told] for told in (indicators(without, snapshot), indicators(snapshot, without))
    )
    assert (came, went) == ([("new", "smoking")], [("withdrawn", "smoking")])


def test_a_merger_that_only_the_newer_register_knows_is_told(snapshot: Snapshot) -> None:
    before = replace(snapshot, successions=tuple(s for s in snapshot.successions if s.old_code != "RVJ"))
    told = list(mergers(before, snapshot, ""))
    assert [(c.kind, c.was, c.place) for c in told] == [("merger", "RVJ", "RA7")]


def test_a_series_is_compared_with_nothing_across_a_break(within: list[Change]) -> None:
    depression = next(c for c in of_kind(within, "period") if c.indicator == "depression")
    assert (depression.old, depression.earlier) == (None, "")


@pytest.mark.parametrize(
    ("period", "by_years", "day"),
    [("2024-02", False, "2024-02-29"), ("2025-04", False, "2025-04-30"), ("2024", True, "2024-12-31"), ("2022-24", True, "2024-12-31"), ("2024-25", True, "2025-03-31"), ("2025-26-Q3", True, "2025-12-31"), ("2025-26-Q4", True, "2026-03-31"), ("2010-12", True, "2012-12-31")],
)  # fmt: skip
def test_a_period_ends_on_its_last_day(period: str, by_years: bool, day: str) -> None:
    assert last_day(period, by_years) == day
