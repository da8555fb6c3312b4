"""The ledger as readers and programs get it: page, CSV, letter, map, API, page of a trust."""

from __future__ import annotations

import csv
import html
import io
import math
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import create_app
from callbacks.settings import ROOT, Settings
from data.store import Snapshot
from layouts import ledger
from layouts.html import render
from layouts.ledger import Filters, as_csv, harmless
from layouts.words import month

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ACTUAL = "Staff in post"


@pytest.fixture(scope="module")
def snapshot(client: FlaskClient) -> Snapshot:
    return client.application.extensions["care-atlas"].served.snapshot


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.get_data(as_text=True))


def records_of(text: str) -> list[str]:
    """The records of a page, each as its own HTML."""
    return re.findall(r'<li class="record">(.*?)</li>', text, re.S)


def lines_of(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/ledger.csv{query}").get_data(as_text=True))))


def test_the_ledger_lists_every_record_with_its_source_to_read_on(client: FlaskClient) -> None:
    records = records_of(text_of(client, "/ledger"))
    assert len(records) == 30
    for record in records:
        assert re.search(r'<a href="https?://[^"]+" rel="noopener nofollow">Read more at the source</a>', record)


def test_announced_never_stands_without_what_became_of_the_staff(client: FlaskClient) -> None:
    assert all(ACTUAL in record for record in records_of(text_of(client, "/ledger")))
    for address in ("/place/RXR", "/?indicator=announced-cuts&place=RXR"):
        assert re.search(rf"1,013 posts to go.*?{ACTUAL}", text_of(client, address), re.S)
    answer = client.get("/api/v1/map?indicator=announced-cuts").get_json()
    told = [place for place in answer["places"].values() if "text" in place]
    assert len(told) == 29
    assert all(ACTUAL in place["beside"] for place in told)


def test_totals_are_floors_from_those_who_said_a_number(client: FlaskClient) -> None:
    text = text_of(client, "/ledger")
    assert "At least 12,203 posts announced to go in England, from 27 of 255 NHS trusts of that time." in text
    assert "At least 799 posts announced to go in Wales, from 1 of 7 health boards." in text
    rows = client.get("/api/v1/values?indicator=announced-cuts").get_json()["rows"]
    english = [row for row in rows if row["place"].startswith("R")]
    assert sum(row["value"] for row in english if row["status"] == "reported") == 12203
    assert sum(row["status"] == "reported" for row in english) == 27


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("?state=none_planned", 1), ("?state=disputed", 2), ("?state=up_to", 2), ("?state=net_increase", 1),
        ("?state=no_record", 0), ("?clinical=told", 3), ("?evidence=union-claim", 2), ("?region=N92000002", 1),
        ("?region=W92000004", 2), ("?region=E12000002&evidence=foi-answer", 3), ("?state=&evidence=&clinical=&region=", 30),
    ],
)  # fmt: skip
def test_filters_choose_the_same_lines_on_the_page_and_in_the_csv(client: FlaskClient, query: str, n: int) -> None:
    text, rows = text_of(client, f"/ledger{query}"), lines_of(client, query)
    said = [row for row in rows if row["state"] != "no_record"]
    silent = [row["name"] for row in rows if row["state"] == "no_record"]
    headings = [re.sub("<[^>]+>", "", name) for name in re.findall(r"<h2>(.*?)</h2>", "".join(records_of(text)))]
    assert headings == [row["name"] for row in said]
    assert len(said) == n
    listed = re.search(r'<ul class="columns">(.*?)</ul>', text, re.S)
    assert sorted(re.findall(r">([^<]+)</a>", listed[1] if listed else "")) == sorted(silent)


def test_the_csv_tells_a_nought_from_nothing(client: FlaskClient) -> None:
    rows = {row["code"]: row for row in lines_of(client)}
    assert (rows["RXH"]["state"], rows["RXH"]["posts_low"]) == ("none_planned", "0")
    assert (rows["RTE"]["state"], rows["RTE"]["posts_low"]) == ("no_record", "")
    assert (rows["RVR"]["state"], rows["RVR"]["posts_low"]) == ("net_increase", "")
    assert (rows["RXR"]["clinical"], rows["RWY"]["clinical"]) == ("", "209")
    assert rows[""]["name"] == "Belfast Health and Social Care Trust"


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-cmd", "@sum", "\t=1", "\r=1"])
def test_no_cell_of_the_csv_runs_as_a_formula(snapshot: Snapshot, cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(-3) == -3
    bad = replace(snapshot.cuts[0], name=cell, said=cell, publisher=cell)
    rows = list(csv.reader(io.StringIO(as_csv(replace(snapshot, cuts=(bad,)), Filters()), newline="")))
    assert not [one for row in rows for one in row if one.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_words_of_a_record_are_never_run_as_markup(snapshot: Snapshot) -> None:
    bad = replace(snapshot.cuts[0], name="<script>1</script>", said="<img src=x>", publisher='"><b>')
    text = render(ledger.page(replace(snapshot, cuts=(bad,)), Filters()))
    assert not re.search(r"<script|<img|<b>\s*<", text)


@pytest.mark.parametrize(
    ("address", "status", "nearest"),
    [
        ("/ledger?state=anounced", 400, "announced"),
        ("/ledger?evidence=foi", 400, "foi-answer"),
        ("/ledger?region=E12000099", 400, "E12000009"),
        ("/ledger?clinical=yes", 400, "told"),
        ("/ledger?sate=announced", 400, "state"),
        ("/ledger.csv?state=x", 400, "announced"),
        ("/ledger?state=" + "x" * 500, 400, ""),
        ("/ledger/letter?trust=RXZ", 404, "RX"),
        ("/ledger/letter?trust=East+Lancs+Hospitals", 404, "RXR"),
        ("/ledger/letter?trust=E06000066", 404, ""),
        ("/ledger/letter?trust=RXR&from=2010", 400, "2010-09"),
        ("/ledger/letter?trust=RXR&from=2013-09&to=2010-09", 400, "2013-09"),
        ("/ledger/letter?trust=<script>", 404, ""),
    ],
)
def test_what_cannot_be_chosen_is_told_with_the_nearest(
    client: FlaskClient, address: str, status: int, nearest: str
) -> None:
    answer = client.get(address)
    text = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert ("The nearest right value is " in text) == bool(nearest)
    assert nearest in text.partition("The nearest right value is ")[2]
    assert "<script>" not in text.replace("<script src", "")


def test_the_link_of_an_error_leads_to_the_ledger_with_the_nearest_choice(client: FlaskClient) -> None:
    assert 'href="/ledger?state=announced"' in client.get("/ledger?state=anounced").get_data(as_text=True)
    asked = client.get("/ledger/letter?trust=East+Lancs+Hospitals").get_data(as_text=True)
    assert 'href="/ledger/letter?trust=RXR"' in asked


def test_the_letter_is_filled_in_and_asks_what_must_be_asked(client: FlaskClient) -> None:
    text = text_of(client, "/ledger/letter?trust=RXR&from=2010-09&to=2013-09")
    letter = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", text, re.S)
    assert letter
    for words in (
        "To: Freedom of Information team, East Lancashire Hospitals NHS Trust", "Freedom of Information Act 2000",
        f"{month('2010-09')} to {month('2013-09')}", "20 working days", "clinical and non-clinical", "headcount",
        "full-time equivalents (FTE)", "Redundancies", "transferred", "Yours faithfully",
    ):  # fmt: skip
        assert words in letter[1], words


def test_the_letter_about_a_trust_that_has_gone_is_addressed_to_who_took_over(client: FlaskClient) -> None:
    text = text_of(client, "/ledger/letter?trust=RNJ")
    assert "To: Freedom of Information team, Barts Health NHS Trust" in text
    assert "Barts and the London NHS Trust became part of Barts Health NHS Trust on 1 April 2012" in text


def test_the_letter_without_a_trust_asks_which(client: FlaskClient) -> None:
    text = text_of(client, "/ledger/letter")
    assert "Choose a trust" in text
    assert "<textarea" not in text


def circles(client: FlaskClient) -> dict[str, tuple[str, int, int, int]]:
    """Class, x, y and radius of every circle of the main map, by code."""
    text = client.get("/?indicator=announced-cuts").get_data(as_text=True)
    main = text.split('<g class="inset">')[0]
    found = re.findall(r'<circle data-code="(\w+)" class="(\w+)" cx="(\d+)" cy="(\d+)" r="(\d+)"', main)
    return {code: (css, int(x), int(y), int(r)) for code, css, x, y, r in found}


def test_symbols_have_an_area_in_proportion_to_their_posts(client: FlaskClient) -> None:
    drawn = circles(client)
    for code, posts in (("RR1", 1600), ("RXR", 1013), ("RWY", 444), ("RJ7", 200), ("RW6", 1000)):
        assert drawn[code][3] == pytest.approx(3 * math.sqrt(posts), abs=0.5)
    assert drawn["RW6"][0] == "up_to"


def test_what_nobody_asked_is_hatched_and_never_a_nought(client: FlaskClient) -> None:
    drawn = circles(client)
    assert drawn["RTE"][0] == "no_record"
    assert drawn["RXH"][0] == "none_planned"
    text = text_of(client, "/?indicator=announced-cuts")
    assert 'id="p-no_record"' in text
    assert "Gloucestershire Hospitals NHS Foundation Trust: No record known" in text


def test_trusts_are_drawn_where_they_stood_then_and_belfast_nowhere(client: FlaskClient, snapshot: Snapshot) -> None:
    drawn = circles(client)
    assert set(drawn) == set(snapshot.cubes["announced-cuts"].places)
    worthing, brighton = drawn["RYR"], drawn["RXH"]
    assert math.hypot(worthing[1] - brighton[1], worthing[2] - brighton[2]) * 0.2 > 12
    assert "W11000023" in drawn
    assert "Belfast" not in text_of(client, "/?indicator=announced-cuts")


def test_the_legend_counts_each_state_and_the_key_tells_sizes(client: FlaskClient) -> None:
    legend = {item["class"]: item["count"] for item in client.get("/api/v1/map?indicator=announced-cuts").get_json()["legend"]}  # fmt: skip
    assert legend == {"announced": 22, "up_to": 2, "disputed": 2, "none_planned": 1, "net_increase": 1, "no_record": 228, "no_comparable_record": 1}  # fmt: skip
    assert '<g class="size-key"' in client.get("/?indicator=announced-cuts").get_data(as_text=True)
    assert '<g class="size-key"' not in client.get("/?indicator=ae-4-hour").get_data(as_text=True)


def test_the_geometry_of_the_ledger_is_served_with_names_for_those_who_change_to_it(client: FlaskClient) -> None:
    answer = client.get("/api/v1/map?indicator=announced-cuts").get_json()
    snapshot = client.application.extensions["care-atlas"].served.snapshot
    shapes = client.get(f"/geometry/{snapshot.id}/{answer['drawing']}.svg").get_data(as_text=True)
    assert re.search(r'data-code="RXR"[^>]*r="95" style="--r:95px"', shapes)
    assert "<title>East Lancashire Hospitals NHS Trust</title>" in shapes


def test_the_page_of_a_trust_tells_its_own_records_and_of_those_it_took_over(client: FlaskClient) -> None:
    assert "It did not stand then" not in text_of(client, "/place/RXR")
    merged = text_of(client, "/place/R1H")
    assert "630 or 635 posts to go" in merged
    assert "86 posts to go" in merged
    silent = text_of(client, "/place/RTE")
    assert "<b>No record known</b>" in silent
    assert 'href="/ledger/letter?trust=RTE"' in silent
    assert "799 posts to go" in text_of(client, "/place/W11000023")
    assert "Announced cuts, 2010 to 2013</h2>" not in text_of(client, "/place/E06000066")


def test_the_headline_of_each_state_says_what_it_is(client: FlaskClient) -> None:
    def headline(place: str) -> str:
        return client.get(f"/api/v1/map?indicator=announced-cuts&place={place}").get_json()["headline"]

    assert headline("RXR") == "East Lancashire Hospitals NHS Trust: 1,013 posts to go"
    assert headline("RW6") == "Pennine Acute Hospitals NHS Trust: up to 1,000 posts to go"
    assert headline("RJ7") == "St George's Healthcare NHS Trust: 200 or 500 posts to go"
    assert headline("RXH") == "Brighton and Sussex University Hospitals NHS Trust: None planned"
    assert headline("RVR") == "Epsom and St Helier University Hospitals NHS Trust: Growth expected"
    assert headline("RTE") == "Gloucestershire Hospitals NHS Foundation Trust: no record of announced cuts"


def test_a_snapshot_without_the_ledger_says_that_it_is_not_held(tmp_path: Path) -> None:
    folder = tmp_path / "snapshot"
    shutil.copytree(ROOT / "data" / "snapshot", folder)
    (folder / "cuts.parquet").unlink(missing_ok=True)
    client = create_app(Settings(folder, "", "", "")).server.test_client()
    assert "Published, not held here" in text_of(client, "/ledger")
    assert lines_of(client) == []
    assert "Announced cuts, 2010 to 2013</h2>" not in text_of(client, "/place/RXR")
    assert client.get("/ledger/letter?trust=RXR").status_code == 200
    assert client.get("/?indicator=announced-cuts").status_code == 404
