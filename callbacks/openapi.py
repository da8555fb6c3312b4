"""What the API is, told to programs: its OpenAPI 3.1 description, with the choices that this snapshot offers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response

from callbacks.delivery import deliver
from callbacks.frame import framed
from callbacks.judgements import EVERY
from callbacks.world import World, world
from data import filters, held
from data.store import STATUSES
from data.written import read_yaml
from layouts.api_page import api_page
from layouts.places import kinds_of
from layouts.view import GEOGRAPHIES, VIEWS
from layouts.words import _, asked

description = Blueprint("openapi", __name__)
WRITTEN = Path(__file__).with_suffix(".yaml")


def openapi(here: World) -> dict[str, Any]:
    """Describe the API as this snapshot serves it: every empty list of choices is filled with those it offers.

    Every address can be asked for what it gave of a snapshot that is kept.
    """
    told = read_yaml(WRITTEN)
    told["components"]["schemas"]["Status"]["enum"] = [status for status in STATUSES if status]
    for entry in told["paths"].values():
        told_of = entry["get"].get("parameters", [])
        entry["get"]["parameters"] = [*told_of, {"$ref": "#/components/parameters/snapshot"}]
    offered = _offered(here)
    named = [(path, one) for path, entry in told["paths"].items() for one in entry["get"].get("parameters", ())]
    for path, one in [*named, *(("", one) for one in told["components"]["parameters"].values())]:
        if one.get("schema", {}).get("enum") == []:
            choices = offered.get(f"{path} {one['name']}") or offered[one["name"]]
            # a parameter left empty is one not named
            one["schema"]["enum"] = [*choices, *([] if one.get("required") else [""])]
    return told


def _offered(here: World) -> dict[str, tuple[str, ...]]:
    """Give the choices of each parameter; where an address has its own, its path stands before the name."""
    places = {place.type for place in here.snapshot.places.values()}
    every = held.indicators(here.snapshot)
    splits = tuple(dict.fromkeys(code for indicator in every.values() for code in indicator.splits))
    return {
        "indicator": tuple(every),
        "split": splits,
        "/judgements.csv split": (EVERY, *splits),
        "type": tuple(sorted(places | {"site"})),
        "/places type": kinds_of(here.snapshot),
        "/boundaries/{type}.geojson type": here.ground.types,
        "region": (
            filters.EVERY,
            *sorted(code for code, place in here.snapshot.places.items() if place.type == "region"),
            filters.WALES,
        ),
        "deprivation": (filters.EVERY, *filters.FIFTHS),
        "view": VIEWS,
        "geography": GEOGRAPHIES,
    }


@description.get("/api/v1/openapi.json")
def described() -> Response:
    """Give the description."""
    here = world()
    return deliver("openapi", "", lambda: json.dumps(openapi(here), ensure_ascii=False), mimetype="application/json")


@description.get("/api")
def page() -> Response:
    """Give the page on which every address can be tried."""
    here, lang = world(), asked()

    def make() -> str:
        script = f'<script src="{here.files.address("api.js")}" defer></script>'
        return framed(_("API"), api_page(openapi(here)), scripts=script, lang=lang)

    return deliver("api", lang, make, mimetype="text/html")
