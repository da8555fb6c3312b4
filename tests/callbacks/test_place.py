"""The page of every place: whole, quick, linked."""

from __future__ import annotations

import html
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from data.store import Snapshot

if TYPE_CHECKING:
    from flask.testing import FlaskClient

#: One place in so many of each kind is taken where every place would take minutes.
ONE_IN = 30


@pytest.fixture(scope="module")
def snapshot(client: FlaskClient) -> Snapshot:
    return client.application.extensions["care-atlas"].served.snapshot


def text_of(client: FlaskClient, code: str) -> str:
    return client.get(f"/place/{code}").get_data(as_text=True)


def levels(text: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])", text)]


def taken_of(snapshot: Snapshot, one_in: int) -> list[str]:
    """The first place of each kind, and every so many after it."""
    kinds: dict[str, list[str]] = {}
    for code, place in snapshot.places.items():
        kinds.setdefault(place.type, []).append(code)
    return [code for codes in kinds.values() for code in codes[::one_in]]


@pytest.mark.parametrize("one_in", [ONE_IN, pytest.param(1, marks=pytest.mark.soak)])
def test_the_pages_of_places_are_whole_and_every_link_resolves(
    client: FlaskClient, snapshot: Snapshot, one_in: int
) -> None:
    links: set[str] = set()
    anchors: dict[str, set[str]] = {}

    def read(code: str) -> str:
        answer = client.get(f"/place/{code}")
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200, code
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), code
        anchors[code] = set(ids)
        return text

    for code in taken_of(snapshot, one_in):
        text = read(code)
        assert text.count("<h1") == 1, code
        steps = levels(text)
        assert all(later <= earlier + 1 for earlier, later in pairwise(steps)), code
        assert snapshot.places[code].type == "provider" or 'aria-current="page"' in text
        links |= set(re.findall(r'href="(/[^"]*)"', text))
    inside = [match for link in links if (match := re.fullmatch(r"/place/([A-Z0-9]+)(?:#(\w+))?", link))]
    assert len(inside) > 100
    assert [m[0] for m in inside if m[1] not in snapshot.places] == []
    for code in {m[1] for m in inside if m[2]} - anchors.keys():
        read(code)
    assert [m[0] for m in inside if m[2] and m[2] not in anchors[m[1]]] == []
    others = sorted(
        {
            re.sub(r"&amp;place=.*", "", link)
            for link in links
            if not link.startswith(("/place/", "/?place=", "/pack/", "/changes?place=", "/sheet/", "/api/v1/"))
        }
    )
    # each trust leads to a comparison for each of its figures: a few of these are followed
    compared = [link for link in others if link.startswith("/compare")]
    followed = [
        *(link for link in others if not link.startswith("/compare")),
        *compared[:: max(1, len(compared) // 40)],
    ]
    assert len(compared) > 40
    assert [link for link in followed if client.get(link.replace("&amp;", "&")).status_code != 200] == []


def test_the_page_of_somersets_trust_has_everything(client: FlaskClient) -> None:
    text = text_of(client, "RH5")
    for words in (
        "Musgrove Park Hospital", 'href="/place/RA4"', 'href="/place/E06000066"', 'href="/place/E12000009"',
        "about 9 in 10", "https://www.cqc.org.uk/provider/RH5", "careopinion.org.uk", "ombudsman.org.uk",
        "What is missing, and why", "61.8\u202f%", "72.8\u202f%",
    ):  # fmt: skip
        assert words in text, words
    assert text.count('<svg class="dots"') == 3
    assert '<svg class="locator"' in text


def test_the_page_of_somerset_leads_to_its_trusts(client: FlaskClient) -> None:
    text = text_of(client, "E06000066")
    assert "About 3 in 4 of the hospital admissions of people in Somerset were to Somerset NHS Foundation Trust" in text
    assert "562,225 people lived here in mid-2019" in text
    for code in ("RH5", "RD1", "RA7", "E07000187", "E07000190"):
        assert f'href="/place/{code}"' in text
    assert "Somerset West and Taunton" in text
    assert "Somerset+council+joint+strategic+needs+assessment" in text
    assert '<svg class="spine"' in text
    assert "public-health figures of this area" not in text


def test_a_district_is_sent_to_its_countys_needs_assessment(client: FlaskClient) -> None:
    assert "Devon+council+joint+strategic+needs+assessment" in text_of(client, "E07000040")


def test_a_region_leads_to_its_counties_councils_and_trusts(client: FlaskClient) -> None:
    text = text_of(client, "E12000009")
    for code in ("E10000008", "E06000066", "RH5", "E92000001"):
        assert f'href="/place/{code}"' in text


def test_wales_is_told_by_its_own_bodies_and_its_gaps_are_named(client: FlaskClient) -> None:
    council, board = text_of(client, "W06000015"), text_of(client, "W11000029")
    assert 'href="/place/W11000029"' in council
    assert 'href="/place/W06000015"' in board
    assert "covers England only" in council
    assert "llaiswales.org" in board
    assert "cqc.org.uk" not in council + board + text_of(client, "RYT")


def test_months_that_are_missing_are_named_with_their_reason(client: FlaskClient) -> None:
    sheffield, field_test = text_of(client, "RHQ"), text_of(client, "RDU")
    assert "<b>Did not send figures</b>: July 2025 to January 2026" in sheffield
    assert "<b>Not asked for then</b>: May 2019 to May 2023" in field_test


def test_specialties_are_of_the_last_month_sent_and_the_page_says_which(client: FlaskClient) -> None:
    sheffield = text_of(client, "RHQ")
    assert sheffield.count("June 2025: the last month it sent; nothing is held of it for January 2026.") == 3
    assert sheffield.count('<svg class="dots"') == 3


def test_a_trust_that_has_closed_shows_its_last_figures_and_asks_nothing_of_it(client: FlaskClient) -> None:
    solent = text_of(client, "R1C")
    assert "Its last figures" in solent
    assert ">Aug 2024<" in solent
    assert ">Jan 2026<" not in solent
    assert "Ask the board" not in solent
    assert '"/?place=R1C' not in solent


def test_a_trust_outside_the_table_of_admissions_says_so(client: FlaskClient) -> None:
    assert "this is none of them" not in text_of(client, "RH8")
    assert "this is none of them" in text_of(client, "RV5")


def test_a_site_is_told_on_the_page_of_its_trust(client: FlaskClient) -> None:
    answer = client.get("/place/RBA11")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/place/RH5#RBA11")
    assert 'id="RBA11"' in text_of(client, "RH5")


@pytest.mark.parametrize(("code", "kind"), [("RH5", "MedicalOrganization"), ("E06000066", "AdministrativeArea")])
def test_machines_are_told_what_the_place_is(client: FlaskClient, code: str, kind: str) -> None:
    text = text_of(client, code)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert block
    told = json.loads(block[1])
    assert (told["@type"], told["identifier"]) == (kind, code)
    description = re.search(r'<meta name="description" content="([^"]+)"', text)
    assert description
    assert code in description[1]


def test_a_trust_stands_beside_its_fair_peers_in_words(client: FlaskClient) -> None:
    page = client.get("/place/RH5").get_data(as_text=True)
    glance = page.split("The same figures beside similar trusts")[1].split("</details>")[0]
    assert glance.count('scope="col"') == 6
    assert "no different from most" in glance and "Still waiting: length of the list" in glance
    council = client.get("/place/E06000066").get_data(as_text=True)
    assert "beside similar trusts" not in council


def test_each_chart_of_a_trusts_page_can_be_taken_away(client: FlaskClient) -> None:
    page = client.get("/place/RH5").get_data(as_text=True)
    addresses = [
        html.unescape(link)
        for part in page.split('takeaway">')[1:]
        for link in re.findall(r'href="([^"]+)"', part.split("</ul>")[0])
    ]
    assert (
        len(addresses) == 10
    )  # the figures beside others twice, three plots of specialties, the small trends three times, staff as figures and as a picture
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.mimetype == ("image/png" if address.startswith("/image.png") else "text/csv")
        assert len(answer.data) > 1000
