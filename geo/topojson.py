"""Areas out of a TopoJSON file, whose borders are stored once and shared by the neighbours."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import shapely

from data.errors import Refused


class Topology:
    """The layers of one TopoJSON file.

    Parameters
    ----------
    path : Path
        A quantised TopoJSON file in degrees.

    Raises
    ------
    Refused
        When it is none.
    """

    def __init__(self, path: Path) -> None:
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            scale, translate = np.array(raw["transform"]["scale"]), np.array(raw["transform"]["translate"])
            self._arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in raw["arcs"]]
            self._layers = raw["objects"]
        except (ValueError, KeyError) as problem:
            raise Refused(
                str(path),
                f"it is no quantised TopoJSON ({problem})",
                "Take the file again from its publisher.",
            ) from problem
        self._path = path

    def areas(self, layer: str, year: int, countries: str = "EW") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give the areas of a layer that stood in a year.

        Parameters
        ----------
        layer : str
            ``ltla``, ``utla``, ``rgn``, ``ctry``.
        year : int
        countries : str
            First letters of the codes wanted.

        Returns
        -------
        codes, names : array of str
            Sorted by code.
        polygons : array of MultiPolygon
            In degrees, as drawn: not yet cleaned.
        """
        if layer not in self._layers:
            raise Refused(
                str(self._path),
                f"layer {layer} is not there; it holds {', '.join(self._layers)}",
                "Name the layer in geo/boundaries.py.",
            )
        shapes = []
        for shape in self._layers[layer]["geometries"]:
            area = shape["properties"]
            if area["areacd"][0] in countries and area.get("start", 0) <= year <= area.get("end", 9999):
                shapes.append((area["areacd"], area["areanm"], self._polygon(shape)))
        shapes.sort(key=lambda shape: shape[0])
        codes, names, polygons = zip(*shapes, strict=True)
        return np.array(codes), np.array(names), np.array(polygons, dtype=object)

    def _polygon(self, shape: dict) -> shapely.MultiPolygon:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        polygons = [shapely.Polygon(self._ring(rings[0]), [self._ring(ring) for ring in rings[1:]]) for rings in parts]
        return shapely.MultiPolygon(polygons)

    def _ring(self, arcs: list[int]) -> np.ndarray:
        lines = [self._arcs[at] if at >= 0 else self._arcs[~at][::-1] for at in arcs]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
