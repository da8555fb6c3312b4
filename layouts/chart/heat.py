"""Every figure of a place beside others at a glance, for a picture: a table classed by colour and by sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from data.store import Snapshot
from layouts.chart.through import names
from layouts.choices import BadChoice
from layouts.compare import heat as table
from layouts.compare.choice import Comparison
from layouts.compare.heat import Cell, Line
from layouts.figures.lines import broken, fitting
from layouts.figures.time_svg import Box
from layouts.view import View
from layouts.words import _, ngettext, short_named

ROW, HEAD, TITLES = 62.0, 66.0, 430.0
LETTERS, LEADING, LEAST = 21.0, 25.0, 17.0
#: The ground of a cell, and the sign that says the same without colour.
INKS = {
    "is-better": ("#c9daeb", "+"),
    "is-usual": ("#f1efea", ""),
    "is-worse": ("#f4d6b8", "\u2212"),
    "is-higher": ("#d7cbe2", "\u2191"),
    "is-lower": ("#cfe0d3", "\u2193"),
}
STYLE = ".ground{stroke:#fff;stroke-width:3px}.rule{stroke:#dddad3;stroke-width:1.5px}"


@dataclass(frozen=True)
class Glance:
    """The table: names of the places by code, and a line a figure."""

    places: dict[str, str]
    lines: Sequence[Line]
    areas: bool


def glance(snapshot: Snapshot, view: View, alike: Sequence[str]) -> Glance:
    """Set every figure of a place beside those compared with it or, where none is, those most like it.

    Raises
    ------
    BadChoice
        If no place is named, or a hospital or health board: no other figures can be set beside those of its kind.
    """
    if not view.place:
        raise BadChoice("place", "", _("A chart is of one place: name it by its code."), "RH5")
    if view.place not in snapshot.places or view.measured.is_welsh:
        why = _("This chart sets figures beside those of other places; there is none for hospitals and health boards.")
        raise BadChoice("place", view.place, why, "RH5", 404)
    others = [code for code in (view.compare or alike) if code != view.place][:4]
    codes = (view.place, *others)
    chosen = Comparison(codes, view.indicator, view.split, view.period)
    return Glance(names(snapshot, codes), table.lines(snapshot, chosen), view.measured.of_areas)


def needed(of: Glance) -> float:
    """Tell how high the table must be."""
    return HEAD + ROW * len(of.lines)


def drawn(of: Glance, box: Box) -> str:
    """Draw the table into a box."""
    across = (box.width - TITLES) / len(of.places)
    parts = []
    for at, name in enumerate(of.places.values()):
        parts.append(_set(name, box.x + TITLES + across * at + 8, box.y, across - 14, "bold"))
    for number, line in enumerate(of.lines):
        y = box.y + HEAD + ROW * number
        title = f"{_(line.indicator.title)}, {short_named(line.period, line.indicator.by_years)}"
        parts.append(f'<path class="rule" d="M{box.x:g} {y:g}H{box.x + box.width:g}"/>')
        parts.append(_set(title, box.x, y, TITLES - 16))
        parts += [_cell(cell, box.x + TITLES + across * at, y, across) for at, cell in enumerate(line.cells)]
    return "".join(parts)


def _cell(cell: Cell, x: float, y: float, across: float) -> str:
    ink, sign = INKS.get(cell.css, ("", ""))
    told = f"{cell.figure} {sign}".strip()
    box = f'x="{x:.1f}" y="{y + 1:.1f}" width="{across:.1f}" height="{ROW - 2:g}"'
    ground = f'<rect class="ground" {box} fill="{ink}"/>' if ink else ""
    return ground + _set(told, x + 8, y, across - 14, "" if cell.value is not None else "quiet")


def _set(words: str, x: float, y: float, room: float, css: str = "") -> str:
    """Set words in two lines at most, in smaller letters or cut where they are still too long."""
    size = LETTERS
    while size > LEAST and len(broken(words, size, css == "bold", room)) > 2:
        size -= 0.5
    first, *more = broken(words, size, css == "bold", room)
    lines = [fitting(line, room, size, LEAST) for line in (first, " ".join(more)) if line]
    top, marked = y + 27 + (LEADING / 2 if len(lines) == 1 else 0), f' class="{css}"' if css else ""
    return "".join(
        f'<text{marked} font-size="{set_in:g}" x="{x:.1f}" y="{top + LEADING * at:.1f}">{escape(told)}</text>'
        for at, (told, set_in) in enumerate(lines)
    )


def key(of: Glance) -> list[tuple[str, str]]:
    """List the classes that are seen, each as SVG of 60 x 30 units, and what it stands for."""
    seen = {cell.css for line in of.lines for cell in line.cells}
    return [
        (f'<rect class="ground" x="2" y="2" width="56" height="27" fill="{INKS[css][0]}"/>'
         f'<text font-size="22" text-anchor="middle" x="30" y="24">{INKS[css][1]}</text>', words)
        for css, words in table.legend(of.areas).items() if css in seen
    ]  # fmt: skip


def notes() -> list[str]:
    """Say of when the figures are, and that no order is meant."""
    return [
        _("Each figure is of its newest period. Places stand in the order chosen.")
        + " "
        + _("This is no league table: small differences are often chance.")
    ]


def headline(of: Glance) -> str:
    """Say what the table shows."""
    first, *others = of.places.values()
    if not others:
        return _("Every figure held of {place}").format(place=first)
    words = ngettext(
        "{place} and {n} other place, figure by figure",
        "{place} and {n} other places, figure by figure",
        len(others),
    )
    return words.format(place=first, n=len(others))


def sources(snapshot: Snapshot, of: Glance) -> str:
    """Name all who publish the figures of the table."""
    told = (snapshot.manifest["sources"][line.indicator.source]["publisher"] for line in of.lines)
    return _("Sources: {publishers}.").format(publishers="; ".join(dict.fromkeys(told)))


def told(of: Glance) -> str:
    """Tell the table in words, figure by figure."""
    said = [_("All figures at a glance: {places}.").format(places=", ".join(of.places.values()))]
    for line in of.lines:
        each = "; ".join(
            f"{of.places[cell.place]} {cell.figure}{f', {cell.word}' if cell.word else ''}" for cell in line.cells
        )
        said.append(f"{_(line.indicator.title)}: {each}.")
    return " ".join(said)
