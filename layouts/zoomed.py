"""The map cropped to the surroundings of a place: the same shapes in the same classes, nearer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import sqrt

from geo.canvas import HEIGHT, WIDTH
from geo.crop import box
from geo.ground import Shape, Town
from layouts.choices import BadChoice
from layouts.drawing import POINT_RADIUS, WHOLE, Drawing, Window
from layouts.picture import Picture
from layouts.words import _

ZOOMS = ("no", "yes")
#: How many times a map may be enlarged: the most at which the places pointed out keep some air around them.
FACTORS = (8, 6, 4, 3, 2)
AIR = 1.8
MOST_TOWNS = 7
#: Names of towns stand at least this part of the window apart, across and down.
_ACROSS, _DOWN = 0.3, 0.07


def zoomed(picture: Picture, towns: Sequence[tuple[str, float, float]]) -> Picture:
    """Crop a map around the place in view and those compared with it, as near as all of them allow.

    Parameters
    ----------
    towns
        Name and spot on the sheet of every town, the largest first.

    Returns
    -------
    The picture with less of the ground in it; its legend still counts the whole map, and its description says so.
    Where the places lie too far apart it is the whole map.

    Raises
    ------
    BadChoice
        If the place in view is not drawn on this map, or the map's circles need the key that stands beside the whole.
    """
    what = picture.drawing
    if what.radii:
        raise BadChoice("zoom", "yes", _("The sizes of these circles need the whole map with its key."), "no")
    marks = [s for s in (*what.areas, *what.points) if s.part == "main"]
    if not any(shape.code == picture.focus for shape in marks):
        raise BadChoice("zoom", "yes", _("Name a place that is drawn on this map, to be shown nearer."), "no")
    window = _window([_extent(shape) for shape in marks if shape.code in (picture.focus, *picture.compared)])
    if window is WHOLE:
        return picture

    def inside(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
        return tuple(shape for shape in shapes if shape.part == "main" and _overlaps(_extent(shape), window))

    areas, points = inside(what.areas), inside(what.points)
    drawing = replace(
        what,
        areas=areas,
        points=points,
        behind=inside(what.behind),
        hospitals=inside(what.hospitals),
        frame=(),
        towns=_towns([(t.name, t.x, t.y) for t in what.towns] if what.alone else towns, window),
        codes=frozenset(shape.code for shape in (*areas, *points)),
        window=window,
    )
    said = _("The numbers are those of the whole map, of which this is a part.")
    return replace(
        picture, drawing=drawing, shown=picture.shown & drawing.codes, description=f"{picture.description} {said}"
    )


def with_small_points(drawing: Drawing) -> Drawing:
    """Draw points smaller the nearer a map is, so that they cover less of the ground."""
    if drawing.window is WHOLE:
        return drawing
    radius = round(POINT_RADIUS / sqrt(drawing.window.factor))
    return replace(drawing, radii={shape.code: radius for shape in drawing.points})


@lru_cache(maxsize=4096)
def _extent(shape: Shape) -> tuple[float, float, float, float]:
    return box(shape.d) if shape.d else (shape.x, shape.y, shape.x, shape.y)


def _window(boxes: Sequence[tuple[float, float, float, float]]) -> Window:
    west, north = min(one[0] for one in boxes), min(one[1] for one in boxes)
    east, south = max(one[2] for one in boxes), max(one[3] for one in boxes)
    for factor in FACTORS:
        width, height = WIDTH / factor, HEIGHT / factor
        if (east - west) * AIR <= width and (south - north) * AIR <= height:
            x = min(max((west + east - width) / 2, 0), WIDTH - width)
            y = min(max((north + south - height) / 2, 0), HEIGHT - height)
            return Window(round(x), round(y), round(width), round(height), factor)
    return WHOLE


def _overlaps(extent: tuple[float, float, float, float], window: Window) -> bool:
    west, north, east, south = extent
    across = west <= window.x + window.width and east >= window.x
    return across and north <= window.y + window.height and south >= window.y


def _towns(towns: Sequence[tuple[str, float, float]], window: Window) -> tuple[Town, ...]:
    """Choose the largest towns whose names do not cover one another."""
    found: list[Town] = []
    for name, x, y in towns:
        across, down = (x - window.x) / window.width, (y - window.y) / window.height
        if not (0.04 < across < 0.96 and 0.06 < down < 0.96):
            continue
        if all(abs(x - t.x) > _ACROSS * window.width or abs(y - t.y) > _DOWN * window.height for t in found):
            anchor = "start" if across < 0.3 else "end" if across > 0.7 else "middle"
            found.append(Town(name, round(x), round(y), anchor))
        if len(found) == MOST_TOWNS:
            break
    return tuple(found)
