"""The spine chart on real figures of Somerset (E06000066).

Values, England and comparisons are the Office for Health Improvement and Disparities', from Fingertips (files named
beside each row); worst, best and quartiles are of all districts and unitary councils with a value in the period.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.relations import load as load_relations
from layouts.figures.spine import LEFT, MIDDLE, RIGHT, SpineRow, along, grouped, marker, short, spine
from layouts.html import render
from layouts.place.page import place_page
from layouts.place.profile import profile_section
from tests import committed

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"
GOLDEN = Path(__file__).parent / "golden" / "spine-somerset.svg"
LIVES, HABITS = "How long people live", "How people live"
SOMERSET = {
    "life_expectancy|Male": SpineRow(LIVES, "Life expectancy at birth, men", "years", "2023 - 25", 80.4, 79.7, 74.2, 83.5, 78.6, 81.2, "better"),
    "life_expectancy|Female": SpineRow(LIVES, "Life expectancy at birth, women", "years", "2023 - 25", 84.2, 83.5, 79.3, 87.2, 82.5, 84.875, "better"),
    "mortality_rate|Persons": SpineRow(LIVES, "Deaths under 75 that could be prevented", "per 100,000", "2024", 133.2, 145.8, 283.3, 74.4, 114.3, 167.025, "better"),
    "adults_smoking|Persons": SpineRow(HABITS, "Adults who smoke", "%", "2024", 11.3, 10.4, 20.8, 2.4, 7.9, 12.55, "similar"),
    "overweight_adult|Persons": SpineRow(HABITS, "Adults who are overweight or obese", "%", "2024/25", 68.4, 64.6, 78.5, 40.0, 61.0, 69.525, "worse"),
    "active_adults|Persons": SpineRow(HABITS, "Adults who are physically active", "%", "2024/25", 71.9, 68.0, 51.4, 80.2, 64.075, 72.525, "better"),
    "children_dental_decay|5 years children": SpineRow("Children", "Five-year-olds with tooth decay", "%", "2023/24", 20.2, 22.4, 43.4, 4.2, 16.0, 27.0, "similar"),
    "adults_depression|Persons": SpineRow("Illness", "People with depression on the GP register", "%", "2024/25", 17.9, 14.3, 7.1, 23.5, 12.8, 16.75, "higher"),
}  # fmt: skip
ROWS = list(SOMERSET.values())


def test_the_chart_of_somerset_is_as_it_was_looked_at() -> None:
    drawn = spine(ROWS, "Somerset beside England").replace("><", ">\n<")
    assert drawn == GOLDEN.read_text("utf-8").rstrip("\n"), "look at the new chart, then replace the golden file"


@pytest.mark.raw
@pytest.mark.parametrize("name", SOMERSET)
def test_the_figures_of_the_golden_chart_are_the_published_ones(raw_folder: Path, name: str) -> None:
    file, group = name.split("|")
    row = SOMERSET[name]
    table = pd.read_csv(raw_folder / "health" / "fingertips" / f"{file}.csv", dtype=str)
    told = table[(table.period == row.period) & ((table.unit == group) | (table.inequality == group))]
    told = told.assign(value=told.value.astype(float)).set_index("area_code")
    councils = told[told.area_type.isin(["UA", "District"])].value.dropna()
    assert told.value["E92000001"] == row.england
    assert told.value["E06000066"] == row.value
    assert told.compared_to_England["E06000066"].split()[0].lower() == row.compared
    assert {councils.min(), councils.max()} == {row.worst, row.best}
    assert councils.quantile([0.25, 0.75]).round(3).tolist() == [row.q25, row.q75]


def test_england_stands_in_the_middle_and_the_farther_end_at_its_edge() -> None:
    for row in ROWS:
        assert along(row, row.england) == MIDDLE
        assert along(row, row.worst) < MIDDLE < along(row, row.best)
        assert LEFT in (along(row, row.worst), RIGHT - along(row, row.best) + LEFT)


def test_low_is_to_the_right_where_low_is_good() -> None:
    smoking = SOMERSET["adults_smoking|Persons"]
    assert along(smoking, 5.0) > MIDDLE > along(smoking, 15.0)


def test_a_number_beyond_all_others_stands_on_the_edge() -> None:
    assert along(ROWS[0], 120.0) == RIGHT
    assert along(replace(ROWS[0], worst=79.7, best=79.7), 80.0) == MIDDLE


def test_each_comparison_has_its_own_shape() -> None:
    shapes = {marker(name, 0, 0).split('"')[3] for name in ("better", "worse", "higher", "lower", "not_compared")}
    assert len(shapes) == 5
    assert marker("similar", 0, 0).startswith("<circle")


def test_a_place_without_a_value_has_its_status_and_no_mark() -> None:
    drawn = spine([replace(ROWS[0], value=None, status="Hidden: a small number")], "x")
    assert "Hidden: a small number" in drawn
    assert 'class="mark-' not in drawn


def test_domains_keep_their_order_and_gather_their_rows() -> None:
    assert [domain for domain, _ in grouped([ROWS[0], ROWS[3], ROWS[1]])] == [LIVES, HABITS]
    assert [len(group) for _, group in grouped([ROWS[0], ROWS[3], ROWS[1]])] == [2, 1]


def test_no_empty_chart_is_drawn() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        spine([], "x")
    assert profile_section("Somerset", []) == ([], {})


def test_the_table_twin_has_every_number_and_says_what_stands_out() -> None:
    parts, islands = profile_section("Somerset", ROWS)
    text = render(parts, islands)
    assert "Worse than England: Adults who are overweight or obese." in text
    for number in ("68.4", "64.6", "78.5", "40.0", "61.0", "69.5"):
        assert f"{number}\u202f%" in text
    assert text.count("<h2") == 1
    assert '<svg class="spine" role="img"' in text


def test_a_council_with_figures_has_the_chart_on_its_page_and_no_word_that_they_are_missing() -> None:
    snapshot, ground = committed.snapshot(), committed.ground()
    relations = load_relations(SNAPSHOT, ground.latest)
    without = place_page(snapshot, ground, relations, "E06000066")
    page = place_page(snapshot, ground, relations, "E06000066", ROWS)
    text = render(page.tree, page.islands)
    assert '<svg class="spine"' in text
    assert "public-health figures of this area" not in text
    plain = render(without.tree, without.islands)
    assert "Other figures on health" in plain and "public-health figures of this area" not in plain


def test_a_long_title_is_cut_at_a_word() -> None:
    assert short("Deaths under 75 from causes that could be prevented", 30) == "Deaths under 75 from causes\u2026"
    assert short("Adults who smoke", 30) == "Adults who smoke"
