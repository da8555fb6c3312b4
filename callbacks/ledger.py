"""The doorways of the ledger of announced cuts: the page, its lines as CSV, the letter that asks."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from callbacks.delivery import deliver
from callbacks.frame import framed
from callbacks.world import world
from data import held
from data.cuts import SLUG
from data.query import periods
from data.store import Snapshot
from layouts import ledger, letter
from layouts.choices import BadChoice
from layouts.html import render
from layouts.view import View
from layouts.words import _, asked

pages = Blueprint("ledger", __name__)
LONGEST = 80


def _check() -> None:
    """Refuse what is too long for a parameter of the ledger."""
    for name, value in request.args.items():
        if len(value) > LONGEST:
            raise BadChoice(name[:LONGEST], value, _("This value is too long."))


def _page(kind: str, key: str, title: str, body: Callable[[], object], query: str) -> Response:
    here, lang = world(), asked()

    def make() -> str:
        own = f"{request.path}?{query}" if query else request.path
        return framed(title, render(body()), view=_map_of_cuts(here.snapshot, lang), lang=lang, address=own)

    return deliver(kind, f"{key}|{lang}", make, mimetype="text/html")


def _map_of_cuts(snapshot: Snapshot, lang: str) -> View | None:
    """Give the view of the records on the map; None where none are held."""
    found = held.mapped(snapshot).get(SLUG)
    return View(SLUG, found.default_split, periods(snapshot, found)[-1], lang=lang) if found else None


@pages.get("/ledger")
def ledger_page() -> Response:
    """List the records asked for."""
    _check()
    here = world()
    filters = ledger.read_filters(here.snapshot, request.args)
    title, query = _("Announced cuts"), filters.to_query()
    return _page("ledger", query, title, lambda: ledger.page(here.snapshot, filters), query)


@pages.get("/ledger.csv")
def ledger_csv() -> Response:
    """Give the same lines as CSV."""
    _check()
    here = world()
    filters = ledger.read_filters(here.snapshot, request.args)
    key = f"{filters.to_query()}|{asked()}"
    sent = deliver("ledger.csv", key, lambda: ledger.as_csv(here.snapshot, filters), mimetype="text/csv")
    sent.headers["Content-Disposition"] = 'attachment; filename="care-atlas-announced-cuts.csv"'
    return sent


@pages.get("/ledger/letter")
def letter_page() -> Response:
    """Write a letter that asks a trust for its figures."""
    _check()
    here = world()
    wanted = letter.read_letter(here.snapshot, request.args)
    told = {"trust": wanted.place.code if wanted.place else "", "from": wanted.first, "to": wanted.last}
    query = urlencode({name: text for name, text in told.items() if text})
    return _page("letter", query, _("Ask for the figures"), lambda: letter.page(here.snapshot, wanted), query)
