"""What other sites may show of ours: the view for a frame."""

from __future__ import annotations

from flask import Blueprint, Response, request

from callbacks.asked import asked
from callbacks.delivery import deliver
from callbacks.frame import embedded
from callbacks.security import EMBED
from callbacks.world import world
from layouts.embed import embed

shared = Blueprint("shared", __name__)


@shared.get(EMBED)
def frame() -> Response:
    """Give a view for a frame: map, legend, figures and source, without our page around it."""
    view, options = asked(request.args, table=("yes", "no"))
    here = world()

    def make() -> str:
        return embedded(*embed(here.snapshot, here.ground, view, with_table=options["table"] == "yes"))

    return deliver("embed", f"{view.to_query()}|{options['table']}", make, mimetype="text/html")
