"""Public health as the API and the pages tell it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from data.catalogue import catalogue

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HEALTH = [slug for slug, indicator in catalogue().items() if indicator.domain]


def ask(client: FlaskClient, address: str, **query: str) -> dict:
    reply = client.get(address, query_string=query)
    assert reply.status_code == 200
    return reply.get_json()


def test_blackpools_men_live_74_years_which_is_worse_than_england(client: FlaskClient) -> None:
    asked = {"indicator": "life-expectancy-male", "period": "2023-25", "place": "E06000009"}
    row = ask(client, "/api/v1/values", **asked)["rows"][0]
    assert (row["value"], row["compared"], row["lower_ci"]) == (74.2, "worse", None)
    page = client.get("/", query_string=asked).get_data(as_text=True)
    assert "Men in Blackpool can expect to live 74.2 years from birth" in page
    assert "Worse than England" in page


def test_an_interval_published_stands_in_the_row_and_in_the_panel(client: FlaskClient) -> None:
    asked = {"indicator": "life-expectancy-male", "period": "2019-21", "place": "E06000009"}
    row = ask(client, "/api/v1/values", **asked)["rows"][0]
    assert (row["value"], row["lower_ci"], row["upper_ci"]) == (73.69, 73.08, 74.31)
    assert "73.1 to 74.3 years" in client.get("/", query_string=asked).get_data(as_text=True)


@pytest.mark.parametrize("slug", HEALTH)
def test_each_indicator_answers_on_the_map_within_its_weight(client: FlaskClient, slug: str) -> None:
    answer = ask(client, "/api/v1/map", indicator=slug)
    told = [place for place in answer["places"].values() if place["status"] == "reported"]
    assert len(told) >= 22
    assert all(place["band"].startswith("s") for place in told)
    sent = client.get("/api/v1/map", query_string={"indicator": slug}, headers={"Accept-Encoding": "br"})
    assert len(sent.data) <= 4096


def test_years_before_the_mergers_are_drawn_on_the_borders_of_2014_unless_asked_otherwise(client: FlaskClient) -> None:
    asked = {"indicator": "excess-weight-reception-to-2018", "period": "2006-07"}
    old = ask(client, "/api/v1/map", **asked)
    assert old["drawing"] == "council-2014.areas"
    assert old["places"]["E07000048"]["status"] == "reported"
    assert ask(client, "/api/v1/map", **asked, geography="2025")["drawing"] == "council-2025.areas"
    assert ask(client, "/api/v1/map", indicator="life-expectancy-male")["drawing"] == "council-2025.areas"
    assert ask(client, "/api/v1/map", indicator="healthy-life-expectancy-male")["drawing"] == "county-2025.areas"


def test_a_merger_and_a_change_from_single_to_pooled_years_break_the_series(client: FlaskClient) -> None:
    asked = {"indicator": "smoking-in-manual-jobs", "period": "all", "place": "E06000058"}
    marks = ask(client, "/api/v1/values", **asked)["breaks"]
    assert {"merger", "definition"} <= {mark["kind"] for mark in marks}
    assert any(mark["period"] == "2019" and "Christchurch" in mark["reason"] for mark in marks)
    listed = next(i for i in ask(client, "/api/v1/indicators") if i["slug"] == "smoking-in-manual-jobs")  # type: ignore[attr-defined]
    assert listed["periods"][-1] == "2022-24"


def test_welsh_councils_share_the_figures_that_are_published_for_both(client: FlaskClient) -> None:
    places = ask(client, "/api/v1/map", indicator="employment")["places"]
    assert places["W06000015"]["status"] == "reported"
    places = ask(client, "/api/v1/map", indicator="smoking")["places"]
    assert places["W06000015"]["status"] == "not_collected"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("indicator=life-expectancy-male&period=2026-01", 404),
        ("indicator=life-expectancy-male&period=soon", 400),
        ("indicator=life-expectancy-male&geography=points", 404),
        ("indicator=life-expectancy-male&scale=classic", 404),
        ("indicator=life-expectancy-male&view=year", 404),
    ],
)
def test_what_public_health_does_not_offer_is_said(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/?{query}").status_code == status


@pytest.mark.parametrize("slug", HEALTH)
def test_each_indicator_has_its_page_and_a_council_its_figures(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/indicator/{slug}").status_code == 200
    assert client.get(f"/?indicator={slug}&place=E06000052").status_code == 200
    assert client.get(f"/?indicator={slug}&place=RH5").status_code == 200


def test_a_county_is_told_which_figures_are_published_for_it_and_not_held(client: FlaskClient) -> None:
    county = client.get("/place/E10000012").get_data(as_text=True)
    assert "Published, not held here: Health checks. The publisher has put this out" in county
    assert "Health checks. The publisher" not in client.get("/place/E06000066").get_data(as_text=True)
    shown = client.get("/?indicator=health-checks&place=E10000012").get_data(as_text=True)
    assert "County councils have figures too, but the file held here has none of them" in shown
    assert "Published, not held here" in shown


@pytest.mark.raw
def test_no_county_stands_in_the_file_of_health_checks(raw_folder: Path) -> None:
    rows = pd.read_csv(raw_folder / "health" / "fingertips" / "nhs_health_checks.csv", dtype=str)
    assert set(rows.area_type) == {"Country", "UA"}
    assert not rows.area_code.str.startswith("E10").any()
