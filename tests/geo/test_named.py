"""What the name of a provider tells of where it treats."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.gazetteer import Gazetteer, Hospital
from geo.named import HospitalNames, TownNames, key
from geo.near import offers
from tests import committed

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return committed.gazetteer()


def hospital(name: str, owner: str = "NYW", lat: float = 52.0) -> Hospital:
    return Hospital(owner + "01", name, owner, False, lat, -1.0)


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("R0F4N", "Aspen - Parkside Hospital"), ("F9Z4V", "Circle Reading Hospital"), ("H4I8B", "Aspen - the Holly Private Hospital"),
        ("Y9S1N", "Fairfield Independent Hospital"), ("B3M1X", "Claremont Private Hospital"), ("NPG08", "SpaMedica Eye Hospital Bolton"),
    ],
)  # fmt: skip
def test_a_provider_whose_code_is_new_treats_where_the_hospital_of_its_name_stands(
    gazetteer: Gazetteer, code: str, listed: str
) -> None:
    assert [one.name for one in gazetteer.where(code)] == [listed]


@pytest.mark.parametrize("code", ["NVC20", "NT418", "NQT5K", "NPG01", "G6S7A"])
def test_a_name_like_that_of_another_house_places_nobody(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.where(code) == ()


def test_a_hospital_of_a_trust_is_never_taken_for_a_provider_of_its_name(gazetteer: Gazetteer) -> None:
    assert not any(
        found.trust_code.startswith("R") and len(found.trust_code) == 3 for found in gazetteer._named.values()
    )


def test_hospitals_of_one_name_that_stand_apart_place_nobody() -> None:
    names = HospitalNames([hospital("Park Clinic"), hospital("Park Clinic", lat=53.0)])
    assert names.find("X0001", "Park Clinic") is None
    assert HospitalNames([hospital("Park Clinic")]).find("X0001", "The Park Clinic Ltd") is not None


def test_owners_go_and_the_kind_of_house_stays() -> None:
    assert key("Nuffield Health the Holly Hospital") == key("Aspen - the Holly Private Hospital") == "holly hospital"
    assert key("The Yorkshire Clinic") != key("Yorkshire Eye Hospital")


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("SpaMedica Taunton", "Taunton"), ("Newmedica - Bury St Edmunds", "Bury St Edmunds"), ("SpaMedica Stockton-On-Tees", "Stockton-on-Tees"),
        ("Newmedica - Gloucester (Brighouse Court)", "Gloucester"), ("ACES Harley Street", None), ("Midland Eye", None),
        ("Practice Plus Group Surgical Centre - Gillingham", None), ("Medefer", None),
    ],
)  # fmt: skip
def test_a_name_tells_a_town_only_where_one_town_is_meant(gazetteer: Gazetteer, name: str, town: str | None) -> None:
    found = gazetteer.town_in(name)
    assert (found.name if found else None) == town


def test_of_namesakes_only_one_far_larger_is_meant() -> None:
    assert TownNames({"Newport": [145_000.0, 25_000.0]}).find("Newport Eyes") == ""
    assert TownNames({"Leeds": [536_000.0, 800.0]}).find("Leeds Eyes") == "Leeds"


def test_who_is_named_after_a_town_is_listed_near_it_without_a_distance(gazetteer: Gazetteer) -> None:
    snapshot, spot = committed.snapshot(), gazetteer.districts["TA1"]
    here = offers(snapshot, gazetteer, spot.lat, spot.lon, "C_130", 10, "distance")
    assert [(one.name, one.near) for one in here.named] == [("SpaMedica Taunton", None)]
    assert "SpaMedica Exeter" in [one.name for one in here.unplaced]
    codes = [one.code for group in (here.within, here.named, here.unplaced) for one in group]
    assert len(codes) == len(set(codes))
