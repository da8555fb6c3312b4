"""What a map asks for: every place it draws, whoever is in view, and nobody else."""

from __future__ import annotations

import numpy as np
import pytest

from callbacks.settings import ROOT
from data import query, store
from data.catalogue import catalogue
from data.columns import ALL, mapped
from data.judge import verdicts
from geo import ground as ground_module
from layouts.drawing import drawing
from layouts.view import GEOGRAPHIES

SNAPSHOT = store.load(ROOT / "data" / "snapshot")
GROUND = ground_module.load(ROOT / "data" / "snapshot")
PROVIDER = "NT364"


@pytest.mark.parametrize("dataset", sorted(store.COLLECTIONS))
def test_whoever_is_drawn_and_submits_figures_is_asked_for(dataset: str) -> None:
    cube = SNAPSHOT.cubes[dataset]
    asked = set(cube.codes[mapped(SNAPSHOT, dataset).at])
    for period in (cube.periods[0], cube.periods[-1]):
        for geography in GEOGRAPHIES:
            drawn = drawing(SNAPSHOT, GROUND, store.COLLECTIONS[dataset], period, geography).codes
            assert drawn & set(cube.places) <= asked


def test_no_independent_provider_is_asked_for_but_the_one_in_view() -> None:
    for more, added in (((), set()), (("RH5", PROVIDER, "XYZ", ""), {PROVIDER})):
        found = set(SNAPSHOT.cubes["rtt-incomplete"].codes[mapped(SNAPSHOT, "rtt-incomplete", more).at])
        assert {code for code in found if SNAPSHOT.places[code].type == "provider"} == added


def test_figures_kept_as_published_are_all_asked_for() -> None:
    assert mapped(SNAPSHOT, "imd") is ALL


@pytest.mark.parametrize("slug", ["rtt-incomplete-18-weeks", "rtt-waiting-list", "ae-4-hour"])
def test_figures_changes_and_verdicts_are_those_that_all_places_have(slug: str) -> None:
    indicator = catalogue()[slug]
    split, period = indicator.default_split, "2026-01"
    here = mapped(SNAPSHOT, indicator.dataset, (PROVIDER,))
    some, every = (query.across(SNAPSHOT, indicator, split, period, columns) for columns in (here, ALL))
    assert list(some.places) == [every.places[at] for at in here.at]
    np.testing.assert_array_equal(some.value, every.value[:, here.at])
    np.testing.assert_array_equal(some.status, every.status[:, here.at])
    moved, all_moved = (query.change(SNAPSHOT, indicator, split, period, 12, columns) for columns in (here, ALL))
    np.testing.assert_array_equal(moved.band, all_moved.band[here.at])
    told, all_told = (verdicts.classes(SNAPSHOT, indicator, split, period, columns) for columns in (here, ALL))
    np.testing.assert_array_equal(told, all_told[here.at])
