"""The family of a place, on the committed snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.relations import Relations, load


@pytest.fixture(scope="module")
def relations(snapshot: Path) -> Relations:
    return load(snapshot, "2026-03")


def test_a_region_holds_counties_councils_and_trusts(relations: Relations) -> None:
    assert "E10000008" in relations.within("E12000009", "county")
    assert {"E06000066", "E07000040"} <= set(relations.within("E12000009", "council"))
    assert "RH5" in relations.within("E12000009", "trust")
    assert len(relations.within("E92000001", "region")) == 9


def test_places_that_are_gone_lie_in_nothing(relations: Relations) -> None:
    assert "E07000190" not in relations.within("E12000009", "council")
    assert "RA4" not in relations.within("E12000009", "trust")


def test_health_boards_hold_the_22_councils_of_wales(relations: Relations) -> None:
    boards = relations.within("W92000004", "health-board")
    assert len(boards) == 7
    assert sorted(c for board in boards for c in relations.within(board, "council")) == sorted(
        relations.within("W92000004", "council")
    )
    assert "W06000013" in relations.within("W11000030", "council")


def test_an_areas_people_are_those_of_its_councils(relations: Relations) -> None:
    assert relations.population("E92000001") == 56_286_961
    assert relations.population("E12000009") == sum(
        relations.population(c) or 0 for c in relations.within("E12000009", "council")
    )
    assert relations.population("E07000190") is None
    assert relations.population("RH5") is None


def test_shares_of_an_area_sum_to_one_and_end_with_the_unnamed(relations: Relations) -> None:
    for code in ("E06000066", "E10000008", "E12000007"):
        used = relations.trusts_used(code)
        assert sum(bridged.share for bridged in used) == pytest.approx(1, abs=0.0005)
        assert used[-1].code == ""
    assert relations.trusts_used("E06000066")[0].code == "RH5"
    assert relations.trusts_used("W06000015") == ()


def test_a_merger_to_come_is_not_yet_bridged(snapshot: Path) -> None:
    assert load(snapshot, "2026-03").councils_served("RVJ")
    assert not load(snapshot, "2026-07").councils_served("RVJ")


def test_a_site_is_listed_once(relations: Relations) -> None:
    names = [site.name for site in relations.sites_of("RH5")]
    assert names.count("Shepton Mallet Community Hospital") == 1
    assert "Musgrove Park Hospital" in names
    assert relations.site_trust["RBA11"] == "RH5"
