"""The funnel as a picture: every trust once, the places in view by number, and its words."""

from __future__ import annotations

import re

import pytest

from layouts.chart.among import among, told
from layouts.chart.picture import chart_image
from layouts.choices import BadChoice
from layouts.view import View
from tests import committed

SNAPSHOT = committed.snapshot()
SOMERSET = View("rtt-incomplete-18-weeks", "C_999", "2026-01", place="RH5", compare=("RH8", "E92000001"))


def test_every_trust_is_drawn_once_and_the_places_in_view_by_number() -> None:
    drawn = chart_image(SNAPSHOT, SOMERSET, kind="funnel", shape="map", width=1200)
    signs = len(re.findall(r'class="(?:usual|better|worse)"', drawn))
    assert signs == 149 + 3  # three in the key
    assert re.findall(r'class="number bold"[^>]*>(\d)<', drawn).count("1") == 2  # on the chart, and in the key
    assert "Royal Devon" in drawn


def test_england_is_no_peer_and_not_marked() -> None:
    _judged, named = among(SNAPSHOT, SOMERSET)
    assert list(named) == ["RH5", "RH8"]


def test_its_words_tell_who_stands_out_and_how_the_places_in_view_stand() -> None:
    said = told(SNAPSHOT, SOMERSET, *among(SNAPSHOT, SOMERSET))
    assert "better than chance would explain, 18; worse, 1" in said
    assert "Somerset: As chance would have it." in said
    assert "137" in said


@pytest.mark.parametrize("view", [View("rtt-median-wait", "C_999", "2026-01"), View("smoking", "all", "2024")])
def test_what_is_no_share_of_patients_has_no_funnel(view: View) -> None:
    with pytest.raises(BadChoice, match="share of patients"):
        among(SNAPSHOT, view)
