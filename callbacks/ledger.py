"""The doorways of the ledger of announced cuts: the page, its lines as CSV, the letter that asks."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request

from callbacks.delivery import deliver
from callbacks.frame import framed
from callbacks.world import world
from data import held, query
from data.cuts import SLUG
from data.store import Snapshot
from layouts import ledger, letter, words
from layouts.choices import BadChoice
from layouts.html import render
from layouts.view import View
from layouts.words import LANGUAGES, _

pages = Blueprint("ledger", __name__)
LONGEST = 80


def _language() -> str:
    asked = request.args.get("lang", "en")
    chosen = asked if asked in LANGUAGES else "en"
    words.speak(chosen)
    for name, value in request.args.items():
        if len(value) > LONGEST:
            raise BadChoice(name[:LONGEST], value, _("This value is too long."))
    return chosen


def _page(kind: str, key: str, title: str, body: Callable[[], object], lang: str) -> Response:
    here = world()

    def make() -> str:
        return framed(title, render(body()), view=_map_of_cuts(here.snapshot, lang), lang=lang)

    return deliver(kind, f"{key}|{lang}", make, mimetype="text/html")


def _map_of_cuts(snapshot: Snapshot, lang: str) -> View | None:
    """Give the view of the records on the map; None where none are held."""
    found = held.mapped(snapshot).get(SLUG)
    return View(SLUG, found.default_split, query.periods(snapshot, found)[-1], lang=lang) if found else None


@pages.get("/ledger")
def ledger_page() -> Response:
    """List the records asked for."""
    lang, here = _language(), world()
    filters = ledger.read_filters(here.snapshot, request.args)
    title = _("Announced cuts")
    return _page("ledger", filters.to_query(), title, lambda: ledger.page(here.snapshot, filters), lang)


@pages.get("/ledger.csv")
def ledger_csv() -> Response:
    """Give the same lines as CSV."""
    _language()
    here = world()
    filters = ledger.read_filters(here.snapshot, request.args)
    sent = deliver("ledger.csv", filters.to_query(), lambda: ledger.as_csv(here.snapshot, filters), mimetype="text/csv")
    sent.headers["Content-Disposition"] = 'attachment; filename="care-atlas-announced-cuts.csv"'
    return sent


@pages.get("/ledger/letter")
def letter_page() -> Response:
    """Write a letter that asks a trust for its figures."""
    lang, here = _language(), world()
    asked = letter.read_letter(here.snapshot, request.args)
    key = f"{asked.place.code if asked.place else ''}|{asked.first}|{asked.last}"
    return _page("letter", key, _("Ask for the figures"), lambda: letter.page(here.snapshot, asked), lang)
