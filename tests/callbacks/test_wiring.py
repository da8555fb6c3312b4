from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app import app

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def ids(node: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(node, dict):
        props = node.get("props", {})
        if isinstance(props.get("id"), str):
            found.add(props["id"])
        for child in props.values():
            found |= ids(child)
    elif isinstance(node, list):
        for child in node:
            found |= ids(child)
    return found


def test_every_callback_is_wired_to_components_that_exist(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout").get_json()
    wired = {d["id"] for c in client.get("/_dash-dependencies").get_json() for d in c["inputs"] + c["state"]}
    wired |= {c["output"].rsplit(".", 1)[0] for c in client.get("/_dash-dependencies").get_json()}
    assert wired <= ids(layout)
    assert app.callback_map


def test_dash_gets_the_layout_of_the_view_asked_for(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout?indicator=ae-4-hour&split=type-1&period=2022-12&place=RH5").get_data(
        as_text=True
    )
    assert "Somerset NHS Foundation Trust" in layout
    assert '"value":"type-1"' in layout


def test_the_panel_follows_the_view(client: FlaskClient) -> None:
    body = {
        "output": "panel.children", "outputs": {"id": "panel", "property": "children"}, "changedPropIds": ["shown.data"],
        "inputs": [{"id": "shown", "property": "data", "value": "indicator=ae-4-hour&split=all&period=2026-03&place=RH5"}],
    }  # fmt: skip
    told = json.dumps(client.post("/_dash-update-component", json=body).get_json())
    assert "Somerset NHS Foundation Trust" in told
    assert "took over Yeovil" in told


def test_the_components_and_the_first_html_are_the_same_tree(client: FlaskClient) -> None:
    layout = ids(client.get("/_dash-layout").get_json())
    text = client.get("/").get_data(as_text=True)
    invisible = {"shown"}
    assert all(f'id="{name}"' in text for name in layout - invisible)


def test_scripts_that_do_nothing_here_are_not_sent(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert "dash_renderer" in page and "react-dom" in page
    assert "polyfill@" not in page and "/dash_table/" not in page
