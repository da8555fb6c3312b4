"""Organisations and areas of the committed snapshot, and damaged registers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.errors import Refused
from data.sources.organisations.parse import read_events, tables
from data.sources.organisations.welsh_hospitals import MATCHES

ROOT = Path(__file__).resolve().parents[4]
SAMPLE = ROOT / "data" / "sources" / "organisations" / "sample"
LARGEST = {
    "RH5": "Musgrove Park Hospital", "RR8": "St James's Hospital", "R0B": "Sunderland Royal Hospital",
    "RNN": "Cumberland Infirmary", "RGT": "Addenbrooke's", "RTH": "John Radcliffe Hospital",
    "R1H": "The Royal London Hospital", "RJ1": "St Thomas'", "R0A": "Manchester Royal Infirmary",
    "RGM": "Royal Papworth Hospital", "REM": "Aintree University Hospital",
}  # fmt: skip


@pytest.fixture(scope="module")
def places() -> pd.DataFrame:
    return pd.read_parquet(ROOT / "data" / "snapshot" / "places.parquet").set_index("code")


def test_a_code_names_one_place(places: pd.DataFrame) -> None:
    assert places.index.is_unique


@pytest.mark.parametrize(("code", "hospital"), LARGEST.items())
def test_a_trusts_point_is_its_largest_hospital(places: pd.DataFrame, code: str, hospital: str) -> None:
    assert places.site_name[code] == hospital


def test_head_offices_far_from_the_hospital_are_not_taken(places: pd.DataFrame) -> None:
    assert abs(places.lat["R0B"] - 54.902) < 0.01
    assert abs(places.lon["RNN"] - -2.957) < 0.02


def test_every_trust_has_a_point_in_england_or_wales(places: pd.DataFrame) -> None:
    trusts = places[places.type == "trust"]
    assert trusts.lat.between(49.8, 55.9).all()
    assert trusts.lon.between(-6.5, 1.9).all()


def test_every_english_trust_lies_in_one_of_nine_regions(places: pd.DataFrame) -> None:
    trusts = places[(places.type == "trust") & (places.nhs_region != "")]
    assert set(trusts.region_code) == {f"E1200000{number}" for number in range(1, 10)}
    assert (places.region_code["RH5"], places.nhs_region["RH5"]) == ("E12000009", "South West")


def test_closed_trusts_carry_their_last_day(places: pd.DataFrame) -> None:
    assert places.closed["RA4"] == "2023-03-31"
    assert places.closed["RH5"] == ""


def test_a_unitary_authority_is_one_council_and_no_county(places: pd.DataFrame) -> None:
    assert places.type["E06000066"] == "council"
    assert places.type["E10000030"] == "county"
    assert places.county_code["E07000178"] == "E10000025"


def test_events_are_worded_as_collections_of_the_atlas() -> None:
    events = read_events([SAMPLE])
    assert set(events.collection) == {"ae", "ae-4-hour", "rtt"}
    sheffield = events.set_index("code").loc["RHQ"]
    assert (sheffield["from"], sheffield["to"], sheffield.status) == ("2025-07", "", "not_submitted")


def test_an_event_with_an_unknown_status_is_refused(tmp_path: Path) -> None:
    text = (SAMPLE / "reporting_events.csv").read_text(encoding="utf-8").replace("not_submitted", "asleep", 1)
    (tmp_path / "reporting_events.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="asleep"):
        read_events([tmp_path])


@pytest.mark.raw
def test_the_publishers_files_give_the_places_of_the_snapshot(raw_folder: Path, places: pd.DataFrame) -> None:
    made = tables([raw_folder])
    built = made["places"].set_index("code")
    assert set(built.index) <= set(places.index)
    assert built.name.to_dict() == places.name[built.index].to_dict()
    welsh = pd.read_csv(MATCHES, usecols=["code"]).code
    assert len(made["sites"]) == 1523 + len(welsh)
    assert set(welsh) <= set(made["sites"].code)
    assert {"RTV", "RW6"} <= set(made["successions"].old_code)
