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
