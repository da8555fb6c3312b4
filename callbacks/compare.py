"""The page on which places stand side by side, and the form that chooses them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.delivery import deliver, private
from callbacks.explorer import data_block
from callbacks.frame import framed
from callbacks.share import shared
from callbacks.world import world
from data import held, query
from geo import alike
from layouts.charted import config
from layouts.choices import LONGEST_VALUE, BadChoice
from layouts.compare import heat
from layouts.compare.choice import (
    find_place,
    kind_of,
    kind_told,
    read_comparison,
    read_figure,
    read_language,
    read_places,
)
from layouts.compare.form import Draft, labelled, mended
from layouts.compare.page import compare_page, mending_page, start_page
from layouts.compare.side import shown_beside
from layouts.html import render
from layouts.pasted import Ways
from layouts.share import disclosure
from layouts.view import default_indicator
from layouts.words import LANGUAGES, _

pages = Blueprint("compare", __name__)
#: More boxes than this are not read.
MOST_BOXES = 10


@pages.get("/compare")
def compare() -> AnyResponse:
    """Set places side by side, or show the form that asks for them."""
    args = dict(request.args)
    args["places"] = ",".join(request.args.getlist("places"))
    here = world()
    try:
        if any(len(request.args.getlist(name)) > 1 for name in args if name != "places"):
            raise BadChoice("query", "", _("Name a parameter only once; several places go with commas between them."))
        if args.get("add") or not args["places"]:
            return _begun(args)
        chosen = read_comparison(here.snapshot, args)
    except BadChoice as error:
        return _mending(args, tuple(text for text in args["places"].split(",") if text), error)

    def make() -> str:
        peers = alike.peers(here.snapshot, here.relations, here.ground, chosen.places[0])
        title, body, figure = compare_page(here.snapshot, here.relations, chosen, peers)
        files, plotly = here.files, here.files.address("vendor/plotly-atlas.min.js")
        drawn = {"plotly": plotly, "config": config(), "figures": {"trend": figure}}
        scripts = data_block("atlas-figures", drawn) if figure else ""
        for name in ("charts.js", "points.js") if figure else ():
            scripts += f'<script src="{files.address(name)}" defer></script>'
        view = shown_beside(here.snapshot, chosen)
        if view is not None:
            body += render(disclosure([]), {"shared": shared(view, Ways(chart="bar"))})
            scripts += f'<script src="{files.address("share.js")}" defer></script>'
        own = chosen.address(here.snapshot, lang=LANGUAGES[0])
        chart = "bar" if view else ""
        return framed(title, body, scripts=scripts, view=view, chart=chart, lang=chosen.lang, address=own)

    return deliver("compare", chosen.address(here.snapshot), make, mimetype="text/html")


@pages.get("/compare.csv")
def glance_csv() -> AnyResponse:
    """Give every figure of the places at a glance, as CSV."""
    here, args = world(), dict(request.args)
    if any(len(request.args.getlist(name)) > 1 for name in args):
        raise BadChoice("query", "", _("Name a parameter only once; several places go with commas between them."))
    chosen = read_comparison(here.snapshot, args)
    key = chosen.address(here.snapshot)
    sent = deliver("compare.csv", key, lambda: heat.as_csv(here.snapshot, chosen), mimetype="text/csv")
    sent.headers["Content-Disposition"] = 'attachment; filename="care-atlas-figures.csv"'
    return sent


@pages.post("/compare")
def choose() -> AnyResponse:
    """Send the form's choice on to its address, every place by its code."""
    here, form = world(), {name: text[:LONGEST_VALUE] for name, text in request.form.items()}
    typed = tuple(text[:LONGEST_VALUE] for text in request.form.getlist("places")[:MOST_BOXES] if text.strip())
    codes: list[str] = []
    try:
        for text in typed:
            codes.append(find_place(here.snapshot, text, _kind(form, codes)))
    except BadChoice as error:
        return private(_mending(form, typed, error))
    asked = {"places": ",".join(codes), **_fitting(form)}
    return private(redirect(f"/compare?{urlencode({k: v for k, v in asked.items() if v}, safe=',')}", 303))


def _kind(form: Mapping[str, str], codes: list[str]) -> str:
    """Name the kind meant by a bare name: that of the places before it, or that which the figure is told of."""
    indicator = held.indicators(world().snapshot).get(form.get("indicator", ""))
    return kind_of(world().snapshot, codes) or (kind_told(indicator) if indicator is not None else "care")


def _fitting(form: Mapping[str, str]) -> dict[str, str]:
    """Keep of the figure's split and period what the figure has: another figure may just have been chosen."""
    snapshot = world().snapshot
    indicator = held.indicators(snapshot).get(form.get("indicator", ""))
    kept = {name: form.get(name, "") for name in ("indicator", "split", "period", "lang")}
    if indicator is not None and kept["split"] not in indicator.splits:
        kept["split"] = ""
    if indicator is not None and kept["period"] not in query.periods(snapshot, indicator):
        kept["period"] = ""
    return kept


def _begun(args: Mapping[str, str]) -> AnyResponse:
    """Show the form with what is chosen so far; two places or more go on to their comparison."""
    here = world()
    read_language(args)
    codes = read_places(here.snapshot, args)
    known = held.indicators(here.snapshot)
    read_figure(here.snapshot, args, known, known[default_indicator(here.snapshot)])
    kept = _fitting(args)
    if len(codes) > 1:
        asked = {"places": ",".join(codes), **kept}
        return redirect(f"/compare?{urlencode({k: v for k, v in asked.items() if v}, safe=',')}", 303)
    draft = _draft(args, codes)
    title, body = start_page(here.snapshot, draft, codes)
    begun = {"add": ",".join(codes), **kept, "lang": ""}
    own = f"/compare?{urlencode({name: text for name, text in begun.items() if text}, safe=',')}".rstrip("?")
    return cast(Response, deliver(
        "compare-form", f"{draft}", lambda: framed(title, body, lang=draft.lang, address=own), mimetype="text/html"
    ))  # fmt: skip


def _draft(args: Mapping[str, str], typed: tuple[str, ...]) -> Draft:
    snapshot, kept = world().snapshot, _fitting(args)
    lang = kept["lang"] if kept["lang"] in LANGUAGES else "en"
    places = tuple(labelled(snapshot, text) for text in typed)
    return Draft(places, kept["indicator"], kept["split"], kept["period"], lang)


def _mending(args: Mapping[str, str], typed: tuple[str, ...], error: BadChoice) -> Response:
    """Say what was wrong, with the form ready to mend it."""
    here, known, shown = world(), [], []
    for text in typed[:MOST_BOXES]:
        try:
            code = find_place(here.snapshot, text, _kind(args, known))
            known.append(code)
            shown.append(labelled(here.snapshot, code))
        except BadChoice:
            shown.append(text[:LONGEST_VALUE])
    draft = mended(here.snapshot, _draft(args, tuple(shown)), error)
    title, body = mending_page(here.snapshot, draft, tuple(known), error)
    answer = Response(framed(title, body, lang=draft.lang), error.status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer
