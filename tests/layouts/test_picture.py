from __future__ import annotations

import re
from pathlib import Path

import pytest

from callbacks.settings import ROOT
from data import query
from data.catalogue import catalogue
from data.store import STATUSES
from layouts import judgement, picture, sentences
from layouts.answer import compact
from layouts.figures.map_svg import MARKS, PATTERNS, focus_path, svg
from layouts.picture import labels, paint
from layouts.view import View, read_view
from tests import committed

SNAPSHOT = committed.snapshot()
GROUND = committed.ground()
GOLDEN = Path(__file__).parent / "golden"


def view(**args: str) -> View:
    return read_view(SNAPSHOT, args)


def painted(chosen: View) -> picture.Picture:
    return paint(SNAPSHOT, GROUND, chosen, query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period))


def test_sheffield_is_drawn_as_not_submitted_never_as_a_band() -> None:
    assert painted(view(period="2026-01")).classes["RHQ"] == "not_submitted"
    assert painted(view(period="2026-01", view="year")).classes["RHQ"] == "not_submitted"


def test_somerset_has_an_area_and_children_s_hospitals_are_points() -> None:
    what = painted(view(period="2026-01")).drawing
    assert "RH5" in {s.code for s in what.areas}
    assert "RBS" in {s.code for s in what.points}


def test_months_before_april_2019_are_points_over_councils() -> None:
    what = painted(view(indicator="ae-4-hour", period="2019-03")).drawing
    assert not what.areas
    assert what.id == "council-2014.ae"
    assert "RBA" in what.codes
    assert painted(view(indicator="ae-4-hour", period="2019-04")).drawing.areas


def test_the_legend_counts_every_place_drawn_once() -> None:
    for args in ({}, {"view": "improvement"}, {"indicator": "ae-4-hour", "period": "2022-12", "scale": "standard"}):
        shown = painted(view(**args))
        drawn = [css for css in shown.classes.values() if css != "off"]
        assert sum(item.count for item in shown.legend) == len(drawn)


def test_bands_are_named_from_best_to_worst_and_cover_every_value() -> None:
    words = picture.band_words(view().measured, "C_999", "2026-01", "spread")
    assert list(words) == ["s6", "s5", "s4", "s3", "s2", "s1"]
    assert words["s6"].startswith("75") and words["s1"].startswith("Under 50")


def test_a_stranger_to_the_collection_is_said_to_have_none_of_this() -> None:
    chosen = view(indicator="ae-4-hour", period="2026-01")
    shown = painted(chosen)
    never = {s.code for s in shown.drawing.areas} - set(SNAPSHOT.cubes["ae"].places)
    assert all(shown.classes[code] == "not_applicable" for code in never)


def test_each_kind_of_nothing_on_the_map_has_its_own_mark() -> None:
    assert len(set(MARKS.values())) == len(MARKS)
    assert set(PATTERNS) <= set(STATUSES)


def test_the_compact_answer_agrees_with_the_picture() -> None:
    chosen = view(indicator="ae-4-hour", period="2022-12", split="type-1")
    answer, shown = compact(SNAPSHOT, GROUND, chosen), painted(chosen)
    assert {code: row["band"] for code, row in answer["places"].items()} == {
        code: css for code, css in shown.classes.items() if code in answer["places"]
    }
    assert all((row["value"] is None) == (row["status"] != "reported") for row in answer["places"].values())


@pytest.mark.parametrize("name", ["rtt", "ae-2018"])
def test_the_map_is_drawn_as_before(name: str) -> None:
    """Golden SVG. Remake on purpose: delete the file, run once, look at it, commit it."""
    chosen = (
        view(period="2026-01", place="RH5")
        if name == "rtt"
        else view(indicator="ae-4-hour", period="2018-01", scale="standard")
    )
    answer = query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period)
    shown = paint(SNAPSHOT, GROUND, chosen, answer)
    drawn = svg(shown, labels(SNAPSHOT, answer, shown)).replace("><", ">\n<") + "\n"
    kept = GOLDEN / f"{name}.svg"
    if not kept.exists():
        kept.write_text(drawn, "utf-8")
        pytest.fail(f"{kept} was not there and has been written: look at it, then commit it")
    assert drawn == kept.read_text("utf-8")


def test_the_place_in_view_is_outlined_on_top() -> None:
    shown = painted(view(place="RH5"))
    assert focus_path(shown.drawing, "RH5").startswith("<path")
    assert focus_path(shown.drawing, "") == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"period": "2025-01"}, "About 3 in 5 people waiting for treatment in England have waited under 18 weeks"),
        ({"period": "2026-01", "place": "RHQ"}, "Sheffield Teaching Hospitals NHS Foundation Trust did not send figures for January 2026"),
        ({"indicator": "ae-4-hour", "period": "2022-12"}, "About 2 in 3 visits to A&E in England ended within 4 hours"),
        ({"indicator": "rtt-waiting-list", "period": "2025-01"}, "7.43 million treatments are being waited for in England"),
        ({"indicator": "ae-4-hour", "period": "2022-12", "place": "RK9"}, "This was not collected from University Hospitals Plymouth NHS Trust in December 2022"),
    ],
)  # fmt: skip
def test_the_headline_is_the_answer(args: dict[str, str], said: str) -> None:
    chosen = view(**args)
    answer = query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period)
    assert sentences.headline(SNAPSHOT, chosen, answer) == said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"period": "2026-01", "indicator": "rtt-waiting-list"}, "estimates for trusts that sent nothing: 7,247,214."),
        ({"period": "2026-01"}, "estimates for trusts that sent nothing: 61.5\u202f%."),
    ],
)
def test_the_other_series_of_england_is_named_beside_ours(args: dict[str, str], said: str) -> None:
    chosen = view(**args)
    answer = query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period)
    assert said in sentences.context(SNAPSHOT, chosen, answer)


def test_before_july_2025_there_is_one_series_of_england() -> None:
    chosen = view(period="2025-06")
    answer = query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period)
    assert "estimates" not in sentences.context(SNAPSHOT, chosen, answer)


def test_the_style_sheet_is_whole_and_paints_every_class_of_every_map() -> None:
    style = (ROOT / "assets" / "atlas.css").read_text("utf-8")
    depth = 0
    for line in style.splitlines():
        assert depth == 0 or not line.startswith("/*"), f"a block is left open before: {line}"
        depth += line.count("{") - line.count("}")
    assert depth == 0
    told = set(STATUSES) - {"", "reported"}
    for indicator in catalogue().values():
        if indicator.on_map:
            told |= set(picture.band_words(indicator, indicator.default_split, "2026-01", "spread"))
            told |= set(judgement.classes(indicator)) if "verdict" in indicator.views else set()
    for css in told | {
        "met",
        "interim",
        "missed",
        "all",
        "target",
        "below",
        "better",
        "usual",
        "worse",
        "out",
        "transfer",
    }:
        assert re.search(rf"\.{css}\b[^{{}}]*{{[^}}]*fill:", style), f"no rule paints .{css}"
