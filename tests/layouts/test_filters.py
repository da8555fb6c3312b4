"""What the filters leave on the map, in the legend, in the sentences and in the table."""

from __future__ import annotations

import pytest

from data import query
from layouts.answer import compact, folded, places
from layouts.filters import how_ranked
from layouts.picture import Picture, labels, paint
from layouts.table import table
from layouts.view import View, read_view
from tests import committed

SNAPSHOT = committed.snapshot()
GROUND = committed.ground()
NARROW = {"indicator": "adult-obesity", "period": "2024-25", "region": "E12000002", "deprivation": "most"}


def picture(view: View) -> Picture:
    return paint(SNAPSHOT, GROUND, view, query.across(SNAPSHOT, view.measured, view.split, view.period))


@pytest.mark.parametrize("args", [NARROW, {"region": "E12000007"}, {"indicator": "smoking", "deprivation": "least"}])
def test_what_is_filtered_out_is_an_outline_and_counts_nowhere(args: dict[str, str]) -> None:
    view = read_view(SNAPSHOT, args)
    shown = picture(view)
    out = {code for code, css in shown.classes.items() if css == "out"}
    assert out and not out & shown.shown
    assert "out" not in {item.css for item in shown.legend}
    drawn = [code for code in shown.shown if shown.classes[code] != "off"]
    assert sum(item.count for item in shown.legend) == len(drawn)
    answer = compact(SNAPSHOT, GROUND, view)
    assert not out & answer["places"].keys()
    assert set(drawn) <= answer["places"].keys() | {code for codes in answer["others"].values() for code in codes}
    assert "out" not in answer["others"]


def test_the_sentences_say_the_filter_in_words() -> None:
    answer = compact(SNAPSHOT, GROUND, read_view(SNAPSHOT, NARROW))
    where = "in the North West and in the nation's most deprived fifth"
    assert answer["coverage"] == f"17 of 17 councils {where} have a figure."
    assert answer["sentence"].endswith(f"Shown: councils {where}.")
    assert answer["caption"].endswith(f"councils {where}")
    assert "Index of Multiple Deprivation 2025" in answer["ranks"]
    assert "Welsh" not in answer["ranks"]


def test_without_filters_the_sentences_are_as_they_were() -> None:
    answer = compact(SNAPSHOT, GROUND, read_view(SNAPSHOT, {"indicator": "adult-obesity", "period": "2024-25"}))
    assert answer["coverage"] == "296 of 318 councils on the map have a figure."
    assert "Shown" not in answer["sentence"]
    assert answer["ranks"] == ""


def test_filters_that_leave_nothing_say_so() -> None:
    view = read_view(SNAPSHOT, {"indicator": "smoking", "region": "E12000001", "deprivation": "least"})
    answer = compact(SNAPSHOT, GROUND, view)
    assert answer["places"] == {}
    assert answer["coverage"].startswith("No council is in the North East and in the nation's least deprived fifth")
    assert all(item["count"] == 0 for item in answer["legend"])


def test_places_that_no_index_ranks_are_counted_in_words() -> None:
    view = read_view(
        SNAPSHOT, {"indicator": "healthy-life-expectancy-male", "period": "2022-24", "deprivation": "most"}
    )
    said = how_ranked(SNAPSHOT, view, picture(view).drawing.codes)
    assert "21 places on the map have no score of their own" in said
    assert "Welsh index of 2019" in said


def test_trusts_are_said_not_to_be_sorted_by_deprivation_to_whoever_sorts_them() -> None:
    sorted_by_region = read_view(SNAPSHOT, {"region": "E12000009"})
    assert compact(SNAPSHOT, GROUND, sorted_by_region)["ranks"].startswith("Trusts are not sorted")
    assert compact(SNAPSHOT, GROUND, read_view(SNAPSHOT, {}))["ranks"] == ""


def test_a_place_left_out_keeps_its_name_and_tells_no_figure() -> None:
    view = read_view(SNAPSHOT, NARROW)
    told = labels(SNAPSHOT, query.across(SNAPSHOT, view.measured, "all", view.period), picture(view))
    assert told["E06000052"] == "Cornwall"
    assert told["E06000009"].startswith("Blackpool: 32.2")


def test_the_table_has_a_column_of_intervals_where_any_is_published() -> None:
    view = read_view(SNAPSHOT, NARROW)
    shown = picture(view)
    rows = places(SNAPSHOT, view, query.across(SNAPSHOT, view.measured, "all", view.period), shown)
    written = table(SNAPSHOT, view, rows, shown)
    assert "95\u202f% interval" in written and "28.9 to 35.8" in written
    other = read_view(SNAPSHOT, {"indicator": "smoking", "period": "2024"})
    shown = picture(other)
    rows = places(SNAPSHOT, other, query.across(SNAPSHOT, other.measured, "all", other.period), shown)
    assert "95\u202f% interval" not in table(SNAPSHOT, other, rows, shown)
    assert "below" not in compact(SNAPSHOT, GROUND, other)["beside"]


@pytest.mark.parametrize("slug", ["adult-obesity", "cvd-mortality", "employment", "life-satisfaction", "imd"])
def test_what_stands_beside_the_values_unfolds_to_what_was_published(slug: str) -> None:
    view = read_view(SNAPSHOT, {"indicator": slug})
    answer = query.across(SNAPSHOT, view.measured, "all", view.period)
    rows = places(SNAPSHOT, view, answer, picture(view))
    beside = folded(rows, view.measured.decimals)
    unit = 10 ** beside["decimals"]
    for at, (code, row) in enumerate(rows.items()):
        base = round((row["value"] or 0) * unit)
        for name, sign, published in (("below", -1, answer.lower), ("above", 1, answer.upper)):
            told = beside[name][at] if name in beside else None
            number = float(published[-1, answer.place_at[code]])
            assert (told is None) == (number != number)
            if told is not None:
                assert (base + sign * told) / unit == round(number, beside["decimals"])
        for column, past in zip(beside["recent"], row["recent"], strict=True):
            assert (column[at] is None) == (past is None)
            assert past is None or (base + column[at]) / unit == past
