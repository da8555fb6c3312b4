"""docs/new-figures.md, followed by its text alone in a copy of the project: nothing but what it names is changed."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "new-figures.md").read_text("utf-8")
COPIED = ("app.py", "pyproject.toml", "assets", "callbacks", "data", "docs", "geo", "layouts", "tests", "tools")
UNEMPLOYMENT, DENTISTS = "unemployment", "example-seen-by-a-dentist"
FIGURES = {UNEMPLOYMENT: (6.05647109, "6.1"), DENTISTS: (38.4, "38.4")}
BLACKPOOL = "E06000009"
#: Asks the app of the copy for addresses, and tells each answer.
ASK = """
import json, sys
from app import server
client = server.test_client()
answers = {address: client.get(address) for address in json.loads(sys.argv[1])}
print(json.dumps({address: [one.status_code, one.get_data(as_text=True)] for address, one in answers.items()}))
"""


def run(copy: Path, *words: str) -> str:
    told = {name: value for name, value in os.environ.items() if not name.startswith("CARE_ATLAS_")}
    told |= {"CARE_ATLAS_RATE_LIMIT": "off", "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, *words], cwd=copy, env=told, capture_output=True, text=True, timeout=600, check=False
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    return ran.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the files that the page gives, built as it says."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(ROOT / name, folder / name)
    for name, text in re.findall(r"^`([\w/.-]+)`:\n```\w+\n(.*?)^```", DOC, re.M | re.S):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        assert not (folder / name).exists(), f"{name} is there already: the page would write over it"
        (folder / name).write_text(text, "utf-8")
    lines = re.findall(r"^In `tests/published.csv`[^\n]*\n```text\n(.*?)^```", DOC, re.M | re.S)
    with (folder / "tests" / "published.csv").open("a", encoding="utf-8") as published:
        published.writelines(lines)
    assert len(lines) == len(FIGURES)
    command = next(line for line in DOC.splitlines() if line.startswith("python -m data build"))
    run(folder, *shlex.split(command)[1:])
    return folder


@pytest.fixture(scope="module")
def answers(copy: Path) -> dict[str, str]:
    """What the app of the copy answers, by address."""
    asked = ["/api/v1/indicators", "/sources", f"/place/{BLACKPOOL}"]
    for slug in FIGURES:
        asked += [f"/?indicator={slug}&place={BLACKPOOL}", f"/indicator/{slug}", f"/api/v1/map?indicator={slug}"]
        asked += [f"/api/v1/values?indicator={slug}&place={BLACKPOOL}", f"/image.svg?indicator={slug}"]
    said: dict[str, tuple[int, str]] = json.loads(run(copy, "-c", ASK, json.dumps(asked)))
    assert {address: status for address, (status, _text) in said.items() if status != 200} == {}
    return {address: text for address, (_status, text) in said.items()}


@pytest.mark.parametrize("slug", FIGURES)
def test_a_new_figure_is_on_the_map_in_the_table_and_in_the_interface(answers: dict[str, str], slug: str) -> None:
    value, shown = FIGURES[slug]
    row: dict[str, Any] = json.loads(answers[f"/api/v1/values?indicator={slug}&place={BLACKPOOL}"])["rows"][0]
    assert (row["value"], row["status"]) == (pytest.approx(value), "reported")
    assert slug in {one["slug"] for one in json.loads(answers["/api/v1/indicators"])}
    assert BLACKPOOL in answers[f"/api/v1/map?indicator={slug}"]
    page = answers[f"/?indicator={slug}&place={BLACKPOOL}"]
    assert shown in page[page.index("<table") :]
    assert f'data-code="{BLACKPOOL}"' in answers[f"/image.svg?indicator={slug}"]


@pytest.mark.parametrize("slug", FIGURES)
def test_a_new_figure_is_on_the_page_of_its_place_and_has_a_page_of_its_own(answers: dict[str, str], slug: str) -> None:
    assert f"indicator={slug}" in answers[f"/place/{BLACKPOOL}"]
    assert "first published here" in answers[f"/indicator/{slug}"]


def test_a_new_source_is_named_with_publisher_and_licence(answers: dict[str, str]) -> None:
    assert "The Example Office" in answers["/sources"]
    assert "The Example Office" in answers[f"/indicator/{DENTISTS}"]


def test_the_lists_that_are_made_take_a_new_figure_up(copy: Path) -> None:
    run(copy, "-m", "tools.figures")
    listed = (copy / "docs" / "figures.md").read_text("utf-8")
    assert all(f"`{slug}`" in listed for slug in FIGURES)
    told = run(copy, "-c", "from tools import catalogue; print(*(key.place for key in catalogue.updated()[1]))")
    assert {f"data/indicators/{slug}.yaml" for slug in FIGURES} <= set(told.split())


def test_what_holds_of_every_figure_and_source_holds_of_new_ones(copy: Path) -> None:
    facts = ("tests/test_published.py", "tests/data/test_catalogue.py", "tests/data/test_advice.py")
    run(copy, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *facts, "tests/data/sources/test_recognise.py")
