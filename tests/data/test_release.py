"""Which of several releases of a month is the newest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.release import Release, date_in_name, date_in_words, is_marked_revised

dates = st.sampled_from(["", "2022-05-12", "2023-05-11", "2024-06-13"])
releases = st.builds(
    Release,
    st.just("ae"),
    st.just("2022-04"),
    st.sampled_from("abc"),
    st.sampled_from("xyz"),
    st.sampled_from(["csv", "workbook"]),
    st.booleans(),
    dates,
)


def release(form: str, revised: bool, dated: str = "", file: str = "f") -> Release:
    return Release("ae", "2022-04", file, "", form, revised, dated)


def test_a_revision_stands_over_a_first_release() -> None:
    assert release("csv", True).rank > release("workbook", False, "2026-01-01").rank


def test_a_later_revision_stands_over_an_earlier_and_over_one_without_a_date() -> None:
    assert release("csv", True, "2024-06-13").rank > release("workbook", True, "2023-05-11").rank
    assert release("csv", True, "2023-05-11").rank > release("workbook", True).rank


def test_a_workbook_stands_over_a_csv_of_the_same_release() -> None:
    assert release("workbook", False).rank > release("csv", False).rank
    assert release("workbook", True, "2023-05-11").rank > release("csv", True, "2023-05-11").rank


@given(
    st.permutations(
        [
            release("csv", False),
            release("workbook", False),
            release("csv", True),
            release("csv", True, "2023-05-11"),
            release("workbook", True, "2023-05-11"),
            release("csv", True, "2024-06-13"),
        ]
    )
)
def test_the_order_does_not_depend_on_when_a_file_arrives(arrived: list[Release]) -> None:
    newest = sorted(arrived, key=lambda one: one.rank)
    assert newest[-1] == release("csv", True, "2024-06-13")
    assert newest[0] == release("csv", False)


@given(st.lists(releases, min_size=1))
def test_a_first_release_never_overwrites_a_revision(seen: list[Release]) -> None:
    newest = max(seen, key=lambda one: one.rank)
    assert newest.revised or not any(one.revised for one in seen)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("April-2021-revised-120522-ABC456.csv", "2022-05-12"),
        ("December-2022-AE-by-provider-UScya-revised-110523.xls", "2023-05-11"),
        ("July-2020-AE-by-provider-YVQFD-revised-270421.xls", "2021-04-27"),
        ("April-2025-CSV-revised.csv", ""),
        ("Monthly-AE-April-2019-revised-991399-632O5.xls", ""),
    ],
)
def test_the_date_of_a_revision_is_read_from_the_name(name: str, day: str) -> None:
    assert is_marked_revised(name)
    assert date_in_name(name) == day


def test_a_date_in_words_is_understood() -> None:
    assert date_in_words("11th May 2023") == "2023-05-11"
    assert date_in_words("31st February 2023") == ""
    assert date_in_words("-") == ""


def test_a_reader_is_told_which_release_it_is() -> None:
    assert release("csv", False, "2026-03-06").words == "first release"
    assert release("csv", True).words == "revised"
    assert release("workbook", True, "2023-05-11").words == "revised 2023-05-11"
