"""The language of answers: chosen by the address, told in the head, kept by links, and switched without losing the view."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import SettingError, read_settings

PAGES = (
    "/", "/place/RH5", "/place/E08000025", "/indicator/ae-4-hour", "/sources", "/help", "/help/choosing", "/about", "/privacy",
    "/accessibility", "/compare", "/compare?places=RH5,RA9", "/changes", "/ledger", "/ledger/letter", "/near?q=TA1", "/find?q=TA1",
    "/report", "/sheet/RH5", "/share?place=RH5", "/embed?place=RH5",
)  # fmt: skip


def welsh(address: str) -> str:
    """The same address in Welsh."""
    return f"{address}{'&' if '?' in address else '?'}lang=cy"


def offering(how: str, **more: str) -> FlaskClient:
    """A client of an app that offers Welsh so far."""
    return create_app(replace(read_settings(), welsh=how, **more)).server.test_client()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_tells_its_language_and_leads_on_in_it(client: FlaskClient, address: str) -> None:
    answer = client.get(welsh(address))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert '<html lang="cy">' in text
    assert answer.headers["Content-Language"] == "cy"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    inside = re.findall(r'<a (?!class="switch")[^>]*href="(/(?!api/|static/)[^"#]*)', text)
    assert [link for link in inside if "lang=cy" not in link] == []
    forms = re.findall(r"<form[^>]*>(.{0,60})", text)
    assert [form for form in forms if 'name="lang" value="cy"' not in form and 'name="lang"' not in text] == []
    assert 'class="emergency" lang="cy"' in text


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/place/RH5", "/place/RH5"),
        ("/?place=RH5&view=year", "/?indicator=rtt-incomplete-18-weeks&amp;split=C_999&amp;period=2026-01&amp;place=RH5&amp;view=year"),
        ("/compare?places=RH5,RA9", "/compare?indicator=rtt-incomplete-18-weeks&amp;places=RH5,RA9"),
        ("/changes?kind=merger", "/changes?kind=merger"),
        ("/report?places=RH5", "/report?places=RH5"),
        ("/near?q=TA1&within=10", "/near?q=TA1&amp;within=10"),
        ("/share?place=RH5&zoom=yes", "/share?indicator=rtt-incomplete-18-weeks&amp;split=C_999&amp;period=2026-01&amp;place=RH5&amp;zoom=yes"),
        ("/ledger?region=E12000007", "/ledger?region=E12000007"),
    ],
)  # fmt: skip
def test_the_switch_keeps_what_was_chosen(client: FlaskClient, address: str, other: str) -> None:
    there = re.search(r'id="switch" lang="cy"[^>]*href="([^"]*)"', client.get(address).get_data(as_text=True))
    back = re.search(r'id="switch" lang="en"[^>]*href="([^"]*)"', client.get(welsh(address)).get_data(as_text=True))
    assert there and there[1] == f"{other}{'&amp;' if '?' in other else '?'}lang=cy".replace("&amp;", "&amp;")
    assert back and back[1] == other


@pytest.mark.parametrize(
    "address", ["/", "/place/RH5", "/about", "/near?q=TA1", "/sheet/RH5.pdf", "/image.svg", "/compare", "/changes.atom"]
)
def test_another_language_is_refused_with_the_way_on(client: FlaskClient, address: str) -> None:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}lang=xx")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "English (en) or Welsh (cy)" in text
    path = address.partition("?")[0]
    assert f'href="{path}?' in text and "lang=en" in text


def test_programs_are_told_of_a_language_that_is_none(client: FlaskClient) -> None:
    answer = client.get("/api/v1/map?lang=%E2%80%AEcy")
    assert answer.status_code == 400 and answer.json["parameter"] == "lang"


@pytest.mark.parametrize(
    "address", ["/image.svg?place=RH5", "/embed?place=RH5", "/place/RH5", "/api/v1/map?place=RH5", "/pack/RH5.zip"]
)
def test_each_language_has_an_answer_and_a_tag_of_its_own(client: FlaskClient, address: str) -> None:
    first, other, again = client.get(address), client.get(welsh(address)), client.get(address)
    assert first.headers["ETag"] != other.headers["ETag"]
    assert first.headers["ETag"] == again.headers["ETag"]
    assert client.get(welsh(address), headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_public_welsh_is_found_by_search_engines_and_is_no_draft() -> None:
    client = offering("public", public_url="https://atlas.example.org")
    english, other = client.get("/about"), client.get("/about?lang=cy")
    for text in (english.get_data(as_text=True), other.get_data(as_text=True)):
        assert '<link rel="alternate" hreflang="cy" href="https://atlas.example.org/about?lang=cy">' in text
        assert '<link rel="alternate" hreflang="en" href="https://atlas.example.org/about">' in text
    assert "X-Robots-Tag" not in other.headers
    assert "drafft" not in other.get_data(as_text=True).lower()
    assert 'content="cy_GB"' in other.get_data(as_text=True)


def test_welsh_that_is_off_is_answered_in_english_and_says_so() -> None:
    client = offering("off")
    answer = client.get("/about?lang=cy")
    text = answer.get_data(as_text=True)
    assert '<html lang="en">' in text and answer.headers["Content-Language"] == "en"
    assert "Nid yw hyn ar gael yn Gymraeg." in text and "What is here" in text
    assert 'id="switch"' not in text and 'id="switch"' not in client.get("/").get_data(as_text=True)


def test_the_setting_takes_three_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for told, read in (("", "draft"), ("draft", "draft"), ("public", "public"), ("off", "off")):
        monkeypatch.setenv("CARE_ATLAS_WELSH", told)
        assert read_settings().welsh == read
    monkeypatch.setenv("CARE_ATLAS_WELSH", "yes")
    with pytest.raises(SettingError, match="CARE_ATLAS_WELSH is 'yes'"):
        read_settings()


@pytest.mark.parametrize(
    "address",
    [
        "/about",
        "/privacy",
        "/accessibility",
        "/indicator/ae-4-hour",
        "/?place=RH5",
        "/place/RH5",
        "/compare?places=RH5,RA9",
        "/sheet/RH5",
    ],
)
def test_verdicts_and_legal_words_say_that_nobody_has_reviewed_their_welsh(address: str) -> None:
    client = offering("public")
    assert "Heb ei adolygu eto gan siaradwr Cymraeg." in client.get(welsh(address)).get_data(as_text=True)
    assert "adolygu" not in client.get(address).get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "english", "other"),
    [
        ("/place/W06000015", "Cardiff</h1>", "Caerdydd</h1>"),
        ("/place/W11000031", "Swansea Bay University Health Board</h1>", "Bwrdd Iechyd Prifysgol Bae Abertawe</h1>"),
        ("/place/E12000007", "London</h1>", "Llundain</h1>"),
        ("/find?q=CF10", "(Cardiff, Wales)", "(Caerdydd, Cymru)"),
        ("/find?q=Bae+Abertawe", ">Swansea Bay University Health Board<", ">Bwrdd Iechyd Prifysgol Bae Abertawe<"),
        ("/walk.json?indicator=wales-rtt-over-18-weeks", "Powys Teaching Health Board", "Bwrdd Iechyd Addysgu Powys"),
        ("/api/v1/places?type=health-board", "Powys Teaching Health Board", "Bwrdd Iechyd Addysgu Powys"),
    ],
)
def test_a_place_of_wales_is_named_in_the_language_of_the_answer_however_often_it_was_asked_in_the_other(
    client: FlaskClient, address: str, english: str, other: str
) -> None:
    for _again in range(2):
        first, second = client.get(address).get_data(as_text=True), client.get(welsh(address)).get_data(as_text=True)
        assert english in first and other not in first
        assert other in second and english not in second


def test_shapes_fetched_when_borders_change_bear_the_names_of_their_language(client: FlaskClient) -> None:
    name = f"/geometry/{client.get('/readyz').json['snapshot']}/council-2025.areas.svg"
    for _again in range(2):
        assert "Abertawe" not in client.get(name).get_data(as_text=True)
        assert "Abertawe" in client.get(welsh(name)).get_data(as_text=True)


def test_the_lines_a_partnership_fills_in_name_its_council_as_the_reader_of_the_file_does(client: FlaskClient) -> None:
    assert "Cardiff,needs-assessment" in client.get("/place/W06000015?lang=cy").get_data(as_text=True)


def test_words_passed_on_in_welsh_say_that_nobody_has_reviewed_them(client: FlaskClient) -> None:
    said = "Drafft, heb ei adolygu eto gan siaradwr Cymraeg."
    assert said in client.get("/image.svg?place=RH5&view=verdict&lang=cy").get_data(as_text=True).replace(
        "</tspan>", ""
    )
    shared = client.get("/share?place=RH5&lang=cy").get_data(as_text=True)
    assert said in shared[shared.index('data-snippet="text"') :]
    assert "Drafft" not in client.get("/share?place=RH5").get_data(as_text=True)


def test_the_title_of_a_law_is_marked_as_english_on_a_welsh_page(client: FlaskClient) -> None:
    page = client.get("/indicator/ae-4-hour?lang=cy").get_data(as_text=True)
    assert re.search(r'<small lang="en">[^<]*(Act|Regulations)', page)
    assert '<small lang="en"' not in client.get("/indicator/ae-4-hour").get_data(as_text=True)
