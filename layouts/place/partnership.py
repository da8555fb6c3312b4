"""How far community services of a Welsh council have come, as its partnership scores itself; or the lines to fill in."""

from __future__ import annotations

from typing import Any

from dash import html

from data import held, query
from data.catalogue import catalogue
from data.partnerships import INDICATOR, NAME, template
from data.query import REPORTED
from data.sources import card
from data.store import Place, Snapshot
from layouts.place.tables import table
from layouts.words import _, named, statuses


def community_services(snapshot: Snapshot, place: Place) -> list[Any]:
    """Tell the newest score of each theme beside what its stages mean; without any say so and give the lines to fill in."""
    if place.code not in card(NAME).details["councils"]:
        return []
    found = _scores(snapshot, place.code)
    rows: list[list[Any]] = [
        [_(theme["title"]), found.get(code, statuses()["no_record"]), *(_(stage) for stage in theme["stages"])]
        for code, theme in card(NAME).details["themes"].items()
    ]
    heads = [_("Theme"), _("Its own score"), _("Stage 1"), _("Stage 2"), _("Stage 3")]
    own = _("A partnership scores itself: nobody else has checked it.")
    none = _("No partnership has sent scores for {council} yet. That says nothing about its services.")
    about = _("The framework of 2007 says in seven themes and three stages how council, health board and others come to work as one.")  # fmt: skip
    said = own if found else none.format(council=place.name)
    lines = html.Details(
        [
            html.Summary(_("Send scores: the lines to fill in")),
            html.P(_("Write 1, 2 or 3 as the stage, the day, who scored, and a note if you like. Leave a theme that you have not scored as it is. Save it as a CSV file whose name begins with local_scores, and send it to whoever runs this site.")),
            html.Pre(template(card(NAME).details["councils"][place.code]), className="lines", tabIndex=0),
        ]
    )  # fmt: skip
    matrix = html.Details(
        [html.Summary(_("The seven themes and what their stages mean")), table(_("Themes and stages"), heads, rows)],
        open=bool(found),
    )
    on_map = _on_map(snapshot, place.code) if found else []
    return [
        html.H2(_("Community services, by the partnership's own score")),
        html.P(f"{about} {said}"),
        matrix,
        *on_map,
        lines,
    ]


def _scores(snapshot: Snapshot, code: str) -> dict[str, str]:
    indicator = held.indicators(snapshot).get(INDICATOR)
    if indicator is None or code not in snapshot.cubes[INDICATOR].place_at:
        return {}
    found: dict[str, str] = {}
    for period in query.periods(snapshot, indicator):
        for split, answer in query.by_split(snapshot, indicator, period, code):
            if answer.status[0, 0] == REPORTED:
                grade = _(indicator.names[round(float(answer.value[0, 0]))])
                found[split] = _("{stage} ({year})").format(stage=grade, year=named(period, by_years=True))
    return found


def _on_map(snapshot: Snapshot, code: str) -> list[Any]:
    link = f"/?indicator={catalogue()[INDICATOR].slug}&place={code}"
    return [html.P(html.A(_("All scores on the map of Wales"), href=link))]
