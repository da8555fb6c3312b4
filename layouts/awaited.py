"""Figures that are not held: what they are, and how their official file is loaded."""

from __future__ import annotations

from typing import Any

from dash import html

from data import held
from data.catalogue import Indicator
from data.sources import card
from data.store import Snapshot
from layouts.words import _, status_sentences, statuses


def awaited_page(indicator: Indicator) -> html.Div:
    """Define an indicator whose figures are not held, and say how to load them."""
    source = card(indicator.source)
    publisher = html.A(_(source.title), href=source.landing_page)
    command = html.Code('make build RAW="<folder>"')
    return html.Div(
        [
            html.H1(_(indicator.title)),
            html.P(_(indicator.question)),
            *(_scored_locally(command) if held.is_local(indicator) else _published(publisher, command)),
            html.H2(_("Why it matters")),
            html.P(_(indicator.why_it_matters)),
            html.H2(_("How it is made")),
            html.P(_(indicator.method)),
            html.H2(_("What it cannot tell")),
            html.Ul([html.Li(_(text)) for text in indicator.caveats]),
            html.H2(_("Source")),
            html.P(f"{_(source.publisher)}. {_(source.licence)}."),
        ],
        className="text",
    )


def _published(publisher: html.A, command: html.Code) -> list[Any]:
    return [
        html.P([html.B(statuses()["not_held"]), ". ", status_sentences()["not_held"]], className="caution"),
        html.H2(_("Load the official file: how")),
        html.P(_("Whoever runs this copy can add the figures; readers cannot. Nothing is made up until then.")),
        html.Ol(
            [
                html.Li([_("Download the scores as CSV from the publisher:"), " ", publisher, "."]),
                html.Li(_("Keep the file's name: the year stands in it.")),
                html.Li([_("Put it into the folder of the other official files and build anew:"), " ", command]),
                html.Li(_("A file whose header is not known is refused by name, and nothing is loaded in half.")),
            ]
        ),
    ]


def _scored_locally(command: html.Code) -> list[Any]:
    return [
        html.P(
            [html.B(statuses()["no_record"]), ". ", _("No partnership has sent its scores yet.")], className="caution"
        ),
        html.H2(_("Send scores: how")),
        html.P(_("The page of every Welsh council has the lines to fill in. Whoever runs this copy adds them.")),
        html.Ol(
            [
                html.Li(_("Save the lines as a CSV file whose name begins with local_scores.")),
                html.Li([_("Put it into a folder and build anew:"), " ", command]),
                html.Li(_("A line with a fault is named, and nothing is loaded in half.")),
            ]
        ),
    ]


def awaited_list(snapshot: Snapshot) -> list[Any]:
    """List the indicators that are not held, each with a link to how it is loaded; nothing where all are."""
    missing = held.awaited(snapshot)
    if not missing:
        return []
    said = _("The files of these are not in this collection, but can be read. Each page says how they are loaded.")
    items = [
        html.Li(
            [
                html.A(_(one.title), href=f"/indicator/{slug}"),
                f": {statuses()['no_record' if held.is_local(one) else 'not_held']}",
            ]
        )
        for slug, one in missing.items()
    ]
    return [html.H2(_("Published, not held here"), id="awaited"), html.P(said), html.Ul(items)]
