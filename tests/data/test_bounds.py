"""A month beside the months around it."""

from __future__ import annotations

import pandas as pd

from data.bounds import cut_short, shrunk, vanished
from data.reading import Reading
from data.release import Release

CODES = [f"R{number:02}" for number in range(40)]


def month(period: str, codes: list[str], rows: int = 100, held: bool = False, form: str = "csv") -> Reading:
    table = pd.DataFrame({"period": period, "place_code": codes, "split": "all", "attendances": 1.0})
    names = pd.DataFrame({"code": codes, "name": ""})
    release = Release("ae", period, f"{period}.csv", period, form, revised=False)
    return Reading(release, {"ae": table}, names, rows, held=held)


def test_a_month_that_lacks_more_than_a_tenth_of_the_providers_of_the_month_before_is_refused() -> None:
    before = month("2026-01", CODES, held=True)
    [refused] = shrunk([before, month("2026-02", CODES[5:])])
    assert refused.file == "2026-02.csv"
    assert "5 of the 40 providers of the month before are not in it, R00, R01, R02, R03, R04" in refused.why
    assert not list(shrunk([before, month("2026-02", CODES[4:])]))


def test_the_months_that_a_snapshot_holds_are_not_refused_by_a_new_one() -> None:
    assert not list(shrunk([month("2026-01", CODES), month("2026-02", CODES[9:], held=True)]))


def test_providers_that_are_gone_are_named_with_the_reason_they_were_given() -> None:
    statuses = pd.DataFrame(
        [("ae", "R00", "2026-02", "stopped_reporting")], columns=["collection", "place_code", "period", "status"]
    )
    gone = vanished([month("2026-01", CODES, held=True), month("2026-02", CODES[2:])], statuses)
    assert [(one.code, one.status) for one in gone] == [("R00", "stopped_reporting"), ("R01", "")]


def test_the_table_of_many_months_is_compared_with_nothing() -> None:
    assert not list(shrunk([month("2019-02", CODES), month("2019-03", CODES[:3], form="table")]))


def test_a_month_with_far_more_or_far_fewer_rows_than_its_neighbours_is_refused() -> None:
    known = {("ae", f"2025-{number:02}"): 100 for number in range(8, 13)}
    assert not list(cut_short([month("2026-01", CODES, rows=149)], known))
    for rows in (79, 151):
        [refused] = cut_short([month("2026-01", CODES, rows=rows)], known)
        assert "where its neighbours have 100" in refused.why
