"""Wales on a map of its own: what is drawn, what is said, and what is never put beside England."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from data.catalogue import catalogue

if TYPE_CHECKING:
    from flask.testing import FlaskClient

WELSH = [slug for slug, one in catalogue().items() if one.is_welsh and one.is_percent]
MONTHS = {
    "wales-rtt-over-18-weeks": "March 2022",
    "wales-rtt-over-53-weeks": "March 2022",
    "wales-ae-4-hour": "April 2022",
}
BOARDS = {"W11000023", "W11000024", "W11000025", "W11000028", "W11000029", "W11000030", "W11000031"}


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("slug", WELSH)
def test_a_welsh_map_has_no_code_of_england_among_its_places(client: FlaskClient, slug: str) -> None:
    answer = client.get(f"/api/v1/map?indicator={slug}").get_json()
    assert answer["drawing"].endswith(".wales")
    assert answer["places"]
    assert all(code.startswith(("W", "7A")) for code in answer["places"])
    assert "in Wales" in answer["headline"]
    assert "England:" not in answer["sentence"]


@pytest.mark.parametrize(("slug", "month"), MONTHS.items())
def test_the_inferred_month_is_said_wherever_the_figure_is_shown(client: FlaskClient, slug: str, month: str) -> None:
    said = f"inferred to be {month}"
    ways = f"/?indicator={slug}", f"/embed?indicator={slug}", f"/indicator/{slug}", f"/share?indicator={slug}"
    for address in ways:
        assert said in text(client, address), address
    drawn = re.sub(r"<[^>]+>", " ", text(client, f"/image.svg?indicator={slug}"))
    assert said in " ".join(drawn.split())
    rows = client.get(f"/api/v1/values?indicator={slug}&place=W92000004").get_json()["rows"]
    assert rows[0]["period"] == f"2022-{'03' if 'March' in month else '04'}"
    assert said in text(client, "/place/W11000028")
    assert f"{month}, inferred" in text(client, "/place/W11000028")


def test_the_map_of_boards_draws_all_seven_and_links_to_their_pages(client: FlaskClient) -> None:
    page = text(client, "/?indicator=wales-rtt-over-18-weeks")
    drawn = set(re.findall(r'<path data-code="([^"]+)" class="s\d"', page))
    assert drawn == BOARDS
    assert all(f'href="/place/{code}"' in page for code in BOARDS)


@pytest.mark.parametrize("scale", ["classic", "standard"])
def test_a_long_wait_in_wales_has_neither_englands_scale_nor_a_standard(client: FlaskClient, scale: str) -> None:
    assert client.get(f"/?indicator=wales-rtt-over-18-weeks&scale={scale}").status_code == 404


def test_wales_is_judged_by_its_own_standard(client: FlaskClient) -> None:
    page = text(client, "/?indicator=wales-rtt-26-weeks")
    assert "Standard: 95\u202f%." in page
    assert "Its usual range does not reach the standard of 95\u202f%" in page
    answer = client.get("/api/v1/map?indicator=wales-ae-4-hour&scale=standard").get_json()
    assert answer["places"]["7A6AR"]["band"] == "met"
    assert answer["places"]["7A1A1"]["band"] == "missed"


def test_the_all_wales_series_has_an_xmr_chart_of_its_last_24_months(client: FlaskClient) -> None:
    told = client.get("/api/v1/judgements?indicator=wales-rtt-26-weeks&place=W92000004").get_json()
    assert told["funnel"] is None
    points = told["rows"][0]["history"]["points"]
    assert (len(points), points[-1]["period"]) == (24, "2022-07")


def test_a_board_and_an_english_trust_cannot_stand_side_by_side(client: FlaskClient) -> None:
    answer = client.get("/compare?places=W11000028,RH5")
    assert answer.status_code == 400
    assert "Wales counts waits by rules of its own" in answer.get_data(as_text=True)


def test_the_shapes_of_wales_come_with_their_own_towns(client: FlaskClient) -> None:
    shapes = text(client, "/geometry/x/health-board.wales.svg".replace("/x/", f"/{build(client)}/"))
    assert "Aberystwyth" in shapes
    assert "Leeds" not in shapes
    assert client.get(f"/geometry/{build(client)}/moon.wales.svg").status_code == 404


def build(client: FlaskClient) -> str:
    return str(client.application.extensions["care-atlas"].served.snapshot.id)


def test_a_page_of_a_board_tells_waits_hospitals_and_councils(client: FlaskClient) -> None:
    page = text(client, "/place/W11000030")
    for said in (
        "71,084 of 113,543",
        "Princess of Wales Hospital",
        "Minor injury units of Cwm Taf Morgannwg",
        "Merthyr Tydfil",
    ):
        assert said in page
    assert 'id="7A3B7"' in page


def test_a_page_of_a_welsh_council_names_its_board_and_one_in_england_none(client: FlaskClient) -> None:
    assert "The health board here:" in text(client, "/place/W06000013")
    assert "since April 2019" in text(client, "/place/W06000013")
    assert "The health board here:" not in text(client, "/place/E06000066")


def test_a_hospital_in_wales_leads_to_the_page_of_its_board(client: FlaskClient) -> None:
    answer = client.get("/place/7A3B7")
    assert (answer.status_code, answer.location) == (303, "/place/W11000030#7A3B7")


@pytest.mark.parametrize("typed", ["CF31", "Bridgend"])
def test_a_search_in_wales_names_the_board_and_lists_its_hospitals_first(client: FlaskClient, typed: str) -> None:
    page = text(client, f"/find?q={typed}")
    assert "Cwm Taf Morgannwg University Health Board" in page
    assert page.index("Princess of Wales Hospital") < page.index("Morriston Hospital")


def test_where_no_partnership_has_scored_itself_the_page_says_so_and_gives_the_lines(client: FlaskClient) -> None:
    page = text(client, "/place/W06000022")
    assert "No partnership has sent scores for Newport yet." in page
    assert "council,theme,stage,scored_on,scored_by,note\nNewport,needs-assessment,,,," in page
    answer = client.get("/?indicator=wales-community-services")
    assert answer.status_code == 404
    assert "No partnership has sent its scores yet." in answer.get_data(as_text=True)


@pytest.mark.parametrize("code", ["7A4BV", "7A200", "RNZ02"])
def test_a_hospital_in_view_breaks_no_page(client: FlaskClient, code: str) -> None:
    slug = "place-pilot-2012" if code.startswith("R") else "wales-ae-4-hour"
    assert client.get(f"/?indicator={slug}&place={code}").status_code == 200
    assert client.get(f"/share?indicator={slug}&place={code}").status_code == 200
    answer = client.get(f"/compare?places={code},W11000024")
    assert answer.status_code == 400
    assert "name the trust that runs it" in answer.get_data(as_text=True)
    assert client.get(f"/image.svg?indicator={slug}&place={code}&chart=glance").status_code == 404
