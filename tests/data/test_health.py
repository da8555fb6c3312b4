"""Public health of many files in one table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.catalogue import catalogue
from data.comparison import compare
from data.health import assemble
from data.indicator_files import COLUMNS, IndicatorFile
from tests import committed

PLACES = pd.DataFrame(
    [
        ("E06000001", "council", "", "", ""),
        ("E06000009", "council", "", "", ""),
        ("E08000016", "council", "", "2025-03-31", ""),
        ("E08000038", "council", "2025-04-01", "", ""),
        ("E07000048", "council", "", "2019-03-31", ""),
        ("E06000058", "council", "2019-04-01", "", ""),
        ("W06000001", "council", "", "", ""),
        ("E92000001", "nation", "", "", ""),
    ],
    columns=["code", "type", "opened", "closed", "county_code"],
)
MERGERS = pd.DataFrame([("E07000048", "E06000058")], columns=["old_code", "new_code"])


def file(name: str, rows: list[dict[str, object]]) -> IndicatorFile:
    plain = {
        "indicator": "adult-obesity",
        "period": "2024-25",
        "compared": "",
        "note": "",
        "name": "",
        "status": "reported",
    }
    figures = pd.DataFrame([plain | row for row in rows]).reindex(columns=list(COLUMNS))
    return IndicatorFile("ons", name, "", len(rows), figures)


def table(*files: IndicatorFile) -> pd.DataFrame:
    return assemble(list(files), PLACES, MERGERS, catalogue()).set_index(["place_code", "period"])


ENGLAND = {"place_code": "E92000001", "value": 26.0, "lower": 25.9, "upper": 26.1}


def test_the_comparison_is_worked_out_where_none_is_published_and_never_without_an_interval() -> None:
    found = table(
        file(
            "a.csv",
            [
                ENGLAND,
                {"place_code": "E06000009", "value": 35.0, "lower": 31.0, "upper": 39.0},
                {"place_code": "E06000001", "value": 35.0},
                {"place_code": "E06000058", "value": 35.0, "lower": 31.0, "upper": 39.0, "compared": "similar"},
            ],
        )
    )
    said = found.compared.xs("2024-25", level=1)
    assert said[["E06000009", "E06000001", "E06000058", "E92000001"]].tolist() == [
        "worse", "not_compared", "similar", "not_compared",
    ]  # fmt: skip


def test_an_interval_from_another_print_of_the_same_figure_is_taken_and_that_of_another_figure_is_not() -> None:
    printed = [
        {"place_code": "E06000009", "value": 35.0, "compared": "worse"},
        {"place_code": "E06000001", "value": 30.0},
    ]
    exact = [
        {"place_code": "E06000009", "value": 34.97, "lower": 31.0, "upper": 39.0},
        {"place_code": "E06000001", "value": 31.0, "lower": 30.0, "upper": 32.0},
    ]
    found = table(file("a.csv", printed), file("b.csv", exact)).xs("2024-25", level=1)
    assert found.loc["E06000009", ["value", "lower", "compared"]].tolist() == [34.97, 31.0, "worse"]
    assert found.loc["E06000001", "value"] == 30.0
    assert pd.isna(found.loc["E06000001", "lower"])


def test_an_older_file_that_was_revised_since_adds_nothing() -> None:
    old = [{"place_code": "E06000009", "value": v, "period": p} for v, p in ((20.0, "2014-15"), (21.0, "2024-25"))]
    new = [{"place_code": "E06000009", "value": v, "period": p} for v, p in ((35.0, "2024-25"), (36.0, "2025-26"))]
    same = [{"place_code": "E06000009", "value": v, "period": p} for v, p in ((20.0, "2014-15"), (35.0, "2024-25"))]
    assert ("E06000009", "2014-15") not in table(file("old.csv", old), file("new.csv", new)).index
    assert ("E06000009", "2014-15") in table(file("old.csv", same), file("new.csv", new)).index


def test_each_council_that_stood_has_a_figure_or_a_reason() -> None:
    found = table(
        file("a.csv", [ENGLAND, {"place_code": "E06000009", "value": 35.0}, {"place_code": "E07000048", "value": 1.0}])
    )
    status = found.status.xs("2024-25", level=1)
    assert status["W06000001"] == "not_collected"
    assert status["E06000001"] == "no_record"
    assert status.get("E06000058", "no_comparable_record") == "no_comparable_record"


def test_a_recoded_council_is_shown_under_both_its_codes() -> None:
    found = table(file("a.csv", [ENGLAND, {"place_code": "E08000016", "value": 35.0}])).xs("2024-25", level=1)
    assert found.loc["E08000038", "value"] == 35.0
    assert "E08000016" in found.loc["E08000038", "note"]


def test_the_snapshot_tells_blackpool_as_published() -> None:
    snapshot = committed.snapshot()
    cube = snapshot.cubes["life-expectancy-male"]
    at = cube.period_at["2023-25"], 0, cube.place_at["E06000009"]
    assert cube.measures["value"][at] == 74.2
    assert cube.measures["compared"][at] == 3


def test_at_least_thirty_indicators_have_real_coverage() -> None:
    snapshot = committed.snapshot()
    told = [i for i in catalogue().values() if i.domain and i.domain != "wales"]
    full = [i.slug for i in told if (snapshot.status[i.slug][-1] == 1).sum() > 100]
    assert len(full) == len(told)
    assert len(full) >= 30


@pytest.mark.raw
def test_the_official_comparison_is_reproduced_on_every_row_that_has_one_and_an_interval(raw_folder: Path) -> None:
    path = raw_folder / "health" / "fingertips" / "raw_export_90366_life_expectancy.csv"
    raw = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    said = raw["Compared to England value or percentiles"].str.lower()
    limits = [raw[f"{side} CI 95.0 limit"] for side in ("Lower", "Upper")]
    england = raw[(raw["Area Code"] == "E92000001") & raw["Category Type"].isna()].set_index("Sex").Value
    ours = compare(
        raw.Value.to_numpy(), limits[0].to_numpy(), limits[1].to_numpy(), raw.Sex.map(england).to_numpy(), "high"
    )
    both = limits[0].notna() & (said != "not compared")
    assert both.sum() > 7000
    assert (pd.Series(ours)[both] == said[both]).all()
