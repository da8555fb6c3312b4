from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING

import pytest

from data.catalogue import catalogue

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_indicators_tell_splits_months_standards_and_source(client: FlaskClient) -> None:
    found = {i["slug"]: i for i in client.get("/api/v1/indicators").get_json()}
    waiting = set(catalogue()) - set(found)
    files = {slug for slug in waiting if not slug.startswith(("place-", "peat-"))}
    assert files == {"wales-community-services"}, "beside PLACE and PEAT only partnerships' scores wait for files"
    listed = found["rtt-incomplete-18-weeks"]
    assert len(listed["splits"]) == 24
    assert listed["splits"][0]["code"] == "C_999"
    assert listed["periods"][0] == "2024-04"
    assert {"value": 92.0, "kind": "standard"}.items() <= listed["standards"][0].items()
    assert listed["place_type"] == "provider"


def test_values_are_whole_and_name_their_file(client: FlaskClient) -> None:
    asked = {"indicator": "rtt-incomplete-18-weeks", "period": "2025-01", "place": "E92000001"}
    body = client.get("/api/v1/values", query_string=asked).get_json()
    row = body["rows"][0]
    assert row["numerator"] == 4371844
    assert row["denominator"] == 7427669
    assert row["value"] == pytest.approx(100 * 4371844 / 7427669, abs=1e-12)
    assert row["source_file"].endswith("2025-01-rtt-full-extract.zip")
    assert (row["status"], row["compared"], row["lower_ci"]) == ("reported", "not_compared", None)


def test_values_of_every_provider_hold_the_independent_sector_too(client: FlaskClient) -> None:
    rows = client.get("/api/v1/values?indicator=rtt-waiting-list&period=2026-01").get_json()["rows"]
    assert rows[0]["place"] == "E92000001"
    assert len({r["place"] for r in rows}) > 400
    assert len(rows) == len({r["place"] for r in rows})
    assert all((r["value"] is None) == (r["status"] != "reported") for r in rows)


def test_a_count_of_nought_is_reported_and_a_share_of_nothing_is_not_applicable(client: FlaskClient) -> None:
    visits = {
        r["place"]: r for r in client.get("/api/v1/values?indicator=ae-attendances&period=2026-01").get_json()["rows"]
    }
    shares = {r["place"]: r for r in client.get("/api/v1/values?indicator=ae-4-hour&period=2026-01").get_json()["rows"]}
    empty = [p for p, r in visits.items() if r["value"] == 0]
    assert empty
    assert all(visits[p]["status"] == "reported" and shares[p]["status"] == "not_applicable" for p in empty)


def test_all_months_of_a_place_come_with_its_breaks(client: FlaskClient) -> None:
    body = client.get("/api/v1/values?indicator=ae-4-hour&place=RH5&period=all").get_json()
    assert [r["period"] for r in body["rows"]] == sorted(r["period"] for r in body["rows"])
    assert {"2020-04", "2023-04"} <= {b["period"] for b in body["breaks"]}


def test_a_closed_organisation_has_no_row_after_it_closed(client: FlaskClient) -> None:
    rows = client.get("/api/v1/values?indicator=rtt-waiting-list&place=RAP&period=all").get_json()["rows"]
    assert max(r["period"] for r in rows) == "2024-12"


def test_several_places_go_by_comma_and_all_months_need_a_place(client: FlaskClient) -> None:
    rows = client.get("/api/v1/values?indicator=ae-4-hour&place=RH5,RK9&period=2022-12").get_json()["rows"]
    assert {r["place"]: r["status"] for r in rows} == {"RH5": "reported", "RK9": "not_collected"}
    refused = client.get("/api/v1/values?indicator=ae-4-hour&period=all")
    assert refused.status_code == 404
    assert refused.mimetype == "application/problem+json"


def test_the_csv_holds_the_same_rows(client: FlaskClient) -> None:
    query = "indicator=ae-4-hour&period=2022-12&split=type-1"
    rows = client.get(f"/api/v1/values?{query}").get_json()["rows"]
    table = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/values.csv?{query}").get_data(as_text=True))))
    assert [r["place"] for r in rows] == [r["place"] for r in table]
    for ours, written in zip(rows, table, strict=True):
        assert (written["value"] == "") == (ours["value"] is None)
        assert ours["value"] is None or float(written["value"]) == ours["value"]


@pytest.mark.parametrize("scale", ["spread", "standard", "classic"])
def test_bands_are_those_of_the_scale_asked_for(client: FlaskClient, scale: str) -> None:
    rows = client.get(f"/api/v1/values?indicator=ae-4-hour&period=2024-03&scale={scale}").get_json()["rows"]
    for row in rows:
        value = row["value"]
        if value is None:
            assert row["band"] is None
        elif scale == "standard":
            assert row["band"] == ("met" if value >= 95 else "interim" if value >= 76 else "missed")
        elif scale == "classic":
            assert row["band"] == ("all" if value == 100 else "target" if value >= 95 else "below")


def test_places_are_found_by_type_and_name(client: FlaskClient) -> None:
    trusts = client.get("/api/v1/places?type=trust").get_json()
    somerset = next(p for p in trusts if p["code"] == "RH5")
    assert somerset["name"] == "Somerset NHS Foundation Trust"
    assert 50.9 < somerset["lat"] < 51.1 and -3.2 < somerset["lon"] < -3.0
    assert client.get("/api/v1/places?q=somerset").get_json()[0]["name"].startswith("Somerset")
    yeovil = next(p for p in trusts if p["code"] == "RA4")
    assert yeovil["successor"][0]["code"] == "RH5"


@pytest.mark.parametrize("kind", ["trust", "council", "county", "region", "health-board", "icb", "nation"])
def test_boundaries_are_served_as_geojson(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/api/v1/boundaries/{kind}.geojson")
    body = answer.get_json(force=True)
    assert answer.mimetype == "application/geo+json"
    assert body["type"] == "FeatureCollection" and body["features"]
    assert all(
        -9 < f["geometry"]["coordinates"][0][0][0] < 3 for f in body["features"] if f["geometry"]["type"] == "Polygon"
    )


def test_boundaries_without_a_vintage_are_those_in_force(client: FlaskClient) -> None:
    codes = {
        f["properties"]["code"] for f in client.get("/api/v1/boundaries/trust.geojson").get_json(force=True)["features"]
    }
    assert {"RH5", "RVJ", "RA7"} <= codes


def test_the_map_answer_fits_in_four_kilobytes(client: FlaskClient) -> None:
    for query in (
        "",
        "?split=C_110",
        "?indicator=ae-4-hour",
        "?indicator=ae-4-hour&period=2018-01",
        "?view=year&indicator=rtt-over-52-weeks",
    ):
        answer = client.get(f"/api/v1/map{query}", headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert len(answer.data) <= 4096


def test_an_unchanged_answer_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/api/v1/map")
    again = client.get("/api/v1/map", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_health_and_readiness(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert ready["snapshot"]
    assert ready["latest"]["rtt-incomplete-18-weeks"] == "2026-01"


@pytest.mark.parametrize(
    "query",
    ["indicator=rtt-incomplete-18-weeks&split=C_999&period=2026-01", "indicator=ae-4-hour&split=all&period=2018-01"],
)
def test_the_csv_beside_the_table_holds_the_same_trusts(client: FlaskClient, query: str) -> None:
    page = client.get(f"/?{query}").get_data(as_text=True)
    address = html.unescape(
        re.search(r'<a class="download" href="([^"]+)"|id="csv"[^>]*href="([^"]+)"', page)[0]
        .split('href="')[1]
        .rstrip('"')
    )
    table = set(re.findall(r'<tr data-code="([^"]+)"', page))
    rows = {row["place"] for row in csv.DictReader(io.StringIO(client.get(address).get_data(as_text=True)))}
    assert rows == table
