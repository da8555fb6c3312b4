"""How fresh the figures are: rhythm of publication, what is held, what is overdue."""

from __future__ import annotations

from datetime import date

import pytest

from data.__main__ import SOUND, main
from data.build import COMMITTED
from data.freshness import as_told, due, freshness


def entry(source: str, period: str, release: str = "first release", **more: str) -> dict:
    return {"source": source, "period": period, "release": release, "used": True, **more}


def manifest(*inputs: dict) -> dict:
    return {"built_at": "2026-05-20T10:00:00+00:00", "inputs": list(inputs)}


@pytest.mark.parametrize(
    ("source", "period", "day"),
    [
        ("rtt", "2026-01", date(2026, 3, 12)),
        ("rtt", "2025-07", date(2025, 9, 11)),  # the day on the list of those who saw it before
        ("rtt", "2025-11", date(2026, 1, 8)),
        ("ae", "2026-04", date(2026, 5, 14)),  # the day in the head of the workbooks revised then
        ("ae", "2022-04", date(2022, 5, 12)),
        ("ae", "2024-05", date(2024, 6, 13)),
        ("ae", "2025-12", date(2026, 1, 8)),
    ],
)
def test_monthly_figures_are_expected_on_the_second_thursday(source, period, day):
    assert due(source, period) == day


def test_a_source_without_a_rhythm_is_expected_on_no_day():
    assert due("fingertips", "2026-01") is None


def test_the_newest_file_of_the_newest_month_tells():
    one = freshness(
        manifest(
            entry("ae", "2016-04/2019-03"),
            entry("ae", "2026-03", "revised 2026-05-14"),
            entry("ae", "2026-04") | {"used": False},
        )
    )[0]
    assert (one.latest, one.published, one.taken) == ("2026-03", "2026-05-14", "2026-05-20")
    assert (one.following, one.expected) == ("2026-04", date(2026, 5, 14))


def test_the_overview_of_waits_prints_a_month_that_is_not_held():
    assert freshness(manifest(entry("rtt", "2026-01"), entry("rtt", "2026-02", "")))[0].latest == "2026-01"


def test_a_fetched_file_tells_when_it_was_put_out_and_taken():
    told = entry("rtt", "2026-01", taken="2026-03-12T09:31:00+00:00", published="2026-03-12")
    one = freshness(manifest(told))[0]
    assert (one.published, one.taken) == ("2026-03-12", "2026-03-12")


def test_years_that_look_like_a_month_are_years():
    one = freshness(manifest(entry("fingertips", "2001-03/2010-12", "")))[0]
    assert (one.latest, one.by_month, one.expected) == ("2010-12", False, None)


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 4, 9), False), (date(2026, 4, 12), False), (date(2026, 4, 13), True)]
)
def test_figures_are_overdue_some_days_after_the_expected_one(today, late):
    told = as_told(manifest(entry("rtt", "2026-01")), today)["rtt"]
    assert told == {
        "latest": "2026-01", "published": None, "taken": "2026-05-20", "next": "2026-02", "expected": "2026-04-09", "overdue": late,
    }  # fmt: skip


def test_status_tells_when_the_next_figures_are_expected(capsys):
    assert main(["status", "--snapshot", str(COMMITTED)]) == SOUND
    assert "Next of rtt: 2026-02, expected on 2026-04-09; overdue." in capsys.readouterr().out
