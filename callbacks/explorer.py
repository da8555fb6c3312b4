"""The explorer's doorways: its first HTML, its Dash layout, its geometry, and the panel when the view changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from dash import Dash, Input, Output, html, no_update
from flask import Blueprint, Response, abort, current_app, has_request_context, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.asked import asked
from callbacks.delivery import FOR_EVER, as_json, deliver
from callbacks.frame import assets, framed
from callbacks.share import shared
from callbacks.world import World, pin, world
from layouts import words
from layouts.explorer import explorer, page
from layouts.figures.map_svg import fragment, towns
from layouts.head import dataset
from layouts.html import render
from layouts.panel import panel
from layouts.view import View, default_view, read_view, refit
from layouts.wales_map import drawing_named
from layouts.walk import walk
from layouts.words import LANGUAGES

pages = Blueprint("explorer", __name__)
LONGEST_QUERY = 1000
#: Scripts of Dash that do nothing here: what browsers know by themselves, and its tables.
UNUSED = ("/polyfill@", "/dash_table/")


def _view(here: World, args: Mapping[str, str]) -> View:
    view = read_view(here.snapshot, args)
    words.speak(view.lang)
    return view


def data_block(name: str, data: Any) -> str:
    """Write data for a script; it is never run, and cannot end its element early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'


@pages.get("/")
def first_html() -> AnyResponse:
    """Give the whole page, map and all, before any script runs."""
    if "was" in request.args:
        return redirect(f"/?{_sent_by_form(request.args).to_query()}", 303)
    view, _options = asked(request.args)
    return deliver("explorer", view.to_query(), lambda: _first_html(view), mimetype="text/html")


def _sent_by_form(args: Mapping[str, str]) -> View:
    """Read what the form sent without a script: with another indicator than it `was`, the other boxes need not fit."""
    chosen = {name: value for name, value in args.items() if name != "was"}
    read = read_view if args["was"] == chosen.get("indicator") else refit
    return read(world().snapshot, chosen)


def _first_html(view: View) -> str:
    here = world()
    dash: Dash = current_app.extensions["dash-app"]
    tree, islands, data = explorer(here.snapshot, here.ground, view, shared(view))
    data["snapshot"] = here.snapshot.id
    files = assets()
    scripts = (
        data_block("atlas-data", data)
        + data_block("atlas-boot", {"scripts": _scripts(dash)})
        + data_block("_dash-config", _dash_config(dash))
        + f'<script src="{files.map_script}" defer></script><script src="{files.boot_script}" defer></script>'
        f'<script src="{files.share_script}" defer></script>'
        f'<script src="{here.files.address("points.js")}" defer></script>'
    )
    body = f'<div id="first">{render(tree, islands)}</div><div id="react-entry-point" hidden></div>'
    answer = data["answer"]
    scripts += dataset(here.snapshot, view, here.settings.site)
    return framed(
        answer["headline"], body, description=answer["sentence"], scripts=scripts, view=view, lang=view.lang,
        address=f"/?{view.to_query(lang=LANGUAGES[0])}",
    )  # fmt: skip


def _dash_config(dash: Dash) -> dict[str, Any]:
    """Give Dash's renderer its settings, with our own small Plotly, loaded when a chart is first drawn.

    Its mark of one page load (`end_id`) signs callbacks that run in the background. There are none here, and with it no
    two processes would make the same page.
    """
    plotly = world().files.address("vendor/plotly-atlas.min.js")
    told = {name: value for name, value in dash._config().items() if name != "end_id"}
    return {**told, "serve_locally": False, "plotlyjs_url": plotly}


def _scripts(dash: Dash) -> list[str]:
    """List the addresses of Dash's own scripts, in the order in which they must run, but for those nobody needs."""
    found = [part.split('"')[0] for part in dash._generate_scripts_html().split('src="')[1:]]
    return [address for address in found if not any(name in address for name in UNUSED)]


@pages.get("/geometry/<snapshot>/<name>.svg")
def geometry(snapshot: str, name: str) -> AnyResponse:
    """Give the unpainted shapes of a drawing, and its towns, for a browser that has other boundaries."""
    here = pin(snapshot)
    drawing = drawing_named(here.snapshot, here.ground, name)
    if drawing is None:
        abort(404)
    return deliver(
        "geometry", name, lambda: f'<svg xmlns="http://www.w3.org/2000/svg"><g>{fragment(drawing)}</g><g>{towns(drawing)}</g></svg>',
        mimetype="image/svg+xml", kept=FOR_EVER,
    )  # fmt: skip


@pages.get("/walk.json")
def keys() -> AnyResponse:
    """Give where the arrow keys lead on the map of a view, and what is said of each place; fetched by those who do."""
    here = world()
    view, _options = asked(request.args)
    return deliver(
        "walk", view.to_query(), lambda: as_json(walk(here.snapshot, here.ground, view)), mimetype="application/json"
    )


def layout() -> html.Div:
    """Give Dash the very page that the first HTML showed."""
    if not has_request_context():
        return html.Div(id="explorer")
    asked = request.args.to_dict() if request.path.endswith("/_dash-layout") else {}
    here = pin(asked.pop("of", "")) if "of" in asked else world()
    view = _view(here, asked) if asked else default_view(here.snapshot)
    return page(here.snapshot, view)


def _read_shown(shown: str | None) -> tuple[World, View] | None:
    """Read the view that a page shows and, behind a `#`, the snapshot that the page was made from."""
    if not isinstance(shown, str) or len(shown) > LONGEST_QUERY:
        return None
    told, _mark, page_of = shown.partition("#")
    here = pin(page_of)
    return here, _view(here, dict(parse_qsl(told)))


def show_panel(shown: str | None) -> Any:
    """Fill the panel for the view now shown."""
    return no_update if (found := _read_shown(shown)) is None else panel(found[0].snapshot, found[1])


def register(app: Dash) -> None:
    """Wire the callbacks: the view that `map.js` has settled on fills the panel."""
    app.callback(Output("panel", "children"), Input("shown", "data"), prevent_initial_call=True)(show_panel)


__all__: list[str] = ["Response", "layout", "pages", "register"]
