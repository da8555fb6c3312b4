"""The ground as the running map needs it: drawn shapes and served outlines, out of the snapshot alone."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_DATE = re.compile(r"\d{4}(-\d{2})?")


class NoSuchGround(Exception):
    """Somebody asked for a layer, a type or a vintage that the snapshot does not hold.

    Parameters
    ----------
    what : str
        ``layer``, ``type`` or ``vintage``.
    asked : str
    held : tuple of str
        What there is instead.
    """

    def __init__(self, what: str, asked: str, held: tuple[str, ...]) -> None:
        super().__init__(f"there is no {what} '{asked}' on the ground; there are {', '.join(held)}")
        self.what = what
        self.asked = asked
        self.held = held


@dataclass(frozen=True, slots=True)
class Shape:
    """One place as it is drawn in one part of the sheet.

    Attributes
    ----------
    code, name : str
    part : str
        `main`, or `london` for the inset.
    d : str
        SVG path of whole units; '' for a point.
    x, y : int
        Where a label or a mark of the place stands.
    """

    code: str
    name: str
    part: str
    d: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Town:
    """A town named for orientation; `anchor` is SVG's text-anchor, `start` or `end`."""

    name: str
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, eq=False)
class Ground:
    """Everything drawn or served, held in memory once.

    Attributes
    ----------
    layers : dict of str to tuple of Shape
        By name: ``trust-2025-01``, ``council-2014``, ``region``, ``trust-points``, ``inset`` ...
    towns : tuple of Town
    types : tuple of str
        Kinds of places that have outlines.
    latest : str
        The last month that the snapshot holds figures for; mergers after it are still to come.
    """

    layers: dict[str, tuple[Shape, ...]]
    towns: tuple[Town, ...]
    types: tuple[str, ...]
    latest: str
    _vintages: dict[str, tuple[str, ...]] = field(repr=False)
    _boundaries: Path = field(repr=False)

    def layer(self, name: str) -> tuple[Shape, ...]:
        """Give the shapes of a drawn layer, main map first.

        Raises
        ------
        NoSuchGround
            Naming the layers there are.
        """
        if name not in self.layers:
            raise NoSuchGround("layer", name, tuple(self.layers))
        return self.layers[name]

    def trust_layer(self, period: str) -> str | None:
        """Name the layer of catchments that fits a month, by the mergers that had happened.

        Parameters
        ----------
        period : str
            ``2025-01``.

        Returns
        -------
        str or None
            None before the first month with areas: trusts are drawn as points.
        """
        fitting = [vintage for vintage in self.vintages("trust") if vintage <= period]
        return f"trust-{fitting[-1]}" if fitting else None

    def vintages(self, kind: str) -> tuple[str, ...]:
        """List the vintages of a kind of place, oldest first; ('',) where there is one without a date."""
        if kind not in self._vintages:
            raise NoSuchGround("type", kind, self.types)
        return self._vintages[kind]

    def boundaries(self, kind: str, vintage: str | None = None) -> bytes:
        """Write the outlines of a kind of place as GeoJSON (EPSG:4326).

        Parameters
        ----------
        kind : str
            One of `types`.
        vintage : str, optional
            A year or month: the newest set that had begun by then is given. Without one, the newest begun
            by `latest`.

        Returns
        -------
        bytes
            A FeatureCollection; properties code, name, type, vintage.

        Raises
        ------
        NoSuchGround
            When type or vintage is not held.
        """
        held = self.vintages(kind)
        asked = self.latest if vintage is None else vintage
        fitting = [one for one in held if one <= asked]
        if not fitting or not _DATE.fullmatch(asked):
            raise NoSuchGround("vintage", str(vintage), held)
        chosen = fitting[-1]
        features = ",".join(
            '{"type":"Feature","properties":'
            + json.dumps(
                {"code": row["code"], "name": row["name"], "type": kind, "vintage": chosen},
                ensure_ascii=False,
            )
            + ',"geometry":'
            + row["geometry"]
            + "}"
            for row in self.rows(kind, chosen)
        )
        return ('{"type":"FeatureCollection","features":[' + features + "]}").encode()

    def rows(self, kind: str, vintage: str) -> list[dict[str, str]]:
        """Read the code, name and outline (GeoJSON) of each place of a kind in one of its `vintages`.

        Chosen here, not by Arrow: to compare a column with a text it would import pandas, 45 MB in each worker.
        """
        rows = pq.ParquetFile(self._boundaries).read().to_pylist()
        return [row for row in rows if (row["type"], row["vintage"]) == (kind, vintage)]


def load(snapshot: Path) -> Ground:
    """Read the ground of a snapshot.

    Parameters
    ----------
    snapshot : Path
        Folder that holds layers, boundaries and towns (Parquet).

    Returns
    -------
    Ground

    Raises
    ------
    FileNotFoundError
        When the folder holds no ground; ``python -m data build`` makes it.
    """
    layers: dict[str, list[Shape]] = defaultdict(list)
    table = pq.ParquetFile(snapshot / "layers.parquet").read().to_pydict()
    for name, part, code, title, d, x, y in zip(
        *(table[column] for column in ("layer", "part", "code", "name", "d", "x", "y")), strict=True
    ):
        layers[name].append(Shape(code, title, part, d, x, y))
    towns = tuple(Town(**row) for row in pq.ParquetFile(snapshot / "towns.parquet").read().to_pylist())
    path = snapshot / "boundaries.parquet"
    vintages = _held(pq.ParquetFile(path).read(columns=["type", "vintage"]))
    return Ground(
        {name: tuple(shapes) for name, shapes in sorted(layers.items())},
        towns,
        tuple(vintages),
        _latest(snapshot),
        vintages,
        path,
    )


def _latest(snapshot: Path) -> str:
    """The last month of any figures in the manifest; without one, every vintage counts as begun."""
    manifest = snapshot / "manifest.json"
    if not manifest.exists():
        return "9999-12"
    datasets = json.loads(manifest.read_text(encoding="utf-8")).get("datasets", {})
    periods = [told["periods"][-1] for told in datasets.values() if told.get("periods")]
    return max((period for period in periods if _DATE.fullmatch(period)), default="9999-12")


def _held(table: pa.Table) -> dict[str, tuple[str, ...]]:
    held: dict[str, set[str]] = {}
    for kind, vintage in zip(table["type"].to_pylist(), table["vintage"].to_pylist(), strict=True):
        held.setdefault(kind, set()).add(vintage)
    return {kind: tuple(sorted(held[kind])) for kind in sorted(held)}
