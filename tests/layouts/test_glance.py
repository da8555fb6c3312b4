"""Every figure of a place beside others as one picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data import query
from layouts import sentences
from layouts.chart.heat import INKS, glance, headline, needed, sources, told
from layouts.chart.picture import chart_image
from layouts.choices import BadChoice
from layouts.compare.heat import legend
from layouts.view import View
from tests import committed

SNAPSHOT = committed.snapshot()
SOMERSET = View("rtt-incomplete-18-weeks", "C_999", "2026-01", place="RH5", compare=("RHQ", "RK9"))


def test_each_cell_is_the_figure_of_its_place_and_nothing_is_told_as_nothing() -> None:
    table = glance(SNAPSHOT, SOMERSET, ())
    assert list(table.places) == ["RH5", "RHQ", "RK9"]
    line = next(line for line in table.lines if line.indicator.slug == "rtt-incomplete-18-weeks")
    answer = query.across(SNAPSHOT, line.indicator, line.split, line.period)
    for cell in line.cells:
        at = answer.place_at[cell.place]
        if cell.place == "RHQ":
            assert (cell.value, cell.css, cell.word) == (None, "", "")
        else:
            assert cell.figure == sentences.figure(line.indicator, float(answer.value[-1, at]))


def test_every_class_of_a_cell_has_a_sign_beside_its_colour_but_that_of_no_difference() -> None:
    assert set(legend(True)) | set(legend(False)) == set(INKS)
    signs = [sign for css, (_ink, sign) in INKS.items() if css != "is-usual"]
    assert all(signs) and len(set(signs)) == len(signs)


def test_the_picture_names_all_who_publish_its_figures_and_is_the_same_every_time() -> None:
    one, two = (chart_image(SNAPSHOT, SOMERSET, kind="glance", shape="map", width=1200) for _ in range(2))
    assert one == two
    table = glance(SNAPSHOT, SOMERSET, ())
    assert headline(table) == "Somerset and 2 other places, figure by figure"
    assert sources(SNAPSHOT, table).startswith("Sources: NHS England")
    assert needed(table) > 62 * len(table.lines)


def test_its_words_tell_each_figure_of_each_place() -> None:
    said = told(glance(SNAPSHOT, SOMERSET, ()))
    assert "A&E: share seen within 4 hours: Somerset 72.8\u202f%" in said
    assert "Sheffield" in said


def test_without_anybody_compared_those_most_like_it_stand_beside_and_without_a_place_it_says_so() -> None:
    assert list(glance(SNAPSHOT, replace(SOMERSET, compare=()), ("RK9", "RH8")).places) == ["RH5", "RK9", "RH8"]
    with pytest.raises(BadChoice, match="name it by its code"):
        glance(SNAPSHOT, replace(SOMERSET, place=""), ())
