"""The spine chart of an area profile: England down the middle, worst to the left, best to the right.

Each row is one indicator on its own scale: the pale bar reaches from the worst to the best place of the same type,
the darker one holds the middle half of them, and the marker is the place itself, its shape and colour by the
official comparison with England.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from layouts.words import _

WIDTH, ROW, DOMAIN, HEAD = 360, 44, 34, 44
LEFT, RIGHT = 10, 350
MIDDLE = (LEFT + RIGHT) / 2
#: Letters of a title and its figure together that fit on one line.
ROOM = 44
#: A unit longer than this stands in the table only.
LONGEST_UNIT = 6


@dataclass(frozen=True)
class SpineRow:
    """One indicator of one place, as plain numbers.

    `worst`, `best`, `q25` and `q75` are of all places of the same type in the same period; where neither high nor low
    is good, `worst` is the lowest and `best` the highest. `value` is None where there is none, and `status` then says
    why in the reader's words. `compared` is `better`, `similar`, `worse`, `higher`, `lower` or `not_compared`.
    """

    domain: str
    title: str
    unit: str
    period: str
    value: float | None
    england: float
    worst: float
    best: float
    q25: float
    q75: float
    compared: str
    status: str = ""
    link: str = ""
    slug: str = ""


def compared_words() -> dict[str, str]:
    """Name each official comparison with England in the reader's words."""
    return {
        "better": _("better than England"),
        "similar": _("similar to England"),
        "worse": _("worse than England"),
        "higher": _("higher than England"),
        "lower": _("lower than England"),
        "not_compared": _("not compared officially"),
    }


def grouped(rows: Iterable[SpineRow]) -> list[tuple[str, list[SpineRow]]]:
    """Gather rows by domain; domains stand in the order in which they first come."""
    listed = list(rows)
    first = {domain: at for at, domain in reversed(list(enumerate(row.domain for row in listed)))}
    listed.sort(key=lambda row: first[row.domain])
    return [(domain, list(group)) for domain, group in groupby(listed, key=lambda row: row.domain)]


def along(row: SpineRow, number: float) -> float:
    """Give the position of a number on a row's scale, in units of the drawing.

    England stands in the middle; the farther of worst and best touches its edge, so both sides have one scale.
    A number beyond both (a place of another type) stands on the edge.
    """
    reach = max(abs(row.best - row.england), abs(row.worst - row.england))
    if reach == 0:
        return MIDDLE
    way = 1 if row.best >= row.worst else -1
    part = max(-1.0, min(1.0, way * (number - row.england) / reach))
    return round(MIDDLE + part * (RIGHT - LEFT) / 2, 1)


def spine(rows: Sequence[SpineRow], label: str) -> str:
    """Draw the chart.

    Parameters
    ----------
    rows
        At least one.
    label
        What the chart shows, for those who do not see it.

    Returns
    -------
    An `<svg>` of `WIDTH` units; its colours and letters come from the style sheet.

    Raises
    ------
    ValueError
        Without a row: an empty chart says nothing.
    """
    if not rows:
        raise ValueError("a spine chart needs at least one row; leave it out where no figure is held")
    drawn, top = [], HEAD
    for domain, group in grouped(rows):
        drawn.append(f'<text class="domain" x="4" y="{top + 22}">{escape(domain)}</text>')
        top += DOMAIN
        for row in group:
            drawn.append(_row(row, top))
            top += ROW
    used = list(dict.fromkeys(row.compared for row in rows if row.value is not None))
    key, deep = _key(used, top + 8)
    return (
        f'<svg class="spine" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {deep}" '
        f'xmlns="http://www.w3.org/2000/svg">{_head()}<path class="middle" d="M{MIDDLE:g} {HEAD - 6}V{top}"/>'
        f"{''.join(drawn)}{key}</svg>"
    )


def _head() -> str:
    return (
        f'<text class="tick" x="4" y="16">{escape(_("Worst or lowest"))}</text>'
        f'<text class="tick" x="{MIDDLE:g}" y="32" text-anchor="middle">{escape(_("England"))}</text>'
        f'<text class="tick" x="{WIDTH - 4}" y="16" text-anchor="end">{escape(_("Best or highest"))}</text>'
    )


def _row(row: SpineRow, top: int) -> str:
    y = top + 29
    ends = sorted((along(row, row.worst), along(row, row.best)))
    middle = sorted((along(row, row.q25), along(row, row.q75)))
    said = row.status if row.value is None else brief(row, row.value)
    drawn = (
        f'<text x="4" y="{top + 14}">{escape(short(row.title, ROOM - len(said)))}</text>'
        f'<text class="told" x="{WIDTH - 4}" y="{top + 14}" text-anchor="end">{escape(said)}</text>'
        f'<rect class="range" x="{ends[0]:g}" y="{y - 6}" width="{ends[1] - ends[0]:.1f}" height="12"/>'
        f'<rect class="quartiles" x="{middle[0]:g}" y="{y - 6}" width="{middle[1] - middle[0]:.1f}" height="12"/>'
    )
    return drawn if row.value is None else drawn + marker(row.compared, along(row, row.value), y)


def marker(compared: str, x: float, y: float) -> str:
    """Draw the mark of a place: each comparison has its own shape, so that none rests on colour."""
    shapes = {
        "better": f"M{x - 7:g} {y + 6:g}l7-13 7 13z",
        "worse": f"M{x - 7:g} {y - 6:g}l7 13 7-13z",
        "higher": f"M{x - 5:g} {y - 7:g}l11 7-11 7z",
        "lower": f"M{x + 5:g} {y - 7:g}l-11 7 11 7z",
        "not_compared": f"M{x - 6:g} {y - 6:g}h12v12h-12z",
    }
    if compared in shapes:
        return f'<path class="mark-{compared}" d="{shapes[compared]}"/>'
    return f'<circle class="mark-similar" cx="{x:g}" cy="{y:g}" r="6.5"/>'


def _key(used: list[str], top: int) -> tuple[str, int]:
    """Explain the marks in use, then the two bars; give the drawing and where it ends."""
    words = compared_words()
    drawn = ""
    for name in (name for name in words if name in used):
        drawn += f'{marker(name, 14, top + 10)}<text class="tick" x="28" y="{top + 14}">{escape(words[name])}</text>'
        top += 20
    for css, text in (
        ("quartiles", _("the middle half of places of this type")),
        ("range", _("from the worst or lowest to the best or highest")),
    ):
        drawn += f'<rect class="{css}" x="4" y="{top + 4}" width="20" height="12"/>'
        drawn += f'<text class="tick" x="28" y="{top + 14}">{escape(text)}</text>'
        top += 20
    return drawn, top + 6


def figure(row: SpineRow, number: float) -> str:
    """Write a number of a row with its unit: `61.2 %`, `79.4 years`."""
    if row.unit == "%":
        return f"{number:.1f}\u202f%"
    return _("{n} {unit}").format(n=f"{number:.1f}", unit=row.unit) if row.unit else f"{number:.1f}"


def brief(row: SpineRow, number: float) -> str:
    """Write a number of a row for the chart, where a long unit (`per 100,000`) has no room."""
    return figure(row, number) if len(row.unit) <= LONGEST_UNIT else f"{number:.1f}"


def short(text: str, longest: int) -> str:
    """Cut a title at a word, so that it does not run into its figure; the table has it in full."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "\u2026"
