from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from PIL import Image

from callbacks.pack import KEPT, _zipped
from callbacks.world import World, world
from layouts.pack.chosen import download
from layouts.pack.contents import pack

if TYPE_CHECKING:
    from flask.testing import FlaskClient

TEXTS = {"README.txt", "newsletter.html", "newsletter.txt", "captions.txt", "sources.txt"}
#: A trust, one for mental health, a council, one in Wales, a county, a region, two nations, a health board.
PLACES = ("RH5", "RRE", "E06000066", "W06000015", "E10000027", "E12000009", "E92000001", "W92000004", "W11000024")


def world_of(client: FlaskClient) -> World:
    with client.application.test_request_context():
        return world()


def opened(client: FlaskClient, code: str, asked: str = "") -> dict[str, bytes]:
    answer = client.get(f"/pack/{code}.zip{asked}")
    assert answer.status_code == 200 and answer.mimetype == "application/zip"
    folder = ZipFile(io.BytesIO(answer.data))
    assert folder.testzip() is None
    return {name.removeprefix(f"care-atlas-{code}/"): folder.read(name) for name in folder.namelist()}


@pytest.mark.parametrize("code", PLACES)
def test_a_pack_holds_texts_and_pictures_of_any_place_with_figures(client: FlaskClient, code: str) -> None:
    files = opened(client, code)
    pictures = sorted(files.keys() - TEXTS)
    assert files.keys() >= TEXTS and 1 <= len(pictures) <= 3
    for at, name in enumerate(pictures):
        assert (
            name.startswith(f"{at + 1}-")
            and name.encode() in files["captions.txt"]
            and name in files["README.txt"].decode()
        )
        assert Image.open(io.BytesIO(files[name])).width == 1200 and len(files[name]) < 150_000
    assert b"Open Government Licence" in files["sources.txt"] and b"https://" in files["sources.txt"]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("RH5", ["map", "trend", "bar"]),
        ("NT202", ["trend", "bar", "trend"]),
        ("E92000001", ["map", "trend", "trend"]),
        ("W11000029", ["map", "bar", "bar"]),
    ],
)
def test_a_place_that_is_on_no_map_or_has_nobody_beside_it_is_drawn_otherwise(
    client: FlaskClient, code: str, kinds: list[str]
) -> None:
    pictures = sorted(opened(client, code).keys() - TEXTS)
    assert [name.removesuffix(".png").rpartition("-")[2] for name in pictures] == kinds


def test_the_same_figures_make_the_same_bytes_with_a_strong_tag(client: FlaskClient) -> None:
    first = client.get("/pack/RH5.zip")
    _zipped.cache_clear()
    again = client.get("/pack/RH5.zip")
    assert again.data == first.data and again.headers["ETag"] == first.headers["ETag"]
    assert not first.headers["ETag"].startswith("W/")
    kept = client.get("/pack/RH5.zip", headers={"If-None-Match": first.headers["ETag"]})
    assert kept.status_code == 304 and not kept.data


def test_only_the_last_few_packs_are_kept_in_memory() -> None:
    assert _zipped.cache_info().maxsize == KEPT <= 32


def test_a_paragraph_gives_figure_month_and_what_is_more_than_chance(client: FlaskClient) -> None:
    text = opened(client, "RH5")["newsletter.txt"].decode()
    assert (
        "About 3 in 5 people waiting for treatment at Somerset NHS Foundation Trust have waited under 18 weeks. In January 2026: 61.8"
        in text
    )
    assert "as far as chance lets us tell" in text
    assert "Source: NHS England, Consultant-led referral to treatment" in text


def test_a_count_is_told_once_with_its_month(client: FlaskClient) -> None:
    text = opened(client, "RH5")["newsletter.txt"].decode()
    assert "have been waited for over a year (January 2026). " in text
    assert text.count("1,194") == 1
    assert text.count("6,134") == 1


def test_what_did_not_arrive_is_said_and_not_pictured(client: FlaskClient) -> None:
    files = opened(client, "RHQ")
    assert "did not send figures for January 2026" in files["newsletter.txt"].decode()
    assert not [name for name in files if "rtt" in name]


def test_old_figures_and_announced_cuts_are_no_news(client: FlaskClient) -> None:
    text = b"".join(opened(client, "RXQ").values()).decode("utf-8", "replace")
    assert "2018" not in text and "announced" not in text


def test_without_a_public_address_there_is_no_link_and_that_is_said(client: FlaskClient) -> None:
    files = opened(client, "RH5")
    page = files["newsletter.html"].decode("ascii")
    assert "<a " not in page and "127.0.0.1" not in page and "localhost" not in page
    assert set(re.findall(r'src="([^"]+)"', page)) == files.keys() - TEXTS
    assert "Links are left out" in files["README.txt"].decode()


def test_with_a_public_address_each_picture_leads_to_its_map_in_its_own_month(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = world_of(client)
    public = replace(here, settings=replace(here.settings, public_url="https://atlas.example"))
    monkeypatch.setattr("callbacks.pack.world", lambda: public)
    files = opened(client, "RH5")
    page = unescape(files["newsletter.html"].decode("ascii"))
    pictures = re.findall(r'src="(https://atlas\.example/image\.png\?[^"]*)"', page)
    assert pictures and all(f"snapshot={here.snapshot.id}" in one for one in pictures)
    assert (
        len(
            re.findall(
                r'<a href="https://atlas\.example/\?[^"]*period=20\d\d-\d\d[^"]*"><img src="https://atlas\.example/image\.png\?[^"]*period=',
                page,
            )
        )
        == 3
    )
    assert b"Links are left out" not in files["README.txt"]
    for address in re.findall(r'src="https://atlas\.example([^"]+)"', page):
        assert client.get(address).data in files.values()


def test_every_picture_of_the_piece_has_an_alternative_text_naming_the_place(client: FlaskClient) -> None:
    told: list[dict[str, str | None]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in {"h2", "h3", "p", "a", "img", "small"}
            told.extend([dict(attrs)] if tag == "img" else [])

    Reader().feed(opened(client, "E06000066")["newsletter.html"].decode("ascii"))
    assert len(told) == 3 and all("Somerset" in (one["alt"] or "") and one["width"] == "600" for one in told)


@pytest.mark.parametrize("code", ["NOPE", "QQQQ", "E54000038", "x" * 200, "<b>", "RBA"])
def test_a_place_without_a_newest_figure_is_404_and_says_why(client: FlaskClient, code: str) -> None:
    answer = client.get(f"/pack/{code}.zip")
    assert answer.status_code == 404 and answer.mimetype == "text/html"
    assert "<b>" not in answer.get_data(as_text=True)


def test_an_unknown_code_names_the_nearest(client: FlaskClient) -> None:
    assert "The nearest right value is" in client.get("/pack/RH55.zip").get_data(as_text=True)


@pytest.mark.parametrize(
    ("code", "linked"),
    [("RH5", True), ("E06000066", True), ("E12000009", True), ("W11000029", True), ("E54000038", False)],
)
def test_the_page_of_a_place_links_to_its_pack_where_one_can_be_made(
    client: FlaskClient, code: str, linked: bool
) -> None:
    assert (f'href="/pack/{code}.zip"' in client.get(f"/place/{code}").get_data(as_text=True)) is linked


def test_the_pack_of_every_place_that_offers_one_can_be_gathered(client: FlaskClient) -> None:
    here = world_of(client)
    offered = [code for code in here.snapshot.places if download(here.snapshot, code)]
    kinds = {here.snapshot.places[code].type for code in offered}
    assert kinds == {"trust", "provider", "council", "county", "region", "nation", "health-board"}
    for code in offered[::29]:
        made = pack(here.snapshot, here.ground, here.relations, code)
        assert made.pictured and len(made.told) <= 6, code
        assert all(one.paragraph and one.source for one in made.told), code


def test_the_map_of_a_place_links_to_its_pack(client: FlaskClient) -> None:
    assert 'href="/pack/RH5.zip"' in client.get("/?place=RH5").get_data(as_text=True)
    assert "/pack/" not in client.get("/").get_data(as_text=True)


def test_in_welsh_a_pack_says_that_it_is_a_draft(client: FlaskClient) -> None:
    files = opened(client, "W06000015", "?lang=cy")
    assert "heb ei adolygu eto gan siaradwr Cymraeg" in files["README.txt"].decode()


def test_a_health_boards_pack_says_that_it_is_of_one_inferred_month_and_never_beside_england(
    client: FlaskClient,
) -> None:
    files = {name: text.decode() for name, text in opened(client, "W11000029").items() if name in TEXTS}
    piece = files["newsletter.txt"]
    assert "the newest figures held here, of March 2022" in piece and "latest figures" not in piece
    assert piece.count("it is inferred to be March 2022") == 2 and piece.count("never compare with England") == 2
    assert "Wales as a whole: 56.2" in piece and "England as a whole" not in piece
    assert (
        "ask the board for them" in files["README.txt"]
        and "Never put it beside an English figure" in files["sources.txt"]
    )
    assert "England:" not in files["captions.txt"] and "inferred to be March 2022" in files["captions.txt"]


def test_what_is_held_of_a_health_board_is_not_told_of_others(client: FlaskClient) -> None:
    assert b"18 weeks" not in opened(client, "W92000004")["newsletter.txt"]
