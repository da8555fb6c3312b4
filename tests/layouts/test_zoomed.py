from __future__ import annotations

import re
from dataclasses import replace

import pytest

from data import query
from geo.crop import towns_on_sheet
from layouts.choices import BadChoice
from layouts.drawing import WHOLE
from layouts.embed import embed
from layouts.image import image
from layouts.picture import Picture, paint
from layouts.view import View, read_view
from layouts.zoomed import zoomed
from tests import committed

SNAPSHOT = committed.snapshot()
GROUND = committed.ground()
TOWNS = towns_on_sheet(committed.gazetteer())


def view(**args: str) -> View:
    return read_view(SNAPSHOT, args)


def painted(chosen: View) -> Picture:
    answer = query.across(SNAPSHOT, chosen.measured, chosen.split, chosen.period)
    return paint(SNAPSHOT, GROUND, chosen, answer)


def test_a_map_shown_nearer_holds_the_place_whole_and_those_compared_and_less_of_the_rest() -> None:
    whole = painted(view(place="RF4", compare="R1H"))
    near = zoomed(whole, TOWNS)
    assert near.drawing.window.factor >= 3
    assert {"RF4", "R1H"} <= near.drawing.codes < whole.drawing.codes
    assert "RCB" not in near.drawing.codes, "York is not near London"
    assert near.drawing.frame == () and all(shape.part == "main" for shape in near.drawing.areas)
    assert (near.classes, near.legend) == (whole.classes, whole.legend)
    assert "of which this is a part" in near.description


def test_the_window_has_the_form_of_the_map_and_lies_on_the_sheet() -> None:
    for code in ("RH5", "RTF", "REF", "RGN", "RM1"):
        window = zoomed(painted(view(place=code)), TOWNS).drawing.window
        assert window.width / window.height == pytest.approx(WHOLE.width / WHOLE.height, rel=0.01)
        assert 0 <= window.x <= WHOLE.width - window.width + 1 and 0 <= window.y <= WHOLE.height - window.height + 1


def test_places_far_apart_are_shown_on_the_whole_map() -> None:
    far = painted(view(place="REF", compare="RTF"))
    assert zoomed(far, TOWNS) is far


def test_towns_are_named_that_lie_in_it() -> None:
    names = {town.name for town in zoomed(painted(view(place="RBS", indicator="ae-4-hour")), TOWNS).drawing.towns}
    assert "Liverpool" in names and "London" not in names and len(names) <= 7


@pytest.mark.parametrize(
    "args", [{}, {"place": "E92000001"}, {"place": "E06000066"}, {"place": "RH5", "indicator": "announced-cuts"}]
)
def test_what_is_not_drawn_cannot_be_shown_nearer(args: dict[str, str]) -> None:
    with pytest.raises(BadChoice) as caught:
        zoomed(painted(view(**args)), TOWNS)
    assert (caught.value.parameter, caught.value.nearest) == ("zoom", "no")


@pytest.mark.parametrize("args", [{"place": "RH5"}, {"place": "E06000066", "indicator": "adult-obesity"}])
def test_frame_and_picture_are_cropped_alike_and_the_table_stays_whole(args: dict[str, str]) -> None:
    chosen = view(**args)
    _title, body = embed(SNAPSHOT, GROUND, chosen, with_table=True, towns=TOWNS)
    drawn = image(SNAPSHOT, GROUND, chosen, shape="square", width=600, towns=TOWNS)
    boxes = [re.findall(r'viewBox="([^"]+)"', text) for text in (body, drawn)]
    assert boxes[0][0] == boxes[1][1] and boxes[0][0] != "0 0 2900 3300"
    shapes = len(re.findall(r'<(?:path|circle) data-code="', body))
    assert 3 < shapes < 150 and body.count("<tr") > 140
    assert len(drawn) < len(image(SNAPSHOT, GROUND, chosen, shape="square", width=600))


def test_a_card_is_cropped_too() -> None:
    chosen = replace(view(place="RH5"), period="2026-01")
    assert 'height="315"' in image(SNAPSHOT, GROUND, chosen, shape="card", width=600, towns=TOWNS)
