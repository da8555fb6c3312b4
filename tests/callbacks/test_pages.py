from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from callbacks.security import DATA_POLICY, POLICY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PAGES = [
    "/",
    "/place/RH5",
    "/place/E06000066",
    "/indicator/ae-4-hour",
    "/sources",
    "/about",
    "/privacy",
    "/accessibility",
    "/find",
    "/find?q=TA1",
    "/find?q=Newport",
    "/near?q=TA1",
    "/ledger",
    "/ledger?state=no_record&region=E12000002",
    "/ledger/letter?trust=RXR",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_999_111_and_no_medical_advice_and_what_is_not_here(client: FlaskClient, address: str) -> None:
    text = client.get(address).get_data(as_text=True)
    for words in (
        "999",
        "111",
        "no medical advice",
        "cancer",
        "Open Government Licence",
        "Report a wrong figure",
        "/privacy",
    ):
        assert words in text


@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_an_inline_script_or_asks_another_machine(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    text = answer.get_data(as_text=True)
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S):
        assert re.search(r'type="application/(ld\+)?json"', attributes) or not body
    assert not re.search(r'(src|href)="(https?:)?//', re.sub(r"<a [^>]*>", "", text))
    assert not re.search(r"\son\w+=", text)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_first_html_is_the_whole_page(client: FlaskClient) -> None:
    text = client.get("/?indicator=rtt-admitted-18-weeks&split=C_110&place=RH5&period=2026-01").get_data(as_text=True)
    assert text.count('data-code="RH5"') >= 2
    assert re.search(
        r"<h1[^>]*>About .* people admitted at Somerset NHS Foundation Trust in trauma and orthopaedics", text
    )
    for name in ("indicator", "split", "period", "scale", "view"):
        assert f'<select id="{name}" name="{name}"' in text
        assert f'<label for="{name}">' in text
    assert '<option value="C_110" selected>' in text
    assert 'href="/place/RH5"' in text
    assert 'aria-live="polite"' in text


def test_the_page_before_the_map_is_small(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Encoding": "br"})
    style = re.search(r'rel="stylesheet" href="([^"]+)"', client.get("/").get_data(as_text=True))
    assert style
    sheet = client.get(style[1], headers={"Accept-Encoding": "br"})
    assert sheet.headers["Cache-Control"].endswith("immutable")
    assert len(page.data) + len(sheet.data) <= 120_000


def test_sources_show_the_reconciliation(client: FlaskClient) -> None:
    text = client.get("/sources").get_data(as_text=True)
    assert "totals are equal to print" in text
    assert "7,427,669" in text


def test_welsh_is_accepted_and_said_to_be_missing(client: FlaskClient) -> None:
    answer = client.get("/?lang=cy")
    assert answer.status_code == 200
    assert 'lang="cy"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/api/v1/map", "/api/v1/values?indicator=ae-4-hour", "/healthz", "/_dash-layout"])
def test_what_is_no_page_runs_nothing_and_is_framed_by_nobody(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["Content-Security-Policy"] == DATA_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
