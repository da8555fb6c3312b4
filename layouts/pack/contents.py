"""What goes into a place's newsletter pack: its main figures in plain words, and pictures of the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data import filters, query
from data.query import REPORTED
from data.store import ENGLAND, Place, Snapshot
from geo.alike import codes_alike
from geo.ground import Ground
from geo.relations import Relations
from layouts import alt, inferred, sentences
from layouts.chart.beside import beside_others
from layouts.chart.picture import chart_alt, chart_image
from layouts.choices import BadChoice, choose_place
from layouts.image import ACROSS, image
from layouts.pack.chosen import newest_status, views
from layouts.pasted import caption
from layouts.picture import paint
from layouts.story import story
from layouts.view import View
from layouts.words import _, named

#: How many pictures a pack holds at most.
MOST_PICTURED = 3
#: One bar alone is no comparison.
FEWEST_BARS = 2


@dataclass(frozen=True)
class Told:
    """One figure in words: its title, a paragraph, where it comes from, and what to mind when writing about it."""

    view: View
    title: str
    paragraph: str
    source: str
    advice: str


@dataclass(frozen=True)
class Pictured:
    """One picture: its file's name, the query of its address, which names the snapshot so that it stays as it was
    written about, the drawing (SVG), and the words that go with it."""

    name: str
    view: View
    asked: str
    drawing: str
    alt: str
    caption: str
    source: str


@dataclass(frozen=True)
class Pack:
    """All that is told of one place."""

    place: Place
    told: tuple[Told, ...]
    pictured: tuple[Pictured, ...]


def pack(snapshot: Snapshot, ground: Ground, relations: Relations, code: str, lang: str = "en") -> Pack:
    """Gather the pack of a place.

    Parameters
    ----------
    code
        A trust, provider, council, county, region, health board or nation.

    Raises
    ------
    BadChoice
        404 where there is no such place (the nearest is named), or no newest main figure is held of it: care boards,
        organisations that have closed.
    """
    place = snapshot.places.get(choose_place(snapshot, code))
    shown = views(snapshot, place, lang) if place else []
    if place is None or not shown:
        why = _("No newsletter pack can be made of it: none of the main figures is held of it for the newest period.")
        raise BadChoice("place", code, why, "", 404, link=f"/place/{code}")
    return Pack(
        place=place,
        told=tuple(_tell(snapshot, view) for view in shown),
        pictured=_pictures(snapshot, ground, shown, codes_alike(snapshot, relations, ground, place.code)),
    )


def wishes(shown: Sequence[View]) -> list[tuple[View, str]]:
    """List the pictures worth having, the best first: the first figure on the map, through time, and beside others."""
    first, *others = shown
    second = others[0] if others else first
    found = [(first, "map"), (first, "trend"), (second, "bar"), (first, "bar"), (second, "trend"), (second, "map")]
    return list(dict.fromkeys([*found, *((view, "map") for view in others)]))


def _pictures(snapshot: Snapshot, ground: Ground, shown: list[View], alike: Sequence[str]) -> tuple[Pictured, ...]:
    """Draw the first of those wishes that can be drawn and show the place; the others are no loss."""
    drawn: list[Pictured] = []
    for view, kind in wishes([one for one in shown if newest_status(snapshot, one.measured, one.place) == REPORTED]):
        if len(drawn) == MOST_PICTURED:
            break
        made = _on_map(snapshot, ground, view) if kind == "map" else _as_chart(snapshot, view, kind, alike)
        if made:
            drawing, told = made
            said, source = caption(snapshot, view)
            inside = view.region if kind == "map" else filters.EVERY
            asked = view.to_query(region=inside, snapshot=snapshot.id) + ("" if kind == "map" else f"&chart={kind}")
            name = f"{len(drawn) + 1}-{view.indicator}-{kind}.png"
            drawn.append(Pictured(name, view, asked, drawing, told, said, source))
    return tuple(drawn)


def _on_map(snapshot: Snapshot, ground: Ground, view: View) -> tuple[str, str] | None:
    """Draw the map and tell it; None where the place is not on it: an independent provider, say."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    picture = paint(snapshot, ground, view, answer)
    if view.region == filters.EVERY and view.place not in (ENGLAND, *picture.drawing.codes):
        return None
    drawing = image(snapshot, ground, view, shape="map", width=ACROSS)
    return drawing, alt.alt(snapshot, view, answer, picture)


def _as_chart(snapshot: Snapshot, view: View, kind: str, alike: Sequence[str]) -> tuple[str, str] | None:
    """Draw a chart and tell it; None where there is no series, or nobody to stand beside."""
    try:
        told = chart_alt(snapshot, view, kind, alike)
        bars = beside_others(snapshot, view, alike).bars if kind == "bar" else ()
    except BadChoice:
        return None
    if kind == "bar" and sum(bar.value is not None for bar in bars) < FEWEST_BARS:
        return None
    return chart_image(snapshot, view, kind=kind, shape="map", width=ACROSS, alike=alike), told


def _tell(snapshot: Snapshot, view: View) -> Told:
    return Told(
        view=view,
        title=alt.subject(view),
        paragraph=_paragraph(snapshot, view),
        source=caption(snapshot, view)[1],
        advice=_(view.measured.what_to_do.get("editor", "")),
    )


def _paragraph(snapshot: Snapshot, view: View) -> str:
    """Tell a figure as the panel of the map does, its answer first; a count stands in the answer and is not repeated."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    at, said = answer.place_at[view.place], story(snapshot, view, view.place, plainly=False)
    if answer.status[-1, at] != REPORTED:
        return said
    title, when = alt.title(snapshot, view, answer), named(view.period, view.measured.by_years)
    if view.measured.measure == "count":
        first = _("In {month}: {figure}").format(month=when, figure=sentences.counted(view.measured, answer, at))
        said = said.removeprefix(first).strip()
        title = title if when in title else _("{headline} ({month})").format(headline=title, month=when)
    always = inferred.sentence(snapshot, view.measured, view.period), _(view.measured.always_said)
    return " ".join(filter(None, (f"{title}.", said, *always)))
