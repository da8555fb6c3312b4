"""Every specialty of a place as one picture."""

from __future__ import annotations

import re

import pytest

from data import query
from layouts.chart.every import every, told
from layouts.chart.picture import chart_image
from layouts.choices import BadChoice
from layouts.view import View
from layouts.words import per_cent
from tests import committed

SNAPSHOT = committed.snapshot()
SOMERSET = View("rtt-incomplete-18-weeks", "C_999", "2026-01", place="RH5")


def test_each_specialty_that_was_sent_stands_once_with_its_share() -> None:
    drawn = chart_image(SNAPSHOT, SOMERSET, kind="specialties", shape="map", width=1200)
    answers = query.by_split(SNAPSHOT, SOMERSET.measured, "2026-01", "RH5")
    sent = {split: answer for split, answer in answers if split != "C_999" and answer.status[0, 0] == query.REPORTED}
    assert drawn.count("foot-line") == len(sent) + 1  # one in the style
    for answer in sent.values():
        assert per_cent(float(answer.value[0, 0])) in drawn


def test_the_same_view_gives_the_same_bytes() -> None:
    one, two = (chart_image(SNAPSHOT, SOMERSET, kind="specialties", shape="map", width=600) for _ in range(2))
    assert one == two
    assert re.search(r'width="600" height="\d+"', one)


def test_its_words_tell_each_specialty_with_its_verdict() -> None:
    said = told(SOMERSET, SNAPSHOT, every(SNAPSHOT, SOMERSET))
    assert "Urology: 53.6\u202f%." in said
    assert "Other: everything else: 93.1\u202f%." in said


@pytest.mark.parametrize(
    ("view", "why"),
    [
        (View("rtt-incomplete-18-weeks", "C_999", "2026-01"), "Name the place"),
        (View("smoking", "all", "2024", place="E06000066"), "by specialty"),
        (View("rtt-waiting-list", "C_999", "2026-01", place="RH5"), "by specialty"),
        (View("rtt-incomplete-18-weeks", "C_999", "2026-01", place="RHQ"), "Nothing of this was sent"),
        (View("rtt-incomplete-18-weeks", "C_999", "2026-01", place="E06000066"), "Nothing of this was sent"),
    ],
)
def test_what_cannot_be_drawn_is_said(view: View, why: str) -> None:
    with pytest.raises(BadChoice, match=why):
        every(SNAPSHOT, view)


def test_it_comes_in_one_shape_and_says_so() -> None:
    with pytest.raises(BadChoice, match="one shape"):
        chart_image(SNAPSHOT, SOMERSET, kind="specialties", shape="card", width=1200)
