"""What can be pasted elsewhere for a view: a page of its own, from which scripts take what stands under a map."""

from __future__ import annotations

from dataclasses import asdict, astuple, replace

from dash import html
from flask import Blueprint, Response, request

from callbacks.asked import asked
from callbacks.delivery import deliver
from callbacks.frame import assets, framed
from callbacks.world import world
from geo.alike import codes_alike
from layouts import share
from layouts.chart.picture import CHARTS
from layouts.html import render
from layouts.pasted import MONTHS, TABLES, TEXTS, Ways
from layouts.view import View
from layouts.words import LANGUAGES, _, speaking
from layouts.zoomed import ZOOMS

pages = Blueprint("share", __name__)


@pages.get("/share")
def share_page() -> Response:
    """Give everything to paste of a view, with the choices that a form without a script sends."""
    view, options = asked(request.args, chart=CHARTS, zoom=ZOOMS, table=TABLES, month=MONTHS, text=TEXTS)
    ways = Ways(**options)

    def make() -> str:
        title = _("Share this view")
        back = html.P(html.A(_("Back to the map"), href=f"/?{view.to_query()}"))
        told = [html.H1(title), back, html.Div(share.holder([]), className="share")]
        body = render(told, {"shared": shared(view, ways)})
        script = f'<script src="{assets().share_script}" defer></script>'
        told = {name: value for name, value in asdict(ways).items() if value != getattr(Ways(), name)}
        own = f"/share?{view.to_query(lang=LANGUAGES[0])}{''.join(f'&{name}={value}' for name, value in told.items())}"
        return framed(title, body, scripts=script, view=view, lang=view.lang, address=own)

    return deliver("share", f"{view.to_query()}|{'|'.join(astuple(ways))}", make, mimetype="text/html")


def shared(view: View, ways: Ways | None = None) -> str:
    """Write all the ways to share a view as HTML: what is passed on in the language chosen for it."""
    here = world()
    alike = codes_alike(here.snapshot, here.relations, here.ground, view.place)
    site, ways = here.settings.site, ways or Ways()
    passed_on = view if ways.text == TEXTS[0] else replace(view, lang=ways.text)
    with speaking(passed_on.lang):
        there = world()
        made = share.texts(there.snapshot, there.ground, passed_on, site, ways, alike)
    return render(share.share(here.snapshot, view, site, made, ways, alike))
