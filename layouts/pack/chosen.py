"""Which of a place's figures a newsletter pack tells: the main ones that are held of it for their newest period."""

from __future__ import annotations

from typing import Any

from dash import html

from data import filters, held, query
from data.catalogue import Indicator
from data.query import REPORTED
from data.store import STATUS_CODE, Place, Snapshot
from layouts.links import to
from layouts.sheet.subject import BOARD, BOARDS
from layouts.view import View
from layouts.words import _

#: The figures told, the first ones pictured: those of care before those of an area. A place has some of them.
#: Old figures (inspections to 2019, series to 2018, announced cuts) are no news and stay out.
HEADLINES = (
    "rtt-incomplete-18-weeks", "ae-4-hour", "rtt-over-52-weeks", "ae-12-hour-waits", "staff-clinical", "staff-all",
    "life-expectancy-female", "life-expectancy-male", "adult-obesity", "smoking", "child-poverty", "year-6-obesity",
    "healthy-life-expectancy-female", "healthy-life-expectancy-male", "wales-life-expectancy", "wales-smoking",
    "employment", "life-satisfaction",
)  # fmt: skip
MOST_TOLD = 6
#: Why a newest figure may be missing and yet be worth a paragraph: readers ask where it is.
WORTH_TELLING = tuple(STATUS_CODE[name] for name in ("not_submitted", "stopped_reporting", "suppressed"))


def views(snapshot: Snapshot, place: Place, lang: str = "en") -> list[View]:
    """List the views of a place's main figures, newest period each, those with a figure first; none without any.

    Of a health board of Wales nothing newer is held than one month of 2022: its pack tells that, and says so.
    """
    reported, silent = [], []
    for slug in BOARD if place.type in BOARDS else HEADLINES:
        indicator = held.indicators(snapshot).get(slug)
        if indicator is None or (status := newest_status(snapshot, indicator, place.code)) is None:
            continue
        newest = query.periods(snapshot, indicator)[-1]
        inside = place.code if place.code in filters.regions(snapshot, indicator) else filters.EVERY
        view = View(slug, indicator.default_split, newest, region=inside, place=place.code, lang=lang)
        if status == REPORTED:
            reported.append(view)
        elif status in WORTH_TELLING:
            silent.append(view)
    return (reported[: MOST_TOLD - len(silent[:2])] + silent[:2]) if reported else []


def newest_status(snapshot: Snapshot, indicator: Indicator, code: str) -> int | None:
    """Give the status of a place's newest figure; None where the collection does not know the place."""
    newest = query.periods(snapshot, indicator)[-1]
    answer = query.across(snapshot, indicator, indicator.default_split, newest)
    at = answer.place_at.get(code)
    return None if at is None else int(answer.status[-1, at])


def download(snapshot: Snapshot, code: str) -> list[Any]:
    """Link to the pack of a place; nothing where none can be made."""
    place = snapshot.places.get(code)
    if place is None or not views(snapshot, place):
        return []
    words = _("Newsletter pack of {place}: pictures, captions and texts (ZIP)").format(place=place.name)
    return [html.P(html.A(words, href=to(f"/pack/{code}.zip"), download=f"care-atlas-{code}.zip"))]
