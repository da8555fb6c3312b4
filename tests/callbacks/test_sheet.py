"""Meeting sheets: two sides at most, tagged, equal to the API, the same bytes each time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from callbacks.press import PRESS, WAITING, Busy, PressError, print_pdf
from callbacks.world import World
from data.catalogue import catalogue
from data.transfers import DOUBLED
from layouts.sheet.model import Figures, Points, Table
from layouts.sheet.sheet import make
from layouts.sheet.subject import has_sheet
from layouts.words import count, named, per_cent, signed, value

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ROOT = Path(__file__).resolve().parents[2]
SOUTH_WEST = "E12000009"
#: A council, a county, a unitary, one in Wales, one that is gone; trusts for mental health, ambulances, children, one
#: that did not submit, one that merged; an independent hospital and a walk-in centre.
SAMPLE = (
    "E07000008", "E10000003", "E06000066", "W06000015", "E07000187", "E09000001", "E06000053",
    "RXM", "RX9", "RBS", "RHQ", "RBV", "RQM", "RWY", "RXF", "RYR", "RA4", "R1F", "NVC01", "NLO11",
)  # fmt: skip


@pytest.fixture(scope="module")
def here(client: FlaskClient) -> World:
    found: World = client.application.extensions["care-atlas"].served
    return found


def pdf(client: FlaskClient, code: str) -> bytes:
    answer = client.get(f"/sheet/{code}.pdf")
    assert answer.status_code == 200, code
    assert answer.mimetype == "application/pdf"
    return answer.get_data()


def sides(made: bytes) -> int:
    return len(pypdfium2.PdfDocument(made))


def text_of(made: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    return " ".join(" ".join(pages).split())


def tags(opened: pikepdf.Pdf) -> list[Any]:
    """Every element of the structure tree."""
    found, left = [], [opened.Root.StructTreeRoot]
    while left:
        one = left.pop()
        found.append(one)
        kids = one.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and ("/S" in kid or "/K" in kid):
                left.append(kid)
    return found


def region(here: World, code: str) -> list[str]:
    return [*here.relations.within(code, "trust"), *here.relations.within(code, "council"), *here.relations.within(code, "county")]  # fmt: skip


def test_every_trust_and_council_of_a_region_has_two_sides_at_most(client: FlaskClient, here: World) -> None:
    codes = region(here, SOUTH_WEST)
    assert len(codes) > 45
    assert {code: n for code in codes if (n := sides(pdf(client, code))) > 2} == {}


@pytest.mark.parametrize("code", SAMPLE)
def test_a_place_of_every_kind_has_two_sides_at_most(client: FlaskClient, code: str) -> None:
    assert sides(pdf(client, code)) <= 2


@pytest.mark.soak
def test_every_place_in_the_country_has_two_sides_at_most(client: FlaskClient, here: World) -> None:
    codes = [code for code, place in here.snapshot.places.items() if has_sheet(place)]
    assert len(codes) > 1000
    assert {code: n for code in codes if (n := sides(pdf(client, code))) > 2} == {}


@pytest.mark.parametrize("code", ["RH5", "R0A", "RXM", "E06000066", "E10000003"])
def test_each_figure_is_the_apis_on_page_and_paper(client: FlaskClient, here: World, code: str) -> None:
    sheet = make(here.snapshot, here.ground, here.relations, code)
    page, paper = client.get(f"/sheet/{code}").get_data(as_text=True), text_of(pdf(client, code))
    figures = [one for s in sheet.sections for p in s.parts if isinstance(p, Figures) for one in p.items]
    assert figures
    for one in figures:
        asked = {"indicator": one.slug, "split": one.split, "period": one.period, "place": code}
        (row,) = client.get("/api/v1/values", query_string=asked).get_json()["rows"]
        indicator = catalogue()[one.slug]
        assert one.value == value(indicator.measure, row["value"], indicator.decimals)
        block = re.search(rf'data-slug="{one.slug}".*?<b class="sheet-value">(.*?)</b>', page, re.DOTALL)
        assert block is not None
        assert unescape(block[1]) == one.value
        assert " ".join(one.value.split()) in paper


def test_the_figures_of_specialties_and_staff_are_the_apis(client: FlaskClient, here: World) -> None:
    sheet = make(here.snapshot, here.ground, here.relations, "RQM")
    tables = {s.key: p for s in sheet.sections for p in s.parts if isinstance(p, Table)}

    def row_of(**asked: str) -> dict[str, Any]:
        (row,) = client.get("/api/v1/values", query_string={"place": "RQM", **asked}).get_json()["rows"]
        return dict(row)

    for cells in tables["specialties"].rows:
        split = re.search(r"split=(\w+)", cells[0][1])[1]
        row = row_of(indicator="rtt-incomplete-18-weeks", split=split, period="2026-01")
        assert cells[1] == per_cent(row["value"])
        assert cells[3] == count(row["denominator"])
    assert list(tables["staff"].heads[2:]) == ["Since Sep 2010", "Since Feb 2025"]
    for slug, cells in zip(("all", "clinical", "support", "non-clinical"), tables["staff"].rows, strict=True):
        assert cells[1] == count(row_of(indicator=f"staff-{slug}", period="2026-02")["value"])
        for cell, split in zip(cells[2:], ("from-2010-09", "from-2025-02"), strict=True):
            row = row_of(indicator=f"staff-{slug}-change", split=split, period="2026-02")
            doubled = row["band"] == "transfer" and row["value"] > DOUBLED
            told = f"{row['denominator']:,.0f} then, not comparable" if doubled else signed(row["value"])
            assert cell.rstrip("*") == told


def test_the_figures_of_a_councils_table_are_the_apis(client: FlaskClient, here: World) -> None:
    sheet = make(here.snapshot, here.ground, here.relations, "E06000066")
    (table,) = [p for s in sheet.sections if s.key == "health" for p in s.parts if isinstance(p, Table)]
    assert len(table.rows) == 8
    for cells in table.rows:
        slug = re.search(r"indicator=([a-z0-9-]+)", cells[0][1])[1]
        rows = client.get(f"/api/v1/values?indicator={slug}&place=E06000066&period=all").get_json()["rows"]
        indicator = catalogue()[slug]
        (row,) = [row for row in rows if named(row["period"], indicator.by_years) == cells[1]]
        assert cells[2].split("\u202f")[0].split(" ")[0] == f"{row['value']:.1f}"
        assert cells[4] == f"{row['compared'].capitalize()} than England"


def test_the_verdict_on_a_sheet_is_the_apis(client: FlaskClient) -> None:
    asked = "indicator=ae-4-hour&period=2026-03&place=RH5"
    (row,) = client.get(f"/api/v1/judgements?{asked}").get_json()["rows"]
    assert row["sentence"] in unescape(client.get("/sheet/RH5").get_data(as_text=True))
    assert f"Usual range: {row['history']['lower']:.1f} % to {row['history']['upper']:.1f} %" in text_of(
        pdf(client, "RH5")
    )


def test_the_specialties_told_are_those_beyond_the_limits_of_chance(client: FlaskClient) -> None:
    page = unescape(client.get("/sheet/RQM").get_data(as_text=True))
    asked = "indicator=rtt-incomplete-18-weeks&period=2026-01&place=RQM&split="
    verdicts = {
        split["title"]: client.get(f"/api/v1/judgements?{asked}{split['code']}").get_json()["rows"]
        for split in client.get("/api/v1/indicators").get_json()[0]["splits"][1:]
    }
    beyond = {
        title for title, rows in verdicts.items() if rows and rows[0]["verdict"].startswith(("lower-", "higher-"))
    }
    told = set(
        re.findall(
            r'<th [^>]*scope="row"[^>]*><a href="/\?indicator=rtt-incomplete-18-weeks&split=[^"]*">(.*?)</a>', page
        )
    )
    assert told == beyond != set()


def test_the_pdf_is_tagged_with_title_language_and_a_text_for_each_drawing(client: FlaskClient) -> None:
    made = pdf(client, "RH5")
    opened = pikepdf.open(io.BytesIO(made))
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang).startswith("en")
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    with opened.open_metadata() as about:
        assert about["dc:title"] == "Somerset NHS Foundation Trust: meeting sheet"
        assert about["pdfuaid:part"] == "1"
    found = tags(opened)
    kinds = [str(one["/S"]) for one in found if "/S" in one]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(kinds)
    drawings = [str(one.get("/Alt", "")) for one in found if one.get("/S") == "/Figure"]
    assert len(drawings) == 7
    assert all(drawings)
    assert any("April 2024 to January 2026: from 64.6" in said for said in drawings)


def test_the_same_figures_give_the_same_bytes(client: FlaskClient, here: World) -> None:
    told = {"title": "A", "author": "B", "lang": "en", "sheets": []}
    assert print_pdf(here, told) == print_pdf(here, told)
    answer = client.get("/sheet/RH5.pdf")
    again = client.get("/sheet/RH5.pdf", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert answer.get_data() == client.get("/sheet/RH5.pdf").get_data()


def test_a_name_is_never_read_as_markup(here: World) -> None:
    told = {"title": "#panic() *x* [", "author": "B", "lang": "en", "sheets": []}
    with pikepdf.open(io.BytesIO(print_pdf(here, told))) as opened, opened.open_metadata() as about:
        assert about["dc:title"] == told["title"]


def test_a_document_that_does_not_fit_its_template_is_an_error_that_says_so(here: World) -> None:
    with pytest.raises(PressError, match=r"'Oops'.*dictionary does not contain key"):
        print_pdf(here, {"title": "Oops", "lang": "en", "sheets": [{}]})


def test_who_comes_while_the_queue_is_full_is_asked_to_come_back(client: FlaskClient) -> None:
    for _n in range(WAITING):
        PRESS.queue.acquire()
    try:
        answer = client.get("/sheet/RJZ.pdf")
    finally:
        PRESS.queue.release(WAITING)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Please try again" in answer.get_data(as_text=True)


def test_one_prints_at_a_time_and_others_wait_their_turn() -> None:
    seen: list[str] = []

    def print_one() -> None:
        with PRESS.waiting():
            seen.append("printed")

    with PRESS.waiting():
        other = Thread(target=print_one)
        other.start()
        other.join(0.1)
        assert seen == []
    other.join()
    assert seen == ["printed"]
    assert issubclass(Busy, RuntimeError)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("ZZZ", "There is no place with this code"),
        ("E12000009", "South West is none"),
        ("E92000001", "England is none"),
        ("RH", "There is no place with this code"),
    ],
)
def test_a_place_without_a_sheet_is_told_why(client: FlaskClient, code: str, why: str) -> None:
    for address in (f"/sheet/{code}", f"/sheet/{code}.pdf"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert why in answer.get_data(as_text=True)


def test_a_trust_that_sent_nothing_is_told_as_such_and_never_as_nought(client: FlaskClient) -> None:
    page = unescape(client.get("/sheet/RHQ").get_data(as_text=True))
    block = page[page.index('data-slug="rtt-waiting-list"') :][:900]
    assert "no figure" in block
    assert "Did not send figures" in block
    assert "The last it sent: " in block
    assert "Why was no figure sent for January 2026" in page


def test_a_place_that_has_closed_is_told_by_its_last_figures_and_asked_nothing(client: FlaskClient) -> None:
    page = client.get("/sheet/RA4").get_data(as_text=True)
    assert "Closed on " in page
    assert "Questions for" not in page


def test_place_page_and_panel_lead_to_the_sheet(client: FlaskClient) -> None:
    assert 'href="/sheet/RH5"' in client.get("/place/RH5").get_data(as_text=True)
    assert "/sheet/RH5" in client.get("/?place=RH5").get_data(as_text=True)
    assert 'href="/sheet/' not in client.get("/place/E12000009").get_data(as_text=True)


def test_a_worker_never_loads_what_sets_a_sheet(client: FlaskClient) -> None:
    asked = "import sys, app; print('typst' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


BOARDS = ("W11000023", "W11000024", "W11000028")


@pytest.mark.parametrize("code", BOARDS)
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_health_boards_sheet_has_two_sides_at_most_in_both_languages(
    client: FlaskClient, code: str, lang: str
) -> None:
    answer = client.get(f"/sheet/{code}.pdf?lang={lang}")
    assert answer.status_code == 200 and sides(answer.get_data()) <= 2


def test_a_health_boards_sheet_tells_its_own_waits_all_wales_its_hospitals_and_its_councils(
    client: FlaskClient, here: World
) -> None:
    sheet = make(here.snapshot, here.ground, here.relations, "W11000029")
    assert [s.key for s in sheet.sections] == [
        "figures",
        "questions",
        "hospitals",
        "bridge",
        "missing",
        "definitions",
        "sources",
    ]
    figures = [one for s in sheet.sections for p in s.parts if isinstance(p, Figures) for one in p.items]
    assert [(one.slug, one.place) for one in figures] == [
        ("wales-rtt-over-18-weeks", "W11000029"), ("wales-rtt-over-53-weeks", "W11000029"), ("wales-rtt-26-weeks", "W92000004"),
    ]  # fmt: skip
    for one in figures:
        asked = {"indicator": one.slug, "split": one.split, "period": one.period, "place": one.place}
        (row,) = client.get("/api/v1/values", query_string=asked).get_json()["rows"]
        assert one.value == value("percent", row["value"])
    assert all("inferred to be March 2022" in " ".join(one.said) and not one.verdict for one in figures[:2])
    assert (
        "Wales as a whole" in " ".join(figures[2].said)
        and figures[2].drawing
        and "inferred" not in " ".join(figures[2].said)
    )
    tables = {s.key: p for s in sheet.sections for p in s.parts if isinstance(p, Table)}
    assert ("University Hospital of Wales", "61.3\u202f%", "6,552 of 10,694") in tables["hospitals"].rows
    assert "April 2022, inferred" in tables["hospitals"].caption
    assert [row[0] for row in tables["bridge"].rows] == [
        ("Cardiff", "/place/W06000015"), ("Vale of Glamorgan", "/place/W06000014"),
    ]  # fmt: skip


def test_nothing_of_england_stands_beside_a_health_board(client: FlaskClient) -> None:
    page = unescape(client.get("/sheet/W11000029").get_data(as_text=True))
    article = page[page.index("<article") : page.index("</article>")]
    assert "England:" not in article and "most trusts" not in article and "never compare with England" in article
    assert "Most people of Powys wait with other boards" in article


def test_a_board_is_asked_what_became_of_its_figures_and_each_question_names_its_month(
    client: FlaskClient, here: World
) -> None:
    for code in BOARDS:
        sheet = make(here.snapshot, here.ground, here.relations, code)
        (asked,) = [s.parts[0] for s in sheet.sections if s.key == "questions"]
        assert isinstance(asked, Points) and len(asked.items) == 3
        for rests, _text in asked.items:
            assert "2022, inferred" in rests or rests.startswith("Not held here")


def test_a_hospitals_sheet_in_wales_is_that_of_its_board(client: FlaskClient) -> None:
    answer = client.get("/sheet/7A4BV")
    assert answer.status_code == 303 and answer.headers["Location"] == "/sheet/W11000029"


def test_pages_of_a_board_lead_to_its_sheet_and_a_report_can_hold_it(client: FlaskClient) -> None:
    assert 'href="/sheet/W11000029"' in client.get("/place/W11000029").get_data(as_text=True)
    view = "/?indicator=wales-rtt-over-18-weeks&place="
    assert "/sheet/W11000029" in client.get(f"{view}W11000029").get_data(as_text=True)
    assert 'href="/sheet/W92000004' not in client.get(f"{view}W92000004").get_data(as_text=True)
    mixed = client.get("/report?places=W11000029,RH5").get_data(as_text=True)
    assert "Wales: still waiting over 18 weeks" in mixed and "Somerset NHS Foundation Trust" in mixed
    sent = unescape(client.get("/report?places=W11000029&format=email").get_data(as_text=True))
    assert "About 3 in 5: 69," in sent and "inferred to be March 2022" in sent
