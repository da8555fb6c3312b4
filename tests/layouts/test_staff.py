"""What a reader is told of staff."""

from __future__ import annotations

import pytest

from data import query
from layouts import picture, sentences, staff
from layouts.figures.line import line
from layouts.view import View, read_view
from layouts.words import signed
from tests import committed

SNAPSHOT = committed.snapshot()


def view(slug: str, **args: str) -> View:
    return read_view(SNAPSHOT, {"indicator": slug, **args})


def headline(chosen: View) -> str:
    answer = query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period)
    return sentences.headline(SNAPSHOT, chosen, answer).replace("\u202f", " ")


RH5 = "Somerset NHS Foundation Trust"


@pytest.mark.parametrize(
    ("slug", "args", "said"),
    [
        ("staff-all", {}, f"11,688 full-time equivalent staff worked at {RH5} in February 2026"),
        ("staff-all", {"split": "headcount"}, f"13,359 members of staff worked at {RH5} in February 2026, each counted as one"),
        ("staff-clinical", {}, f"6,134 full-time equivalent clinical staff worked at {RH5} in February 2026"),
        ("staff-support", {}, f"3,411 full-time equivalent support staff worked at {RH5} in February 2026"),
        ("staff-non-clinical", {}, f"2,143 full-time equivalent non-clinical staff worked at {RH5} in February 2026"),
        ("staff-all-change", {"place": "RTH"}, "than in February 2025"),
        ("staff-clinical-change", {"split": "from-2021-09", "period": "2022-09"}, f"{RH5} had 5.4 % more clinical staff in September 2022 than in September 2021"),
        ("staff-support-change", {"split": "from-2010-09"}, "but it took over another trust, or part of one, meanwhile"),
        ("staff-non-clinical-change", {"split": "from-2010-09", "period": "2013-09", "place": "R1H"}, "Barts Health NHS Trust has no figure for September 2013 that can fairly be compared"),
    ],
)  # fmt: skip
def test_the_headline_is_the_answer(slug: str, args: dict[str, str], said: str) -> None:
    assert said in headline(view(slug, **({"place": "RH5"} | args)))


def test_without_a_place_trusts_are_counted_and_england_is_not_named() -> None:
    said = headline(view("staff-clinical-change", period="2013-09"))
    assert said.startswith(
        "Of 127 trusts, 9 had fewer clinical staff in September 2013 than in September 2010, 63 had more"
    )
    assert said.endswith("at the other 42 staff moved in or out")
    assert "at the 141 trusts held here in February 2026" in headline(view("staff-clinical"))


def test_a_rise_and_a_fall_carry_their_sign_and_nothing_carries_none() -> None:
    assert [signed(number).replace("\u202f", " ") for number in (3.21, -3.21, 0.04, -0.04)] == [
        "+3.2 %", "\u22123.2 %", "0.0 %", "0.0 %",
    ]  # fmt: skip


def test_the_grey_class_is_named_as_about_the_same_and_a_transfer_as_neither_hired_nor_cut() -> None:
    words = picture.band_words(view("staff-all-change").measured, "from-2025-02", "2026-02", "spread")
    assert list(words) == ["s1", "s2", "s3", "s4", "s5", "s6", "transfer"]
    assert words["s4"].startswith("About the same")
    assert words["transfer"].endswith("neither hired nor cut")


def test_what_happened_between_the_two_dates_is_named_or_said_to_be_unseen() -> None:
    assert "September 2012: all staff grew by 15.0 %" in staff.happened(
        SNAPSHOT, view("staff-all-change", period="2013-09", place="RXR"), "RXR"
    )
    assert "No merger or transfer" in staff.happened(SNAPSHOT, view("staff-all-change", place="RTH"), "RTH")


def test_the_line_is_cut_between_its_stretches() -> None:
    drawn = line([(["2010-09", "2011-09"], [10.0, 20.0]), (["2012-09"], [40.0])], "Staff")
    assert drawn.count('class="through"') == 2
    assert 'aria-label="Staff"' in drawn
    assert line([], "Staff") == ""


@pytest.mark.parametrize(
    ("value", "moved", "said"),
    [(12.3, False, "+12.3\u202f%"), (250.0, False, "+250.0\u202f%"), (12.3, True, "+12.3\u202f%*"), (250.0, True, "40 then, not comparable*")],
)  # fmt: skip
def test_a_merger_that_more_than_doubled_the_staff_is_given_no_percentage(value: float, moved: bool, said: str) -> None:
    assert staff.changed(value, moved, 40.0) == said


def test_the_counts_of_a_trust_that_merged_stand_without_a_percentage() -> None:
    chosen = view("staff-all-change", split="from-2010-09", place="RH5")
    answer = query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period)
    said = sentences.counted(chosen.measured, answer, answer.place_at["RH5"])
    assert said == "Not comparable: 1,022 full-time equivalents then, 11,688 now."
    assert "than in September 2010" in headline(chosen) and "%" not in headline(chosen)
