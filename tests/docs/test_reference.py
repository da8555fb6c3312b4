"""What the docs say exists, and what exists the docs say."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.__main__ import make_parser
from data.catalogue import catalogue
from data.store import STATUS_CODE
from tools import architecture, figures

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
#: Files that the app serves for itself and for Dash, not addresses for readers.
OWN = re.compile(r"/_|/assets/|/static/|/<path:")


def code_of(text: str) -> list[str]:
    """What stands as code in a page: blocks, and pieces within a line."""
    return [*re.findall(r"^```[^\n]*\n(.*?)^```", text, re.M | re.S), *re.findall(r"`([^`\n]+)`", text)]


def commands() -> dict[str, set[str]]:
    """Options of each command of `python -m data`."""
    listed = next(one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return {
        name: {option for action in command._actions for option in action.option_strings}
        for name, command in listed.choices.items()
    }


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))


def test_every_address_is_in_the_reference_and_no_other(client: FlaskClient) -> None:
    rules = {str(rule) for rule in client.application.url_map.iter_rules()} - {"/metrics"}
    wanted = {rule for rule in rules if not OWN.match(rule)} - {"/image.<any(svg, png):kind>"}
    told = set(re.findall(r"^\| `(/[^`]*)` \|", REFERENCE, re.M))
    assert told - {"/image.svg", "/image.png", "/metrics"} == wanted


def test_every_command_and_target_is_in_the_reference_and_no_other() -> None:
    assert set(re.findall(r"^\| `python -m data ([a-z-]+)` \|", REFERENCE, re.M)) == set(commands())
    assert set(re.findall(r"^\| `make ([a-z]+)` \|", REFERENCE, re.M)) == targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_the_docs_exist_with_their_options(page: Path) -> None:
    known, faults = commands(), []
    for code in code_of(page.read_text("utf-8")):
        faults += [name for name in re.findall(r"\bmake ([a-z]+)", code) if name not in targets()]
        for name, rest in re.findall(r"python -m data ([a-z][a-z-]*)([^\n|&;]*)", code):
            options = set(re.findall(r"(?<=\s)--[a-z-]+", rest.split("#")[0]))
            faults += (
                [name] if name not in known else [f"{name} {option}" for option in options - known[name] - {"--help"}]
            )
    assert faults == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_tools_and_files_named_in_the_docs_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    named = set(
        re.findall(r"`((?:data|geo|layouts|callbacks|assets|tests|tools|deploy|docs|bench)/[\w./-]*\w)`", text)
    )
    named -= set(re.findall(r"^`([\w/.-]+)`:\n```", text, re.M))  # whoever follows the page writes these
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_setting_stands_in_the_readme_and_no_other() -> None:
    rooms = [
        *ROOT.glob("*.py"),
        *(path for room in ("data", "geo", "layouts", "callbacks") for path in (ROOT / room).rglob("*.py")),
    ]
    read = {
        name
        for path in rooms
        for name in re.findall(
            r"""environ(?:\.get\(|\[)"(CARE_ATLAS_\w+|PORT|WEB_CONCURRENCY)""", path.read_text("utf-8")
        )
    }
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text("utf-8"), re.M))
    assert told - {"PORT", "WEB_CONCURRENCY"} == read - {"PORT", "WEB_CONCURRENCY"}


def test_every_status_is_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text("utf-8")
    assert [status for status in STATUS_CODE if status and f"| `{status}` |" not in glossary] == []


def test_the_list_of_figures_is_that_of_the_catalogue() -> None:
    assert figures.PAGE.read_text("utf-8") == figures.write(), "run `make docs`"
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", figures.write(), re.M)) == set(catalogue())


def test_the_picture_of_the_house_is_that_of_the_code() -> None:
    house = architecture.read_house()
    assert architecture.PICTURE.read_text("utf-8") == architecture.draw(house), "run `make docs`"
    order = list(architecture.ROOMS)
    assert house.imports and all(order.index(room) < order.index(other) for room, other in house.imports)


def test_the_way_of_a_value_names_what_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = [
        name for row in re.findall(r"^\| \d+\. [^|]*\|([^|]*)\|", page, re.M) for name in re.findall(r"`([^`]+)`", row)
    ]
    assert len(named) > 12
    for name in named:
        owner, _, last = name.rpartition(".")
        try:
            import_module(name)
        except ModuleNotFoundError:
            assert hasattr(import_module(owner), last), name
