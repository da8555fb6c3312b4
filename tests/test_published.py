"""Figures that a publisher printed, held against ours: one row a figure in `published.csv`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data import held

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ROWS = list(csv.DictReader((Path(__file__).parent / "published.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['indicator']}-{r['split']}-{r['period']}-{r['place']}")
def test_figure_equals_what_the_publisher_printed(client: FlaskClient, row: dict[str, str]) -> None:
    asked = {name: row[name] for name in ("indicator", "split", "period", "place")}
    found = client.get("/api/v1/values", query_string=asked).get_json()["rows"][0]
    decimals = int(row["decimals"])
    ours = found["numerator"] if decimals < 0 else found["value"]
    assert round(ours, max(decimals, 0)) == float(row["printed"]), row["citation"]


def test_every_indicator_that_is_held_has_a_published_figure(client: FlaskClient) -> None:
    snapshot = client.application.extensions["care-atlas"].served.snapshot
    assert {row["indicator"] for row in ROWS} == set(held.indicators(snapshot))
