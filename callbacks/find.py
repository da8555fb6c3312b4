"""The doorways of the search: what is typed is cut to a district, never kept, and answered at an address to share."""

from __future__ import annotations

import math
from urllib.parse import quote_plus, urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.delivery import private
from callbacks.frame import framed
from callbacks.share import shared
from callbacks.world import world
from geo.find import Found, search
from geo.postcodes import cut_postcode
from layouts.choices import BadChoice
from layouts.find import find_page
from layouts.html import render
from layouts.near.page import NearView, near_page, read_near_view
from layouts.pasted import Ways
from layouts.share import disclosure
from layouts.words import _, asked

pages = Blueprint("find", __name__)
LONGEST = 500
ROUNDED = 2
"""Decimals kept of a browser's own place: about a kilometre."""


def _typed() -> str:
    typed = request.values.get("q", "")
    if len(typed) > LONGEST:
        raise BadChoice("q", "", _("This is too long to search for. A postcode, or a few words, is enough."))
    return typed


def _sent_on(to: str, **more: str) -> AnyResponse:
    told = {name: value for name, value in more.items() if value}
    return private(redirect(f"{to}?{urlencode(told)}" if told else to, 303))


def _lang_asked() -> str:
    """Give the language where the request names one; its own name in the address of the answer."""
    return request.values.get("lang", "")


def _own() -> str:
    """Give the address of an answer that nobody keeps, without the language."""
    return f"{request.path}?{urlencode({name: text for name, text in request.args.items() if name != 'lang'})}"


@pages.post("/find")
def ask() -> AnyResponse:
    """Send a search on to its address, a postcode cut to its district, a browser's place to the nearest one."""
    typed = _typed()
    if request.form.get("lat") and not typed:
        district = _district_here(request.form["lat"], request.form.get("lon", ""))
        return _sent_on("/find", q=district, here="" if district else "outside", lang=_lang_asked())
    return _sent_on("/find", q=cut_postcode(typed), lang=_lang_asked())


def _district_here(lat: str, lon: str) -> str:
    """Give the nearest district of a place told by a browser, rounded first; '' outside England and Wales."""
    try:
        here = round(float(lat), ROUNDED), round(float(lon), ROUNDED)
    except ValueError as problem:
        raise BadChoice("lat", "", _("This is no place on the ground.")) from problem
    if not all(math.isfinite(part) for part in here):
        raise BadChoice("lat", "", _("This is no place on the ground."))
    found = world().gazetteer.nearest_district(*here)
    return found.code if found else ""


@pages.get("/find")
def found() -> AnyResponse:
    """Show what a search finds; a whole postcode in the address is sent on to its district."""
    typed = _typed()
    cut = cut_postcode(typed)
    if cut != typed:
        return _sent_on("/find", q=cut, lang=_lang_asked())
    here = world()
    title, tree = find_page(here.snapshot, here.gazetteer, _search(cut), request.args.get("here", ""))
    return private(Response(framed(title, render(tree), lang=asked(), address=_own()), mimetype="text/html"))


def _search(text: str) -> Found:
    return search(world().gazetteer, text)


@pages.post("/near")
def ask_near() -> AnyResponse:
    """Send a choice of place, specialty and distance on to its address, a postcode cut to its district."""
    more = {name: request.form.get(name, "")[:80] for name in ("indicator", "split", "within", "order")}
    return _sent_on("/near", q=cut_postcode(_typed()), **more, lang=_lang_asked())


@pages.get("/near")
def near() -> AnyResponse:
    """Compare waits near a place."""
    typed = _typed()
    cut = cut_postcode(typed)
    if cut != typed:
        more = {name: value for name, value in request.args.items() if name != "q"}
        return private(redirect(f"/near?q={quote_plus(cut)}&{urlencode(more)}", 303))
    view: NearView = read_near_view(world().snapshot, request.args)
    here = world()
    title, body, beside = near_page(here.snapshot, here.ground, here.gazetteer, _search(cut), view)
    scripts = ""
    if beside is not None:
        body += render(disclosure([]), {"shared": shared(beside, Ways(chart="bar"))})
        scripts = f'<script src="{here.files.address("share.js")}" defer></script>'
    page = framed(title, body, scripts=scripts, lang=asked(), address=_own())
    return private(Response(page, mimetype="text/html"))
