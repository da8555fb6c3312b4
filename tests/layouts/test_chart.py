from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from data import held, query
from data.query import REPORTED
from layouts.chart.beside import beside_others
from layouts.chart.picture import chart_alt, chart_image, without_map
from layouts.chart.through import through
from layouts.choices import BadChoice
from layouts.figures.scale import scale
from layouts.image import SHAPES
from layouts.view import View, read_view
from tests import committed

SNAPSHOT = committed.snapshot()
GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(kind: str, shape: str = "map", alike: Sequence[str] = (), **args: str) -> str:
    return chart_image(SNAPSHOT, read_view(SNAPSHOT, args), kind=kind, shape=shape, width=600, alike=alike)


@pytest.mark.parametrize(
    ("name", "kind", "args"),
    [
        ("chart-trend-royal-devon", "trend", {"place": "RH8", "indicator": "ae-4-hour", "period": "2026-03"}),
        ("chart-bar-somerset", "bar", {"place": "E06000066", "indicator": "adult-obesity", "compare": "E06000052"}),
    ],
)
def test_a_chart_is_the_golden_one(name: str, kind: str, args: dict[str, str]) -> None:
    made = drawn(kind, **args).replace("><", ">\n<")
    assert made == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["trend", "bar"])
def test_the_same_view_gives_the_same_bytes_and_all_stands_inside(kind: str, shape: str) -> None:
    first = drawn(kind, shape, place="RF4", period="2026-01", compare="RH5,RHQ")
    assert first == drawn(kind, shape, place="RF4", period="2026-01", compare="RH5,RHQ")
    root = ElementTree.fromstring(first)
    assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    assert (width, height) in [(1200, 630), (1200, 1200)] or shape == "map"
    for node in root.findall(f"{SVG}text"):
        for spot in (node, *node.iter(f"{SVG}tspan")):
            if "x" in spot.attrib:
                assert 0 <= float(spot.attrib["x"]) <= width and 0 <= float(spot.attrib["y"]) <= height


@pytest.mark.parametrize("kind", ["trend", "bar"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_figure_of_a_place_can_be_drawn_or_says_why_not(kind: str, shape: str) -> None:
    refused = []
    for slug, indicator in held.mapped(SNAPSHOT).items():
        period = query.periods(SNAPSHOT, indicator)[-1]
        answer = query.across(SNAPSHOT, indicator, indicator.default_split, period)
        told = [c for c in answer.places if c in SNAPSHOT.places and answer.status[-1, answer.place_at[c]] == REPORTED]
        place = max(told, key=lambda code: len(SNAPSHOT.places[code].name))
        try:
            ElementTree.fromstring(drawn(kind, shape, indicator=slug, place=place, period=period))
        except BadChoice as bad:
            assert bad.why and bad.nearest
            refused.append(slug)
    assert len(refused) < 12


def test_no_line_crosses_a_merger_or_a_gap() -> None:
    view = read_view(SNAPSHOT, {"place": "RH8", "indicator": "ae-4-hour", "period": "2026-03"})
    line = through(SNAPSHOT, view)
    assert [mark.period for mark in line.marks] == ["2022-04"]
    own = line.lines[-1]
    assert all(not (periods[0] < "2022-04" <= periods[-1]) for periods, _values in own.stretches)
    tested = through(SNAPSHOT, read_view(SNAPSHOT, {"place": "RQM", "indicator": "ae-4-hour", "period": "2026-03"}))
    assert tested.missing == {"not_collected": 49}
    assert all(not (p[0] < "2021-01" < p[-1]) for p, _values in tested.lines[-1].stretches)
    assert "Not asked for then (49)" in drawn("trend", place="RQM", indicator="ae-4-hour", period="2026-03")


def test_a_picture_of_a_month_tells_nothing_later() -> None:
    view = read_view(SNAPSHOT, {"place": "RH5", "period": "2025-03"})
    line = through(SNAPSHOT, view)
    assert line.periods[-1] == "2025-03" and line.limits is not None
    assert max(p for one in line.lines for periods, _v in one.stretches for p in periods) == "2025-03"
    assert line.limits.periods[-1] == "2025-03"
    assert "2026" not in drawn("trend", place="RH5", period="2025-03").split("<desc")[0]


def test_bars_are_in_the_order_chosen_and_never_in_that_of_their_values() -> None:
    chosen = beside_others(SNAPSHOT, read_view(SNAPSHOT, {"place": "RH5", "compare": "RA9,RH8"}), ())
    assert [bar.name for bar in chosen.bars] == ["Somerset", "England", "Torbay and South Devon", "Royal Devon University Healthcare"]  # fmt: skip
    alike = beside_others(SNAPSHOT, read_view(SNAPSHOT, {"place": "RH5"}), ("RA9", "RHQ", "RH8"))
    assert [bar.css for bar in alike.bars] == ["here", "england", "other", "other"]
    assert alike.alike == 2, "a peer that sent no figure is not drawn"


def test_bars_begin_at_nought_and_show_the_interval_where_one_is_published() -> None:
    axis = scale([61.0, 63.0], 0, 100, 5, nought=True, top=100)
    assert axis.low == 0 and axis.marks[0] == 0
    council = drawn("bar", place="E06000066", indicator="adult-obesity")
    assert 'class="interval"' in council and "95\u202f% confidence interval" in council
    assert 'class="interval"' not in drawn("bar", place="RH5").split("</style>")[1]


def test_a_place_compared_that_sent_nothing_says_so_and_has_no_bar() -> None:
    made = drawn("bar", place="RH5", compare="RHQ", period="2026-01")
    assert "Did not send figures" in made and made.count('<rect class="other"') == 0


def test_staff_who_moved_are_outlined_and_no_such_peer_is_chosen() -> None:
    view = {"indicator": "staff-all-change", "split": "from-2010-09"}
    made = drawn("bar", place="RA9", compare="RNN", **view)
    assert 'class="moved"' in made and "neither hired nor cut" in made
    answer = query.across(SNAPSHOT, read_view(SNAPSHOT, view).measured, "from-2010-09", "2026-02")
    moved = [code for code, one in zip(answer.places, answer.moved[-1], strict=True) if one and code != "RA9"]
    assert len(beside_others(SNAPSHOT, read_view(SNAPSHOT, {"place": "RA9", **view}), moved).bars) == 1


@pytest.mark.parametrize(
    ("kind", "args", "parameter"),
    [
        ("trend", {}, "place"),
        ("bar", {}, "place"),
        ("trend", {"place": "RH5", "indicator": "adult-obesity"}, "place"),
        ("trend", {"place": "RH5", "indicator": "announced-cuts"}, "chart"),
        ("trend", {"place": "RH5", "period": "2024-04"}, "chart"),
        ("trend", {"place": "W06000015", "indicator": "wales-smoking"}, "chart"),
        ("bar", {"place": "R1H", "indicator": "cqc-overall"}, "chart"),
    ],
)
def test_what_cannot_be_drawn_says_why(kind: str, args: dict[str, str], parameter: str) -> None:
    with pytest.raises(BadChoice) as caught:
        drawn(kind, **args)
    assert caught.value.parameter == parameter and caught.value.why


def test_the_words_for_those_who_do_not_see_it_tell_the_same() -> None:
    trend = chart_alt(
        SNAPSHOT, read_view(SNAPSHOT, {"place": "RH8", "indicator": "ae-4-hour", "period": "2026-03"}), "trend"
    )
    for said in (
        "Chart through time. A&E",
        "Royal Devon",
        "First: ",
        "Lowest: ",
        "Highest: ",
        "England: 77.1",
        "April 2022: took over",
    ):
        assert said in trend
    bars = chart_alt(
        SNAPSHOT, read_view(SNAPSHOT, {"place": "E06000066", "indicator": "adult-obesity"}), "bar", ("E06000052",)
    )
    for said in ("Bar chart.", "Somerset: 33.2", "30.3 to 36.2", "England: 26.6", "Cornwall", "no league table"):
        assert said in bars


def test_what_only_a_map_shows_changes_no_chart() -> None:
    plain, loud = (
        View("ae-4-hour", "all", "2026-03", place="RH8"),
        {"scale": "standard", "view": "year", "region": "E12000009"},
    )
    assert without_map(View("ae-4-hour", "all", "2026-03", place="RH8", **loud)) == plain  # type: ignore[arg-type]


def test_text_is_no_smaller_than_twelve_pixels_where_600_are_shown() -> None:
    for kind in ("trend", "bar"):
        sizes = [float(s) for s in re.findall(r'font-size="([\d.]+)"', drawn(kind, place="RF4", compare="RH5"))]
        assert min(sizes) >= 24
