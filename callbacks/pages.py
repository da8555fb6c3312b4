"""The pages around the explorer: a place, an indicator, sources, about; and the two addresses machines watch."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, request

from callbacks import changes
from callbacks.clock import today
from callbacks.delivery import deliver
from callbacks.frame import assets, framed
from callbacks.share import shared
from callbacks.world import served, world, worlds
from data import held, query
from data.freshness import as_told
from layouts.awaited import awaited_page
from layouts.changes.feed import discovery
from layouts.choices import choose_indicator, choose_place
from layouts.head import dataset
from layouts.html import render
from layouts.linked import facts
from layouts.pages import about, accessibility, indicator_page, privacy
from layouts.place.health import profile
from layouts.place.page import place_page
from layouts.share import disclosure
from layouts.sources import sources
from layouts.view import View, view_of
from layouts.words import _, asked

pages = Blueprint("pages", __name__)


@pages.get("/place/<code>")
def place(code: str) -> Response:
    """Give everything known of one place; a site is told on the page of its trust."""
    lang, here = asked(), world()
    trust = here.relations.site_trust.get(code)
    if trust is not None and code not in here.snapshot.places:
        return cast(Response, redirect(f"/place/{trust}#{code}", 303))
    found = choose_place(here.snapshot, code)
    if found not in here.snapshot.places:
        abort(404)

    def make() -> str:
        rows = profile(here.snapshot, found)
        changed = changes.of_place(here.snapshot, found)
        page = place_page(here.snapshot, here.ground, here.relations, found, rows, changed)
        body, scripts = render(page.tree, page.islands), facts(page.facts)
        if (view := view_of(here.snapshot, found)) is not None:
            view = replace(view, lang=lang)
            body += render(disclosure([]), {"shared": shared(view)})
            scripts += f'<script src="{assets().share_script}" defer></script>'
        feed = discovery(found, page.title)
        return framed(page.title, body, description=page.description, scripts=scripts, head=feed, view=view, lang=lang)

    return deliver("place", f"{found}|{lang}", make, mimetype="text/html")


@pages.get("/indicator/<slug>")
def indicator(slug: str) -> Response:
    """Give an indicator's definition, standards, caveats and months."""
    lang, here = asked(), world()
    found = held.awaited(here.snapshot).get(slug) or choose_indicator(here.snapshot, slug)

    def make() -> str:
        absent = slug in held.awaited(here.snapshot)
        if absent:
            return framed(_(found.title), render(awaited_page(found)), lang=lang)
        newest = View(slug, found.default_split, query.periods(here.snapshot, found)[-1], lang=lang)
        told = dataset(here.snapshot, newest, here.settings.site)
        view = newest if found.on_map else None
        body = render(indicator_page(here.snapshot, found))
        return framed(_(found.title), body, description=_(found.question), scripts=told, view=view, lang=lang)

    return deliver("indicator", f"{slug}|{lang}", make, mimetype="text/html")


@pages.get("/sources")
def sources_page() -> Response:
    """Give sources, licences, what is held and missing, and the reconciliation with print."""
    lang, here = asked(), world()
    return deliver(
        "sources",
        lang,
        lambda: framed(_("Sources"), render(*sources(here.snapshot, today())), lang=lang),
        mimetype="text/html",
    )


@pages.get("/about")
def about_page() -> Response:
    """Say who, how, what is not here, and how to report a wrong figure."""
    lang, here = asked(), world()
    given = {name: request.args.get(name, "")[:40] for name in ("place", "indicator", "split", "period")}
    known = given["indicator"] in held.indicators(here.snapshot) and (
        not given["place"] or given["place"] in here.snapshot.places
    )
    kept = urlencode({name: text for name, text in given.items() if known and text})
    body = about(here.settings.contact, here.settings.site, given if known else {})
    return deliver(
        "about",
        f"{lang}|{sorted(given.items())}",
        lambda: framed(_("About"), render(body), lang=lang, address=f"/about?{kept}" if kept else "/about"),
        mimetype="text/html",
    )


@pages.get("/privacy")
def privacy_page() -> Response:
    """Say what is kept of a visit: nothing."""
    lang = asked()
    return deliver("privacy", lang, lambda: framed(_("Privacy"), render(privacy()), lang=lang), mimetype="text/html")


@pages.get("/accessibility")
def accessibility_page() -> Response:
    """Say how the pages can be used, and what is not yet good enough."""
    lang = asked()
    return deliver(
        "accessibility",
        lang,
        lambda: framed(_("Accessibility"), render(accessibility()), lang=lang),
        mimetype="text/html",
    )


def _machine(body: dict[str, object]) -> Response:
    answer = Response(json.dumps(body), mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/healthz")
def alive() -> Response:
    """Tell that the process answers."""
    return _machine({"status": "ok"})


@pages.get("/readyz")
def ready() -> Response:
    """Tell which snapshot is served, and whether one was published since that cannot be read."""
    snapshot = served().snapshot
    latest = {slug: query.periods(snapshot, i)[-1] for slug, i in held.indicators(snapshot).items()}
    told = {
        "status": "ready",
        "snapshot": snapshot.id,
        "built_at": snapshot.manifest["built_at"],
        "latest": latest,
        "freshness": as_told(snapshot.manifest, today()),
    }
    return _machine(told | ({"trouble": trouble} if (trouble := worlds().trouble) else {}))


@pages.get("/<path:address>")
def nowhere(address: str) -> Response:
    """Answer every other address, so that nobody is shown a map for a slip of the keyboard."""
    abort(404)
