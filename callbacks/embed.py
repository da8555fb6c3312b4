"""What other sites may show of ours: the view for a frame, and as a picture."""

from __future__ import annotations

from flask import Blueprint, Response, request

from callbacks.asked import asked
from callbacks.delivery import FOR_EVER, HOUR, SHORT, deliver
from callbacks.frame import embedded
from callbacks.png import to_png
from callbacks.security import EMBED, PICTURE_POLICY
from callbacks.world import served, world
from layouts.embed import embed
from layouts.frozen import revised_since
from layouts.image import SHAPES, WIDTHS, image

shared = Blueprint("shared", __name__)


@shared.get(EMBED)
def frame() -> Response:
    """Give a view for a frame: map, legend, figures and source, without our page around it.

    Of a snapshot named the figures stay; a line that they were revised since is all that may be added.
    """
    view, options = asked(request.args, table=("yes", "no"))
    here, newest = world(), served().snapshot

    def make() -> str:
        later = revised_since(here.snapshot, here.ground, view, newest)
        return embedded(*embed(here.snapshot, here.ground, view, with_table=options["table"] == "yes", later=later))

    key = f"{view.to_query()}|{options['table']}|{newest.id}"
    return deliver("embed", key, make, mimetype="text/html", kept=HOUR if view.snapshot else SHORT)


@shared.get("/image.<any(svg, png):kind>")
def picture(kind: str) -> Response:
    """Give a view as a picture that stands alone. Of a snapshot named it stays the same for ever."""
    view, options = asked(request.args, width=WIDTHS, shape=SHAPES)
    here = world()

    def make() -> str | bytes:
        drawn = image(here.snapshot, here.ground, view, shape=options["shape"], width=int(options["width"]))
        return drawn if kind == "svg" else to_png(drawn)

    key = f"{view.to_query()}|{options['shape']}|{options['width']}"
    mimetype = {"svg": "image/svg+xml", "png": "image/png"}[kind]
    answer = deliver(kind, key, make, mimetype=mimetype, kept=FOR_EVER if view.snapshot else SHORT)
    answer.headers["Content-Security-Policy"] = PICTURE_POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
