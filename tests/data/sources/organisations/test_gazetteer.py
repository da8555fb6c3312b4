"""Postcode districts and settlements: whole, and refused where they are damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.errors import Refused
from data.sources.organisations.gazetteer import read_outcodes, read_settlements

SNAPSHOT = Path(__file__).resolve().parents[4] / "data" / "snapshot"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files as long as the publishers', with made-up districts and towns."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    districts = [f"{a}{b}{n}" for a in letters for b in letters for n in range(1, 5)]
    rows = "".join(f"{name},51.0,-3.1,Somewhere,E06000066,Somerset,a source,0.1\n" for name in districts)
    (tmp_path / "outcodes_ew_lad24.csv").write_text(
        "outcode,latitude,longitude,town,LAD24CD,LAD24NM,source,disagree_km\n" + rows
    )
    rows = "".join(f"{at},Town {at},52.0,-1.0,{at},ENG,E08000016,Barnsley\n" for at in range(5000))
    (tmp_path / "places_ew_geonames500.csv").write_text(
        "geonameid,name,lat,lon,population,admin1,LAD24CD,LAD24NM\n" + rows
    )
    return tmp_path


def test_a_district_is_one_point_in_a_council(folder: Path) -> None:
    table = read_outcodes([folder])
    assert list(table.columns) == ["outcode", "town", "lat", "lon", "council_code"]
    assert table.outcode.is_unique


def test_settlements_come_largest_first_under_the_councils_of_today(folder: Path) -> None:
    table = read_settlements([folder])
    assert table.population.iloc[0] == 4999
    assert set(table.council_code) == {"E08000038"}


@pytest.mark.parametrize(
    ("name", "change", "why", "read"),
    [
        ("outcodes_ew_lad24.csv", lambda t: t.replace("latitude", "north", 1), "latitude", read_outcodes),
        ("outcodes_ew_lad24.csv", lambda t: t.replace("51.0", "15.0", 1), "latitude", read_outcodes),
        ("outcodes_ew_lad24.csv", lambda t: t.replace("AA1,", "AA1 1AA,", 1), "AA1 1AA", read_outcodes),
        ("outcodes_ew_lad24.csv", lambda t: t.replace("AA2,", "AA1,", 1), "AA1", read_outcodes),
        ("outcodes_ew_lad24.csv", lambda t: t[: len(t) // 4], "cut short|no table|is no", read_outcodes),
        ("places_ew_geonames500.csv", lambda t: t.replace("E08000016", "S12000033", 1), "S12000033", read_settlements),
        ("places_ew_geonames500.csv", lambda t: t.replace(",17,ENG", ",many,ENG", 1), "many", read_settlements),
        ("places_ew_geonames500.csv", lambda t: "<html></html>", "latitude|lat|name", read_settlements),
    ],
)
def test_a_damaged_list_is_refused_by_name(
    folder: Path, name: str, change: Callable[[str], str], why: str, read: Callable[[list[Path]], pd.DataFrame]
) -> None:
    path = folder / name
    path.write_text(change(path.read_text()))
    with pytest.raises(Refused, match=why) as refused:
        read([folder])
    assert name in refused.value.file


def test_the_snapshot_holds_every_district_and_the_towns() -> None:
    outcodes = pd.read_parquet(SNAPSHOT / "outcodes.parquet").set_index("outcode")
    assert len(outcodes) > 2400
    assert outcodes.council_code["TA1"] == "E06000066"
    towns = pd.read_parquet(SNAPSHOT / "settlements.parquet")
    assert (towns.name == "Newport").sum() == 6


@pytest.mark.parametrize("hospital", ["Musgrove Park Hospital", "Yeovil District Hospital", "Barnet Hospital"])
def test_hospitals_with_operations_are_acute(hospital: str) -> None:
    sites = pd.read_parquet(SNAPSHOT / "sites.parquet")
    assert sites.acute[sites.name == hospital].all()


def test_community_hospitals_are_not_acute_and_every_acute_trust_has_one_that_is() -> None:
    sites = pd.read_parquet(SNAPSHOT / "sites.parquet")
    places = pd.read_parquet(SNAPSHOT / "places.parquet")
    assert not sites.acute[sites.name == "Minehead Community Hospital"].any()
    open_trusts = places[(places.type == "trust") & places.kind.isin(["acute", "specialist"]) & (places.closed == "")]
    assert set(open_trusts.code) <= set(sites.trust_code[sites.acute])
