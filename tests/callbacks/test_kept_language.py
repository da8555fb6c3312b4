"""Facts about the language of a reader: every page leads on in it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

HREF = re.compile(r'href="(/[^"]*)"')
#: Files and programs' answers, which have no language.
WORDLESS = re.compile(r"/(static|assets)/|/api/v1/|/[a-z]+\.csv\b")


@pytest.mark.parametrize(
    "address",
    [
        "/place/RH5", "/place/E06000066", "/place/W06000015", "/place/E12000009", "/compare?places=RH5,RA7",
        "/compare?places=E06000066,E06000023", "/near?q=TA1", "/sheet/RH5", "/sheet/E06000066", "/report?places=RH5",
        "/changes", "/changes?place=RH5",
    ],
)  # fmt: skip
def test_every_link_of_a_page_asked_for_in_welsh_asks_for_welsh(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}{'&' if '?' in address else '?'}lang=cy").get_data(as_text=True)
    links = [link for link in HREF.findall(page.partition("<main")[2]) if not WORDLESS.match(link)]
    assert links, f"{address} has no link"
    assert not [link for link in links if "lang=cy" not in link]


def test_the_basket_leads_to_a_comparison_in_the_readers_language(client: FlaskClient) -> None:
    page = client.get("/place/RH5?lang=cy").get_data(as_text=True)
    assert 'data-go-to="/compare?places={codes}&amp;lang=cy"' in page


def test_places_are_told_in_one_language_at_a_time(client: FlaskClient) -> None:
    assert client.get("/api/v1/places?type=trust&lang=cy").status_code == 200
    assert client.get("/api/v1/places?type=trust&lang=xx").status_code == 400
