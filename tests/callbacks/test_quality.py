"""Inspections and quality as the pages and the API tell them: old, labelled so, and never a score where there is none."""

from __future__ import annotations

import shutil
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import create_app
from callbacks.settings import ROOT, Settings
from data import services
from data.catalogue import catalogue
from data.inputs import find_inputs, read_inputs
from data.parquet import FIGURES, write_table
from data.sources.place.pilot import listings
from layouts.sources import sources

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SAMPLES = ROOT / "data" / "sources"
MOST_PARTS = 300
"""Components of the page of sources: what is long in it comes ready-made."""


def ask(client: FlaskClient, address: str, **query: str) -> dict:
    reply = client.get(address, query_string=query)
    assert reply.status_code == 200, reply.get_data(as_text=True)[:300]
    return reply.get_json()


def text_of(client: FlaskClient, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.get_data(as_text=True)


def test_a_rating_is_a_word_on_the_map_in_the_table_in_the_panel_and_in_the_csv(client: FlaskClient) -> None:
    asked = {"indicator": "cqc-overall", "period": "2019-02", "place": "RA7"}
    row = ask(client, "/api/v1/values", **asked)["rows"][0]
    assert (row["value"], row["words"], row["status"]) == (4, "Outstanding", "reported")
    answer = ask(client, "/api/v1/map", **asked)
    assert [(item["class"], item["label"]) for item in answer["legend"]][:4] == [
        ("s6", "Outstanding"), ("s4", "Good"), ("s3", "Requires improvement"), ("s1", "Inadequate"),
    ]  # fmt: skip
    page = text_of(client, "/?indicator=cqc-overall&period=2019-02&place=RA7")
    assert "In February 2019: Outstanding. Note: rating published on 2 March 2017." in page
    assert "Old: rating of the provider by inspectors (CQC)" in page
    csv = client.get("/api/v1/values.csv", query_string=asked).get_data(as_text=True).splitlines()
    assert csv[0].endswith(",words")
    assert csv[1].endswith(",Outstanding")


def test_no_rating_yet_and_a_rating_that_was_replaced_are_never_a_nought(client: FlaskClient) -> None:
    asked = {"indicator": "cqc-overall", "period": "all", "place": "RA7"}
    rows = {row["period"]: row for row in ask(client, "/api/v1/values", **asked)["rows"]}
    assert (rows["2015-12"]["value"], rows["2015-12"]["status"]) == (None, "not_held")
    newest = ask(client, "/api/v1/values", indicator="cqc-overall", period="2019-02", place="R0A")["rows"][0]
    assert (newest["value"], newest["status"]) == (None, "no_record")


def test_a_trust_that_took_over_others_since_is_said_to_be_another_one(client: FlaskClient) -> None:
    for address in ("/place/RH5", "/?indicator=cqc-overall&place=RH5"):
        text = text_of(client, address)
        assert "Since then it has taken over" in text
        assert "Yeovil District Hospital NHS Foundation Trust (1 April 2023)" in text


def test_shmi_has_no_colour_of_better_or_worse_and_no_verdict(client: FlaskClient) -> None:
    listed = next(i for i in ask(client, "/api/v1/indicators") if i["slug"] == "shmi")  # type: ignore[attr-defined]
    assert (listed["polarity"], listed["views"], listed["periods"][-1]) == ("none", ["performance"], "2018")
    row = ask(client, "/api/v1/values", indicator="shmi", period="2017", place="RE9")["rows"][0]
    assert (row["value"], row["compared"]) == (1.2321, "not_compared")
    gone = ask(client, "/api/v1/values", indicator="shmi", period="2018", place="RE9")["rows"][0]
    assert gone["status"] == "no_comparable_record"


def test_every_placed_pilot_site_is_a_point_with_a_name_and_a_page(client: FlaskClient) -> None:
    answer = ask(client, "/api/v1/map", indicator="place-pilot-2012")
    sites = {site for one in listings() for site in one.sites}
    assert set(answer["places"]) == sites
    assert [(item["label"], item["count"]) for item in answer["legend"]] == [("Took part in the pilot", len(sites))]
    page = text_of(client, "/?indicator=place-pilot-2012")
    assert page.count('<circle data-code="') >= len(sites)
    for site in sites:
        assert f'data-code="{site}"' in page
        assert client.get(f"/place/{site}").status_code in (200, 303), site
    assert f'data-drawing="{answer["drawing"]}"' in page
    snapshot = client.application.extensions["care-atlas"].served.snapshot
    assert "RNZ02" in client.get(f"/geometry/{snapshot.id}/{answer['drawing']}.svg").get_data(as_text=True)


def test_the_pilot_page_lists_every_name_with_its_match_and_those_not_placed(client: FlaskClient) -> None:
    text = text_of(client, "/indicator/place-pilot-2012")
    assert "67 of the 69 listed names are on the map" in text
    for one in listings():
        assert escape(one.hospital) in text
    assert text.count("not placed: ") == 2


@pytest.mark.parametrize(
    "slug", [s for s in catalogue() if s.startswith(("place-", "peat-")) and s != "place-pilot-2012"]
)
def test_a_figure_that_is_not_held_says_how_it_is_loaded(slug: str, client: FlaskClient) -> None:
    assert "make build RAW=" in text_of(client, f"/indicator/{slug}")
    assert f'href="/indicator/{slug}"' in text_of(client, "/sources")
    assert f'<option value="{slug}"' not in text_of(client, "/")
    for address in (f"/api/v1/values?indicator={slug}", f"/api/v1/map?indicator={slug}"):
        reply = client.get(address)
        assert (reply.status_code, reply.get_json()["reason"]) == (404, "not_held")
    page = client.get(f"/?indicator={slug}")
    assert page.status_code == 404
    assert f'href="/indicator/{slug}"' in page.get_data(as_text=True)


def test_the_estate_return_is_told_by_site_off_the_map_and_is_no_inspection(client: FlaskClient) -> None:
    assert client.get("/?indicator=eric-food-cost").status_code == 404
    assert '<option value="eric-' not in text_of(client, "/")
    page = text_of(client, "/place/RH5")
    assert "What the estate return says" in page
    assert "It is no inspection" in page
    assert "£9.90" in page
    row = ask(client, "/api/v1/values", indicator="eric-food-cost", period="2016-17", place="RBA11")["rows"][0]
    assert (row["name"], row["value"]) == ("Musgrove Park Hospital", 9.9)


def test_old_figures_are_kept_off_the_pages_for_choosing(client: FlaskClient) -> None:
    near = text_of(client, "/near?q=TA1")
    for words in ("Care Quality Commission rating", "CQC rating", "SHMI", "PLACE"):
        assert words not in near
    lead = text_of(client, "/place/RH5").split("<h2>")[0]
    assert "rating" not in lead


def test_the_place_page_names_what_is_missing_of_quality_and_why(client: FlaskClient) -> None:
    page = text_of(client, "/place/RA7")
    assert "What is missing of these, and why" in page
    assert "December 2014 to December 2016" in page


def test_sources_count_every_indicator_by_status_in_time(client: FlaskClient) -> None:
    text = text_of(client, "/sources?lang=en")
    listed = ask(client, "/api/v1/indicators")
    assert all(f'href="/indicator/{one["slug"]}"' in text for one in listed)  # type: ignore[index]
    assert "Did not send figures: 1; Reports no more: 19; None of this here: 2" in text
    assert "2026, 1 month<" in text
    assert "2025, 12 months<" in text


def test_the_page_of_sources_is_laid_out_of_few_parts_and_not_again_for_the_next(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out, long = sources(client.application.extensions["care-atlas"].served.snapshot, date(2026, 4, 1))
    assert sum(1 for _ in laid_out._traverse()) < MOST_PARTS < sum(table.count("<td") for table in long.values())
    first = client.get("/sources?lang=en")
    monkeypatch.setattr("callbacks.pages.sources", lambda *_told: pytest.fail("it is laid out again"))
    assert client.get("/sources?lang=en").data == first.data


def test_a_loaded_place_file_is_told_for_site_and_trust_and_peat_shares_no_axis_with_it(
    client: FlaskClient, tmp_path: Path
) -> None:
    folder, raw = tmp_path / "snapshot", tmp_path / "raw"
    shutil.copytree(client.application.extensions["care-atlas"].served.snapshot.folder, folder)
    raw.mkdir()
    for path in (*(SAMPLES / "place" / "sample").iterdir(), *(SAMPLES / "peat" / "sample").iterdir()):
        text = path.read_text(encoding="utf-8").replace("ZZ101", "RBA11").replace("ZZ1,", "RH5,")
        (raw / path.name).write_text(text, encoding="utf-8")
    read = read_inputs(find_inputs([raw]), iter, {})
    assert read.refused == []
    write_table(services.assemble(read.indicators, catalogue()), folder / "services.parquet", FIGURES["services"])
    client = create_app(Settings(folder, "", "", "")).server.test_client()  # type: ignore[assignment]
    row = ask(client, "/api/v1/values", indicator="place-food", place="RBA11")["rows"][0]
    assert (row["value"], row["period"], row["name"]) == (91.5, "2024", "Musgrove Park Hospital")
    old = ask(client, "/api/v1/values", indicator="place-food-to-2018", place="RH5")["rows"][0]
    assert (old["value"], old["period"]) == (88.2, "2015")
    peat = ask(client, "/api/v1/values", indicator="peat-food", place="RBA11")["rows"][0]
    assert (peat["words"], peat["period"]) == ("Excellent", "2012")
    assert client.get("/?indicator=place-food-to-2018").status_code == 200
    page = text_of(client, "/place/RH5")
    assert "PLACE score from 2019: food" in page
    assert "Old: PEAT grade to 2012: food" in page
