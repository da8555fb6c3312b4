"""What every peer shows: the same trusts and figures as the atlas, as a Plotly map with its geometry in it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pyarrow.parquet as pq

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"
SPLITS = ("C_999", "C_100", "C_101", "C_110", "C_120", "C_130", "C_300", "C_320")


@cache
def newest_month() -> Any:
    """The newest month of people still waiting, one row a trust and specialty, as a frame."""
    figures = pq.read_table(SNAPSHOT / "rtt-incomplete.parquet").to_pandas()
    figures = figures[figures["period"].astype(str) == figures["period"].astype(str).max()]
    return figures.assign(
        split=figures["split"].astype(str),
        place_code=figures["place_code"].astype(str),
        share=100 * figures["within_18"] / figures["pathways"],
    )[["split", "place_code", "share"]]


@cache
def shapes() -> dict[str, Any]:
    """Trust catchments as GeoJSON, the newest vintage."""
    rows = pq.read_table(SNAPSHOT / "boundaries.parquet").to_pylist()
    trusts = [row for row in rows if row["type"] == "trust"]
    newest = max(row["vintage"] for row in trusts)
    features = [
        {"type": "Feature", "id": row["code"], "properties": {}, "geometry": json.loads(row["geometry"])}
        for row in trusts
        if row["vintage"] == newest
    ]
    return {"type": "FeatureCollection", "features": features}


def figure(frame: Any, split: str) -> go.Figure:
    """Draw one specialty, geometry included."""
    rows = frame[frame["split"] == split]
    drawn = go.Figure(
        go.Choroplethmap(geojson=shapes(), locations=rows["place_code"], z=rows["share"], zmin=40, zmax=100)
    )
    where = {"style": "white-bg", "center": {"lat": 52.8, "lon": -1.6}, "zoom": 5}
    drawn.update_layout(map=where, uirevision=1, height=800)
    return drawn
