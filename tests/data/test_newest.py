"""Of several releases of a month, the newest that agrees with print."""

from __future__ import annotations

import pandas as pd
import pytest

from data.newest import choose
from data.reading import Printed, Reading
from data.release import Release


def reading(file: str, revised: bool, attendances: float, printed: float | None = None, dated: str = "") -> Reading:
    table = pd.DataFrame(
        {
            "period": "2025-04",
            "place_code": ["RBT"],
            "split": ["all"],
            "attendances": [attendances],
            "breaches": [float("nan")],
        }
    )
    totals = () if printed is None else (Printed("attendances all", printed, attendances, file),)
    release = Release("ae", "2025-04", file, file, "csv", revised, dated)
    return Reading(release, {"ae": table}, pd.DataFrame({"code": ["RBT"], "name": ["X"]}), 1, totals)


FIRST, REVISED = reading("first.csv", False, 9404), reading("revised.csv", True, 9954)


@pytest.mark.parametrize("arrived", [[FIRST, REVISED], [REVISED, FIRST]])
def test_a_first_release_that_arrives_late_does_not_overwrite_the_revision(arrived: list[Reading]) -> None:
    assert choose(arrived, None).used == [REVISED]


def test_what_a_revision_changed_is_remembered_with_both_files() -> None:
    [change] = choose([FIRST, REVISED], None).revisions.to_dict("records")
    assert change == {
        "dataset": "ae",
        "place_code": "RBT",
        "period": "2025-04",
        "split": "all",
        "measure": "attendances",
        "first_published": 9404,
        "current": 9954,
        "first_file": "first.csv",
        "current_file": "revised.csv",
    }


def test_a_value_that_did_not_change_or_was_never_there_is_no_revision() -> None:
    assert len(choose([FIRST, reading("revised.csv", True, 9404)], None).revisions) == 0


def test_the_first_publication_is_kept_through_several_revisions() -> None:
    later = reading("later.csv", True, 9999, dated="2026-05-01")
    [change] = choose([later, FIRST, REVISED], None).revisions.to_dict("records")
    assert (change["first_published"], change["current"]) == (9404, 9999)


def test_every_release_is_listed_and_one_is_used() -> None:
    releases = choose([FIRST, REVISED], None).releases
    assert releases[["file", "release", "used"]].to_numpy().tolist() == [
        ["first.csv", "first release", False],
        ["revised.csv", "revised", True],
    ]


def test_a_release_unlike_its_printed_total_is_refused_and_the_older_one_stands() -> None:
    newest = choose([FIRST, reading("revised.csv", True, 9954, printed=9955)], None)
    assert [one.file for one in newest.refused] == ["revised.csv"]
    assert newest.used == [FIRST]
    assert "prints 9,955" in newest.refused[0].why


def test_a_month_with_nothing_but_a_damaged_release_is_left_out() -> None:
    newest = choose([reading("first.csv", False, 1, printed=2)], None)
    assert newest.used == []
    assert newest.releases.used.tolist() == [False]
