"""The worked example of docs/own-indicator.md, followed by its text alone."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from data.__main__ import SOUND, main
from data.catalogue import use
from data.own.definition import OPTIONAL, REQUIRED
from data.own.figures import COLUMNS

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "own-indicator.md").read_text("utf-8")
SLUG = "gwent-cancer-screening"
MONMOUTHSHIRE, CARDIFF = "W06000021", "W06000015"
OF_BOARDS, SWANSEA_BAY = "our-screening", "W11000031"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The app on the snapshot that whoever follows the page comes to."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "data").mkdir()
    (folder / "data" / "snapshot").symlink_to(ROOT / "data" / "snapshot")
    for name, text in re.findall(r"^`([\w/.-]+)`:\n```\w+\n(.*?)^```", DOC, re.M | re.S):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    card = (folder / "my-figures" / f"{SLUG}.yaml").read_text("utf-8")
    card = card.replace("place_type: council", "place_type: health-board").replace("four councils", "boards")
    (folder / "my-figures" / f"{OF_BOARDS}.yaml").write_text(card, "utf-8")
    table = f"place,period,value,status\n{SWANSEA_BAY},2024,67.5,\nW11000024,2024,,no_reply\n"
    (folder / "my-figures" / f"{OF_BOARDS}.csv").write_text(table, "utf-8")
    command = next(line for line in re.findall(r"^python -m data (.*)", DOC, re.M) if line.startswith("build"))
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert main(shlex.split(command)) == SOUND
    finally:
        os.chdir(before)
    yield create_app(Settings(folder / "my-snapshot", "https://atlas.example", "", "")).server.test_client()
    use(())


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.get_data(as_text=True)[:300])
    return answer.get_data(as_text=True)


def test_the_map_draws_it_and_says_that_it_is_no_official_statistic(followed: FlaskClient) -> None:
    page = text(followed, f"/?indicator={SLUG}&place={MONMOUTHSHIRE}")
    assert "74.4" in page
    assert "Local figure, not an official statistic: from Readers of the worked example." in page
    assert f'value="{SLUG}"' in page
    assert "Local figure: Cancer screening taken up" in text(followed, f"/image.svg?indicator={SLUG}")


def test_its_page_names_source_licence_and_contact(followed: FlaskClient) -> None:
    page = text(followed, f"/indicator/{SLUG}")
    for said in ("Readers of the worked example", "Open Government Licence v3.0", "the issues of the project"):
        assert said in page


def test_the_page_of_a_place_tells_it_under_a_heading_of_its_own(followed: FlaskClient) -> None:
    page = text(followed, f"/place/{MONMOUTHSHIRE}")
    assert "Local figures</h2>" in page
    assert "74.4" in page[page.index("Local figures</h2>") :]
    assert "Local figures</h2>" not in text(followed, f"/place/{CARDIFF}")


def test_api_table_and_embed_give_the_same_figure(followed: FlaskClient) -> None:
    rows = followed.get(f"/api/v1/values?indicator={SLUG}").get_json()["rows"]
    told = {row["place"]: row for row in rows}
    assert told[MONMOUTHSHIRE]["value"] == pytest.approx(74.4)
    assert told[MONMOUTHSHIRE]["status"] == "reported"
    assert told[CARDIFF]["value"] is None
    assert told[CARDIFF]["status"] == "not_collected"
    assert f"{MONMOUTHSHIRE}" in text(followed, f"/api/v1/values.csv?indicator={SLUG}")
    assert "74.4" in text(followed, f"/embed?indicator={SLUG}&place={MONMOUTHSHIRE}")
    listed = followed.get("/api/v1/indicators").get_json()
    assert next(one for one in listed if one["slug"] == SLUG)["group"] == "own"


def test_a_figure_of_health_boards_is_drawn_on_the_map_of_wales_and_told_on_the_page_of_the_board(
    followed: FlaskClient,
) -> None:
    page = text(followed, f"/?indicator={OF_BOARDS}&place={SWANSEA_BAY}")
    assert "67.5" in page
    assert "Local figure, not an official statistic" in page
    drawn = re.findall(r'data-code="(\w+)"', text(followed, f"/image.svg?indicator={OF_BOARDS}"))
    assert SWANSEA_BAY in drawn
    assert not any(code.startswith("E") for code in drawn)
    board = text(followed, f"/place/{SWANSEA_BAY}")
    assert "67.5" in board[board.index("Local figures</h2>") :]
    rows = followed.get(f"/api/v1/values?indicator={OF_BOARDS}").get_json()["rows"]
    assert {row["place"]: row["status"] for row in rows}["W11000024"] == "no_reply"


def test_what_the_page_says_of_columns_and_keys_is_what_is_read(followed: FlaskClient) -> None:
    yaml_part, csv_part = DOC.split("## The CSV")
    keys = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`[^|]*) \|", yaml_part, re.M)))
    columns = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`[^|]*) \|", csv_part, re.M)))
    assert set(keys) == {*REQUIRED, *OPTIONAL}
    assert set(columns) == set(COLUMNS)
