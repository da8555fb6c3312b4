from __future__ import annotations

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from layouts.html import render


def test_texts_and_attributes_are_escaped() -> None:
    tree = html.P("<script>", title='"><img>', className="a&b")
    assert render(tree) == '<p class="a&amp;b" title="&quot;&gt;&lt;img&gt;">&lt;script&gt;</p>'


@given(st.text())
def test_no_text_can_open_an_element(text: str) -> None:
    assert "<" not in render(html.P(text))[3:-4]


def test_a_select_keeps_its_name_and_choice() -> None:
    node = dbc.Select(
        id="s", name="split", options=[{"value": "a", "label": "A"}, {"value": "b", "label": "B"}], value="b"
    )
    written = render(node)
    assert 'name="split"' in written
    assert '<option value="b" selected>B</option>' in written


def test_an_island_fills_the_component_of_its_id() -> None:
    assert render(html.Div(id="map"), {"map": "<svg></svg>"}) == '<div id="map"><svg></svg></div>'


def test_stores_leave_no_trace_and_unknown_components_are_refused() -> None:
    assert render([dcc.Store(id="x"), None, 3]) == "3"
    with pytest.raises(TypeError, match="Slider"):
        render(dcc.Slider(id="y", min=0, max=1))


def test_attributes_stand_in_one_order_however_they_were_given() -> None:
    one = html.Div("x", id="a", className="b", **{"data-c": "1", "data-b": "2", "aria-label": "d"})
    other = html.Div("x", **{"aria-label": "d", "data-b": "2", "data-c": "1"}, className="b", id="a")
    assert render(one) == render(other) == '<div id="a" class="b" aria-label="d" data-b="2" data-c="1">x</div>'
