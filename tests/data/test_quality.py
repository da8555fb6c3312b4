"""Which figures of quality belong to known places, and why the others have none."""

from __future__ import annotations

import pandas as pd
import pytest

from data.catalogue import catalogue
from data.quality import settle

PLACES = pd.DataFrame(
    [
        ("RH5", "trust", "2008-01-01", "", "E12000009"),
        ("RBA", "trust", "2003-01-01", "2020-03-31", "E12000009"),
        ("R0A", "trust", "2017-10-01", "", "E12000002"),
        ("RM2", "trust", "1994-01-01", "2017-09-30", "E12000002"),
        ("RQF", "trust", "1994-01-01", "", ""),
        ("TAD", "provider", "", "", ""),
    ],
    columns=["code", "type", "opened", "closed", "region_code"],
)
SITES = pd.DataFrame({"code": ["RBA11"]})
SUCCESSIONS = pd.DataFrame({"old_code": ["RBA", "RM2"], "new_code": ["RH5", "R0A"]})


def settled(rows: list[tuple[str, str, str, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["indicator", "place_code", "period", "value"])
    table = table.assign(split="all", status="reported", compared="not_compared", note="", source_file="x.csv")
    return settle(table, PLACES, SITES, SUCCESSIONS, catalogue())


def status(table: pd.DataFrame, place: str, period: str) -> str:
    return ",".join(table[(table.place_code == place) & (table.period == period)].status)


@pytest.fixture
def ratings() -> pd.DataFrame:
    return settled(
        [
            ("cqc-overall", "RH5", "2018-12", 3), ("cqc-overall", "RH5", "2019-02", 3),
            ("cqc-overall", "RBA", "2019-02", 3), ("cqc-overall", "1-102643363", "2019-02", 2),
        ]
    )  # fmt: skip


def test_a_rating_before_the_one_kept_is_not_held_and_one_that_is_lacking_has_no_record(ratings: pd.DataFrame) -> None:
    assert status(ratings, "RBA", "2018-12") == "not_held"
    assert status(ratings, "R0A", "2018-12") == "not_held"
    assert status(ratings, "R0A", "2019-02") == "no_record"


def test_welsh_and_closed_trusts_have_no_row_and_unknown_codes_are_left_out(ratings: pd.DataFrame) -> None:
    assert set(ratings.place_code) == {"RH5", "RBA", "R0A"}


def test_a_trust_whose_figure_stands_under_its_successor_has_nothing_to_compare() -> None:
    table = settled([("shmi", "RBA", "2012", 1.0), ("shmi", "RBA", "2013", 1.0), ("shmi", "RH5", "2014", 1.0)])
    assert status(table, "RBA", "2014") == "no_comparable_record"
    assert status(table, "RH5", "2012") == "no_record"
    assert status(table, "R0A", "2014") == ""


def test_a_figure_of_a_trust_that_had_closed_before_the_period_goes() -> None:
    assert status(settled([("shmi", "RM2", "2017", 1.0), ("shmi", "RM2", "2018", 1.0)]), "RM2", "2018") == ""


def test_sites_are_kept_where_a_list_of_hospitals_names_them_and_get_no_gaps() -> None:
    table = settled([("eric-food-cost", "RBA11", "2013-14", 9.0), ("eric-food-cost", "ZZZ01", "2016-17", 9.0)])
    assert table.place_code.tolist() == ["RBA11"]
