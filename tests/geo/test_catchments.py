"""Who wins a neighbourhood, on hand-made shares."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.sources.organisations.successions import COLUMNS, Lineage
from geo.catchments import Neighbourhoods, constituents, summarise, vintages, winners

SUCCESSIONS = pd.DataFrame(
    [
        ("RXH", "RYR", "2021-04-01", "merger", ""),
        ("RNL", "RNN", "2019-10-01", "merger", ""),
        ("RW6", "R0A", "2021-10-01", "split", ""),
        ("RW6", "RM3", "2021-10-01", "split", ""),
        ("RA4", "RH5", "2023-04-01", "merger", ""),
        ("RVJ", "RA7", "2026-07-01", "merger", ""),
    ],
    columns=COLUMNS,
)
BURY, MANCHESTER, ELSEWHERE = "E08000002", "E08000003", "E06000066"


def ground(*councils: str) -> Neighbourhoods:
    count = len(councils)
    return Neighbourhoods(
        codes=np.array([f"E0200000{at}" for at in range(count)]),
        councils=np.array(councils, dtype=object),
        polygons=np.empty(count, object),
        east=np.arange(count) * 1000.0,
        north=np.zeros(count),
        population=np.full(count, 100),
    )


def won(month: str, land: Neighbourhoods, *shares: tuple[int, str, float]) -> list[str]:
    table = pd.DataFrame(
        [(land.codes[at], trust, share) for at, trust, share in shares],
        columns=["msoa_code", "trust_code", "proportion"],
    )
    sites = pd.DataFrame({"trust_code": ["RXH", "RYR"], "east": [0.0, 3000.0], "north": [0.0, 0.0]})
    return winners(month, table, land, Lineage(SUCCESSIONS), sites).trust_code.tolist()


def test_the_largest_share_wins_even_below_half() -> None:
    assert won("2022-01", ground(ELSEWHERE), (0, "RA1", 0.3), (0, "RA2", 0.4), (0, "RA3", 0.2)) == ["RA2"]


def test_equal_shares_go_to_the_code_that_comes_first() -> None:
    assert won("2022-01", ground(ELSEWHERE), (0, "RB2", 0.4), (0, "RB1", 0.4)) == ["RB1"]


def test_merged_trusts_win_together_what_neither_won_alone() -> None:
    shares = ((0, "RA4", 0.3), (0, "RH5", 0.25), (0, "RD1", 0.4))
    assert won("2023-03", ground(ELSEWHERE), *shares) == ["RD1"]
    assert won("2023-04", ground(ELSEWHERE), *shares) == ["RH5"]


def test_a_split_trusts_share_goes_by_council() -> None:
    shares = ((0, "RW6", 0.8), (1, "RW6", 0.8))
    assert won("2021-09", ground(BURY, MANCHESTER), *shares) == ["RW6", "RW6"]
    assert won("2021-10", ground(BURY, MANCHESTER), *shares) == ["RM3", "R0A"]


def test_before_a_merger_the_nearest_general_hospital_wins() -> None:
    land = ground(ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE)
    shares = [(at, "RYR", 0.9) for at in range(4)]
    assert won("2020-01", land, *shares) == ["RXH", "RXH", "RYR", "RYR"]
    assert won("2021-04", land, *shares) == ["RYR"] * 4


def test_a_code_that_only_took_over_is_its_predecessor_before() -> None:
    lineage = Lineage(SUCCESSIONS)
    assert constituents("RNN", "2019-04", lineage, general={"RNL"}) == ("RNL",)
    assert constituents("RNN", "2019-10", lineage, general={"RNL"}) == ()


def test_there_is_a_vintage_for_every_merger_and_for_those_to_come() -> None:
    trusts = ["RYR", "RNN", "RW6", "R0A", "RM3", "RA4", "RH5", "RVJ", "RA7"]
    assert vintages(trusts, SUCCESSIONS) == ["2019-04", "2019-10", "2021-04", "2021-10", "2023-04", "2026-07"]


def test_the_summary_counts_people_and_weak_majorities() -> None:
    land = ground(ELSEWHERE, ELSEWHERE)
    table = pd.DataFrame({"msoa_code": land.codes, "trust_code": "RH5", "share": [0.4, 0.9], "basis": "shares"})
    row = summarise("2023-04", table, land).set_index("trust_code").loc["RH5"]
    assert (row.msoas, row.population, row.median_share, row.msoas_below_half) == (2, 200, 0.65, 1)


@pytest.fixture(scope="module")
def summary(snapshot: Path) -> pd.DataFrame:
    return pd.read_parquet(snapshot / "catchments.parquet")


def test_every_neighbourhood_of_england_belongs_to_one_trust(summary: pd.DataFrame) -> None:
    for vintage, rows in summary.groupby("vintage"):
        trusts = rows[rows.trust_code != "E92000001"]
        assert trusts.msoas.sum() == 6791, vintage
        assert trusts.population.sum() == 56_286_961, vintage


def test_the_usual_winner_has_four_fifths_of_admissions(summary: pd.DataFrame) -> None:
    england = summary[(summary.trust_code == "E92000001") & (summary.vintage == "2025-01")].iloc[0]
    assert 0.79 < england.median_share < 0.81
    assert 0.06 < england.msoas_below_half / england.msoas < 0.075
