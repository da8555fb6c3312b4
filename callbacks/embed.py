"""What other sites may show of ours: the view for a frame, and as a picture."""

from __future__ import annotations

from flask import Blueprint, Response, request

from callbacks.asked import asked
from callbacks.delivery import FOR_EVER, HOUR, SHORT, deliver
from callbacks.frame import embedded
from callbacks.png import to_png
from callbacks.security import EMBED, PICTURE_POLICY
from callbacks.world import served, world
from geo.alike import codes_alike
from geo.crop import towns_on_sheet
from layouts.chart.picture import CHARTS, chart_image
from layouts.embed import embed
from layouts.frozen import revised_since
from layouts.image import SHAPES, WIDTHS, Towns, image
from layouts.zoomed import ZOOMS

shared = Blueprint("shared", __name__)


@shared.get(EMBED)
def frame() -> Response:
    """Give a view for a frame: map, legend, figures and source, without our page around it.

    Of a snapshot named the figures stay; a line that they were revised since is all that may be added.
    """
    view, options = asked(request.args, table=("yes", "no"), zoom=ZOOMS)
    here, towns = world(), _towns(options["zoom"])
    newest = served().snapshot if view.snapshot else here.snapshot

    def make() -> str:
        later, with_table = revised_since(here.snapshot, here.ground, view, newest), options["table"] == "yes"
        return embedded(*embed(here.snapshot, here.ground, view, with_table=with_table, towns=towns, later=later))

    key = f"{view.to_query()}|{'|'.join(options.values())}|{newest.id}"
    return deliver("embed", key, make, mimetype="text/html", kept=HOUR if view.snapshot else SHORT)


def _towns(zoom: str) -> Towns | None:
    """List the towns that a map may name which is shown nearer; None for the whole map."""
    return towns_on_sheet(world().gazetteer) if zoom == "yes" else None


@shared.get("/image.<any(svg, png):kind>")
def picture(kind: str) -> Response:
    """Give a view as a picture that stands alone. Of a snapshot named it stays the same for ever."""
    view, options = asked(request.args, width=WIDTHS, shape=SHAPES, chart=CHARTS, zoom=ZOOMS)
    here, shape, width = world(), options["shape"], int(options["width"])

    def make() -> str | bytes:
        if options["chart"] == "map":
            towns = _towns(options["zoom"])
            drawn = image(here.snapshot, here.ground, view, shape=shape, width=width, towns=towns)
        else:
            chart = options["chart"]
            alike = () if chart == "trend" else codes_alike(here.snapshot, here.relations, here.ground, view.place)
            drawn = chart_image(here.snapshot, view, kind=chart, shape=shape, width=width, alike=alike)
        return drawn if kind == "svg" else to_png(drawn)

    key = f"{view.to_query()}|{'|'.join(options.values())}"
    mimetype = {"svg": "image/svg+xml", "png": "image/png"}[kind]
    answer = deliver(kind, key, make, mimetype=mimetype, kept=FOR_EVER if view.snapshot else SHORT)
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
