"""The picture of a view: what is drawn and in which class, knowing no renderer.

A `Drawing` is geometry alone and depends on the boundaries of a month and on who reports; a `Picture` is a drawing
painted with the classes of one view, with its legend and labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from data import query
from data.catalogue import Indicator
from data.cuts import SLUG
from data.query import REPORTED, Answer
from data.store import STATUS_CODE, STATUSES, Snapshot, collection_of
from data.vintages import VINTAGES, fitting
from geo.ground import Ground, Shape, Town
from layouts import cuts, sentences
from layouts.sizes import symbols
from layouts.view import View
from layouts.words import _, count, statuses

#: Radius of a point on the map, in the map's units (200 m).
POINT_RADIUS = 26
#: Months before this have no catchments: places are drawn as points over the councils of 2014.
FIRST_CATCHMENTS = "2019-04"


@dataclass(frozen=True, eq=False)
class Drawing:
    """The geometry of a map: areas and points that can be painted, and the quiet land behind them.

    `id` names it: two views with the same id differ in classes alone. `radii` are those of points whose area tells a
    number, by code; points are drawn in their order, so that a small one lies on a large one.
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


@dataclass(frozen=True)
class LegendItem:
    """One class of the map: its CSS class, its words, and how many of the places drawn are in it."""

    css: str
    label: str
    count: int


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing painted with a view: CSS class of each place, legend, title, what is in focus."""

    drawing: Drawing
    classes: dict[str, str]
    legend: tuple[LegendItem, ...]
    ramp: str
    title: str
    description: str
    focus: str
    compared: tuple[str, ...]


@lru_cache(maxsize=32)
def drawing(snapshot: Snapshot, ground: Ground, collection: str, period: str, geography: str) -> Drawing:
    """Choose what is drawn for a collection's trusts in a month.

    Areas are the catchments of the month; trusts without one, and every trust where catchments are not wanted or
    not known (before April 2019), are points.
    """
    base = "council-2014" if geography == "2014" or period < FIRST_CATCHMENTS else "council-2025"
    areas: tuple[Shape, ...] = ()
    behind = ground.layer("nation")
    as_areas = geography == "areas" and period >= FIRST_CATCHMENTS
    if as_areas:
        base = ground.trust_layer(period) or base
        areas = ground.layer(base)
    else:
        behind = behind + ground.layer(base)
    cube = next(cube for name, cube in snapshot.cubes.items() if collection_of(name) == collection)
    reporting = {code for code in cube.places if code in snapshot.places and snapshot.places[code].type == "trust"}
    with_area = {shape.code for shape in areas}
    everywhere = ground.layer("trust-points")
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
    )


def named_drawing(snapshot: Snapshot, ground: Ground, name: str) -> Drawing | None:
    """Find a drawing by its id, as the browser asks for it when the boundaries change."""
    base, _dot, collection = name.partition(".")
    if collection == "areas":
        known = {f"{kind}-{year}" for kind in ("council", "county") for year in VINTAGES}
        return area_drawing(ground, base) if base in known else None
    if collection not in {collection_of(name) for name in snapshot.cubes}:
        return None
    if base in ("council-2014", "council-2025"):
        return drawing(snapshot, ground, collection, "9999-12", base[-4:])
    period = base.removeprefix("trust-")
    if not base.startswith("trust-") or period < FIRST_CATCHMENTS or ground.trust_layer(period) != base:
        return None
    return drawing(snapshot, ground, collection, period, "areas")


def band_words(indicator: Indicator, split: str, period: str, scale: str) -> dict[str, str]:
    """Name the classes of a colour scale in order, from best to worst where that can be told."""
    if scale == "standard":
        standard, interim = indicator.standard(period), indicator.standard(period, "interim")
        if standard is None:
            return {}
        floor = interim.value if interim else standard.value - 5
        return {
            "met": _("Met: {n} % or more").format(n=f"{standard.value:g}"),
            "interim": (_("Interim target: {n} % or more") if interim else _("Near: {n} % or more")).format(
                n=f"{floor:g}"
            ),
            "missed": _("Missed: under {n} %").format(n=f"{floor:g}"),
        }
    if scale == "classic":
        return {"all": _("All: 100 %"), "target": _("95 % or more"), "below": _("Under 95 %")}
    if indicator.by_states:
        return cuts.state_classes()
    edges = indicator.class_edges(split)
    unit = "\u202f%" if indicator.is_share else ""
    said = [count(e) if indicator.measure == "count" else f"{e:g}" for e in edges]
    whole = indicator.measure == "count"
    words = {"s1": _("Under {b}").format(b=said[0] + unit) if edges[0] != 1 or not whole else _("None")}
    for at in range(4):
        top = count(edges[at + 1] - 1) if whole else said[at + 1]
        label = said[at] if top == said[at] else _("{a} to {b}").format(a=said[at], b=top)
        words[f"s{at + 2}"] = label + unit
    words["s6"] = _("{a} or more").format(a=said[4] + unit)
    if indicator.measure == "years":
        words = {css: _("{range} years").format(range=text) for css, text in words.items()}
    if indicator.measure == "weeks":
        words = {css: _("{range} weeks").format(range=text) for css, text in words.items()}
    return words if indicator.polarity != "high" else dict(reversed(words.items()))


def change_words() -> dict[str, str]:
    """Name the classes of the two views of change."""
    return {
        "better": _("Better, by more than it usually moves"),
        "usual": _("No more than the usual move"),
        "worse": _("Worse, by more than it usually moves"),
    }


def ramp(indicator: Indicator) -> str:
    """Tell which end of the scale is dark: the worse one, or more where nothing is better or worse."""
    return "dark-low" if indicator.polarity == "high" else "dark-high"


def painted(snapshot: Snapshot, view: View, answer: Answer) -> list[str]:
    """Give the CSS class of every place of an answer, in its order.

    It is a band where there is a value (or a change) to colour, else the status.
    """
    if view.view == "performance":
        bands, status = query.bands(answer, view.scale)[-1], answer.status[-1]
    else:
        months = 1 if view.view == "improvement" else 12
        moved = query.change(snapshot, answer.indicator, view.split, view.period, months)
        bands, status = moved.band, moved.status
    return [str(b) if s == REPORTED and b else STATUSES[s] for b, s in zip(bands, status, strict=True)]


def labels(snapshot: Snapshot, answer: Answer, codes: frozenset[str]) -> dict[str, str]:
    """Write name and figure of each place drawn, as its label where no script shows a card."""
    nothing = statuses()
    told_then = cuts.told_on_map(snapshot) if answer.indicator.by_states else {}
    found = {code: f"{sentences.place_name(snapshot, code)}: {nothing['not_applicable']}" for code in codes}
    for at, code in enumerate(answer.places):
        status = answer.status[-1, at]
        if code in codes and status:
            told = sentences.counted(answer.indicator, answer, at) if status == REPORTED else nothing[STATUSES[status]]
            told = ". ".join(told_then.get(code, (told,)))
            found[code] = f"{sentences.place_name(snapshot, code)}: {told}"
    return found


def paint(snapshot: Snapshot, ground: Ground, view: View, answer: Answer) -> Picture:
    """Paint the drawing of a view."""
    indicator = view.measured
    if indicator.of_areas:
        what = areas_of(snapshot, ground, indicator, view.period, view.geography)
    else:
        what = drawing(snapshot, ground, collection_of(indicator.dataset), view.period, view.geography)
    classes = painted(snapshot, view, answer)
    css = dict.fromkeys(what.codes, "no_comparable_record" if indicator.of_areas else "not_applicable")
    areas = {shape.code for shape in what.areas}
    for at, code in enumerate(answer.places):
        if code in what.codes and (answer.status[-1, at] or not indicator.of_areas):
            css[code] = classes[at] if answer.status[-1, at] else "not_applicable" if code in areas else "off"
    words = band_words(indicator, view.split, view.period, view.scale) if view.view == "performance" else change_words()
    title = _(indicator.title)
    return Picture(
        drawing=what,
        classes=css,
        legend=legend(words, css),
        ramp=ramp(indicator),
        title=title,
        description=cuts.coverage(snapshot) if indicator.by_states else sentences.coverage(answer, what.codes),
        focus=view.place,
        compared=view.compare,
    )


def legend(words: dict[str, str], css: dict[str, str]) -> tuple[LegendItem, ...]:
    """Count the places of each class: bands in their order, then each kind of nothing that occurs."""
    counts: dict[str, int] = {}
    for name in css.values():
        counts[name] = counts.get(name, 0) + 1
    items = [LegendItem(name, label, counts.get(name, 0)) for name, label in words.items()]
    items += [
        LegendItem(name, label, counts[name])
        for name, label in statuses().items()
        if name in counts and name != "reported"
    ]
    return tuple(items)
