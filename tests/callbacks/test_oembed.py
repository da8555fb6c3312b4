from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from app import create_app
from callbacks.settings import read_settings
from layouts.head import dataset, head
from layouts.view import read_view
from tests import committed

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SITE = "https://atlas.example"
SNAPSHOT = committed.snapshot()


def test_a_view_of_ours_is_told_as_a_frame(client: FlaskClient) -> None:
    told = client.get("/oembed", base_url=SITE, query_string={"url": f"{SITE}/?place=RH5&period=2026-01"}).get_json()
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Care Atlas")
    address = re.search(r'src="([^"]+)"', told["html"])
    assert address
    asked = address[1].replace("&amp;", "&").removeprefix(SITE)
    assert client.get(asked).status_code == 200 and "place=RH5" in asked and "period=2026-01" in asked
    assert client.get(told["thumbnail_url"].removeprefix(SITE)).mimetype == "image/png"


def test_json_and_xml_say_the_same(client: FlaskClient) -> None:
    url = f"{SITE}/embed?place=RH5&table=no"
    told = client.get("/oembed", base_url=SITE, query_string={"url": url, "format": "json"}).get_json()
    xml = client.get("/oembed", base_url=SITE, query_string={"url": url, "format": "xml"})
    assert xml.mimetype == "text/xml"
    assert {node.tag: node.text for node in ElementTree.fromstring(xml.data)} == {k: str(v) for k, v in told.items()}
    assert "table=no" in told["html"]


def test_the_frame_is_no_larger_than_the_room_there_is(client: FlaskClient) -> None:
    told = client.get(
        "/oembed", base_url=SITE, query_string={"url": f"{SITE}/", "maxwidth": "400", "maxheight": "500"}
    ).get_json()
    assert (told["width"], told["height"]) == (400, 500)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"url": "https://elsewhere.example/?place=RH5"}, 404),
        ({"url": f"{SITE}.elsewhere.example/"}, 404),
        ({"url": f"{SITE}/about"}, 404),
        ({"url": "http://localhost/"}, 404),
        ({"url": "http://[broken"}, 404),
        ({"url": f"{SITE}/?indicator=nothing"}, 404),
        ({"url": f"{SITE}/", "format": "yaml"}, 501),
        ({"url": f"{SITE}/", "maxwidth": "wide"}, 400),
        ({}, 400),
    ],
)
def test_what_cannot_be_told_is_refused_as_the_standard_says_and_at_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], status: int
) -> None:
    monkeypatch.setattr("callbacks.oembed.oembed", lambda *_told, **_more: pytest.fail("it is told"))
    answer = client.get("/oembed", base_url=SITE, query_string=asked)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_a_card_has_whole_addresses_and_none_where_the_site_does_not_know_its_own() -> None:
    view = read_view(SNAPSHOT, {"place": "RH5"})
    known, unknown = head("https://atlas.example", view, "A & B", "C"), head("", view, "A & B", "C")
    for part in (
        'og:image" content="https://atlas.example/image.png?',
        'name="twitter:card"',
        "application/json+oembed",
        "text/xml+oembed",
    ):
        assert part in known and part not in unknown
    assert 'og:title" content="A &amp; B"' in unknown


def test_an_address_that_other_sites_cannot_reach_is_given_to_none(client: FlaskClient) -> None:
    for site in ("http://localhost", "http://127.0.0.1:8050", "http://192.168.1.7"):
        answer = client.get("/oembed", base_url=site, query_string={"url": f"{site}/?place=RH5"})
        assert answer.status_code == 404 and "CARE_ATLAS_PUBLIC_URL" in answer.get_data(as_text=True)


PAGES = {
    "/": "indicator=", "/place/RH5": "place=RH5", "/place/E12000009": "indicator=rtt", "/sources": "indicator=rtt",
    "/about": "indicator=rtt", "/privacy": "indicator=rtt", "/accessibility": "indicator=rtt", "/compare": "indicator=rtt",
    "/compare?places=RH5,RA9&indicator=ae-4-hour": "place=RH5&compare=RA9&chart=bar", "/near?q=TA1": "indicator=rtt",
    "/find?q=taunton": "indicator=rtt", "/ledger": "indicator=announced-cuts", "/ledger/letter": "indicator=announced-cuts",
    "/indicator/adult-obesity": "indicator=adult-obesity", "/indicator/staff-all": "indicator=staff-all",
}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> FlaskClient:
    """The app, told a public address."""
    return create_app(replace(read_settings(), public_url=SITE)).server.test_client()


@pytest.fixture(scope="module")
def private() -> FlaskClient:
    """The app, told the address of this machine."""
    return create_app(replace(read_settings(), public_url="http://127.0.0.1:8050")).server.test_client()


@pytest.mark.parametrize(("address", "shown"), PAGES.items())
def test_every_page_has_a_card_with_a_picture_and_leads_to_its_frame(
    known: FlaskClient, address: str, shown: str
) -> None:
    text = known.get(address).get_data(as_text=True)
    found = re.search(r'og:image" content="https://atlas\.example(/image\.png\?[^"]+)"', text)
    assert found and shown in (picture := found[1].replace("&amp;", "&")) and "shape=card" in picture
    assert known.get(picture).mimetype == "image/png"
    assert 'name="twitter:card"' in text and re.search(r'og:description" content="[^"]{20,}"', text)
    page = re.search(r'og:url" content="https://atlas\.example(/[^"]*)"', text)
    assert page and (address == "/" or page[1] == address.partition("?")[0])
    discovered = re.search(r'type="application/json\+oembed" href="https://atlas\.example([^"]+)"', text)
    assert discovered
    told = known.get(discovered[1].replace("&amp;", "&"), base_url=SITE).get_json()
    assert told["type"] == "rich"


@pytest.mark.parametrize("address", PAGES)
def test_no_address_of_this_machine_is_told_to_others(private: FlaskClient, address: str) -> None:
    assert "127.0.0.1" not in private.get(address).get_data(as_text=True)


def test_the_page_of_an_indicator_tells_its_data_set(client: FlaskClient) -> None:
    text = client.get("/indicator/shmi").get_data(as_text=True)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert block and json.loads(block[1])["temporalCoverage"] == "2012/2018"


def test_the_explorer_tells_its_data_set(client: FlaskClient) -> None:
    text = client.get("/?indicator=ae-4-hour").get_data(as_text=True)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert block
    told = json.loads(block[1])
    assert told["@type"] == "Dataset" and told["creator"]["name"] == "NHS England"
    assert told["temporalCoverage"] == "2016-04/2026-03"
    assert "https://atlas.example/api/v1/values.csv?indicator=" in dataset(
        SNAPSHOT, read_view(SNAPSHOT, {}), "https://atlas.example"
    )


@pytest.mark.parametrize(
    ("code", "name"), [("RH5", "Somerset NHS Foundation Trust"), ("E06000066", "Somerset"), ("RHQ", "Sheffield")]
)
def test_the_page_of_a_place_shares_the_map_with_it_outlined(client: FlaskClient, code: str, name: str) -> None:
    text = client.get(f"/place/{code}").get_data(as_text=True)
    assert 'class="share"' in text and 'data-snippet="alt"' in text
    assert f"place={code}" in text and f"{name}" in text
    assert 'property="og:title"' in text


def test_a_place_that_is_on_no_map_shares_none(client: FlaskClient) -> None:
    assert 'class="share"' not in client.get("/place/E12000009").get_data(as_text=True)
