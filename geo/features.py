"""Rows of figures with the shapes of their places: GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from data.store import Snapshot
from geo.ground import Ground

#: What a feature can be drawn as: the outline of its place, or the point where the place stands.
GEOMETRIES = ("outlines", "points")
#: Outlines that are no borders: where most patients of a trust came from.
CATCHMENT = "trust"


@lru_cache(maxsize=4)
def _outlines(ground: Ground, kind: str, vintage: str) -> dict[str, str]:
    """Give the outlines of a set as GeoJSON texts, by code."""
    return {row["code"]: row["geometry"] for row in ground.rows(kind, vintage)}


def _outline(ground: Ground, kind: str, code: str, period: str) -> tuple[str, str] | None:
    """Give the outline of a place in a period, and the vintage of the set it is from.

    A trust's catchment is that of the mergers by then, or none. A council's code is made anew with its borders, so one
    that no set begun by then holds stands in another as it was.
    """
    held = ground.vintages(kind)
    fitting = [one for one in reversed(held) if one <= period]
    sought = fitting[:1] if kind == CATCHMENT else [*fitting, *(one for one in held if one > period)]
    return next(((found, one) for one in sought if (found := _outlines(ground, kind, one).get(code)) is not None), None)


def _feature(snapshot: Snapshot, ground: Ground, row: Mapping[str, Any], geometry: str) -> str:
    place = snapshot.named(row["place"])
    kind = place.type if place else None
    drawn = vintage = None
    shape = "null"
    outline = geometry == "outlines" and kind in ground.types
    if outline and (found := _outline(ground, cast(str, kind), row["place"], row["period"])) is not None:
        shape, vintage = found
        drawn = "catchment" if kind == CATCHMENT else "outline"
    elif place and place.lat is not None and place.lon is not None:
        shape, drawn = json.dumps({"type": "Point", "coordinates": [place.lon, place.lat]}), "point"
    properties = {**row, "type": kind, "drawn": drawn, "vintage": vintage or None}
    told = json.dumps(properties, ensure_ascii=False, allow_nan=False)
    return f'{{"type":"Feature","properties":{told},"geometry":{shape}}}'


def features(
    snapshot: Snapshot, ground: Ground, rows: Iterable[Mapping[str, Any]], geometry: str, told: Mapping[str, Any]
) -> str:
    """Write rows of figures as a GeoJSON FeatureCollection (RFC 7946, WGS 84), a feature each.

    Parameters
    ----------
    rows
        As `data.rows.value_rows` gives them. Each becomes the properties of its feature, with the `type` of its place,
        what is `drawn` (`outline`, `catchment`, `point`, null for a place that is nowhere) and the `vintage` of that.
    geometry
        One of `GEOMETRIES`. A place that has no outline stands as its point.
    told
        Further members of the collection.
    """
    head = json.dumps({"type": "FeatureCollection", **told}, ensure_ascii=False)[:-1]
    return f'{head},"features":[{",".join(_feature(snapshot, ground, row, geometry) for row in rows)}]}}'
