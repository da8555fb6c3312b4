"""A view as one picture that stands alone: title, map, legend, source and date, for a newsletter or a social card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import product

from data import query
from data.query import Answer
from data.store import Snapshot
from geo.ground import Ground
from layouts import alt, captions, sentences
from layouts.answer import source_line
from layouts.drawing import WHOLE
from layouts.figures import inks, map_svg
from layouts.figures.lines import Column
from layouts.figures.map_svg import HEIGHT, WIDTH, focus_path, patterns, shapes, view_box
from layouts.picture import Picture, paint
from layouts.shell import NAME
from layouts.view import View
from layouts.welsh import unreviewed
from layouts.words import _
from layouts.zoomed import with_small_points, zoomed

Towns = Sequence[tuple[str, float, float]]

#: Width of every picture in its own units. No text is smaller than 24 of them: 12 pixels where it is 600 wide.
ACROSS = 1200
MARGIN = 48
SMALLEST = 24
SHAPES = ("map", "square", "card")
WIDTHS = ("1200", "600")


@dataclass(frozen=True)
class Told:
    """The words of a picture."""

    subject: str
    headline: str
    context: str
    compared: tuple[str, ...]
    coverage: str
    ground: str
    revised: str
    source: str
    credit: str


@dataclass(frozen=True)
class Spot:
    """Where the map stands in the picture, and how large."""

    x: float
    y: float
    height: float

    @property
    def scale(self) -> float:
        """How many units of the picture one unit of the map is."""
        return self.height / HEIGHT


def image(snapshot: Snapshot, ground: Ground, view: View, *, shape: str, width: int, towns: Towns | None = None) -> str:
    """Draw a view as an SVG that needs nothing beside it.

    Parameters
    ----------
    shape
        `map` is as high as it needs to be, `square` as high as wide, `card` 1200 x 630 for social media.
    width
        How wide it is shown, in pixels.
    towns
        The towns to name where the map is cropped to the surroundings of the place in view; None for the whole map.

    Returns
    -------
    The same bytes for the same view and figures, every time.
    """
    answer = query.across(snapshot, view.measured, view.split, view.period)
    picture = paint(snapshot, ground, view, answer)
    picture = picture if towns is None else zoomed(picture, towns)
    told = words(snapshot, view, answer, picture)
    spot, parts, height = _LAYOUTS[shape](told, picture)
    title, described = escape(told.headline), escape(alt.alt(snapshot, view, answer, picture))
    style = inks.style(picture.ramp, spot.scale * picture.drawing.window.factor)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{round(height * width / ACROSS)}" '
        f'viewBox="0 0 {ACROSS} {height:g}" role="img" aria-labelledby="t d"><title id="t">{title}</title>'
        f'<desc id="d">{described}</desc><style>{style}</style>{patterns()}'
        f'<rect width="{ACROSS}" height="{height:g}" fill="#fff"/>{_map(picture, spot, height, named=shape != "card")}'
        f"{''.join(parts)}</svg>"
    )


def words(snapshot: Snapshot, view: View, answer: Answer, picture: Picture) -> Told:
    """Gather what the picture says."""
    rights = _("Contains OS data © Crown copyright and database right.")
    publisher = _(snapshot.manifest["sources"][view.measured.source]["publisher"])
    return Told(
        subject=alt.subject(view),
        headline=alt.title(snapshot, view, answer),
        context=sentences.context(snapshot, view, answer),
        compared=tuple(alt.told(snapshot, view, answer, code) for code in view.compare),
        coverage=picture.description,
        ground=captions.ground(view, picture.drawing.id),
        revised=alt.revised(snapshot, view, answer),
        source=" ".join(filter(None, (source_line(snapshot, view), rights, f"{NAME}.", unreviewed()))),
        credit=f"{_('Source: {publisher}.').format(publisher=publisher)} {rights} {NAME}.",
    )


def _map(picture: Picture, spot: Spot, height: float, *, named: bool) -> str:
    """Draw the map in its spot; what runs out of a cropped one is painted over, which is quicker than to clip it."""
    what, wide = with_small_points(picture.drawing), spot.height * WIDTH / HEIGHT
    hole = f"M{spot.x:.1f} {spot.y:.1f}h{wide:.1f}v{spot.height:.1f}h-{wide:.1f}Z"
    around = f'<path fill="#fff" fill-rule="evenodd" d="M0 0H{ACROSS}V{height:g}H0Z{hole}"/>'
    edge = f'<rect class="frame" x="{what.window.x:g}" y="{what.window.y:g}" width="{what.window.width:g}" '
    edge = "" if what.window is WHOLE else f'{edge}height="{what.window.height:g}"/>'
    compared = "".join(focus_path(what, code) for code in picture.compared)
    names = map_svg.towns(what)
    halo = f'<g class="towns"><g class="halo">{names}</g>{names}</g>' if named else ""
    return (
        f'<svg x="{spot.x:.1f}" y="{spot.y:.1f}" width="{wide:.1f}" '
        f'height="{spot.height:.1f}" viewBox="{view_box(what.window)}" overflow="visible">'
        f"{shapes(what, picture.classes, {}, opens='')}"
        f'<g class="compared">{compared}</g><g class="focus">{focus_path(what, picture.focus)}</g>{halo}{edge}</svg>'
        f"{'' if what.window is WHOLE else around}"
    )


def _entries(picture: Picture) -> list[tuple[str, str]]:
    return [(item.css, f"{item.label} ({item.count})") for item in picture.legend]


def head(
    subject: str,
    headline: str,
    context: str,
    compared: tuple[str, ...],
    size: float,
    room: float,
    top: float = MARGIN - 6,
) -> Column:
    """Set what a picture says above what it shows: what it is of, the headline `size` large, and the lines under it."""
    column = Column(MARGIN, top, room)
    column.say(subject, SMALLEST, "accent", bold=True, after=8)
    column.say(headline, size, bold=True, after=10)
    column.say(context, 26, "quiet")
    for one in compared:
        column.say(one, SMALLEST)
    return column


def foot(*parts: str) -> Column:
    """Set what a picture says below, from its own top."""
    column = Column(MARGIN, 0, ACROSS - 2 * MARGIN)
    for part in parts:
        column.say(part, SMALLEST, "quiet", after=6)
    return column


def moved(column: Column, y: float) -> str:
    """Put a column so far down."""
    return f'<g transform="translate(0 {y:.1f})">{"".join(column.parts)}</g>'


def _head(told: Told, size: float) -> Column:
    return head(told.subject, told.headline, told.context, told.compared, size, ACROSS - 2 * MARGIN)


def _as_map(told: Told, picture: Picture) -> tuple[Spot, list[str], float]:
    """Set the words above, the map below them with its legend in the Irish Sea, the source at the foot.

    A map that shows but a part may have no sea: its legend stands beside it.
    """
    if picture.drawing.window is not WHOLE:
        return _beside(told, picture, 0)
    top = _head(told, 46)
    high = 1060.0
    spot = Spot(ACROSS - MARGIN - high * WIDTH / HEIGHT, top.y + 24, high)
    key = Column(MARGIN, spot.y + 10, 380)
    key.key(_entries(picture), 26, 1)
    under = foot(told.coverage, told.ground, told.revised, told.source)
    return spot, [*top.parts, *key.parts, moved(under, spot.y + high + 20)], round(spot.y + high + under.y + 50)


def _as_square(told: Told, picture: Picture) -> tuple[Spot, list[str], float]:
    return _beside(told, picture, ACROSS)


def _beside(told: Told, picture: Picture, height: float) -> tuple[Spot, list[str], float]:
    """Set the words above, the map on the left with its legend beside it, the source at the foot.

    The picture is `height` high; 0 is as high as needed.
    """
    top = _head(told, 42)
    under = foot(told.coverage, "" if height else told.ground, told.revised, told.source)
    high = 700 * HEIGHT / WIDTH
    height = height or round(top.y + high + 36 + under.y + 30)
    bottom = height - under.y - 30
    high = min(bottom - top.y - 36, high)
    spot = Spot(MARGIN, top.y + 18, high)
    right = spot.x + high * WIDTH / HEIGHT + 24
    key = Column(right, spot.y + high * 0.3, ACROSS - MARGIN - right)
    key.key(_entries(picture), 26, 1)
    return spot, [*top.parts, *key.parts, moved(under, bottom)], height


def _as_card(told: Told, picture: Picture) -> tuple[Spot, list[str], float]:
    """Set the words on the left and the map on the right, the headline as large as there is room for it."""
    high = 630.0
    spot = Spot(ACROSS - 24 - (high - 40) * WIDTH / HEIGHT, 20, high - 40)
    room, bottom = spot.x - MARGIN - 12, high - 20
    seen = [entry for entry, item in zip(_entries(picture), picture.legend, strict=True) if item.count]
    for small, entries, columns, size in product((SMALLEST, 20), (_entries(picture), seen), (2, 1), (42, 38, 34, 30)):
        top, key = head(told.subject, told.headline, "", (), size, room, top=26), Column(MARGIN, 0, room)
        key.key(entries, small, columns, after=6)
        key.say(told.credit, small, "quiet")
        if top.y + key.y <= bottom:
            break
    return spot, [*top.parts, moved(key, bottom - key.y)], high


_LAYOUTS: dict[str, Callable[[Told, Picture], tuple[Spot, list[str], float]]] = {
    "map": _as_map,
    "square": _as_square,
    "card": _as_card,
}
