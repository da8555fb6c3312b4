"""About 3 in 5 stands beside the first per cent of a block, in both languages, and nowhere it would mislead."""

from __future__ import annotations

import pytest

from callbacks.settings import ROOT
from data import query, store
from data.catalogue import catalogue
from geo import ground as ground_module
from geo import relations as relations_module
from layouts import alt, words
from layouts.chart.picture import chart_alt
from layouts.pack.contents import pack
from layouts.picture import paint
from layouts.plainly import beside, share
from layouts.sheet.model import Figures
from layouts.sheet.sheet import make
from layouts.story import story
from layouts.view import read_view

FOLDER = ROOT / "data" / "snapshot"
SNAPSHOT = store.load(FOLDER)
GROUND = ground_module.load(FOLDER)
RELATIONS = relations_module.load(FOLDER, GROUND.latest)
SHARE = "61.8\u202f%, about 3 in 5 (32,852 of 53,128 people waiting)"


def described(**args: str) -> str:
    view = read_view(SNAPSHOT, args)
    answer = query.across(SNAPSHOT, view.measured, view.split, view.period)
    return alt.alt(SNAPSHOT, view, answer, paint(SNAPSHOT, GROUND, view, answer))


def test_a_story_says_its_first_per_cent_as_people_say_it_and_no_other() -> None:
    said = story(SNAPSHOT, read_view(SNAPSHOT, {"period": "2026-01", "place": "RH5"}), "RH5")
    assert SHARE in said
    assert said.count(" in 5") == 1 and "England as a whole: 61.4\u202f%." in said


def test_the_text_of_a_map_says_the_share_of_the_first_place_alone() -> None:
    said = described(period="2026-01", place="RH5", compare="RH8")
    assert SHARE in said
    assert "Royal Devon University Healthcare NHS Foundation Trust: " in said and said.count("about ") == 1


def test_the_text_of_a_trend_says_the_share_of_the_first_place_alone() -> None:
    view = read_view(SNAPSHOT, {"period": "2026-01", "place": "RH5", "compare": "RH8"})
    assert chart_alt(SNAPSHOT, view, "trend").count("about ") == 1


def test_the_text_of_bars_says_the_share_of_the_first_place_alone() -> None:
    view = read_view(SNAPSHOT, {"indicator": "adult-obesity", "place": "E06000066", "compare": "E06000052"})
    said = chart_alt(SNAPSHOT, view, "bar")
    assert "Somerset: 33.2\u202f%, about 1 in 3 (95\u202f% confidence" in said and said.count("about ") == 1


def test_a_sheet_says_the_share_with_the_counts_behind_it() -> None:
    sheet = make(SNAPSHOT, GROUND, RELATIONS, "RH5")
    figures = [one for s in sheet.sections for part in s.parts if isinstance(part, Figures) for one in part.items]
    assert figures[0].said[0] == "About 3 in 5: 32,852 of 53,128 people waiting."
    council = make(SNAPSHOT, GROUND, RELATIONS, "E06000066")
    said = [one for s in council.sections for part in s.parts if isinstance(part, Figures) for one in part.items]
    assert any(one.said and one.said[0].startswith("About 1 in ") for one in said)


def test_a_paragraph_for_a_newsletter_does_not_say_a_share_twice() -> None:
    made = pack(SNAPSHOT, GROUND, RELATIONS, "RH5")
    assert made.told[0].paragraph.lower().count("about 3 in 5") == 1


@pytest.mark.parametrize("number", [0.0, 0.04, 97.5, 100.0])
def test_none_and_all_have_words_of_their_own_and_are_not_said_again(number: float) -> None:
    assert share(catalogue()["smoking"], number) == ""


@pytest.mark.parametrize("slug", ["staff-all-change", "life-expectancy-female", "rtt-waiting-list", "pm25"])
def test_what_is_no_part_of_people_or_visits_is_not_said_as_one(slug: str) -> None:
    assert beside("12.0", catalogue()[slug], 12.0) == "12.0"


def test_welsh_says_it_in_welsh() -> None:
    words.speak("cy")
    try:
        said = story(SNAPSHOT, read_view(SNAPSHOT, {"period": "2026-01", "place": "RH5"}), "RH5")
        assert "61.8\u202f%, tua 3 o bob 5 (pobl sy'n aros" in said
        sheet = make(SNAPSHOT, GROUND, RELATIONS, "RH5")
        figures = [one for s in sheet.sections for part in s.parts if isinstance(part, Figures) for one in part.items]
        assert figures[0].said[0].startswith("Tua 3 o bob 5: 32,852 allan o 53,128")
    finally:
        words.speak("en")
