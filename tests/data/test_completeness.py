"""How many places have a figure, and how many which reason for none."""

from __future__ import annotations

from data import held, store
from data.catalogue import catalogue
from data.completeness import added_up, completeness
from tests import committed

SNAPSHOT = committed.snapshot()


def test_sheffield_is_the_one_trust_that_did_not_send_in_january_2026() -> None:
    counts = completeness(SNAPSHOT, catalogue()["rtt-incomplete-18-weeks"])["2026-01"]
    assert counts["not_submitted"] == 1
    assert counts["reported"] == 515


def test_every_place_is_counted_once_and_england_is_not() -> None:
    for indicator in held.indicators(SNAPSHOT).values():
        cube = SNAPSHOT.cubes[indicator.dataset]
        others = len(cube.places) - (store.ENGLAND in cube.places)
        assert all(sum(counts.values()) <= others for counts in completeness(SNAPSHOT, indicator).values())


def test_months_are_added_up_status_by_status() -> None:
    assert added_up([{"reported": 2, "suppressed": 1}, {"reported": 3}]) == {"reported": 5, "suppressed": 1}
