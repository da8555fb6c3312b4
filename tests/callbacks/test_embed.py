from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from callbacks.security import EMBED_POLICY, POLICY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

BROTLI = {"Accept-Encoding": "br"}
VIEWS = [
    "",
    "?place=RH5&compare=RA9,RHQ&period=2026-01",
    "?indicator=life-expectancy-male&place=E06000066",
    "?indicator=adult-obesity",
    "?indicator=ae-4-hour&period=2018-01",
    "?indicator=rtt-waiting-list&view=improvement&period=latest",
]


@pytest.mark.parametrize("asked", VIEWS)
def test_a_frame_weighs_under_90_kb_in_four_requests_all_of_them_ours(client: FlaskClient, asked: str) -> None:
    text = client.get(f"/embed{asked}").get_data(as_text=True)
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    sent = sum(len(client.get(address, headers=BROTLI).data) for address in (f"/embed{asked}", *files))
    assert len(files) + 1 <= 4
    assert sent <= 90_000
    assert not re.search(r'(src|href)="(https?:)?//', text)


@pytest.mark.parametrize("asked", VIEWS)
def test_a_frame_tells_title_sentence_map_legend_source_and_table_without_a_script(
    client: FlaskClient, asked: str
) -> None:
    text = client.get(f"/embed{asked}").get_data(as_text=True)
    for part in ('<p class="kicker">', '<h1 id="headline">', 'id="context"', 'id="atlas"', '<ul class="key">',
                 "Source: ", "<details>", '<table id="figures"', "on the map have a figure", 'href="/?indicator='):  # fmt: skip
        assert part in text
    assert len(re.findall(r'<(?:path|circle) data-code="', text)) > 100
    assert "dash" not in text.lower() and "plotly" not in text.lower()


def test_the_frame_alone_lets_itself_be_framed(client: FlaskClient) -> None:
    for address in ("/embed", "/embed?indicator=nothing"):
        assert client.get(address).headers["Content-Security-Policy"] == EMBED_POLICY
    assert "frame-ancestors *" in EMBED_POLICY
    for address in ("/", "/place/RH5", "/embed/x", "/sources"):
        assert client.get(address).headers["Content-Security-Policy"] == POLICY
    assert "frame-ancestors 'none'" in POLICY


def test_links_of_a_frame_leave_it(client: FlaskClient) -> None:
    assert '<base target="_blank">' in client.get("/embed").get_data(as_text=True)


def test_the_table_can_be_left_out(client: FlaskClient) -> None:
    assert "<table" not in client.get("/embed?table=no").get_data(as_text=True)


def test_a_place_that_sent_nothing_is_told_so_beside_those_compared(client: FlaskClient) -> None:
    text = client.get("/embed?place=RH5&compare=RHQ&period=2026-01").get_data(as_text=True)
    assert "Sheffield Teaching Hospitals NHS Foundation Trust did not send figures for January 2026" in text
    assert "That is not a nought" in text


def test_latest_is_the_newest_month_and_a_named_month_stays(client: FlaskClient) -> None:
    latest, newest = (client.get(f"/embed?period={p}").get_data(as_text=True) for p in ("latest", "2026-01"))
    assert latest == newest
    assert "December 2025</p>" in client.get("/embed?period=2025-12").get_data(as_text=True)


def test_revised_figures_say_what_was_first_published(client: FlaskClient) -> None:
    text = client.get("/embed?indicator=ae-4-hour&period=2025-04").get_data(as_text=True)
    assert re.search(r"The publisher has revised figures of April 2025 since\. Revised: \d+ providers?\.", text)
    assert "England was first published as 74.8" in text
    assert "revised figures" not in client.get("/embed?indicator=ae-4-hour&period=2025-05").get_data(as_text=True)


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("snapshot=gone", 404, "not kept here"),
        ("table=maybe", 400, "yes"),
        ("width=600", 400, "no parameter"),
        ("period=2026-13", 404, "month"),
        ("place=ZZZ", 404, "no place"),
        ("table=yes&table=no", 400, "only once"),
    ],
)
def test_a_bad_choice_is_told_inside_the_frame(client: FlaskClient, asked: str, status: int, said: str) -> None:
    answer = client.get(f"/embed?{asked}")
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)
    assert 'class="embed"' in answer.get_data(as_text=True)


def test_an_unknown_snapshot_names_the_one_that_is_kept(client: FlaskClient) -> None:
    kept = client.get("/readyz").get_json()["snapshot"]
    assert kept in client.get("/embed?snapshot=gone").get_data(as_text=True)
    assert client.get(f"/embed?snapshot={kept}").status_code == 200


def test_a_health_board_can_be_framed_and_pictured_with_others_and_its_month_is_said_to_be_inferred(
    client: FlaskClient,
) -> None:
    view = "indicator=wales-rtt-over-18-weeks&place=W11000029&compare=W11000028"
    frame = client.get(f"/embed?{view}").get_data(as_text=True)
    assert "it is inferred to be March 2022" in frame and "never compare with England" in frame
    for kind in ("map", "bar"):
        picture = client.get(f"/image.svg?{view}&chart={kind}")
        assert picture.status_code == 200 and "inferred to be" in " ".join(picture.get_data(as_text=True).split())
