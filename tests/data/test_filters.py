"""Which places pass the filters of region and deprivation."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from data import filters
from data.catalogue import catalogue
from data.filters import EVERY, FIFTHS, ranking, regions, regions_of, wanted
from tests import committed

SNAPSHOT = committed.snapshot()


def test_each_english_council_lies_in_one_of_nine_regions_and_each_welsh_one_in_wales() -> None:
    councils = {code for code, place in SNAPSHOT.places.items() if place.type == "council"}
    assert councils <= regions_of(SNAPSHOT).keys()
    assert {regions_of(SNAPSHOT)[code] for code in councils if code.startswith("W")} == {filters.WALES}
    assert len({regions_of(SNAPSHOT)[code] for code in councils}) == 10


def test_a_county_lies_in_the_region_of_its_councils() -> None:
    assert regions_of(SNAPSHOT)["E10000017"] == "E12000002"


def test_a_council_that_is_gone_lies_where_the_one_that_took_over_lies() -> None:
    assert SNAPSHOT.places["E07000246"].region_code == ""
    assert regions_of(SNAPSHOT)["E07000246"] == "E12000009"


def test_wales_is_offered_only_where_it_has_figures() -> None:
    assert filters.WALES in regions(SNAPSHOT, catalogue()["employment"])
    assert filters.WALES not in regions(SNAPSHOT, catalogue()["smoking"])
    assert regions(SNAPSHOT, catalogue()["wales-smoking"]) == (filters.WALES,)
    assert len(regions(SNAPSHOT, catalogue()["ae-4-hour"])) == 9


@pytest.mark.parametrize(
    ("period", "edition"),
    [("2006-07", "2010"), ("2014", "2010"), ("2015", "2019"), ("2021", "2019"), ("2022", "2025"), ("2022-24", "2025")],
)
def test_the_index_nearest_to_the_period_ranks_and_of_two_as_near_the_newer(period: str, edition: str) -> None:
    assert ranking(SNAPSHOT, period).editions["E"] == edition


def test_fifths_are_of_one_size_and_a_recoded_council_counts_once() -> None:
    found = ranking(SNAPSHOT, "2025")
    assert found.ranked == {"E": 296, "W": 22}
    once = {SNAPSHOT.places[code].name: fifth for code, fifth in found.fifth_of.items() if code.startswith("E")}
    assert sorted(Counter(once.values()).values()) == [59, 59, 59, 59, 60]
    assert found.fifth_of["E08000016"] == found.fifth_of["E08000038"] == "most"


@pytest.mark.raw
def test_fifths_agree_with_the_publishers_rank_of_the_average_score(raw_folder: Path) -> None:
    path = raw_folder / "health" / "deprivation" / "imd2025_england_ltla24.from_rda.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    fifth_of = ranking(SNAPSHOT, "2025").fifth_of
    for row in rows:
        rank = int(float(row["imd_rank_of_average_score"]))
        assert fifth_of[row["ltla24_code"]] == FIFTHS[(rank - 1) * 5 // len(rows)]


def test_a_county_and_a_council_younger_than_the_index_stand_in_no_fifth() -> None:
    fifth_of = ranking(SNAPSHOT, "2020").fifth_of
    assert "E10000017" not in fifth_of
    assert "E06000065" not in fifth_of


def test_region_and_fifth_together_leave_what_is_in_both() -> None:
    in_region, in_fifth = wanted(SNAPSHOT, "2025", "E12000002", EVERY), wanted(SNAPSHOT, "2025", EVERY, "most")
    assert in_region is not None and in_fifth is not None
    assert wanted(SNAPSHOT, "2025", "E12000002", "most") == in_region & in_fifth
    assert "E06000009" in in_region & in_fifth
    assert wanted(SNAPSHOT, "2025", EVERY, EVERY) is None
    assert wanted(SNAPSHOT, "2025", "E12000001", "least") == frozenset()
