from __future__ import annotations

import re
from html import escape

import pytest

from callbacks.settings import is_public
from layouts.html import render
from layouts.pasted import Ways
from layouts.share import share, texts
from layouts.view import read_view
from tests import committed

SNAPSHOT = committed.snapshot()
GROUND = committed.ground()
SITE = "https://atlas.example"


def shared(site: str = SITE, ways: Ways | None = None, **args: str) -> str:
    view = read_view(SNAPSHOT, args)
    return render(share(SNAPSHOT, view, site, texts(SNAPSHOT, GROUND, view, site, ways), ways))


def snippet(text: str, name: str) -> str:
    found = re.search(rf'data-snippet="{name}"[^>]*>(.*?)</pre>', text, re.S)
    assert found
    return found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize(
    ("address", "public"),
    [("", False), ("http://localhost:8050", False), ("http://127.0.0.1", False), ("http://[::1]:80", False), ("http://0.0.0.0:1", False),
     ("http://a.localhost", False), ("atlas.example", False), ("https://atlas.example", True), ("http://8.8.8.8:8000", True), ("http://192.168.1.7:8000", False),
     ("http://10.0.0.1", False), ("http://172.16.3.4", False), ("http://[fe80::1]", False), ("http://intranet", False), ("http://box.local", False)],
)  # fmt: skip
def test_an_address_of_this_machine_or_of_a_private_net_is_not_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_without_a_public_address_a_warning_stands_in_place_of_code() -> None:
    text = shared("")
    assert "CARE_ATLAS_PUBLIC_URL" in text
    assert 'data-snippet="newsletter"' not in text and 'data-snippet="website"' not in text
    assert 'data-snippet="alt"' in text and 'data-snippet="text"' in text


def test_a_newsletter_gets_linked_picture_alt_caption_source_and_month_and_needs_no_script() -> None:
    piece = snippet(shared(place="RH5", period="2026-01"), "newsletter")
    assert re.match(
        r'<a href="https://atlas\.example/\?[^"]+"><img src="https://atlas\.example/image\.png\?[^"]*period=2026-01[^"]*" width="600" alt="Map\. ',
        piece,
    )
    assert "About 3 in 5 people waiting for treatment at Somerset NHS Foundation Trust" in piece
    assert "Source: NHS England" in piece and "January 2026" in piece
    assert "<script" not in piece and "<iframe" not in piece


def test_plain_text_says_the_same_without_a_tag() -> None:
    plain = snippet(shared(place="RH5"), "text")
    assert "<" not in plain
    for said in ("Somerset NHS Foundation Trust", "Source: NHS England", "https://atlas.example/?indicator="):
        assert said in plain


def test_the_picture_of_a_letter_keeps_its_figures_and_its_link_leads_to_those_of_the_day() -> None:
    for asked in ({}, {"snapshot": SNAPSHOT.id}):
        link, picture = re.findall(r'(?:href|src)="([^"]+)"', snippet(shared(period="2026-01", **asked), "newsletter"))[
            :2
        ]
        assert "period=2026-01" in picture and f"snapshot={SNAPSHOT.id}" in picture
        assert "period=2026-01" in link and "snapshot=" not in link


def test_a_frozen_frame_names_period_and_snapshot() -> None:
    code = snippet(shared(ways=Ways(month="frozen")), "website")
    assert "period=2026-01" in code and f"snapshot={SNAPSHOT.id}" in code


def test_a_frame_moves_on_from_the_newest_month_and_stays_at_an_older_one() -> None:
    assert "period=latest" in snippet(shared(), "website")
    assert "period=2025-03" in snippet(shared(period="2025-03"), "website")


def test_a_caption_never_asks_its_reader_to_choose() -> None:
    for slug in ("wales-life-expectancy", "imd", "life-expectancy-male"):
        assert "choose" not in snippet(shared(indicator=slug), "text")


def test_bars_of_places_compared_lead_to_their_comparison_and_a_map_to_the_map() -> None:
    view = {"place": "RH5", "compare": "RK9,RH8", "period": "2026-01"}
    bars = shared(ways=Ways(chart="bar"), **view)
    beside = f"{SITE}/compare?indicator=rtt-incomplete-18-weeks&places=RH5,RK9,RH8"
    assert snippet(bars, "newsletter").startswith(f'<a href="{escape(beside)}"')
    assert snippet(bars, "text").endswith(beside) and snippet(bars, "comparison") == beside
    plain = shared(**view)
    assert "/compare?" not in snippet(plain, "newsletter") and snippet(plain, "comparison") == beside
    assert 'data-snippet="comparison"' not in shared(place="RH5")
