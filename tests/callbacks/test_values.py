"""The same rows in four forms, whole or page by page, for scripts of any site."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import geopandas
import pandas as pd
import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

MONTH = "indicator=rtt-waiting-list&period=2026-01"
FORMS = ("values", "values.csv", "values.parquet", "values.geojson")


def test_parquet_holds_the_rows_of_the_csv_with_licence_and_citation(client: FlaskClient) -> None:
    plain = client.get(f"/api/v1/values.csv?{MONTH}").data
    sent = client.get(f"/api/v1/values.parquet?{MONTH}")
    assert sent.mimetype == "application/vnd.apache.parquet"
    wanted = pd.read_csv(io.BytesIO(plain), keep_default_na=False, na_values=[""])
    found = pd.read_parquet(io.BytesIO(sent.data))
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False)
    told = pq.read_schema(io.BytesIO(sent.data)).metadata
    assert "Open Government Licence" in told[b"attribution"].decode()
    assert client.application.extensions["care-atlas"].served.snapshot.id in told[b"citation"].decode()


def test_parquet_keeps_the_types_of_columns_in_which_nothing_stands(client: FlaskClient) -> None:
    sent = client.get("/api/v1/values.parquet?indicator=rtt-waiting-list&period=2026-01&place=E10000002")
    schema = pq.read_schema(io.BytesIO(sent.data))
    assert (str(schema.field("value").type), str(schema.field("band").type)) == ("double", "string")


def test_parquet_is_written_without_pandas_in_the_worker() -> None:
    ask = f"from app import server; server.test_client().get('/api/v1/values.parquet?{MONTH}')"
    told = f"{ask}; import sys; print('pandas' in sys.modules, 'geopandas' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]


def test_geojson_joins_each_row_to_the_shape_of_its_place(client: FlaskClient) -> None:
    rows = client.get(f"/api/v1/values?{MONTH}").get_json()["rows"]
    sent = client.get(f"/api/v1/values.geojson?{MONTH}")
    told = sent.get_json(force=True)
    assert told["licence"].startswith("https://www.nationalarchives.gov.uk/")
    own = [{name: one["properties"][name] for name in rows[0]} for one in told["features"]]
    assert own == rows
    drawn = {one["properties"]["place"]: (one["properties"]["drawn"], one["geometry"]) for one in told["features"]}
    assert drawn["RH5"][0] == "catchment"
    assert drawn["E92000001"][0] == "outline"
    assert all((how is None) == (shape is None) for how, shape in drawn.values())
    frame = geopandas.read_file(io.BytesIO(sent.data))
    assert len(frame) == len(rows)
    assert frame.geometry.dropna().is_valid.all()


def test_a_trust_is_drawn_in_its_catchment_of_the_month_and_as_a_point_before_the_first(client: FlaskClient) -> None:
    told = client.get("/api/v1/values.geojson?indicator=ae-4-hour&place=RH5&period=all").get_json(force=True)
    drawn = {
        one["properties"]["period"]: (one["properties"]["drawn"], one["properties"]["vintage"])
        for one in told["features"]
    }
    # RH5 took over another trust in April 2020: before, its catchment is not that of any set
    assert {how for month, how in drawn.items() if month < "2020-04"} == {("point", None)}
    assert drawn["2020-04"] == ("catchment", "2020-04")
    assert drawn["2026-03"] == ("catchment", "2025-01")


def test_every_place_of_a_figure_of_councils_has_an_outline(client: FlaskClient) -> None:
    listed = {i["slug"]: i["periods"] for i in client.get("/api/v1/indicators").get_json()}["employment"]
    for period in (listed[0], listed[-1]):
        sent = client.get(f"/api/v1/values.geojson?indicator=employment&period={period}&type=council")
        features = sent.get_json(force=True)["features"]
        assert len(features) > 250
        assert [f["properties"]["place"] for f in features if f["properties"]["drawn"] != "outline"] == []


def test_points_alone_can_be_asked_for(client: FlaskClient) -> None:
    told = client.get(f"/api/v1/values.geojson?{MONTH}&geometry=points").get_json(force=True)
    assert {f["properties"]["drawn"] for f in told["features"]} == {"point", None}


@pytest.mark.parametrize("form", FORMS)
def test_the_pages_follow_one_another_by_their_links_and_make_the_whole(client: FlaskClient, form: str) -> None:
    def places(sent: bytes) -> list[str]:
        if form == "values.csv":
            return [row["place"] for row in csv.DictReader(io.StringIO(sent.decode()))]
        if form == "values.parquet":
            return list(pq.read_table(io.BytesIO(sent))["place"].to_pylist())
        frame = pd.read_json(io.BytesIO(sent), typ="series")
        return [row.get("place") or row["properties"]["place"] for row in frame.get("rows") or frame["features"]]

    whole = places(client.get(f"/api/v1/{form}?{MONTH}").data)
    address, found, links = f"/api/v1/{form}?{MONTH}&limit=200", [], []
    while address:
        sent = client.get(address)
        found += places(sent.data)
        links.append({rel: at for at, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', sent.headers["Link"])})
        address = links[-1].get("next", "")
    assert found == whole
    assert len(links) == -(-len(whole) // 200) > 1
    assert client.get(links[0]["last"]).data == client.get(links[-1]["last"]).data
    assert "prev" not in links[0]


def test_rows_that_come_at_once_have_no_links_and_tell_their_number(client: FlaskClient) -> None:
    sent = client.get(f"/api/v1/values?{MONTH}")
    assert "Link" not in sent.headers
    assert sent.get_json()["total"] == len(sent.get_json()["rows"])
    beyond = client.get(f"/api/v1/values?{MONTH}&offset=5000").get_json()
    assert (beyond["rows"], beyond["total"]) == ([], sent.get_json()["total"])


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=10001", "limit=", "limit=many", "offset=-1", "limit=1.0", "limit=٣"]
)
def test_a_page_that_cannot_be_is_refused_with_the_bounds(client: FlaskClient, asked: str) -> None:
    sent = client.get(f"/api/v1/values.csv?{MONTH}&{asked}")
    assert (sent.status_code, sent.mimetype) == (400, "application/problem+json")
    told = sent.get_json(force=True)
    assert told["parameter"] == asked.split("=")[0]
    assert told["nearest"].isdecimal()


@pytest.mark.parametrize("form", FORMS)
def test_a_script_of_any_site_may_ask_first_and_then_read(client: FlaskClient, form: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    before = client.options(f"/api/v1/{form}?{MONTH}", headers=asked)
    assert before.status_code == 200
    assert "GET" in before.headers["Access-Control-Allow-Methods"]
    assert "POST" not in before.headers["Access-Control-Allow-Methods"]
    sent = client.get(f"/api/v1/{form}?{MONTH}", headers=asked)
    assert sent.headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link"} <= set(sent.headers["Access-Control-Expose-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in sent.headers
    known = client.get(f"/api/v1/{form}?{MONTH}", headers={"If-None-Match": sent.headers["ETag"]})
    assert known.status_code == 304


def test_an_error_can_be_read_by_a_script_of_another_site(client: FlaskClient) -> None:
    sent = client.get("/api/v1/values.geojson?indicator=nothing")
    assert sent.headers["Access-Control-Allow-Origin"] == "*"
    assert set(sent.get_json(force=True)) >= {"type", "title", "status", "detail", "parameter", "nearest"}
