"""The map of who treats near a place, on the real figures of January 2026."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data import store
from geo.crop import SIDE
from geo.gazetteer import Gazetteer
from geo.ground import Ground
from geo.near import offers
from layouts.figures.near_map import DOT, FARTHEST, MOST_NUMBERED, RADIUS
from layouts.figures.sheet import Sheet
from layouts.near.picture import figure
from tests import committed

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"
GOLDEN = Path(__file__).parent / "golden" / "near-taunton.svg"
MARK = re.compile(
    r'<a href="/place/(\w+)" tabindex="-1"><g transform="translate\(([\d.-]+) ([\d.-]+)\)"><g class="pin (\w+)" data-code="\1">'
    r"<title>(\d+): ([^<]+)</title><(circle|rect)([^>]*)/>(?:<text y=\"8\">(\d+)</text>)?</g></g></a>"
)


@pytest.fixture(scope="module")
def snapshot() -> store.Snapshot:
    return committed.snapshot()


@pytest.fixture(scope="module")
def gazetteer(snapshot: store.Snapshot) -> Gazetteer:
    return committed.gazetteer()


@pytest.fixture(scope="module")
def ground() -> Ground:
    return committed.ground()


@pytest.fixture
def draw(snapshot: store.Snapshot, gazetteer: Gazetteer, ground: Ground):
    def drawn(district: str, miles: int, split: str = "C_999", slug: str = "rtt-median-wait"):
        spot = gazetteer.districts[district]
        here = offers(snapshot, gazetteer, spot.lat, spot.lon, split, miles, "distance")
        return here, figure(ground, gazetteer, spot, here, slug, split)

    return drawn


def test_the_map_of_taunton_is_as_it_was_looked_at(draw) -> None:
    _, text = draw("TA1", 30, "C_110")
    drawn = re.search(r"<svg class=\"near-map.*?</svg>", text)[0].replace("><", ">\n<")
    assert drawn == GOLDEN.read_text("utf-8").rstrip("\n"), "look at the new map, then replace the golden file"


@pytest.mark.parametrize("district", ["TA1", "BN1", "SE1", "TR1", "NE1", "CA1"])
@pytest.mark.parametrize("miles", [5, 10, 25, 50])
def test_everybody_within_has_one_mark_inside_the_frame(draw, district: str, miles: int) -> None:
    here, text = draw(district, miles)
    marks = MARK.findall(text)
    assert [mark[0] for mark in marks] == [one.code for one in here.within]
    assert [int(mark[4]) for mark in marks] == list(range(1, len(here.within) + 1))
    for _, x, y, _, number, _, _, _, shown in marks:
        radius = RADIUS if shown else DOT
        assert radius <= float(x) <= SIDE - radius
        assert radius <= float(y) <= SIDE - radius
        assert shown in ("", number)


@pytest.mark.parametrize("district", ["SE1", "M1", "B1"])
@pytest.mark.parametrize("miles", [5, 10, 25, 50, 100])
def test_no_number_covers_another_however_dense_the_place(draw, district: str, miles: int) -> None:
    _, text = draw(district, miles)
    middles = [(float(m[1]), float(m[2])) for m in MARK.findall(text) if m[8]]
    assert 0 < len(middles) <= MOST_NUMBERED
    for at, (x, y) in enumerate(middles):
        assert all(max(abs(x - a), abs(y - b)) >= 2 * RADIUS for a, b in middles[:at])


def test_a_mark_moved_aside_has_a_line_to_where_the_hospital_stands(draw) -> None:
    _, text = draw("SE1", 10)
    lines = re.findall(r'class="lead" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', text)
    assert lines
    for line in lines:
        x, y, to_x, to_y = map(float, line)
        assert ((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5 <= FARTHEST + 1


def test_trusts_are_round_and_other_providers_square_and_the_key_says_so(draw) -> None:
    here, text = draw("TA1", 30, "C_110")
    shapes = {mark[0]: mark[6] for mark in MARK.findall(text)}
    assert shapes == {one.code: "circle" if one.is_trust else "rect" for one in here.within}
    assert set(shapes.values()) == {"circle", "rect"}
    for words in ("NHS trust", "Independent or other provider", "The middle of TA1 Taunton", "Under 9 weeks"):
        assert words in text


def test_marks_are_coloured_by_the_class_of_the_figure_and_the_key_counts_them(draw) -> None:
    here, text = draw("SE1", 25, "C_110", "rtt-admitted-18-weeks")
    classes = [mark[3] for mark in MARK.findall(text)]
    figures = [one.figures["rtt-admitted-18-weeks"] for one in here.within]
    assert classes == [told.band or told.status or "not_applicable" for told in figures]
    counted = [int(n) for n in re.findall(r'<span class="n">(\d+)</span>', text)]
    assert sum(counted) == len(here.within)
    assert "Treated, admitted" in text and "dark-low" in text


def test_rings_say_their_miles_and_a_large_town_its_name(draw) -> None:
    _, text = draw("TA1", 30, "C_110")
    for words in (">10 miles<", ">20 miles<", ">30 miles<", ">TA1 Taunton<", ">Bridgwater<"):
        assert words in text


def test_room_is_given_once_and_only_on_the_sheet() -> None:
    sheet = Sheet(100)
    assert sheet.nearest(50, 50, 10, 0) == (50, 50)
    assert sheet.nearest(50, 50, 10, 0) is None
    moved = sheet.nearest(50, 50, 10, 40)
    assert moved is not None and max(abs(moved[0] - 50), abs(moved[1] - 50)) >= 20
    assert not sheet.room(-1, 0, 5, 5)
