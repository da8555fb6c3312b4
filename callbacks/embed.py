"""What other sites may show of ours: the view for a frame, and as a picture."""

from __future__ import annotations

from flask import Blueprint, Response, request

from callbacks.asked import asked
from callbacks.delivery import FOR_EVER, SHORT, deliver
from callbacks.frame import embedded
from callbacks.png import to_png
from callbacks.security import EMBED, PICTURE_POLICY
from callbacks.world import world
from geo.alike import codes_alike
from layouts.chart.picture import CHARTS, chart_image
from layouts.embed import embed
from layouts.image import SHAPES, WIDTHS, image

shared = Blueprint("shared", __name__)


@shared.get(EMBED)
def frame() -> Response:
    """Give a view for a frame: map, legend, figures and source, without our page around it."""
    view, options = asked(request.args, table=("yes", "no"))
    here = world()

    def make() -> str:
        return embedded(*embed(here.snapshot, here.ground, view, with_table=options["table"] == "yes"))

    return deliver("embed", f"{view.to_query()}|{options['table']}", make, mimetype="text/html")


@shared.get("/image.<any(svg, png):kind>")
def picture(kind: str) -> Response:
    """Give a view as a picture that stands alone. Of a snapshot named it stays the same for ever."""
    view, options = asked(request.args, width=WIDTHS, shape=SHAPES, chart=CHARTS)
    here, shape, width = world(), options["shape"], int(options["width"])

    def make() -> str | bytes:
        if options["chart"] == "map":
            drawn = image(here.snapshot, here.ground, view, shape=shape, width=width)
        else:
            peers = codes_alike(here.snapshot, here.relations, here.ground, view.place)
            drawn = chart_image(here.snapshot, view, kind=options["chart"], shape=shape, width=width, alike=peers)
        return drawn if kind == "svg" else to_png(drawn)

    key = f"{view.to_query()}|{'|'.join(options.values())}"
    mimetype = {"svg": "image/svg+xml", "png": "image/png"}[kind]
    answer = deliver(kind, key, make, mimetype=mimetype, kept=FOR_EVER if view.snapshot else SHORT)
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
