"""The map as one SVG, drawn by the server; the browser re-colours it by changing classes alone."""

from __future__ import annotations

from html import escape

from geo.ground import Shape
from layouts.drawing import POINT_RADIUS, WHOLE, Drawing, Window
from layouts.figures.size_key import size_key
from layouts.links import to
from layouts.picture import Picture

#: Width and height of the map in its own units of 200 m.
WIDTH, HEIGHT = 2900, 3300

#: A mark for each kind of nothing, told apart without colour: lines, dots, crosses, outline.
PATTERNS = {
    "not_submitted": '<path d="M0 44 44 0"/>',
    "stopped_reporting": '<path d="M0 0 44 44M0 44 44 0"/>',
    "not_collected": '<circle cx="22" cy="22" r="7"/>',
    "no_comparable_record": '<path d="M0 22H44"/>',
    "suppressed": '<path d="M22 0V44"/>',
    "no_record": '<path d="M0 0 44 44M22 0 44 22M0 22 22 44"/>',
    "no_reply": '<path d="M22 0V44M0 22H44"/>',
    "refused": '<path d="M0 11H44M0 33H44"/>',
    "not_held": '<path d="M13 13H31V31H13Z"/>',
    "not_yet_published": '<path d="M6 30 22 14 38 30"/>',
}
#: The marks of the map: beside those, an arrow where staff moved between bodies, which is neither hiring nor cutting.
MARKS = PATTERNS | {"transfer": '<path d="M6 22H36M24 10 36 22 24 34"/>'}
#: A mark for a class of a scale, for readers who ask for patterns; the first class, or the middle one, stays plain.
BANDS = {
    "s2": "M22 18v8",
    "s3": "M0 44 44 0",
    "s4": "M0 22H44",
    "s5": "M11 0V44M33 0V44",
    "s6": "M0 11H44M0 33H44M11 0V44M33 0V44",
    "interim": "M22 18v8",
    "target": "M22 18v8",
    "missed": "M11 0V44M33 0V44",
    "below": "M11 0V44M33 0V44",
    "better": "M10 30 22 14 34 30",
    "higher": "M10 30 22 14 34 30",
    "worse": "M10 14 22 30 34 14",
    "lower": "M10 14 22 30 34 14",
}


def bands() -> str:
    """Define the pattern of every class that has one: its colour, and on it a mark that stands out from any colour."""
    drawn = "".join(
        f'<pattern id="b-{css}" class="band" width="44" height="44" patternUnits="userSpaceOnUse">'
        f'<rect class="{css}" width="44" height="44"/><path d="{mark}"/><path d="{mark}"/></pattern>'
        for css, mark in BANDS.items()
    )
    return f"<defs>{drawn}</defs>"


def patterns() -> str:
    """Define the marks of every kind of nothing, once for a page that draws a map."""
    marks = "".join(
        f'<pattern id="p-{name}" class="mark" width="44" height="44" patternUnits="userSpaceOnUse">'
        f'<rect width="44" height="44" class="ground"/>{mark}</pattern>'
        for name, mark in MARKS.items()
    )
    return f"<defs>{marks}</defs>"


def _mark(shape: Shape, css: str, label: str | None, opens: str, radius: int | None = None) -> str:
    if shape.d:
        drawn = f'<path data-code="{escape(shape.code)}" class="{css}" d="{shape.d}"'
    else:
        size = f'{POINT_RADIUS}"' if radius is None else f'{radius}" style="--r:{radius}px"'
        drawn = f'<circle data-code="{escape(shape.code)}" class="{css}" cx="{shape.x}" cy="{shape.y}" r="{size}'
    drawn += f"><title>{escape(label)}</title></{'path' if shape.d else 'circle'}>" if label else "/>"
    if not opens:
        return drawn
    where = "" if opens == "_self" else f' target="{opens}"'
    return f'<a href="{escape(to(f"/place/{shape.code}"))}"{where} tabindex="-1">{drawn}</a>'


def _background(drawing: Drawing) -> str:
    return "".join(f'<path class="land" d="{s.d}"/>' for s in drawing.behind if s.part == "main")


def shapes(drawing: Drawing, classes: dict[str, str], labels: dict[str, str], opens: str = "_self") -> str:
    """Draw everything that carries a value, area by area, then the points, then the enlarged London.

    `opens` says where a press on a place opens its page: `_self`, `_blank`, or '' for nowhere.
    """

    def draw(part: str) -> str:
        marks = [*(s for s in drawing.areas if s.part == part), *(s for s in drawing.points if s.part == part)]
        inner = "".join(
            _mark(s, classes.get(s.code, "off"), labels.get(s.code), opens, drawing.radii.get(s.code)) for s in marks
        )
        dots = "".join(f"M{s.x} {s.y}h0" for s in drawing.hospitals if s.part == part)
        return inner + (f'<path class="hospital" d="{dots}"/>' if dots else "")

    london_land = "".join(f'<path class="land" d="{s.d}"/>' for s in drawing.behind if s.part == "london")
    frame = "".join(f'<path class="frame {escape(s.code)}" d="{s.d}"/>' for s in drawing.frame if s.part == "main")
    inset = "".join(f'<path class="frame {escape(s.code)}" d="{s.d}"/>' for s in drawing.frame if s.part == "london")
    key = size_key() if drawing.radii and drawing.window is WHOLE else ""
    return (
        f'{_background(drawing)}<g class="places">{draw("main")}</g>{key}{frame}'
        f'<g class="inset">{inset}{london_land}<g class="places">{draw("london")}</g></g>'
    )


def fragment(drawing: Drawing) -> str:
    """Draw the shapes unpainted, for a browser that needs other boundaries than those it has.

    Councils, hospitals, and bodies that have gone, carry their names, which the browser may not have yet; it takes them
    off again.
    """
    return shapes(drawing, {}, {s.code: s.name for s in (*drawing.areas, *drawing.points)} if drawing.named else {})


def towns(drawing: Drawing) -> str:
    """Name a few towns for orientation."""
    return "".join(f'<text x="{t.x}" y="{t.y}" text-anchor="{t.anchor}">{escape(t.name)}</text>' for t in drawing.towns)


def focus_path(drawing: Drawing, code: str) -> str:
    """Outline a place on top of the others: its areas as a path, its points as a larger ring."""
    marks = [s for s in (*drawing.areas, *drawing.points) if s.code == code]
    return "".join(
        f'<path d="{s.d}"/>'
        if s.d
        else f'<circle cx="{s.x}" cy="{s.y}" r="{drawing.radii.get(s.code, POINT_RADIUS) + 6}"/>'
        for s in marks
    )


def view_box(window: Window) -> str:
    """Write which part of the sheet an SVG shows."""
    return f"{window.x:g} {window.y:g} {window.width:g} {window.height:g}"


def svg(picture: Picture, labels: dict[str, str], opens: str = "_self", more: str = "") -> str:
    """Draw the whole map; `labels` gives each place's words by code, `opens` says where their links open.

    `more` is defined beside the marks of nothing: the `bands`, where a reader can ask for them.

    Returns
    -------
    An `<svg>` whose shapes carry `data-code` and a class per band or status; links lead to each place's page.
    """
    what = picture.drawing
    near = "" if what.window is WHOLE else f" near near-{what.window.factor}"
    outlines = "".join(f'<g data-focus="{escape(code)}">{focus_path(what, code)}</g>' for code in picture.compared)
    return (
        f'<svg id="atlas" class="map {picture.ramp}{near}" role="group" aria-label="{escape(picture.title)}" '
        f'viewBox="{view_box(what.window)}" data-drawing="{escape(what.id)}" xmlns="http://www.w3.org/2000/svg">'
        f'{patterns()}{more}<g id="zoomed"><g id="shapes">{shapes(what, picture.classes, labels, opens)}</g>'
        f'<g id="compared">{outlines}</g><g id="focus">{focus_path(what, picture.focus)}</g>'
        f'<g id="towns" aria-hidden="true">{towns(what)}</g></g></svg>'
    )
