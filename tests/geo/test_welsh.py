"""Places of Wales are found and named in both languages; names are those of the publisher."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data import store
from data.sources.organisations.welsh_names import welsh_names
from geo.find import search
from geo.gazetteer import Gazetteer
from geo.welsh import drawn_in_welsh, found_in_welsh, welsh_towns
from layouts.welsh import in_welsh
from tests import committed

FOLDER = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@pytest.fixture(scope="module")
def snapshot() -> store.Snapshot:
    return committed.snapshot()


@pytest.fixture(scope="module")
def english(snapshot: store.Snapshot) -> Gazetteer:
    return committed.gazetteer()


@pytest.fixture(scope="module")
def welsh(snapshot: store.Snapshot, english: Gazetteer) -> Gazetteer:
    return found_in_welsh(english, in_welsh(snapshot.places))


def test_every_council_and_health_board_of_wales_has_a_welsh_name(snapshot: store.Snapshot) -> None:
    asked = {code for code, place in snapshot.places.items() if place.type in ("council", "health-board")}
    assert set(welsh_names()) == {code for code in asked if code.startswith("W")}
    assert len(welsh_names()) == 22 + 7


@pytest.mark.raw
def test_welsh_names_of_councils_are_those_of_the_office_for_national_statistics(raw_folder: Path) -> None:
    (borders,) = raw_folder.glob("geography/boundaries/Local_Authority_Districts_May_2024_*.json")
    told = [one["properties"] for one in json.loads(borders.read_text("utf-8"))["features"]]
    published = {one["LAD24CD"]: one["LAD24NMW"] for one in told if one["LAD24NMW"].strip()}
    assert {code: name for code, name in welsh_names().items() if code.startswith("W06")} == published


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Caerdydd", "W06000015"), ("Abertawe", "W06000011"), ("Ynys Môn", "W06000001"), ("ynys mon", "W06000001"),
     ("Bae Abertawe", "W11000031"), ("Swansea Bay", "W11000031"), ("Bwrdd Iechyd Addysgu Powys", "W11000024"),
     ("Sir Gaerfyrddin", "W06000010"), ("Carmarthenshire", "W06000010")],
)  # fmt: skip
def test_a_place_is_found_by_both_its_names_in_both_languages(
    english: Gazetteer, welsh: Gazetteer, typed: str, code: str
) -> None:
    for held in (english, welsh):
        found = search(held, typed)
        spot = found.spot or found.matches[0]
        assert (spot.code or spot.place_code) == code


@pytest.mark.parametrize("typed", ["Aberdare, Rhondda Cynon Taf, Cymru", "Aberdare, Rhondda Cynon Taf, Wales"])
def test_an_address_of_a_search_holds_in_the_other_language(english: Gazetteer, welsh: Gazetteer, typed: str) -> None:
    for held in (english, welsh):
        spot = search(held, typed).spot
        assert spot is not None and spot.name == "Aberdare"


@pytest.mark.parametrize("typed", ["Cardiff", "Caerdydd"])
def test_a_town_that_bears_its_councils_name_is_found_and_told_by_its_welsh_one(
    english: Gazetteer, welsh: Gazetteer, typed: str
) -> None:
    told = [search(held, typed).spot for held in (english, welsh)]
    assert [spot.kind for spot in told if spot] == ["town", "town"]
    assert [spot.name for spot in told if spot] == ["Cardiff", "Caerdydd"]


def test_a_town_of_the_same_name_in_another_council_keeps_its_own(english: Gazetteer, welsh: Gazetteer) -> None:
    newports = {
        spot.council_code: spot.name
        for spot in welsh.spots
        if spot.kind == "town" and spot.name in ("Newport", "Casnewydd")
    }
    assert newports.pop("W06000022") == "Casnewydd"
    assert newports and set(newports.values()) == {"Newport"}


def test_towns_named_on_maps_are_those_whose_welsh_name_a_publisher_gives(english: Gazetteer) -> None:
    assert welsh_towns(english)["Wrexham"] == "Wrecsam"
    assert not {"Haverfordwest", "Bangor", "London"} & set(welsh_towns(english))
    land = drawn_in_welsh(committed.ground(), welsh_towns(english))
    assert "Caerdydd" in {town.name for town in land.towns} and "Cardiff" not in {town.name for town in land.towns}
    assert {"Caerdydd", "Abertawe", "Casnewydd", "Wrecsam", "Haverfordwest"} <= {
        s.name for s in land.layers["wales-towns"]
    }


def test_only_the_shapes_of_places_that_are_called_otherwise_are_made_anew() -> None:
    land = committed.ground()
    drawn = drawn_in_welsh(land, {"W06000015": "Caerdydd"})
    for name, shapes in land.layers.items():
        for old, new in zip(shapes, drawn.layers[name], strict=True):
            assert new.name == "Caerdydd" if old.code == "W06000015" else new is old
