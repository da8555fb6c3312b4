"""Region and deprivation as the API and the pages take them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from data.catalogue import catalogue

if TYPE_CHECKING:
    from flask.testing import FlaskClient

NARROW = {"indicator": "adult-obesity", "period": "2024-25", "region": "E12000002", "deprivation": "most"}
HEALTH = [slug for slug, indicator in catalogue().items() if indicator.domain]


def test_map_values_and_csv_give_the_same_filtered_places(client: FlaskClient) -> None:
    shown = client.get("/api/v1/map", query_string=NARROW).get_json()["places"].keys()
    rows = {row["place"] for row in client.get("/api/v1/values", query_string=NARROW).get_json()["rows"]}
    text = client.get("/api/v1/values.csv", query_string=NARROW).get_data(as_text=True)
    assert len(shown) == 17
    assert shown <= rows == {row["place"] for row in csv.DictReader(io.StringIO(text))}
    assert {"E92000001", "E12000002", "E06000052"}.isdisjoint(rows)


def test_trusts_are_filtered_by_region(client: FlaskClient) -> None:
    asked = {"indicator": "ae-4-hour", "period": "2026-01", "region": "E12000009"}
    shown = client.get("/api/v1/map", query_string=asked).get_json()["places"]
    assert "RH5" in shown and "RHQ" not in shown
    rows = client.get("/api/v1/values", query_string=asked).get_json()["rows"]
    assert {row["place"] for row in rows} == shown.keys()


def test_all_periods_of_a_place_are_filtered_each_by_the_index_of_its_time(client: FlaskClient) -> None:
    asked = {"indicator": "reception-obesity", "place": "E06000065", "period": "all"}
    every = client.get("/api/v1/values", query_string=asked).get_json()["rows"]
    ranked = [
        row
        for fifth in ("most", "second-most", "middle", "second-least", "least")
        for row in client.get("/api/v1/values", query_string=asked | {"deprivation": fifth}).get_json()["rows"]
    ]
    assert ranked and len(ranked) < len(every)
    assert min(row["period"] for row in ranked) >= "2021-22"


@pytest.mark.parametrize("address", ["/", "/api/v1/map", "/api/v1/values", "/api/v1/values.csv"])
@pytest.mark.parametrize(
    ("name", "value", "nearest"), [("region", "E12000020", "E12000002"), ("deprivation", "mosst", "most")]
)
def test_an_unknown_filter_is_refused_and_the_nearest_named(
    client: FlaskClient, address: str, name: str, value: str, nearest: str
) -> None:
    reply = client.get(address, query_string={"indicator": "adult-obesity", name: value})
    assert reply.status_code == 400
    assert nearest in reply.get_data(as_text=True)


@pytest.mark.parametrize("slug", HEALTH)
def test_intervals_and_all_the_map_answer_fits_in_four_kilobytes(client: FlaskClient, slug: str) -> None:
    periods = next(i for i in client.get("/api/v1/indicators").get_json() if i["slug"] == slug)["periods"]
    for asked in ({"period": periods[-1], "place": "E06000058"}, {"period": periods[0]}, {"deprivation": "middle"}):
        sent = client.get("/api/v1/map", query_string={"indicator": slug, **asked}, headers={"Accept-Encoding": "br"})
        assert len(sent.data) <= 4096


def test_the_page_without_a_script_holds_the_filtered_rows_and_the_boxes_as_chosen(client: FlaskClient) -> None:
    page = client.get("/", query_string=NARROW).get_data(as_text=True)
    assert len(re.findall(r'<tr data-code="', page)) == 17
    assert '<option value="E12000002" selected>' in page and '<option value="most" selected>' in page
    assert 'data-code="E06000052" class="out"' in page
    assert re.search(r'<a[^>]*region=E12000002&amp;deprivation=most"[^>]*>Download as CSV', page)


def test_for_trusts_the_box_of_deprivation_is_out_of_sight(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert re.search(r'<div class="field field-deprivation" hidden>', page)
    assert "Trusts are not sorted by deprivation" not in page
    assert "Trusts are not sorted by deprivation" in client.get("/?region=E12000007").get_data(as_text=True)
    assert re.search(r'<div class="field field-region">', page)


def test_another_measure_sent_by_the_form_shows_what_it_offers(client: FlaskClient) -> None:
    sent = {**NARROW, "split": "all", "scale": "spread", "view": "performance", "geography": "areas"}
    reply = client.get("/", query_string={**sent, "was": "adult-obesity"})
    assert reply.status_code == 303
    assert "deprivation=most" in reply.location and "was" not in reply.location
    reply = client.get("/", query_string={**sent, "indicator": "ae-4-hour", "was": "adult-obesity"})
    assert reply.status_code == 303
    assert client.get(reply.location).status_code == 200
    assert "region=E12000002" in reply.location and "deprivation" not in reply.location
    assert client.get("/", query_string={**sent, "region": "E1", "was": "adult-obesity"}).status_code == 400


def test_the_way_out_of_a_wrong_filter_keeps_the_other_choices(client: FlaskClient) -> None:
    page = client.get("/?indicator=smoking&deprivation=mosst&period=2024").get_data(as_text=True)
    link = re.search(r'href="(/\?[^"]*deprivation=most[^"]*)"', page)
    assert link and "indicator=smoking" in link[1]
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200
