from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from callbacks.settings import ROOT
from data import held, query
from data.store import STATUSES
from layouts.figures import inks
from layouts.figures.lines import Column, broken, wide
from layouts.image import SHAPES, image
from layouts.picture import class_words
from layouts.view import View, read_view
from tests import committed

SNAPSHOT = committed.snapshot()
GROUND = committed.ground()
GOLDEN = Path(__file__).parent / "golden" / "image-somerset.svg"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(shape: str = "map", width: int = 600, **args: str) -> str:
    return image(SNAPSHOT, GROUND, read_view(SNAPSHOT, args), shape=shape, width=width)


def test_the_picture_of_somerset_is_the_golden_one() -> None:
    made = drawn(place="RH5", compare="RHQ", period="2026-01").replace("><", ">\n<")
    assert made == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_view_gives_the_same_bytes_and_is_well_formed(shape: str) -> None:
    first = drawn(shape, indicator="adult-obesity")
    assert first == drawn(shape, indicator="adult-obesity")
    root = ElementTree.fromstring(first)
    assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None


@pytest.mark.parametrize(("shape", "width", "height"), [("card", 1200, 630), ("card", 600, 315), ("square", 600, 600)])
def test_a_picture_has_the_size_asked_for(shape: str, width: int, height: int) -> None:
    assert f'width="{width}" height="{height}"' in drawn(shape, width)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_picture_says_what_when_and_whose(shape: str) -> None:
    text = " ".join(
        " ".join(node.itertext()) for node in ElementTree.fromstring(drawn(shape, place="RHQ")).iter(f"{SVG}text")
    )
    for said in (
        "Still waiting: share under 18 weeks",
        "January 2026",
        "Source: NHS England",
        "Crown copyright",
        "Care Atlas",
    ):
        assert said in text
    assert "Did not send figures (1)" in text


def test_no_text_is_smaller_than_twelve_pixels_where_600_are_shown() -> None:
    sizes = [float(size) for size in re.findall(r'<text font-size="([\d.]+)"', drawn("map"))]
    assert min(sizes) >= 24


@pytest.mark.parametrize("slug", list(held.mapped(SNAPSHOT)))
def test_the_words_of_a_card_never_run_into_its_legend(slug: str) -> None:
    indicator = held.indicators(SNAPSHOT)[slug]
    period = query.periods(SNAPSHOT, indicator)[-1]
    answer = query.across(SNAPSHOT, indicator, indicator.default_split, period)
    longest = max((c for c in answer.places if c in SNAPSHOT.places), key=lambda code: len(SNAPSHOT.places[code].name))
    split = max(indicator.splits, key=lambda code: len(indicator.splits[code]))
    for view in indicator.views:
        body = image(SNAPSHOT, GROUND, View(slug, split, period, place=longest, view=view), shape="card", width=600)
        head, key = body.split('<g transform="translate(0 ')
        lowest = max(float(y) for y in re.findall(r'<tspan x="48" y="([\d.]+)"', head))
        assert lowest <= float(key.split(")")[0]) + 4


def test_lines_are_no_wider_than_their_room() -> None:
    text = "Northumbria Healthcare NHS Foundation Trust did not send figures for January 2026. " * 3
    for bold in (False, True):
        lines = broken(text.strip(), 26, bold, 500)
        assert " ".join(lines) == text.strip()
        assert all(wide(line, 26, bold) <= 500 for line in lines)
    column = Column(0, 0, 100)
    column.say("", 26)
    assert column.parts == []


def test_the_widths_are_those_of_the_font_that_is_shipped() -> None:
    from PIL import ImageFont

    for bold, weight in ((False, "Regular"), (True, "Bold")):
        font = ImageFont.truetype(str(ROOT / "assets" / "fonts" / f"Arimo-{weight}.ttf"), 1000)
        for sign in map(chr, range(32, 127)):
            assert abs(wide(sign, 1000, bold) - font.getlength(sign)) < 1, sign


def test_a_picture_has_the_colours_of_the_page() -> None:
    css = (ROOT / "assets" / "atlas.css").read_text(encoding="utf-8")
    for name in ("met", "interim", "missed", "better", "usual", "worse", "higher", "lower"):
        assert f"--{name}: {inks.INKS[name]}" in css
    for at, shade in enumerate(inks.RAMP, start=1):
        assert f"--r{at}: {shade}" in css


def test_each_class_and_each_kind_of_nothing_has_its_ink() -> None:
    style = inks.style("dark-low", 0.3)
    classes = {name for i in held.indicators(SNAPSHOT).values() for v in i.views
               for name in class_words(View(i.slug, i.default_split, query.periods(SNAPSHOT, i)[-1], view=v))}  # fmt: skip
    for name in (classes | set(STATUSES.values() if isinstance(STATUSES, dict) else STATUSES)) - {"reported", ""}:
        assert re.search(rf"\.{name}[,{{]", style), name
