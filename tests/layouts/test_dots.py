"""The dot plot of specialties."""

from __future__ import annotations

import re

from layouts.figures.dots import Dot, dot_plot, ordered

DOTS = [
    Dot("Urology", 53.6, 62.8, 900),
    Dot("Ear, nose & throat", 50.6, 53.0, 4000),
    Dot("Plastic surgery", 80.0, None, 12),
]


def test_the_lowest_share_stands_first() -> None:
    assert [dot.value for dot in ordered(DOTS)] == [50.6, 53.6, 80.0]
    drawn = dot_plot(DOTS, "x")
    assert drawn.index("Ear, nose") < drawn.index("Urology") < drawn.index("Plastic")


def test_a_few_patients_are_an_open_dot() -> None:
    assert len(re.findall('class="here-dot few"', dot_plot(DOTS, "x"))) == 2  # one in the key
    assert "few" not in dot_plot(DOTS[:2], "x")


def test_england_is_left_out_where_it_has_no_figure() -> None:
    assert dot_plot(DOTS[2:], "x").count("england-dot") == 0
    assert dot_plot(DOTS, "x").count("england-dot") == 3  # one in the key


def test_words_are_escaped_and_the_label_is_given() -> None:
    drawn = dot_plot(DOTS, 'A "label"')
    assert "Ear, nose &amp; throat" in drawn
    assert 'role="img" aria-label="A &quot;label&quot;"' in drawn
