"""A snapshot in memory: every official figure as arrays, ready to be sliced for a map or a series.

A snapshot is a folder of Parquet files with a `manifest.json`, made by `python -m data build`. It is read once
when the app starts; answering a request touches only these arrays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from data.arrow import codes, filled, spread
from data.catalogue import Indicator, catalogue, use
from data.cube import ENGLAND, MISSING, STATUS_CODE, STATUSES, Cube, published_cubes
from data.cuts import SLUG, Cut, ledger_cube, stood
from data.own.held import own_indicators
from data.periods import months_between

__all__ = ["ENGLAND", "MISSING", "STATUSES", "STATUS_CODE", "Break", "Cube", "Place", "Snapshot", "Succession", "load"]

_KEYS = ("period", "place_code", "split")


class SnapshotError(ValueError):
    """A snapshot folder is not whole; the message names the file and how to make it anew."""


@dataclass(frozen=True)
class Place:
    """A place figures are told of; texts are empty and coordinates None where unknown."""

    code: str
    name: str
    type: str
    kind: str
    region_code: str
    county_code: str
    icb_code: str
    postcode: str
    opened: str
    closed: str
    lat: float | None
    lon: float | None
    site_code: str
    site_name: str


@dataclass(frozen=True)
class Succession:
    """One organisation took over from another on a date (`kind`: `merger` or `split`)."""

    old_code: str
    new_code: str
    date: str
    kind: str
    note: str


@dataclass(frozen=True)
class Break:
    """The period at which a series starts anew, and why: no line, rule or difference crosses it."""

    period: str
    kind: str
    reason: str


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything the running app knows: figures, statuses, places, releases, checks.

    `estimates` holds England as its publisher prints it with estimates for trusts that sent nothing, by dataset,
    measure and month, where that differs from the sum of what was sent. `cuts` is the ledger of announced cuts. `sites`
    are hospitals and clinics, of which a few figures are told; those that are providers too stand among the places.
    `own` are the indicators that came along with their figures and are no part of the project. `renamed` is the
    snapshot whose very figures these are, where only the places bear other names, as in Welsh.
    """

    folder: Path
    manifest: dict[str, Any]
    places: dict[str, Place]
    cubes: dict[str, Cube]
    status: dict[str, NDArray[np.uint8]]
    present: dict[str, NDArray[np.bool_]]
    successions: tuple[Succession, ...]
    whys: dict[tuple[str, str, str], str]
    source_files: dict[tuple[str, str], str]
    releases: tuple[dict[str, Any], ...]
    checks: tuple[dict[str, Any], ...]
    revisions: tuple[dict[str, Any], ...]
    estimates: dict[tuple[str, str, str], float]
    cuts: tuple[Cut, ...] = ()
    sites: dict[str, Place] = field(default_factory=dict)
    own: tuple[Indicator, ...] = ()
    renamed: Snapshot | None = None

    @property
    def figures(self) -> Snapshot:
        """The snapshot under which answers that hold no names are kept: one for all languages."""
        return self.renamed or self

    def named(self, code: str) -> Place | None:
        """Find a place or site by its code; None where neither is known."""
        return self.places.get(code) or self.sites.get(code)

    @property
    def id(self) -> str:
        """The build id: the same content has the same id."""
        return str(self.manifest["build_id"])

    @cached_property
    def predecessors(self) -> dict[str, tuple[Succession, ...]]:
        """Successions by the code that took over."""
        found: dict[str, list[Succession]] = {}
        for step in self.successions:
            found.setdefault(step.new_code, []).append(step)
        return {code: tuple(steps) for code, steps in found.items()}

    @cached_property
    def successors(self) -> dict[str, tuple[Succession, ...]]:
        """Successions by the code that went."""
        found: dict[str, list[Succession]] = {}
        for step in self.successions:
            found.setdefault(step.old_code, []).append(step)
        return {code: tuple(steps) for code, steps in found.items()}

    def latest(self, dataset: str) -> str:
        """The newest month held of a dataset."""
        return self.cubes[dataset].periods[-1]


#: Which collection (what providers submit in one go) each dataset belongs to.
COLLECTIONS = {"ae": "ae", "rtt-incomplete": "rtt", "rtt-admitted": "rtt", "rtt-non-admitted": "rtt"}


#: Tables of figures kept as published, one row an indicator, split, place and period.
PUBLISHED = ("health", "services", "own")


def collection_of(dataset: str) -> str:
    """Name the collection of a dataset; an indicator whose figures are kept as published is one of its own."""
    return COLLECTIONS.get(dataset, dataset)


def _table(folder: Path, name: str) -> pa.Table:
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise SnapshotError(f"{path} is not there; make the snapshot anew with `make build RAW=<folder>`")
    return pq.ParquetFile(path).read()


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return _table(folder, name).to_pylist()


def _cube(table: pa.Table, name: str, places: tuple[str, ...]) -> tuple[Cube, NDArray[np.bool_]]:
    """Scatter a tidy table into arrays; months in between that hold nothing stay empty."""
    keys = {name: codes(table[name]) for name in _KEYS}
    seen = keys["period"][0]
    periods, splits = months_between(seen[0], seen[-1]), keys["split"][0]
    at = (spread(keys["period"], periods), keys["split"][1], spread(keys["place_code"], places))
    shape = (len(periods), len(splits), len(places))
    measures: dict[str, NDArray[Any]] = {}
    for column in table.column_names:
        if column in _KEYS:
            continue
        field = table.schema.field(column).type
        if pa.types.is_floating(field):
            array = np.full(shape, np.nan, np.float64)
            array[at] = filled(table[column], float("nan"))
        else:
            array = np.full(shape, MISSING, np.int32)
            array[at] = filled(table[column], MISSING)
        measures[column] = array
    present = np.zeros((len(periods), len(places)), bool)
    present[at[0], at[2]] = True
    return Cube(name, periods, splits, places, measures), present


def _place(row: dict[str, Any]) -> Place:
    fields = {key: row.get(key) or "" for key in Place.__dataclass_fields__}
    return Place(**{**fields, "lat": row["lat"], "lon": row["lon"]})


def load(folder: Path) -> Snapshot:
    """Read a snapshot folder into memory.

    Raises
    ------
    SnapshotError
        If a file is missing.
    """
    manifest_path = folder / "manifest.json"
    if not manifest_path.exists():
        raise SnapshotError(f"{manifest_path} is not there; make the snapshot with `make build RAW=<folder>`")
    manifest = json.loads(manifest_path.read_text("utf-8"))
    places = {row["code"]: _place(row) for row in _rows(folder, "places")}
    own = own_indicators(folder)
    use(own)
    tables = {name: _table(folder, name) for name in COLLECTIONS if (folder / f"{name}.parquet").exists()}
    axes: dict[str, set[str]] = {}
    for name, table in tables.items():
        axes.setdefault(COLLECTIONS[name], set()).update(codes(table["place_code"])[0])
    cubes: dict[str, Cube] = {}
    present: dict[str, NDArray[np.bool_]] = {}
    for name, table in tables.items():
        collection = COLLECTIONS[name]
        cubes[name], here = _cube(table, name, tuple(sorted(axes[collection])))
        present[collection] = here | present[collection] if collection in present else here
    status, whys = _statuses(folder, cubes)
    for name in PUBLISHED:
        if (folder / f"{name}.parquet").exists():
            told = published_cubes(_table(folder, name), catalogue())
            cubes, status, whys = cubes | told[0], status | told[1], whys | told[2]
    successions = tuple(Succession(**row) for row in _rows(folder, "successions"))
    cuts = tuple(Cut(**row) for row in _rows(folder, "cuts")) if (folder / "cuts.parquet").exists() else ()
    if cuts:
        lives = {place.code: (place.opened, place.closed) for place in places.values() if place.type == "trust"}
        standing = stood(lives, [(s.old_code, s.new_code, s.date) for s in successions])
        cubes[SLUG], status[SLUG], more = ledger_cube(cuts, standing)
        whys |= more
    present |= {name: status[name] > 0 for name in cubes if name not in COLLECTIONS}
    releases = tuple(_rows(folder, "releases"))
    return Snapshot(
        folder=folder,
        manifest=manifest,
        places=places,
        cubes=cubes,
        status=status,
        present=present,
        successions=successions,
        whys=whys,
        source_files={(row["collection"], row["period"]): row["file"] for row in releases if row["used"]},
        releases=releases,
        checks=tuple(_rows(folder, "checks")),
        revisions=tuple(_rows(folder, "revisions")),
        estimates={(r["dataset"], r["measure"], r["period"]): r["estimated"] for r in _rows(folder, "estimates")},
        cuts=cuts,
        own=own,
        sites={row["code"]: _place(row | {"type": "site"}) for row in _rows(folder, "sites")},
    )


def _statuses(
    folder: Path, cubes: dict[str, Cube]
) -> tuple[dict[str, NDArray[np.uint8]], dict[tuple[str, str, str], str]]:
    axes = {COLLECTIONS[name]: cube for name, cube in cubes.items()}
    if "ae" in axes:
        axes["ae-4-hour"] = axes["ae"]
    status = {name: np.zeros((len(cube.periods), len(cube.places)), np.uint8) for name, cube in axes.items()}
    whys: dict[tuple[str, str, str], str] = {}
    for row in _rows(folder, "statuses"):
        cube = axes.get(row["collection"])
        if cube is None or row["place_code"] not in cube.place_at or row["period"] not in cube.period_at:
            continue
        at = cube.period_at[row["period"]], cube.place_at[row["place_code"]]
        status[row["collection"]][at] = STATUS_CODE[row["status"]]
        whys[row["collection"], row["place_code"], row["period"]] = row["why"]
    return status, whys
