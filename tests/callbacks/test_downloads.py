"""Whole datasets open in other programs, hold what the API gives, and are the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sqlite3
import time
from typing import TYPE_CHECKING

import duckdb
import geopandas
import pandas as pd
import pyarrow.parquet as pq
import pytest

from app import create_app
from callbacks.bulk import make
from callbacks.settings import Settings, read_settings
from data import bulk
from tests import committed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    told = vars(read_settings()) | {"exports": tmp_path_factory.mktemp("exports")}
    return Settings(**told)


@pytest.fixture(scope="module")
def app_client(settings: Settings) -> FlaskClient:
    return create_app(settings).server.test_client()


@pytest.fixture(scope="module")
def build(app_client: FlaskClient) -> str:
    return str(app_client.get("/readyz").get_json()["snapshot"])


@pytest.fixture(scope="module")
def folder(app_client: FlaskClient, settings: Settings, build: str) -> Iterator[Path]:
    """Ask as a program does: told to wait, until the files are there."""
    first = app_client.get(f"/download/{build}/{bulk.SUMS}")
    assert (first.status_code, first.headers["Retry-After"]) == (503, "30")
    until = time.monotonic() + 500
    while app_client.get(f"/download/{build}/{bulk.SUMS}").status_code == 503 and time.monotonic() < until:
        time.sleep(0.5)
    return next(settings.exports.glob(f"{build}-*"))


def test_each_file_is_listed_with_the_checksum_of_what_is_sent(
    app_client: FlaskClient, folder: Path, build: str
) -> None:
    listed = app_client.get(f"/download/{build}/{bulk.SUMS}").get_data(as_text=True)
    sums = {name: told for told, name in re.findall(r"^(\w{64})  (\S+)$", listed, re.M)}
    assert set(sums) == {path.name for path in folder.iterdir()} - {bulk.SUMS} == set(bulk.NAMES) - {bulk.SUMS}
    for name, told in sums.items():
        sent = app_client.get(f"/download/{build}/{name}")
        assert hashlib.sha256(sent.data).hexdigest() == told
        assert sent.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", sorted(bulk.TITLES))
def test_parquet_and_csv_hold_the_same_rows_and_the_columns_that_csvw_tells(folder: Path, name: str) -> None:
    told = json.loads((folder / f"{name}.csv-metadata.json").read_text("utf-8"))
    columns = [column["name"] for column in told["tableSchema"]["columns"]]
    table = pq.read_table(folder / f"{name}.parquet")
    with gzip.open(folder / told["url"], "rt", encoding="utf-8") as plain:
        assert plain.readline().strip().replace('"', "").split(",") == columns == table.column_names
        assert sum(1 for _row in plain) >= table.num_rows
    kinds = {"number": "double", "string": "string"}
    assert [kinds[one["datatype"]] for one in told["tableSchema"]["columns"]] == [str(f.type) for f in table.schema]
    keys = table.select(told["tableSchema"]["primaryKey"])
    assert keys.group_by(keys.column_names).aggregate([]).num_rows == table.num_rows
    reported = table["status"].to_numpy() == "reported"
    assert (pd.notna(table["value"].to_numpy()) <= reported).all()
    metadata = table.schema.metadata
    assert "Open Government Licence" in told["dc:rights"]
    assert told["dc:bibliographicCitation"] == metadata[b"citation"].decode()


@pytest.mark.parametrize("name", ["ae", "quality", "health"])
def test_duckdb_counts_the_same_rows_and_reasons_in_parquet_and_csv(folder: Path, name: str) -> None:
    asked = "select status, count(*), count(value), round(sum(value), 3) from {} group by all order by all"
    parquet = duckdb.sql(asked.format(f"read_parquet('{folder / name}.parquet')")).fetchall()
    csv = duckdb.sql(asked.format(f"read_csv('{folder / name}.csv.gz', header = true)")).fetchall()
    assert parquet == csv
    assert "reported" in {row[0] for row in parquet}
    assert all((row[2] == row[1]) if row[0] == "reported" else row[2] == 0 for row in parquet)


def test_csv_opens_in_pandas_with_the_values_of_parquet(folder: Path) -> None:
    csv = pd.read_csv(folder / "quality.csv.gz", keep_default_na=False, na_values=[""])
    parquet = pd.read_parquet(folder / "quality.parquet")
    pd.testing.assert_frame_equal(csv, parquet, check_dtype=False)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("rtt-incomplete", "indicator=rtt-median-wait&split=C_110&period=2026-01"),
        ("ae", "indicator=ae-4-hour&period=2020-06"),
        ("quality", "indicator=cqc-overall"),
        ("staff", "indicator=staff-all-change"),
        ("health", "indicator=smoking"),
        ("cuts", "indicator=announced-cuts"),
    ],
)
def test_the_rows_are_those_of_the_api(app_client: FlaskClient, folder: Path, name: str, asked: str) -> None:
    rows = app_client.get(f"/api/v1/values?{asked}").get_json()
    first = rows["rows"][0]
    chosen = [
        ("indicator", "==", rows["indicator"]),
        ("split", "==", first["split"]),
        ("period", "==", first["period"]),
    ]
    table = pq.read_table(folder / f"{name}.parquet", filters=chosen).to_pylist()
    wanted = {row["place"]: {key: row.get(key) for key in row if key != "band"} for row in rows["rows"]}
    found = {row["place"]: {key: row[key] for key in wanted[row["place"]]} for row in table}
    assert found == wanted


def test_the_geopackage_opens_with_the_newest_figures_and_its_licence(app_client: FlaskClient, folder: Path) -> None:
    trusts = geopandas.read_file(folder / bulk.PACKAGE, layer="trust").set_index("code")
    assert trusts.crs.to_epsg() == 4326
    assert trusts.geometry.is_valid.all()
    rows = app_client.get("/api/v1/values?indicator=ae-4-hour").get_json()["rows"]
    row = next(row for row in rows if row["place"] == "RH5")
    assert trusts.loc["RH5", ["ae_4_hour", "ae_4_hour_status", "ae_4_hour_period"]].tolist() == [
        row["value"], row["status"], row["period"],
    ]  # fmt: skip
    with sqlite3.connect(folder / bulk.PACKAGE) as held:
        told = " ".join(text for (text,) in held.execute("select metadata from gpkg_metadata"))
        described = held.execute("select description from gpkg_contents where table_name = 'trust'").fetchone()[0]
    assert "Open Government Licence" in told
    assert "no legal borders" in described


@pytest.mark.parametrize("name", ["staff", "quality", "cuts"])
def test_the_same_figures_give_the_same_bytes(folder: Path, tmp_path: Path, name: str) -> None:
    bulk.write_dataset(committed.snapshot(), name, tmp_path)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(again) == 3
    assert again == {file: (folder / file).read_bytes() for file in again}


@pytest.mark.soak
def test_all_that_is_downloaded_has_the_same_bytes_again(folder: Path, settings: Settings, tmp_path: Path) -> None:
    make(settings.snapshot, tmp_path / "again")
    assert (tmp_path / "again" / bulk.SUMS).read_text("utf-8") == (folder / bulk.SUMS).read_text("utf-8")


def test_latest_leads_to_the_address_that_stays(app_client: FlaskClient, folder: Path, build: str) -> None:
    answer = app_client.get("/download/latest/ae.parquet")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/download/{build}/ae.parquet")
    sent = app_client.get(answer.headers["Location"])
    again = app_client.get(answer.headers["Location"], headers={"If-None-Match": sent.headers["ETag"]})
    assert again.status_code == 304
    part = app_client.get(answer.headers["Location"], headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"PAR1")


@pytest.mark.parametrize(
    "address", ["latest/nothing.csv", "0123456789abcdef/ae.parquet", "latest/.lock", "latest/..%2f..%2fapp.py"]
)
def test_what_is_not_there_is_refused_without_making_anything(app_client: FlaskClient, address: str) -> None:
    assert app_client.get(f"/download/{address}").status_code == 404


def test_the_page_links_each_file_with_its_size(app_client: FlaskClient, folder: Path, build: str) -> None:
    said = app_client.get("/download").get_data(as_text=True)
    linked = set(re.findall(r'href="/download/latest/([^"]+)"', said))
    assert linked == set(bulk.NAMES)
    assert "\u00a0MB)" in said
    frozen = app_client.get(f"/download?snapshot={build}").get_data(as_text=True)
    assert set(re.findall(rf'href="/download/{build}/([^"?]+)', frozen)) == set(bulk.NAMES)
