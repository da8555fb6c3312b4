"""A small map that shows where a place lies: the two nations, the place filled, a ring where it is too small to see."""

from __future__ import annotations

from html import escape

from geo.canvas import HEIGHT, WIDTH
from geo.ground import Ground, Shape
from layouts.words import _

#: A place drawn within this many units of its middle gets a ring around it.
SMALL = 150
RING = 85
_LAYERS = {
    "council": ("council-2025", "council-2014"),
    "county": ("county-2025", "county-2014"),
    "region": ("region",),
    "icb": ("icb",),
    "health-board": ("health-board",),
    "nation": ("nation",),
}


def find_shapes(ground: Ground, code: str, kind: str, period: str) -> tuple[Shape, ...]:
    """Find how a place is drawn: as an area, as it last stood, else as the point of its largest hospital.

    Returns
    -------
    Its shapes, main map first; empty for a place that is drawn nowhere.
    """
    layers = list(_LAYERS.get(kind, ()))
    if kind == "trust":
        begun = [v for v in ground.vintages("trust") if v <= period]
        layers = [f"trust-{vintage}" for vintage in reversed(begun)] + ["trust-points"]
    for name in layers:
        found = tuple(shape for shape in ground.layer(name) if shape.code == code)
        if found:
            return found
    return ()


def locator(ground: Ground, code: str, kind: str, name: str, period: str, in_london: bool) -> str:
    """Draw the map.

    Parameters
    ----------
    kind
        Type of the place.
    period
        The month whose catchments are drawn for a trust.
    in_london
        Draw the enlarged London too, where a London place can be seen.

    Returns
    -------
    An `<svg>`, or '' for a place that is drawn nowhere.
    """
    shapes = find_shapes(ground, code, kind, period)
    if not shapes:
        return ""
    land = "".join(f'<path class="land" d="{s.d}"/>' for s in ground.layer("nation") if s.part == "main")
    inset = _inset(ground, shapes) if in_london else ""
    label = _("{place} on the map of England and Wales").format(place=name)
    return (
        f'<svg class="locator" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg">{land}{_marked(shapes, "main")}{inset}</svg>'
    )


def _marked(shapes: tuple[Shape, ...], part: str) -> str:
    drawn = ""
    for shape in shapes:
        if shape.part != part:
            continue
        drawn += f'<path class="there" d="{shape.d}"/>' if shape.d else ""
        if not shape.d:
            drawn += f'<circle class="there" cx="{shape.x}" cy="{shape.y}" r="26"/>'
        if part == "main" and _extent(shape.d) < SMALL:
            drawn += f'<circle class="ring" cx="{shape.x}" cy="{shape.y}" r="{RING}"/>'
    return drawn


def _inset(ground: Ground, shapes: tuple[Shape, ...]) -> str:
    london = "".join(f'<path class="land" d="{s.d}"/>' for s in ground.layer("region") if s.part == "london")
    frame = "".join(f'<path class="frame" d="{s.d}"/>' for s in ground.layer("inset"))
    return f"{frame}{london}{_marked(shapes, 'london')}"


def _extent(d: str) -> int:
    """Measure the wider side of a path of relative steps, in units of the sheet."""
    widest = 0
    for ring in d.split("M")[1:]:
        steps = ring.replace("-", " -").replace("l", " ").replace("h", " ").replace("v", " ").replace("z", "").split()
        across = down = 0
        xs, ys = [0], [0]
        for at in range(2, len(steps) - 1, 2):
            across, down = across + int(steps[at]), down + int(steps[at + 1])
            xs.append(across)
            ys.append(down)
        widest = max(widest, max(xs) - min(xs), max(ys) - min(ys))
    return widest
