"""The newest figures on the map as a GeoPackage for GIS. It loads geopandas: no part of a worker imports it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pyogrio
import shapely

from data import held, query
from data.store import STATUSES, Snapshot
from data.tidy import licence_of
from geo.ground import Ground

#: What each layer is drawn as; catchments are no borders.
CATCHMENT = "Catchments of trusts (where most patients came from in 2019), no legal borders"


def _newest(snapshot: Snapshot, codes: list[str]) -> dict[str, list[Any]]:
    """Give the newest value, status and period of each figure that any of the places has."""
    columns: dict[str, list[Any]] = {}
    for slug, indicator in held.indicators(snapshot).items():
        period = query.periods(snapshot, indicator)[-1]
        answer = query.across(snapshot, indicator, indicator.default_split, period)
        at = [answer.place_at.get(code) for code in codes]
        status = [STATUSES[answer.status[0, one]] or None if one is not None else None for one in at]
        if not any(status):
            continue
        name = slug.replace("-", "_")
        columns[name] = [
            None if one is None or np.isnan(answer.value[0, one]) else float(answer.value[0, one]) for one in at
        ]
        columns[f"{name}_status"] = list(status)
        columns[f"{name}_period"] = [period if said else None for said in status]
    return columns


def write_package(snapshot: Snapshot, ground: Ground, path: Path) -> None:
    """Write a layer for each kind of place: a row a place, with its outline and the newest figures.

    A figure is a column by its slug (`_` for `-`), beside it `_status` and `_period`: where the value is null, the
    status says why. All is of the figure's total (all patients, all kinds of department).
    """
    told = licence_of(snapshot.id, snapshot.manifest["built_at"], "Official figures on health and care, newest")
    os.environ["OGR_CURRENT_DATE"] = snapshot.manifest["built_at"][:19] + ".000Z"  # the same figures, the same bytes
    for kind in ground.types:
        vintage = [one for one in ground.vintages(kind) if one <= ground.latest][-1]
        rows = ground.rows(kind, vintage)
        codes = [row["code"] for row in rows]
        shapes = [shapely.from_geojson(row["geometry"]) for row in rows]
        many = [shapely.MultiPolygon([one]) if one.geom_type == "Polygon" else one for one in shapes]
        columns = {"code": codes, "name": [row["name"] for row in rows], "drawn_in": [vintage or None] * len(rows)}
        frame = geopandas.GeoDataFrame(columns | _newest(snapshot, codes), geometry=many, crs="EPSG:4326")
        drawn = CATCHMENT if kind == "trust" else f"Outlines: {kind}"
        pyogrio.write_dataframe(
            frame,
            path,
            layer=kind,
            driver="GPKG",
            append=path.exists(),
            layer_options={"IDENTIFIER": kind, "DESCRIPTION": f"{drawn}. {told['citation']}"},
            dataset_metadata=None if path.exists() else told,
            layer_metadata=told,
        )
