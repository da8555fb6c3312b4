"""The drawing of a view: geometry alone, which depends on the borders of a time and on who reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from data import query
from data.catalogue import Indicator, catalogue
from data.cuts import SLUG
from data.query import REPORTED
from data.store import STATUS_CODE, Snapshot, collection_of
from data.vintages import VINTAGES, fitting
from geo.canvas import HEIGHT, WIDTH
from geo.ground import Ground, Shape, Town
from layouts.sizes import symbols

#: Radius of a point on the map, in the map's units (200 m).
POINT_RADIUS = 26
#: Months before this have no catchments: places are drawn as points over the councils of 2014.
FIRST_CATCHMENTS = "2019-04"


@dataclass(frozen=True)
class Window:
    """The part of the sheet that is shown, and how many times it is enlarged."""

    x: float
    y: float
    width: float
    height: float
    factor: int


WHOLE = Window(0, 0, WIDTH, HEIGHT, 1)


@dataclass(frozen=True, eq=False)
class Drawing:
    """The geometry of a map: areas and points that can be painted, and the quiet land behind them.

    `id` names it: two views with the same id differ in classes alone. `radii` are those of points whose area tells a
    number, by code; points are drawn in their order, so that a small one lies on a large one. The names of its places
    go with the shapes where they are `named`: a browser that has shown trusts so far does not know them. One
    that stands `alone` is on a sheet of its own scale, with its own towns.
    """

    id: str
    areas: tuple[Shape, ...]
    points: tuple[Shape, ...]
    behind: tuple[Shape, ...]
    hospitals: tuple[Shape, ...]
    frame: tuple[Shape, ...]
    towns: tuple[Town, ...]
    codes: frozenset[str]
    radii: Mapping[str, int] = field(default_factory=dict)
    named: bool = False
    alone: bool = False
    window: Window = WHOLE


@lru_cache(maxsize=32)
def drawing(
    snapshot: Snapshot, ground: Ground, collection: str, period: str, geography: str, drawn: str = "trust"
) -> Drawing:
    """Choose what is drawn for a collection's trusts, or sites, in a month.

    Areas are the catchments of the month; trusts without one, every trust where catchments are not wanted or
    not known (before April 2019), and all sites are points.
    """
    base = "council-2014" if geography == "2014" or period < FIRST_CATCHMENTS else "council-2025"
    areas: tuple[Shape, ...] = ()
    behind = ground.layer("nation")
    as_areas = geography == "areas" and period >= FIRST_CATCHMENTS and drawn == "trust"
    if as_areas:
        base = ground.trust_layer(period) or base
        areas = ground.layer(base)
    else:
        behind = behind + ground.layer(base)
    cube = next(cube for name, cube in snapshot.cubes.items() if collection_of(name) == collection)
    known = {code: snapshot.named(code) for code in cube.places}
    reporting = {code for code, place in known.items() if drawn == "site" or (place and place.type == drawn)}
    with_area = {shape.code for shape in areas}
    everywhere = ground.layer(f"{drawn}-points")
    points = tuple(shape for shape in everywhere if shape.code in reporting - with_area)
    radii: dict[str, int] = {}
    if collection == SLUG:
        points, radii = symbols(snapshot, ground)
    hospitals = tuple(shape for shape in everywhere if shape.code in with_area)
    return Drawing(
        id=f"{base}.{collection}",
        areas=areas,
        points=points,
        behind=behind,
        hospitals=hospitals,
        frame=ground.layer("inset"),
        towns=ground.towns,
        codes=frozenset(with_area | {shape.code for shape in points}),
        radii=radii,
        named=drawn == "site" or bool(radii),
    )


@lru_cache(maxsize=256)
def areas_of(snapshot: Snapshot, ground: Ground, indicator: Indicator, period: str, geography: str) -> Drawing:
    """Choose the borders on which a figure of councils or counties is drawn: those of the codes that reported."""
    kind = indicator.place_type
    vintage = geography
    if geography not in VINTAGES:
        answer = query.across(snapshot, indicator, "all", period)
        published = (REPORTED, STATUS_CODE["suppressed"])
        reporting = {code for at, code in enumerate(answer.places) if answer.status[-1, at] in published}
        english = indicator.domain != "wales"
        held = {
            year: {s.code for s in ground.layer(f"{kind}-{year}") if s.code.startswith("E") == english}
            for year in VINTAGES
        }
        vintage = fitting(held, reporting, period)
    return area_drawing(ground, f"{kind}-{vintage}")


@lru_cache(maxsize=8)
def area_drawing(ground: Ground, layer: str) -> Drawing:
    """Draw the councils or counties of a vintage."""
    areas = ground.layer(layer)
    return Drawing(
        id=f"{layer}.areas",
        areas=areas,
        points=(),
        behind=ground.layer("nation"),
        hospitals=(),
        frame=ground.layer("inset"),
        towns=ground.towns,
        codes=frozenset(shape.code for shape in areas),
        named=True,
    )


def named_drawing(snapshot: Snapshot, ground: Ground, name: str) -> Drawing | None:
    """Find a drawing by its id, as the browser asks for it when the boundaries change."""
    base, _dot, collection = name.partition(".")
    if collection == "areas":
        known = {f"{kind}-{year}" for kind in ("council", "county") for year in VINTAGES}
        return area_drawing(ground, base) if base in known else None
    if collection not in {collection_of(name) for name in snapshot.cubes}:
        return None
    drawn = catalogue()[collection].drawn if collection in catalogue() else "trust"
    if base in ("council-2014", "council-2025"):
        return drawing(snapshot, ground, collection, "9999-12", base[-4:], drawn)
    period = base.removeprefix("trust-")
    if not base.startswith("trust-") or period < FIRST_CATCHMENTS or ground.trust_layer(period) != base:
        return None
    return drawing(snapshot, ground, collection, period, "areas")
