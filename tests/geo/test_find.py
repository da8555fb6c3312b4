"""Search, as people type, in the committed snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Snapshot
from geo import gazetteer
from geo.find import match, search, words_of
from geo.gazetteer import Gazetteer
from geo.near import COLUMNS, offers
from tests import committed

FOLDER = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return committed.snapshot()


@pytest.fixture(scope="module")
def held(snapshot: Snapshot) -> Gazetteer:
    return committed.gazetteer()


def test_musgrove_park_of_somerset_is_the_first_hospital_of_ta1(held: Gazetteer) -> None:
    spot = search(held, "TA1 5DA").spot
    assert spot is not None and spot.lat is not None and spot.lon is not None
    first = held.nearest_hospitals(spot.lat, spot.lon)[0]
    assert (first.hospital.name, first.hospital.trust_code) == ("Musgrove Park Hospital", "RH5")
    assert first.km < 2


@pytest.mark.parametrize(
    ("typed", "hospital"),
    [
        ("Musgrove", "Musgrove Park Hospital"), ("musgrove park hosptial", "Musgrove Park Hospital"),
        ("St James", "St James's Hospital"), ("stjames", "St James's Hospital"), ("jhon radclife", "John Radcliffe Hospital"),
        ("adenbrooks", "Addenbrooke's"), ("guys", "Guy's Hospital"), ("saint thomas'", "St Thomas'"),
        ("West Middlesex", "West Middlesex University Hospital"),
    ],
)  # fmt: skip
def test_hospitals_are_found_as_people_say_them(held: Gazetteer, typed: str, hospital: str) -> None:
    assert hospital in [spot.name for spot in search(held, typed).matches[:2]]


@pytest.mark.parametrize(
    ("typed", "council"),
    [("Taunton", "Somerset"), ("Leeds", "Leeds"), ("hull", "Kingston upon Hull, City of"), ("Newport, Isle of Wight", "Isle of Wight"),
     ("Newport, Wales", "Newport"), ("ashford kent", "Ashford"), ("Newcastle upon Tyne", "Newcastle upon Tyne")],
)  # fmt: skip
def test_a_town_that_is_meant_is_found_without_asking(held: Gazetteer, typed: str, council: str) -> None:
    found = search(held, typed)
    assert found.kind == "place" and found.spot is not None
    assert held.council_names[found.spot.council_code] == council


@pytest.mark.parametrize(("typed", "least"), [("Newport", 6), ("Ashford", 2), ("Newcastle", 2), ("Richmond", 2)])
def test_a_name_of_several_towns_is_asked_about(held: Gazetteer, typed: str, least: int) -> None:
    found = search(held, typed)
    towns = [spot for spot in found.matches if spot.kind == "town"]
    assert found.kind == "choices"
    assert len({spot.council_code for spot in towns}) >= least


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("", "empty"), ("   ", "empty"), ("\u200b", "empty"), ("\U0001f600", "nothing"), ("qqqqqqqq", "nothing"), ("EH1 1AA", "elsewhere"),
     ("BT1", "elsewhere"), ("TA99 1AA", "unknown_district"), ("ZZ1", "unknown_district"), ("taunt", "matches"), ("Tauntn", "matches")],
)  # fmt: skip
def test_every_kind_of_bad_input_has_its_answer(held: Gazetteer, typed: str, kind: str) -> None:
    assert search(held, typed).kind == kind


def test_an_unknown_district_names_its_neighbours(held: Gazetteer) -> None:
    assert all(code.startswith("TA") for code in search(held, "TA99").near)


def test_a_trust_is_found_by_its_code_even_where_a_district_has_the_same(held: Gazetteer) -> None:
    found = search(held, "RH5")
    assert found.kind == "district"
    assert found.matches[0].name == "Somerset NHS Foundation Trust"
    assert search(held, "RYJ").matches[0].code == "RYJ"


def test_a_mistyped_town_comes_first(held: Gazetteer) -> None:
    assert [match(held, typed)[0].name for typed in ("Tauntn", "Bristal", "Machester")] == [
        "Taunton",
        "Bristol",
        "Manchester",
    ]


def test_signs_and_accents_do_not_matter() -> None:
    assert words_of("Saint James\u2019s") == words_of("st JAMES") == ("st", "james")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40))
def test_nothing_typed_breaks_the_search(held: Gazetteer, typed: str) -> None:
    assert search(held, typed).kind


def test_distance_is_to_a_hospital_and_not_to_the_head_office(held: Gazetteer) -> None:
    yeovil = held.districts["BA21"]
    near = held.distance("RH5", yeovil.lat or 0, yeovil.lon or 0)
    assert near is not None
    assert near.hospital.name == "Yeovil District Hospital"
    assert near.km < 5


def test_a_place_far_from_every_district_has_none(held: Gazetteer) -> None:
    assert held.nearest_district(55.95, -3.19) is None
    assert held.nearest_district(51.015, -3.10) == held.districts["TA1"]


def test_each_hospital_stands_once(held: Gazetteer) -> None:
    shepton = [one for one in held.hospitals if one.name == "Shepton Mallet Community Hospital"]
    assert len(shepton) == 1
    assert {one.name for one in held.hospitals if one.trust_code == "RXK"} >= {
        "Midland Metropolitan University Hospital"
    }


def test_who_is_near_reports_the_specialty_within_the_distance(snapshot: Snapshot, held: Gazetteer) -> None:
    spot = held.districts["TA1"]
    found = offers(snapshot, held, spot.lat or 0, spot.lon or 0, "C_110", 30, "distance")
    assert found.within[0].code == "RH5"
    assert any(not one.is_trust for one in found.within)
    assert all(one.near is not None and one.near.km <= 30 * gazetteer.MILE for one in found.within)
    assert all(one.near is None for one in found.unplaced)
    codes = [one.code for one in (*found.within, *found.unplaced)]
    assert len(codes) == len(set(codes))
    wait = found.within[0].figures["rtt-median-wait"]
    assert wait.value is not None and wait.n


@pytest.mark.parametrize("slug", COLUMNS)
def test_the_order_by_wait_puts_the_better_first_and_those_without_a_figure_last(
    snapshot: Snapshot, held: Gazetteer, slug: str
) -> None:
    spot = held.districts["M1"]
    found = offers(snapshot, held, spot.lat or 0, spot.lon or 0, "C_130", 50, slug)
    values = [one.figures[slug].value for one in found.within]
    told = [value for value in values if value is not None]
    assert values[: len(told)] == told
    assert told == sorted(told, reverse=slug.endswith("weeks"))
