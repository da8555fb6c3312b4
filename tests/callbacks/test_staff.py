"""Staff over the web: API, CSV, the explorer without a script, pages of trusts."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

THEN = "indicator=staff-clinical-change&split=from-2010-09&period=2013-09"


def text(client: FlaskClient, address: str) -> str:
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", client.get(address).get_data(as_text=True), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u202f", " "))


def test_full_time_equivalents_are_given_whole_and_headcounts_as_people(client: FlaskClient) -> None:
    asked = "/api/v1/values?indicator=staff-all&period=2017-09&place=RXR"
    [row] = client.get(asked).get_json()["rows"]
    assert (row["value"], row["status"], row["band"]) == (7162.81569, "reported", "s4")
    assert row["source_file"].endswith("workforce_by_trust_staff_group.parquet")
    [row] = client.get(f"{asked}&split=headcount").get_json()["rows"]
    assert row["value"] == 8088


def test_a_change_gives_both_counts_and_marks_a_transfer(client: FlaskClient) -> None:
    [row] = client.get(f"/api/v1/values?{THEN}&place=RXR").get_json()["rows"]
    assert (row["denominator"], row["numerator"], row["band"]) == (2938.08896, 3483.50468, "transfer")
    assert row["value"] == pytest.approx(100 * (3483.50468 - 2938.08896) / 2938.08896, abs=1e-12)


def test_the_csv_says_transfer_and_nothing_to_compare_with_in_words_of_their_own(client: FlaskClient) -> None:
    rows = {row["place"]: row for row in csv.DictReader(io.StringIO(client.get(f"/api/v1/values.csv?{THEN}").text))}
    assert rows["RXR"]["band"] == "transfer"
    assert (rows["R1H"]["status"], rows["R1H"]["value"]) == ("no_comparable_record", "")
    assert rows["RXA"]["status"] == "not_held"
    assert "E92000001" not in rows


def test_the_series_of_one_trust_tells_where_staff_moved(client: FlaskClient) -> None:
    told = client.get("/api/v1/values?indicator=staff-all&period=all&place=RXR").get_json()["breaks"]
    assert ("2012-09", "moved_in") in {(b["period"], b["kind"]) for b in told}
    assert "community services" in next(b["reason"] for b in told if b["period"] == "2012-09")


def test_a_change_without_an_earlier_date_is_since_february_2025_and_before_that_since_september_2010(
    client: FlaskClient,
) -> None:
    for period, split in (("", "from-2025-02"), ("2013-09", "from-2010-09"), ("2010-09", "from-2009-09")):
        asked = f"/api/v1/values?indicator=staff-all-change&period={period}&place=RXR"
        assert client.get(asked).get_json()["rows"][0]["split"] == split


@pytest.mark.parametrize("split", ["from-2013-09", "from-2014-09", "from-2010-10", "all"])
def test_an_earlier_date_that_is_not_earlier_names_the_nearest_right_one(client: FlaskClient, split: str) -> None:
    answer = client.get(f"/api/v1/values?indicator=staff-all-change&period=2013-09&split={split}")
    assert answer.status_code == (400 if split == "from-2010-10" else 404)  # no census was ever held in that month
    assert answer.get_json()["nearest"].startswith("from-20")
    assert answer.get_json()["parameter"] == "split"


def test_the_page_for_a_wrong_date_leads_to_the_same_view_with_a_right_one(client: FlaskClient) -> None:
    answer = client.get("/?indicator=staff-all-change&period=2013-09&split=from-2014-09&place=RXR")
    assert answer.status_code == 404
    link = unescape(re.findall(r'href="(/\?indicator[^"]+)"', answer.text)[0])
    assert link == "/?indicator=staff-all-change&period=2013-09&split=from-2010-09&place=RXR"
    assert client.get(link).status_code == 200


def test_the_period_of_a_change_begins_after_the_first_census(client: FlaskClient) -> None:
    found = {i["slug"]: i for i in client.get("/api/v1/indicators").get_json()}
    assert found["staff-all"]["periods"][0] == "2009-09"
    assert found["staff-all-change"]["periods"][0] == "2010-09"
    assert found["staff-all-change"]["splits"][-1] == {"code": "from-2009-09", "title": "Since September 2009"}


def test_the_explorer_shows_the_cuts_then_without_a_script(client: FlaskClient) -> None:
    page = client.get(f"/?{THEN}&place=RXR").text
    said = text(client, f"/?{THEN}&place=RXR")
    assert (
        "18.6 % more clinical staff in September 2013 than in September 2010 – but staff seem to have moved in" in said
    )
    assert "2,938 then, 3,484 now" in said
    assert "Staff moved in or out, or a merger: neither hired nor cut" in said
    assert "Since September 2010" in said
    assert 'data-preset="from-2010-09 2013-09"' in page
    assert 'class="transfer"' in page


def test_the_ready_made_views_are_hidden_where_the_figure_is_not_of_staff(client: FlaskClient) -> None:
    assert re.search(r'<nav[^>]* id="presets"[^>]* hidden', client.get("/").text)
    assert not re.search(r'<nav[^>]* id="presets"[^>]* hidden', client.get("/?indicator=staff-all").text)


def test_the_answer_of_every_change_is_small(client: FlaskClient) -> None:
    for slug in ("staff-all", "staff-clinical", "staff-support", "staff-non-clinical"):
        for asked in (f"{slug}&period=2025-08", f"{slug}-change&split=from-2024-09&period=2025-08"):
            sent = client.get(f"/api/v1/map?indicator={asked}", headers={"Accept-Encoding": "br"})
            assert len(sent.data) <= 4096, asked


def test_a_trust_s_page_tells_its_staff_with_the_transfer_in_the_same_breath(client: FlaskClient) -> None:
    said = text(client, "/place/RXR")
    assert "8,948 full-time equivalent staff worked at East Lancashire Hospitals NHS Trust in February 2026." in said
    assert "It had 67.4 % more staff in February 2026 than in September 2010 – but staff seem to have moved in" in said
    assert "September 2012: all staff grew by 15.0 % while community services moved" in said
    assert "not jobs lost" in said


def test_the_page_of_a_trust_made_by_a_merger_says_what_is_missing(client: FlaskClient) -> None:
    said = text(client, "/place/R1H")
    assert "Nothing to compare with : September 2009 to September 2011." in said
    assert "those that this one was made from are not in it" in said


def test_the_page_of_a_mental_health_trust_has_its_total_and_says_the_groups_are_elsewhere(client: FlaskClient) -> None:
    said = text(client, "/place/RXA")
    assert "3,825 full-time equivalent staff worked at Cheshire and Wirral Partnership" in said
    assert "Published, not held here : September 2025 to February 2026" in said
    assert "none of the figures held here are told of this place" not in said


def test_a_body_in_no_register_has_a_page(client: FlaskClient) -> None:
    assert "Camden and Islington NHS Foundation Trust in September 2024" in text(client, "/place/TAF")


def test_before_a_merger_the_trust_of_then_is_said_to_stand_under_today_s_name(client: FlaskClient) -> None:
    said = text(client, "/?indicator=staff-all&period=2013-09&place=RYR")
    assert "This is before it took over Brighton and Sussex University Hospitals NHS Trust (RXH)" in said
