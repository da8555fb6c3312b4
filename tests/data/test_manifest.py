"""What a snapshot says of itself."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.manifest import build_id, describe, months_missing, rows_by_month
from data.own import FIGURES as OWN
from data.parquet import FIGURES, write_table

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"


def test_months_between_the_first_and_the_last_are_missed() -> None:
    assert months_missing(["2025-11", "2026-02"]) == ["2025-12", "2026-01"]
    assert months_missing([]) == []


def test_a_build_is_named_after_its_content_alone(tmp_path: Path) -> None:
    rows = pd.DataFrame(
        {
            "period": ["2026-01", "2025-12"],
            "place_code": ["RH5", "RH5"],
            "split": ["all", "all"],
            "attendances": [1.0, 2.0],
            "judged": [1.0, None],
            "within_4_hours": [1.0, None],
            "breaches": [0.0, None],
            "over_12_hours": [0.0, 0.0],
        }
    )
    for name, order in (("one", rows), ("two", rows[::-1])):
        (tmp_path / name).mkdir()
        write_table(order, tmp_path / name / "ae.parquet", FIGURES["ae"])
    assert build_id(describe(tmp_path / "one")) == build_id(describe(tmp_path / "two"))
    assert describe(tmp_path / "one")["ae"]["periods"] == ["2025-12", "2026-01"]


def test_a_count_that_was_not_collected_is_null_and_0_is_0(tmp_path: Path) -> None:
    row = {"period": "2026-01", "place_code": "RGR", "split": "all", "attendances": 0.0}
    write_table(pd.DataFrame([row | dict.fromkeys(list(FIGURES["ae"])[4:])]), tmp_path / "ae.parquet", FIGURES["ae"])
    [read] = pq.read_table(tmp_path / "ae.parquet").to_pylist()
    assert (read["attendances"], read["judged"]) == (0, None)


def test_only_single_months_that_were_used_are_compared_with_the_next_build() -> None:
    entry = {"source": "ae", "period": "2025-01", "rows": 198, "used": True, "release": "revised"}
    others = [
        entry | {"period": "2016-04/2019-03"},
        entry | {"used": False},
        entry | {"source": "organisations"},
    ]
    assert rows_by_month({"inputs": [entry, *others]}) == {("ae", "2025-01"): 198}


@pytest.mark.parametrize("name", [name for name in FIGURES if name != OWN])
def test_the_committed_figures_have_the_columns_that_are_promised(name: str) -> None:
    schema = pq.read_schema(SNAPSHOT / f"{name}.parquet")
    assert {column: schema.field(column).type for column in schema.names} == FIGURES[name]


def test_the_committed_snapshot_is_smaller_than_10_megabytes_and_is_what_its_manifest_says() -> None:
    import json

    manifest = json.loads((SNAPSHOT / "manifest.json").read_text())
    assert sum(path.stat().st_size for path in SNAPSHOT.iterdir()) < 10_000_000
    assert describe(SNAPSHOT) == manifest["datasets"]
    assert build_id(manifest["datasets"]) == manifest["build_id"]
    assert manifest["checks"]["failed"] == 0
