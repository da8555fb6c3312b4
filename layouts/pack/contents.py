"""What goes into a place's newsletter pack: its main figures in plain words, and pictures of the first of them."""

from __future__ import annotations

from dataclasses import dataclass

from data import query
from data.query import REPORTED
from data.store import Place, Snapshot
from geo.ground import Ground
from layouts import alt, sentences
from layouts.choices import BadChoice, choose_place
from layouts.image import image
from layouts.pack.chosen import newest_status, views
from layouts.panel import story
from layouts.picture import paint
from layouts.share import caption
from layouts.view import View
from layouts.words import _, named

#: How many pictures a pack holds at most.
MOST_PICTURED = 3


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
    """One picture: its file's name, the query of its address, the drawing (SVG), and the words that go with it."""

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


def pack(snapshot: Snapshot, ground: Ground, code: str, lang: str = "en") -> Pack:
    """Gather the pack of a place.

    Parameters
    ----------
    code
        A trust, provider, council, county, region, health board or nation.

    Raises
    ------
    BadChoice
        404 where there is no such place (the nearest is named), or no newest main figure is held of it: care boards,
        health boards, organisations that have closed.
    """
    place = snapshot.places.get(choose_place(snapshot, code))
    shown = views(snapshot, place, lang) if place else []
    if place is None or not shown:
        why = _("No newsletter pack can be made of it: none of the main figures is held of it for the newest period.")
        raise BadChoice("place", code, why, "", 404, link=f"/place/{code}")
    return Pack(
        place=place,
        told=tuple(_tell(snapshot, view) for view in shown),
        pictured=tuple(_draw(snapshot, ground, at + 1, view) for at, view in enumerate(pictured(snapshot, shown))),
    )


def pictured(snapshot: Snapshot, shown: list[View]) -> list[View]:
    """Choose the views that are drawn: the first of those with a figure."""
    drawn = [view for view in shown if newest_status(snapshot, view.measured, view.place) == REPORTED]
    return drawn[:MOST_PICTURED]


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
    at, said = answer.place_at[view.place], story(snapshot, view, view.place)
    if answer.status[-1, at] != REPORTED:
        return said
    title, when = alt.title(snapshot, view, answer), named(view.period, view.measured.by_years)
    if view.measured.measure == "count":
        first = _("In {month}: {figure}").format(month=when, figure=sentences.counted(view.measured, answer, at))
        said = said.removeprefix(first).strip()
        title = title if when in title else _("{headline} ({month})").format(headline=title, month=when)
    return f"{title}. {said}".strip()


def _draw(snapshot: Snapshot, ground: Ground, number: int, view: View) -> Pictured:
    answer = query.across(snapshot, view.measured, view.split, view.period)
    said, source = caption(snapshot, view)
    return Pictured(
        name=f"{number}-{view.indicator}-map.png",
        view=view,
        asked=view.to_query(),
        drawing=image(snapshot, ground, view, shape="map", width=1200),
        alt=alt.alt(snapshot, view, answer, paint(snapshot, ground, view, answer)),
        caption=said,
        source=source,
    )
