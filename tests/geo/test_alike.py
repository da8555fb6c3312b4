from __future__ import annotations

from pathlib import Path

import pytest

from geo import alike, relations
from tests import committed

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@pytest.fixture(scope="module")
def held():
    land = committed.ground()
    return committed.snapshot(), relations.load(SNAPSHOT, land.latest), land


def test_peers_of_a_trust_are_open_trusts_of_its_kind_and_not_itself(held):
    snapshot = held[0]
    found = alike.peers(*held, "RH5")
    codes = [one.code for one in found.peers]
    assert len(codes) == len(set(codes)) == 4 and "RH5" not in codes
    assert {snapshot.places[code].kind for code in codes} == {"acute"}
    assert not any(snapshot.places[code].closed for code in codes)


def test_the_size_of_a_trust_is_the_mean_of_its_last_months(held):
    snapshot = held[0]
    cube = snapshot.cubes["rtt-incomplete"]
    twelve = cube.floats("pathways", slice(-12, None), "C_999", slice(cube.place_at["RH5"], cube.place_at["RH5"] + 1))
    assert alike.peers(*held, "RH5").here.values["waiting"] == pytest.approx(twelve.mean())


def test_the_deprivation_of_a_catchment_lies_between_those_of_its_councils(held):
    snapshot, family, _land = held
    cube = snapshot.cubes["imd"]
    newest = cube.floats("value", -1, "all")
    scores = [newest[cube.place_at[one.code]] for one in family.councils_served("RH5")]
    assert min(scores) < alike.peers(*held, "RH5").here.values["deprivation"] < max(scores)


def test_a_council_is_likened_within_its_nation_by_people_density_and_deprivation(held):
    somerset = alike.peers(*held, "E06000066")
    assert list(somerset.here.values) == ["people", "density", "deprivation"]
    assert all(one.code.startswith("E") for one in somerset.peers)
    assert all(one.code.startswith("W") for one in alike.peers(*held, "W06000015").peers)
    # Somerset covers 3,451 square kilometres (Office for National Statistics, Standard Area Measurements)
    people, density = somerset.here.values["people"], somerset.here.values["density"]
    assert people / density == pytest.approx(3451, rel=0.02)


@pytest.mark.parametrize("code", ["RYF", "RBA", "E12000009", "E92000001", "W11000029"])
def test_a_place_without_peers_is_likened_to_none(held, code):
    assert alike.peers(*held, code) is None
