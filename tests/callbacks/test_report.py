"""Reports: the choice lives in the address, is bounded, and comes as page, PDF, letter and batch."""

from __future__ import annotations

import io
import time
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from callbacks.press import PRESS
from callbacks.world import World
from layouts.sheet.report import MOST_PLACES, read_report

if TYPE_CHECKING:
    from flask.testing import FlaskClient

BUDGET = 60
"""Seconds for twenty sheets."""


@pytest.fixture(scope="module")
def here(client: FlaskClient) -> World:
    found: World = client.application.extensions["care-atlas"].served
    return found


def page(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/report?{query}")
    assert answer.status_code == 200, query
    return unescape(answer.get_data(as_text=True))


def test_the_form_is_sent_on_to_the_address_of_the_choice(client: FlaskClient) -> None:
    asked = "places=RH5&places=RA7&add=North+Bristol+NHS+Trust&group=&period=&sections=figures&sections=staff"
    answer = client.get(f"/report?{asked}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/report?places=RH5,RA7,RVJ&sections=figures,staff"


def test_all_parts_ticked_and_none_named_are_one_address(here: World) -> None:
    every = {"sections": ["figures,questions,specialties,health,staff,hospitals,bridge,missing,definitions,sources"]}
    assert read_report(here.snapshot, here.relations, every) == read_report(here.snapshot, here.relations, {})


def test_only_the_parts_chosen_stand_in_it(client: FlaskClient) -> None:
    text = page(client, "places=RH5&sections=staff")
    assert "Staff in post, February 2026" in text
    assert "Questions for the board" not in text


def test_only_the_figures_chosen_stand_in_it_and_a_period_holds_for_all(client: FlaskClient) -> None:
    text = page(client, "places=RH5&indicators=ae-4-hour,rtt-median-wait&period=2025-11")
    assert text.count('data-slug="') == 2
    assert text.count('data-period="2025-11"') == 2
    rows = client.get("/api/v1/values?indicator=ae-4-hour&place=RH5&period=2025-11").get_json()["rows"]
    assert f'<b class="sheet-value">{rows[0]["value"]:.1f}\u202f%</b>' in text


def test_a_figure_not_held_of_the_period_says_of_which_it_is(client: FlaskClient) -> None:
    text = page(client, "places=RH5&indicators=ae-4-hour,rtt-median-wait&period=2018-03")
    assert "Not held for this period: this figure is held from April 2024 to January 2026." in text


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        ("trusts-in:E12000009", {"RH5", "RA7", "RVJ"}),
        ("E12000009", {"RH5", "RA7"}),
        ("councils-in:E10000008", {"E07000040", "E07000041"}),
        ("used-by:E06000066", {"RH5", "RD1"}),
    ],
)
def test_a_group_stands_for_its_places(here: World, term: str, codes: set[str]) -> None:
    assert codes <= set(read_report(here.snapshot, here.relations, {"places": [term]}).places)


@pytest.mark.parametrize(
    ("query", "status", "why"),
    [
        (f"places={','.join(['E92000001'] * 60)}", 400, "a report holds up to 70"),
        ("places=trusts-in:E92000001&format=pdf", 400, "Take one region at a time"),
        (f"places={'RH5,' * 500}", 400, "too long"),
        ("places=RZZ9", 404, "no place with this code"),
        ("places=trusts-in:E99", 404, "no area with this code"),
        ("places=all-in:E12000009", 400, "trusts-in"),
        ("places=RH5&indicators=nonsense", 404, "no indicator of this name"),
        ("places=RH5&indicators=cqc-overall", 400, "not in a report"),
        ("places=RH5&period=1999-01", 404, "The newest is"),
        ("places=RH5&sections=gossip", 400, "no such part"),
        ("places=RH5&format=docx", 400, "It can be html, pdf"),
        ("format=pdf", 400, "Say which places"),
        ("places=RH5&colour=red", 400, "no parameter of this name"),
    ],
)
def test_what_cannot_be_served_is_told(client: FlaskClient, query: str, status: int, why: str) -> None:
    answer = client.get(f"/report?{query}")
    assert answer.status_code == status
    assert why in unescape(answer.get_data(as_text=True))


def test_five_hundred_places_are_refused_with_the_limit(client: FlaskClient, here: World) -> None:
    codes = [code for code, place in here.snapshot.places.items() if place.type == "council"]
    answer = client.get(f"/report?places={','.join((codes * 2)[:500])}&format=pdf")
    assert answer.status_code == 400
    assert f"up to {MOST_PLACES} places" in answer.get_data(as_text=True)


def test_one_pdf_holds_a_sheet_of_each_place(client: FlaskClient, here: World) -> None:
    answer = client.get("/report?places=used-by:E06000066&format=pdf")
    opened = pypdfium2.PdfDocument(answer.get_data())
    text = " ".join(" ".join(one.get_textpage().get_text_range() for one in opened).split())
    codes = read_report(here.snapshot, here.relations, {"places": ["used-by:E06000066"]}).places
    assert len(codes) <= len(opened) <= 2 * len(codes)
    assert [code for code in codes if here.snapshot.places[code].name not in text] == []


def test_twenty_sheets_come_as_a_zip_within_a_minute_piece_by_piece(client: FlaskClient) -> None:
    began = time.monotonic()
    answer = client.get("/report?places=trusts-in:E12000006&format=zip", buffered=False)
    pieces = list(answer.response)
    assert time.monotonic() - began < BUDGET
    answer.close()
    assert len(pieces) == 21
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == 20
        assert archive.read("RGT.pdf") == client.get("/report?places=RGT&format=pdf").get_data()


def test_progress_is_written_sheet_by_sheet(client: FlaskClient) -> None:
    answer = client.get("/report?places=RH5,RD1&format=progress", buffered=False)
    pieces = [piece.decode() for piece in answer.response]
    answer.close()
    assert len(pieces) == 4
    assert "Somerset NHS Foundation Trust (1 of 2)" in pieces[1]
    assert 'href="/report?places=RD1&amp;format=pdf"' in pieces[2]
    assert "format=zip" in pieces[3]
    assert "Content-Encoding" not in answer.headers or answer.headers["Content-Encoding"] == "identity"


def test_one_batch_at_a_time(client: FlaskClient) -> None:
    with PRESS.batch:
        assert client.get("/report?places=RH5,RD1&format=zip").status_code == 503
    answer = client.get("/report?places=RH5&format=zip")
    assert answer.status_code == 200
    answer.close()


def test_a_letter_needs_nothing_loaded_and_its_styles_stand_in_it(client: FlaskClient) -> None:
    text = page(client, "places=RH5&format=email")
    assert "Somerset NHS Foundation Trust" in text
    assert "61.8\u202f%" in text
    for absent in ("class=", "<link", "<script", "<style", "<img", 'href="/', "<svg"):
        assert absent not in text


def test_a_month_before_waits_were_counted_says_nothing_of_specialties(client: FlaskClient) -> None:
    text = page(client, "places=RH5&period=2018-03")
    assert "Specialties that differ by more than chance" not in text
    assert "Not held for this period" in text


def test_years_are_offered_for_councils_and_months_for_trusts(client: FlaskClient) -> None:
    assert '<option value="2022-24">2022 to 2024</option>' in page(client, "places=E06000066")
    assert '<option value="2022-24">' not in page(client, "places=RH5")
    assert '<option value="2025-11">November 2025</option>' in page(client, "places=RH5")
