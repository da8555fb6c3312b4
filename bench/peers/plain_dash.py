"""The same map in plain Dash: the figure, geometry included, comes from a callback."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, dcc, html

from bench.peers.figure import SPLITS, figure, newest_month


def make_server() -> Any:
    """A Dash app with one choice and one map; its WSGI app."""
    app = Dash(__name__)
    app.layout = html.Div([dcc.RadioItems(list(SPLITS), SPLITS[0], id="split"), dcc.Graph(id="map")])

    @app.callback(Output("map", "figure"), Input("split", "value"))
    def draw(split: str) -> Any:
        return figure(newest_month(), split)

    app.server.test_client().get("/")  # registers Dash's scripts before the workers are forked
    return app.server
