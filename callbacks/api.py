"""The API: the same figures as on the pages, for programs. Read only; every value is checked by `layouts.view`."""

from __future__ import annotations

from flask import Blueprint, Response

from callbacks.asked import only
from callbacks.delivery import as_json, deliver, private
from callbacks.world import world
from data import held, query
from layouts import answer as answers
from layouts import words
from layouts.choices import (
    BadChoice,
    nearest,
)
from layouts.places import MOST_FOUND, place_rows
from layouts.view import PARAMETERS, read_view
from layouts.words import _

api = Blueprint("api", __name__, url_prefix="/api/v1")
_JSON = "application/json"
#: What somebody types is no longer than what the search box takes.
LONGEST_TYPED = 100


@api.get("/indicators")
def indicators() -> Response:
    """List every indicator with its splits, months and standards."""
    only(())

    def make() -> str:
        snapshot = world().snapshot
        return as_json(
            [
                {
                    "slug": i.slug,
                    "title": i.title,
                    "question": i.question,
                    "unit": i.unit,
                    "polarity": i.polarity,
                    "place_type": i.place_type,
                    "splits": [{"code": code, "title": title} for code, title in i.splits.items()],
                    "periods": list(query.periods(snapshot, i)),
                    "standards": [
                        {
                            "value": s.value,
                            "kind": s.kind,
                            "from": s.start,
                            "to": s.end or None,
                            "title": s.title,
                            "citation": s.citation,
                        }
                        for s in i.standards
                    ],
                    "bands": {"spread": list(i.edges), "spread_of_a_split": list(i.edges_of_a_split)},
                    "scales": list(i.scales(query.periods(snapshot, i)[-1])),
                    "views": list(i.views),
                    "group": i.group,
                    "domain": i.domain or None,
                    "source": snapshot.manifest["sources"][i.source],
                    "caveats": list(i.caveats),
                    "names": i.names or None,
                }
                for i in held.indicators(snapshot).values()
            ]
        )  # fmt: skip

    return deliver("indicators", "", make, mimetype=_JSON)


@api.get("/places")
def places() -> Response:
    """List places by type, by name, by distance; what was typed is neither kept nor told on."""
    args = only(("type", "q", "near", "limit", "lang"))
    here, kind = world(), args.get("type", "")
    typed, near, limit = args.get("q", ""), args.get("near", ""), args.get("limit", str(MOST_FOUND))
    for name, text in (("q", typed), ("near", near)):
        if len(text) > LONGEST_TYPED:
            raise BadChoice(name, text, _("This value is too long."))
    if limit not in map(str, range(1, MOST_FOUND + 1)):
        raise BadChoice("limit", limit, _("Give a number from 1 to 20."), str(MOST_FOUND))

    def make() -> str:
        return as_json(place_rows(here.snapshot, here.gazetteer, kind, typed, near, int(limit)))

    if typed or near:
        return private(Response(make(), mimetype=_JSON))
    return deliver("places", kind, make, mimetype=_JSON)


@api.get("/map")
def map_answer() -> Response:
    """Give the compact answer the page itself asks for when the view changes."""
    here = world()
    view = read_view(
        here.snapshot,
        only(PARAMETERS),
    )
    words.speak(view.lang)
    return deliver(
        "map", view.to_query(), lambda: as_json(answers.compact(here.snapshot, here.ground, view)), mimetype=_JSON
    )


@api.get("/boundaries/<kind>.geojson")
def boundaries(kind: str) -> Response:
    """Give boundaries as GeoJSON (EPSG:4326); `vintage` chooses among those held."""
    args = only(("vintage",))
    ground = world().ground
    if kind not in ground.types:
        raise BadChoice("type", kind, _("There are no boundaries of this type."), nearest(kind, ground.types), 404)
    vintage = args.get("vintage", "")
    held = ground.vintages(kind)
    if vintage and vintage not in held:
        raise BadChoice(
            "vintage", vintage, _("Boundaries of this vintage are not held."), nearest(vintage, held) or held[-1], 404
        )
    return deliver(
        "boundaries",
        f"{kind}|{vintage}",
        lambda: ground.boundaries(kind, vintage or None),
        mimetype="application/geo+json",
    )
