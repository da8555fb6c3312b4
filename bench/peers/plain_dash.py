"""The same trusts in plain Dash: a Plotly map whose figure, geometry included, comes from a callback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
from playwright.sync_api import Browser

from bench.figures import Figure
from bench.page import fresh_page, wait_until
from tools.serving import ROOT, serve

CHROMIUM = ("--enable-unsafe-swiftshader",)  # Plotly's map needs WebGL
MAPS = ROOT / "data" / "snapshot"
SPLITS = ("C_999", "C_100", "C_101", "C_110", "C_120", "C_130", "C_300", "C_320")

LOADED = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map?.loaded()"

# From the change to the frame after Plotly says that it has drawn.
WATCH = """
() => new Promise(drawn => {
  const graph = document.querySelector(".js-plotly-plot");
  let began = null;
  window.__painted = null;
  window.addEventListener("change", () => { began = performance.now(); }, { capture: true, once: true });
  graph.once ? graph.once("plotly_afterplot", paint) : graph.on("plotly_afterplot", paint);
  function paint() {
    if (began === null) return;
    requestAnimationFrame(() => setTimeout(() => { window.__painted ??= performance.now() - began; }));
  }
  drawn();
})
"""


def make_server():
    """A Dash app with one drop-down and one map of trusts; its WSGI app."""
    import plotly.graph_objects as go
    from dash import Dash, Input, Output, dcc, html

    shapes = _shapes(MAPS)
    figures = pq.read_table(MAPS / "rtt-incomplete.parquet").to_pandas()
    figures = figures[figures["period"].astype(str) == figures["period"].astype(str).max()]
    app = Dash(__name__)
    app.layout = html.Div(
        [
            dcc.RadioItems(list(SPLITS), SPLITS[0], id="split"),
            dcc.Graph(id="map", style={"height": 800}),
        ]
    )

    @app.callback(Output("map", "figure"), Input("split", "value"))
    def draw(split: str):
        rows = figures[figures["split"].astype(str) == split]
        figure = go.Figure(
            go.Choroplethmap(
                geojson=shapes,
                locations=rows["place_code"].astype(str),
                z=100 * rows["within_18"] / rows["pathways"],
                zmin=40,
                zmax=100,
            )
        )
        figure.update_layout(map={"style": "white-bg", "center": {"lat": 52.8, "lon": -1.6}, "zoom": 5}, uirevision=1)
        return figure

    app.server.test_client().get("/")  # registers Dash's scripts before the workers are forked
    return app.server


def measure(browser: Browser, times: int = 3) -> Iterator[Figure]:
    """First map, change, and answers a second of the peer."""
    with serve("bench.peers.plain_dash:make_server()", workers=2, first="/") as server:
        first, sizes, changes, moved = [], [], [], []
        for _ in range(times):
            with fresh_page(browser) as (page, wire):
                page.goto(server.url, wait_until="commit")
                wait_until(page, LOADED, 60)
                first.append(page.evaluate("performance.now()"))
                page.wait_for_load_state("networkidle")
                sizes.append(wire.bytes_of() / 1000)
                for split in SPLITS[1:4]:
                    page.evaluate(WATCH)
                    wire.forget()
                    page.check(f"input[value={split}]")
                    wait_until(page, "window.__painted", 20)
                    changes.append(page.evaluate("window.__painted"))
                    page.wait_for_timeout(500)
                    moved.append(wire.bytes_of() / 1000)
    yield Figure("map loaded", tuple(first), "ms")
    yield Figure("bytes of the whole page", tuple(sizes), "kB")
    yield Figure("change of split: click to paint", tuple(changes), "ms")
    yield Figure("change of split: all bytes", tuple(moved), "kB")


def _shapes(folder: Path) -> dict:
    """Trust catchments as GeoJSON, the newest vintage."""
    rows = pq.read_table(folder / "boundaries.parquet").to_pylist()
    trusts = [row for row in rows if row["type"] == "trust"]
    newest = max(row["vintage"] for row in trusts)
    features = [
        {"type": "Feature", "id": row["code"], "properties": {}, "geometry": json.loads(row["geometry"])}
        for row in trusts
        if row["vintage"] == newest
    ]
    return {"type": "FeatureCollection", "features": features}
