"""A map of who treats near a place: rings of distance, and a numbered mark for each, its number that of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, hypot, pi, sin

from geo.crop import SIDE, Crop
from geo.ground import Shape
from layouts.figures.map_svg import patterns
from layouts.figures.sheet import Sheet
from layouts.links import to
from layouts.words import _

RADIUS, DOT = 23, 9
"""Of a mark with a number and of one without, in the crop's units, as on the narrowest screen."""
GAP = 1.5
FARTHEST = 70
"""How far a mark is moved at most to make room: about a tenth of the map."""
MOST_NUMBERED = 60
"""Of the list; with more large marks the ground could not be seen."""
CROSS = 13
MOST_TOWNS = 9
_LETTER, _LINE = 12.5, 26
"""About how wide a letter of a town's name is, and how high a line."""
_TURNS = tuple(pi / 4 * at for at in (0, 4, 1, 7, 3, 5, 2, 6))
"""Where on a ring its distance may stand, the best first: above, below, then aslant."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Who is marked: its number in the list, its words, its class, and where it stands."""

    number: int
    code: str
    label: str
    css: str
    is_trust: bool
    lat: float
    lon: float


def near_map(
    outlines: Sequence[Shape],
    towns: Sequence[tuple[str, float, float]],
    piece: Crop,
    pins: Sequence[Pin],
    *,
    title: str,
    here: str,
    ramp: str,
) -> str:
    """Draw the map.

    Parameters
    ----------
    outlines, towns
        What lies in the crop; the towns largest first, with x and y.
    pins
        In the order of the list. A mark that would cover one before it is moved aside, and a line leads to where it
        stands; where there is no room within `FARTHEST` it is small and has no number.
    title, here
        Words for the whole map, and the name of the place in the middle.
    ramp
        Which end of the scale is dark.

    Returns
    -------
    An `<svg>` whose marks carry `data-code` and a class per band or status. They link to each provider's page, but
    take no stop of the Tab key: the list below has the same links in the same order.
    """
    middle, sheet = SIDE / 2, Sheet(SIDE)
    sheet.take(middle - CROSS, middle - CROSS, middle + CROSS, middle + CROSS)
    points = [piece.at(pin.lat, pin.lon) for pin in pins]
    placed = _place(points, sheet)
    land = "".join(f'<path d="{shape.d}"/>' for shape in outlines)
    lines = "".join(_line(*at, *mark) for at, mark in zip(points, placed, strict=True))
    marks = "".join(_mark(pin, *mark) for pin, mark in zip(pins, placed, strict=True))
    rings = "".join(_ring(piece, miles, sheet) for miles in piece.rings)
    cross = f'<path class="place" d="M{middle - CROSS} {middle}h{2 * CROSS}M{middle} {middle - CROSS}v{2 * CROSS}"/>'
    names = _names([(here, middle, middle), *towns], sheet)
    return (
        f'<svg class="near-map {ramp}" role="group" aria-label="{escape(title)}" viewBox="0 0 {SIDE} {SIDE}" '
        f'xmlns="http://www.w3.org/2000/svg">{patterns()}<g class="land" transform="{piece.transform}">{land}</g>'
        f'<g class="rings">{rings}</g><g class="names" aria-hidden="true">{names}</g>{lines}{cross}{marks}</svg>'
    )


def _place(points: Sequence[tuple[float, float]], sheet: Sheet) -> list[tuple[float, float, float]]:
    """Find room for each mark: x, y and radius, the large ones first."""
    large = [sheet.nearest(x, y, RADIUS + GAP, FARTHEST) for x, y in points[:MOST_NUMBERED]]
    large += [None] * (len(points) - len(large))
    return [
        (*found, RADIUS) if found else (*(sheet.nearest(*at, DOT + GAP, FARTHEST) or at), DOT)
        for at, found in zip(points, large, strict=True)
    ]


def _mark(pin: Pin, x: float, y: float, radius: float) -> str:
    """Draw a trust round, any other provider square and as large to the eye."""
    half = round(radius * 0.89, 1)
    drawn = f'<rect x="{-half:g}" y="{-half:g}" width="{2 * half:g}" height="{2 * half:g}"/>'
    if pin.is_trust:
        drawn = f'<circle r="{radius:g}"/>'
    if radius == RADIUS:
        drawn += f'<text y="8">{pin.number}</text>'
    return (
        f'<a href="{escape(to(f"/place/{pin.code}"))}" tabindex="-1"><g transform="translate({x:.1f} {y:.1f})">'
        f'<g class="pin {escape(pin.css)}" data-code="{escape(pin.code)}"><title>{escape(pin.label)}</title>'
        f"{drawn}</g></g></a>"
    )


def _line(x: float, y: float, to_x: float, to_y: float, radius: float) -> str:
    """Lead from where somebody stands to a mark that was moved off it."""
    if hypot(to_x - x, to_y - y) < radius:
        return ""
    return (
        f'<path class="lead" d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"/>'
        f'<circle class="stands" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    )


def _ring(piece: Crop, miles: int, sheet: Sheet) -> str:
    radius, middle = piece.reach(miles), SIDE / 2
    said = _("{n} miles").format(n=miles) if miles != 1 else _("1 mile")
    half = len(said) * _LETTER / 2
    spots = [(middle + radius * sin(turn), middle - radius * cos(turn)) for turn in _TURNS]
    boxes = [(x - half, y - _LINE / 2, x + half, y + _LINE / 2) for x, y in spots]
    at = next((at for at, box in enumerate(boxes) if sheet.room(*box)), 0)
    x, y = spots[at]
    return (
        f'<circle cx="{middle:g}" cy="{middle:g}" r="{radius:.1f}"/>'
        f'<text x="{x:.1f}" y="{y + 7:.1f}" text-anchor="middle">{escape(said)}</text>'
    )


def _names(towns: Sequence[tuple[str, float, float]], sheet: Sheet) -> str:
    """Name the place asked for and the largest towns, each where its name covers nothing."""
    drawn, named = "", 0
    for at, (name, x, y) in enumerate(towns):
        wide, off = len(name) * _LETTER, 10 if at else 19
        for anchor, left in (("start", x + off), ("end", x - off - wide)):
            if sheet.room(left, y - 18, left + wide, y + 8):
                beside = x + off if anchor == "start" else x - off
                drawn += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' if at else ""
                drawn += f'<text x="{beside:.1f}" y="{y + 7:.1f}" text-anchor="{anchor}">{escape(name)}</text>'
                named += 1
                break
        if named == MOST_TOWNS:
            break
    return drawn
