"""What is grown for the benchmark is as many times as much, and takes nobody's code or month."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from bench.growth import grow, more_months, more_places
from data import query, store
from data.catalogue import catalogue
from tests import committed
from tools.serving import ROOT

TABLE = pa.table(
    {
        "period": ["2024-01", "2024-03", "2024-03"],
        "place_code": ["RH5", "RH5", "RA9"],
        "split": ["all"] * 3,
        "n": [1, 2, 3],
    }
)


def test_months_are_set_before_those_held_without_touching_them() -> None:
    grown = more_months(TABLE, 3)
    assert len(grown) == 9 and sum(grown["n"].to_pylist()) == 18
    assert sorted(set(grown["period"].to_pylist())) == [
        "2023-07",
        "2023-09",
        "2023-10",
        "2023-12",
        "2024-01",
        "2024-03",
    ]


def test_places_are_copied_under_codes_that_are_no_trusts() -> None:
    grown = more_places(TABLE, 3)
    made_up = set(grown["place_code"].to_pylist()) - {"RH5", "RA9"}
    assert made_up == {"ZZ1RH5", "ZZ1RA9", "ZZ2RH5", "ZZ2RA9"}
    assert not any(re.fullmatch(r"R[A-Z0-9]{2}", code) for code in made_up)


def test_a_map_asks_for_no_more_places_where_ten_times_the_providers_are_held(tmp_path: Path) -> None:
    grow(ROOT / "data" / "snapshot", tmp_path / "grown", "places", 10)
    held, grown = (store.load(folder) for folder in (ROOT / "data" / "snapshot", tmp_path / "grown"))
    for slug in ("rtt-incomplete-18-weeks", "ae-4-hour"):
        indicator = catalogue()[slug]
        asked = [
            query.on_map(one, indicator, indicator.default_split, query.periods(one, indicator)[-1])
            for one in (held, grown)
        ]
        assert asked[0].places == asked[1].places
        assert asked[0].value.tobytes() == asked[1].value.tobytes()


@pytest.mark.parametrize("kind", ["months", "places"])
def test_a_grown_snapshot_can_be_served(kind: str, tmp_path: Path) -> None:
    grow(ROOT / "data" / "snapshot", tmp_path / "grown", kind, 2)
    cube = store.load(tmp_path / "grown").cubes["rtt-incomplete"]
    held = committed.snapshot().cubes["rtt-incomplete"]
    more = len(cube.periods) / len(held.periods), len(cube.places) / len(held.places)
    assert more == ((2, 1) if kind == "months" else (1, 2))
    assert cube.periods[-1] == held.periods[-1]
