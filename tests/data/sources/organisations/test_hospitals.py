"""Hospitals and their quirks, on rows as printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.errors import Refused
from data.sources.organisations.hospitals import main_sites, placed_estates, read_estates, read_hospitals
from data.sources.organisations.successions import COLUMNS, Lineage

SAMPLE = Path(__file__).resolve().parents[4] / "data" / "sources" / "organisations" / "sample"


@pytest.fixture(scope="module")
def hospitals() -> pd.DataFrame:
    return read_hospitals([SAMPLE]).set_index("code")


def test_an_nhs_hospital_the_list_calls_independent_is_nhs(hospitals: pd.DataFrame) -> None:
    assert hospitals.sector["R0A02"] == "NHS"
    assert hospitals.sector["NVC21"] == "independent"


def test_a_hospital_filed_under_the_wrong_trust_is_put_right(hospitals: pd.DataFrame) -> None:
    assert hospitals.parent_code["RGT2V"] == "RTH"


def test_coordinates_printed_as_na_are_missing_not_zero(hospitals: pd.DataFrame) -> None:
    assert pd.isna(hospitals.lat["RGT1W"])


def test_the_list_of_2014_with_its_odd_separator_fills_in_and_the_newer_goes_first(
    hospitals: pd.DataFrame,
) -> None:
    assert hospitals.listed["5MV02"] == 2014
    assert hospitals.listed["RBA11"] == 2020


def test_a_list_with_a_column_renamed_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "hospitals_2014.csv", tmp_path)
    text = (SAMPLE / "hospitals_england_2020.csv").read_bytes().replace(b"Latitude", b"Lat", 1)
    (tmp_path / "hospitals_england_2020.csv").write_bytes(text)
    with pytest.raises(Refused, match="Latitude") as refused:
        read_hospitals([tmp_path])
    assert "hospitals_england_2020.csv" in refused.value.file


def test_a_workbook_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "HEFS_13944.XLS").write_bytes(b"<html></html>")
    with pytest.raises(Refused) as refused:
        read_estates([tmp_path])
    assert "HEFS_13944.XLS" in refused.value.file


@pytest.fixture
def sites() -> pd.DataFrame:
    """Main sites of four trusts: a merger's, a split one's heir, one known by address, one by district."""
    estates = pd.DataFrame(
        {
            "trust_code": ["RX1", "RX2", "RX9"],
            "site_code": ["RX101", "RX201", "RX901"],
            "floor": [10.0, 90.0, 500.0],
        }
    )
    hospitals = pd.DataFrame(
        {"code": ["RX101", "RX201", "RX901", "RX301"], "name": ["Small", "Large", "Split", "At address"],
         "lat": [51.0, 52.0, 53.0, 54.0], "lon": [-1.0] * 4,
         "postcode": ["A1 1AA", "B1 1BB", "C1 1CC", "D1 1DD"],
         "parent_code": ["RX1", "RX2", "RX9", "RX3"]}
    )  # fmt: skip
    lineage = Lineage(pd.DataFrame(
        [("RX2", "RX1", "2020-04-01", "merger", ""), ("RX9", "RX1", "2021-10-01", "split", ""),
         ("RX9", "RX4", "2021-10-01", "split", "")], columns=COLUMNS))  # fmt: skip
    trusts = pd.DataFrame({"code": ["RX1", "RX3", "RX4", "RX9"], "postcode": ["A1 1AA", "D1 1DD", "E1 1EE", "C1 1CC"]})
    districts = pd.DataFrame({"lat": [50.0], "lon": [-2.0]}, index=["E1"])
    nowhere = pd.DataFrame({"lat": [], "lon": []})
    placed = placed_estates(estates, hospitals)
    return main_sites(trusts, placed, hospitals, nowhere, districts, lineage).set_index("code")


def test_the_largest_hospital_of_a_trust_may_be_one_it_took_over(sites: pd.DataFrame) -> None:
    assert sites.site_name["RX1"] == "Large"


def test_a_split_trusts_hospital_stays_its_own(sites: pd.DataFrame) -> None:
    assert sites.site_name["RX9"] == "Split"
    assert sites.found["RX4"] == "postcode district"


def test_without_estates_the_hospital_at_the_trusts_address_stands_for_it(sites: pd.DataFrame) -> None:
    assert sites.site_name["RX3"] == "At address"
