"""Our totals for England beside the printed ones, in the committed snapshot."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.check import check_snapshot
from data.reading import ENGLAND

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@pytest.fixture(scope="module")
def checks() -> pd.DataFrame:
    return check_snapshot(SNAPSHOT)


def read(name: str) -> pd.DataFrame:
    return pq.read_table(SNAPSHOT / f"{name}.parquet").to_pandas().astype({"period": str, "place_code": str})


def england(name: str, period: str, split: str) -> pd.Series:
    table = read(name)
    own = (table.place_code == ENGLAND) & (table.period == period) & (table.split.astype(str) == split)
    return table[own].iloc[0]


def test_every_printed_total_is_equal_to_ours(checks: pd.DataFrame) -> None:
    assert checks[~checks.ok].to_dict("records") == []


def test_every_rtt_month_and_every_ae_month_from_april_2019_has_printed_totals(checks: pd.DataFrame) -> None:
    for collection, first in (("rtt", "2024-04"), ("ae", "2019-04")):
        held = set(read("rtt-incomplete" if collection == "rtt" else "ae").period)
        assert set(checks[checks.collection == collection].period) == {month for month in held if month >= first}


def test_january_2025_is_as_printed() -> None:
    row = england("rtt-incomplete", "2025-01", "C_999")
    assert (row["pathways"], row["over_52"]) == (7_427_669, 198_828)
    assert 100 * row["within_18"] / row["pathways"] == pytest.approx(58.9, abs=0.05)


def test_december_2022_is_65_2_percent_and_not_what_naive_division_gives() -> None:
    row = england("ae", "2022-12", "all")
    assert 100 * row["within_4_hours"] / row["judged"] == pytest.approx(65.20, abs=0.005)
    assert 100 * (1 - row["breaches"] / row["attendances"]) == pytest.approx(68.97, abs=0.005)


@pytest.mark.parametrize(
    ("collection", "code", "first", "last", "status"),
    [
        ("rtt", "RHQ", "2025-07", "2026-01", "not_submitted"),
        ("rtt", "RF4", "2025-11", "2025-11", "not_submitted"),
        ("rtt", "RKL", "2024-06", "2026-01", "stopped_reporting"),
        ("rtt", "R1C", "2024-09", "2024-09", "stopped_reporting"),
        ("rtt", "R1L", "2025-01", "2026-01", "stopped_reporting"),
        ("rtt", "RV3", "2025-03", "2026-01", "stopped_reporting"),
        ("rtt", "RY6", "2025-06", "2026-01", "stopped_reporting"),
        ("ae-4-hour", "RGR", "2019-05", "2023-05", "not_collected"),
        ("ae-4-hour", "R0D", "2020-10", "2023-05", "not_collected"),
        ("ae-4-hour", "RD3", "2019-05", "2020-09", "not_collected"),
        ("ae", "C82009", "2020-03", "2020-03", "not_submitted"),
    ],
)
def test_each_kind_of_nothing_has_its_own_word(collection: str, code: str, first: str, last: str, status: str) -> None:
    statuses = pq.read_table(SNAPSHOT / "statuses.parquet").to_pandas().astype(str)
    own = statuses[(statuses.collection == collection) & (statuses.place_code == code)]
    if code == "C82009":
        own = own[own.period <= "2020-12"]
    assert set(own.status) == {status}
    assert (own.period.min(), own.period.max()) == (first, last)


@pytest.mark.parametrize("code", ["RAP", "RA4", "RVY", "RW6", "RBZ"])
def test_a_trust_that_was_taken_over_has_no_rows_after_its_date(code: str) -> None:
    statuses = pq.read_table(SNAPSHOT / "statuses.parquet").to_pandas().astype(str)
    assert not (statuses.place_code == code).any()


def test_april_2025_remembers_what_was_first_published() -> None:
    revised = read("revisions")
    own = revised[(revised.place_code == ENGLAND) & (revised.measure == "attendances") & (revised.split == "all")]
    [row] = own.to_dict("records")
    assert (row["period"], row["first_published"], row["current"]) == ("2025-04", 2_295_820, 2_297_421)
