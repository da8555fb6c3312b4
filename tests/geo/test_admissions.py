"""Who is admitted where, on hand-made shares and on the committed snapshot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.sources.organisations.successions import COLUMNS, Lineage
from geo.admissions import ELSEWHERE, bridge, heirs, read_council_successions
from geo.catchments import Neighbourhoods

STEPS = pd.DataFrame(
    [
        ("E07000190", "E07000246", "2019-04-01", "merger"),
        ("E07000246", "E06000066", "2023-04-01", "merger"),
        ("E07000189", "E06000066", "2023-04-01", "merger"),
        ("E08000019", "E08000039", "2025-04-01", "new code"),
    ],
    columns=["old_code", "new_code", "date", "kind"],
)
SUCCESSIONS = pd.DataFrame(
    [
        ("RA4", "RH5", "2023-04-01", "merger", ""),
        ("RW6", "R0A", "2021-10-01", "split", ""),
        ("RW6", "RM3", "2021-10-01", "split", ""),
    ],
    columns=COLUMNS,
)
BURY, MANCHESTER = "E08000002", "E08000003"


def joined(month: str, councils: list[str], people: list[int], *shares: tuple[int, str, float]) -> pd.DataFrame:
    codes = np.array([f"E0200000{at}" for at in range(len(councils))])
    land = Neighbourhoods(
        codes, np.array(councils, object), np.empty(len(councils), object), np.zeros(1), np.zeros(1), np.array(people)
    )
    table = pd.DataFrame(
        [(codes[at], trust, share) for at, trust, share in shares], columns=["msoa_code", "trust_code", "proportion"]
    )
    return bridge(month, table, land, Lineage(SUCCESSIONS), STEPS).set_index(["council_code", "trust_code"])


def test_neighbourhoods_count_by_their_people() -> None:
    table = joined("2022-01", [BURY, BURY], [1000, 3000], (0, "RA1", 1.0), (1, "RA2", 1.0))
    assert table.share_of_council.to_dict() == {(BURY, ""): 0.0, (BURY, "RA1"): 0.25, (BURY, "RA2"): 0.75}


def test_what_the_table_gives_to_no_trust_is_kept_apart() -> None:
    table = joined("2022-01", [BURY], [1000], (0, "RA1", 0.98))
    assert table.share_of_council[BURY, ELSEWHERE] == pytest.approx(0.02)
    assert table.share_of_trust[BURY, "RA1"] == 1
    assert np.isnan(table.share_of_trust[BURY, ELSEWHERE])


def test_councils_and_trusts_that_merged_are_joined() -> None:
    councils = ["E07000190", "E07000189"]
    table = joined("2025-01", councils, [1000, 1000], (0, "RH5", 0.9), (0, "RD1", 0.1), (1, "RA4", 1.0))
    assert table.share_of_council["E06000066", "RH5"] == pytest.approx(0.95)
    assert {council for council, _ in table.index} == {"E06000066"}


def test_a_split_trusts_people_go_by_council() -> None:
    table = joined("2025-01", [BURY, MANCHESTER], [1000, 1000], (0, "RW6", 1.0), (1, "RW6", 1.0))
    assert table.share_of_council[BURY, "RM3"] == 1
    assert table.share_of_council[MANCHESTER, "R0A"] == 1


def test_no_bridge_is_made_for_trusts_that_the_table_knows_only_as_merged() -> None:
    with pytest.raises(ValueError, match="2020-01"):
        joined("2020-01", [BURY], [1000], (0, "RA1", 1.0))


def test_a_council_is_followed_through_every_merger() -> None:
    assert heirs(np.array(["E07000190", "E08000019", "E09000007"]), STEPS).tolist() == [
        "E06000066",
        "E08000039",
        "E09000007",
    ]


@pytest.fixture(scope="module")
def built(snapshot: Path) -> pd.DataFrame:
    return pd.read_parquet(snapshot / "bridge.parquet")


def test_the_shares_of_a_council_sum_to_one(built: pd.DataFrame) -> None:
    sums = built.groupby(["vintage", "council_code"]).share_of_council.sum()
    assert len(sums) == 2 * 296
    assert (sums - 1).abs().max() < 0.0005


def test_the_shares_of_a_trust_sum_to_one(built: pd.DataFrame) -> None:
    named = built[built.trust_code != ELSEWHERE]
    assert (named.groupby(["vintage", "trust_code"]).share_of_trust.sum() - 1).abs().max() < 0.0005
    assert built.loc[built.trust_code == ELSEWHERE, "share_of_trust"].isna().all()


def test_people_of_somerset_go_mostly_to_their_own_trust(built: pd.DataFrame) -> None:
    rows = built[(built.council_code == "E06000066") & (built.vintage == "2025-01") & (built.trust_code != ELSEWHERE)]
    first = rows.sort_values("share_of_council", ascending=False).head(4)
    assert first.trust_code.iloc[0] == "RH5"
    assert 0.70 < first.share_of_council.iloc[0] < 0.80
    assert {"RD1", "RA7"} <= set(first.trust_code)


def test_every_council_of_today_is_counted(snapshot: Path) -> None:
    counted = pd.read_parquet(snapshot / "residents.parquet").set_index("council_code").population
    assert len(counted) == 296 + 22
    assert counted[counted.index.str.startswith("E")].sum() == 56_286_961
    assert counted["E06000066"] == 562_225


@pytest.mark.raw
def test_shares_of_trusts_agree_with_the_published_ones(raw_folder: Path, built: pd.DataFrame) -> None:
    """The published table knows Pennine's (RW6) patients under no trust, so its neighbours are left out."""
    steps = read_council_successions([raw_folder])
    table = pd.read_csv(next(raw_folder.rglob("trust22_ltla21_share.csv")))
    table.columns = pd.Index(["trust_code", "council_code", "published"])
    table["council_code"] = heirs(table.council_code.to_numpy(str), steps)
    published = table.groupby(["trust_code", "council_code"]).published.sum()
    ours = built[built.vintage == "2025-01"].set_index(["trust_code", "council_code"]).share_of_trust
    both = pd.concat([published, ours], axis=1).fillna(0).reset_index()
    merged = {"RH8", "RBZ", "RH5", "RA4", "RBN", "RVY", "RAL", "RAP"}
    manchester = {"RMP", "RBV", "RM3", "RMC", "R0A", "RW6"}
    both = both[~both.trust_code.isin(merged | manchester | {ELSEWHERE})]
    difference = (both.published - both.share_of_trust).abs()
    assert difference.max() < 0.06
    assert difference.mean() < 0.002
