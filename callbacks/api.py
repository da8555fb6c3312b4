"""The API: the same figures as on the pages, for programs. Read only; every value is checked by `layouts.view`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from callbacks.asked import codes_of, only
from callbacks.delivery import as_json, deliver, private
from callbacks.world import world
from data import filters, held, query
from data.catalogue import catalogue
from data.rows import value_rows
from layouts import answer as answers
from layouts import words
from layouts.choices import (
    NOT_HERE,
    BadChoice,
    choose_deprivation,
    choose_indicator,
    choose_period,
    choose_region,
    choose_split,
    nearest,
)
from layouts.places import MOST_FOUND, place_rows
from layouts.view import PARAMETERS, read_view
from layouts.words import _

api = Blueprint("api", __name__, url_prefix="/api/v1")
_JSON = "application/json"
#: What somebody types is no longer than what the search box takes.
LONGEST_TYPED = 100
COLUMNS = (
    "place", "name", "period", "split", "value", "numerator", "denominator", "lower_ci", "upper_ci", "status", "band",
    "compared", "source_file",
)  # fmt: skip


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


def _choose_type(kind: str) -> str:
    """Check a type of place; '' stays ''."""
    kinds = tuple(sorted({p.type for p in world().snapshot.places.values()} | {"site"}))
    if kind and kind not in kinds:
        raise BadChoice("type", kind, _("There is no such type of place."), nearest(kind, kinds))
    return kind


def _values(args: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    snapshot = world().snapshot
    if not args.get("indicator"):
        raise BadChoice("indicator", "", _("Say which indicator."), next(iter(held.indicators(snapshot))))
    indicator = choose_indicator(snapshot, args["indicator"])
    asked = args.get("period", "")
    latest = query.periods(snapshot, indicator)[-1]
    period = "all" if asked == "all" else choose_period(snapshot, indicator, asked)
    split = choose_split(indicator, args.get("split", ""), latest if asked == "all" else period)
    codes = codes_of(args)
    scale = args.get("scale") or "spread"
    if scale not in ("spread", "standard", "classic"):
        raise BadChoice(
            "scale",
            scale,
            _("The colour scales are standard, spread and classic."),
            nearest(scale, ("spread", "standard", "classic")),
        )
    if asked == "all":
        if not codes:
            why = _("All months at once are given for named places: add place=.")
            raise BadChoice("period", "all", why, latest, NOT_HERE)
        rows = [row for code in codes for row in _through(indicator.slug, split, code, scale)]
    else:
        if scale not in indicator.scales(period):
            raise BadChoice(
                "scale", scale, _("This scale is not offered for this indicator and month."), "spread", NOT_HERE
            )
        rows = value_rows(snapshot, query.across(snapshot, indicator, split, period), scale, codes)
        known = snapshot.cubes[indicator.dataset].place_at
        rows += [_outside(code, period, split) for code in codes if code not in known]
    body: dict[str, Any] = {"indicator": indicator.slug, "unit": indicator.unit, "rows": rows}
    if len(codes) == 1 and codes[0] in snapshot.cubes[indicator.dataset].place_at:
        through = query.through_time(snapshot, indicator, split, codes[0])
        marks = query.breaks(snapshot, through, codes[0])
        body["breaks"] = [{"period": b.period, "kind": b.kind, "reason": b.reason} for b in marks]
    elif len(codes) == 1:
        body["breaks"] = []
    kind = _choose_type(args.get("type", ""))
    if kind:
        body["rows"] = [row for row in rows if (place := snapshot.named(row["place"])) and place.type == kind]
    region = choose_region(snapshot, indicator, args.get("region", ""))
    deprivation = choose_deprivation(snapshot, indicator, args.get("deprivation", ""))
    body["rows"] = [row for row in body["rows"] if _is_wanted(row, region, deprivation)]
    return body, f"{indicator.slug}|{split}|{period}|{scale}|{','.join(codes)}|{kind}|{region}|{deprivation}"


def _is_wanted(row: dict[str, Any], region: str, deprivation: str) -> bool:
    """Tell whether a row passes the filters; fifths are those of the row's own period."""
    wanted = filters.wanted(world().snapshot, row["period"], region, deprivation)
    return wanted is None or row["place"] in wanted


def _through(slug: str, split: str, code: str, scale: str) -> list[dict[str, Any]]:
    snapshot, indicator = world().snapshot, catalogue()[slug]
    if code not in snapshot.cubes[indicator.dataset].place_at:
        return [_outside(code, period, split) for period in query.periods(snapshot, indicator)]
    return value_rows(snapshot, query.through_time(snapshot, indicator, split, code), scale)


def _outside(code: str, period: str, split: str) -> dict[str, Any]:
    """Make the row of a place that offers no such service: it reports nothing to this collection in any month."""
    place = world().snapshot.named(code)
    return {
        **dict.fromkeys(COLUMNS),
        "place": code,
        "name": place.name if place else code,
        "period": period,
        "split": split,
        "status": "not_applicable",
        "compared": "not_compared",
    }


_VALUE_ARGS = ("indicator", "split", "period", "place", "scale", "type", "region", "deprivation")


@api.get("/values")
def values() -> Response:
    """Give values: every place in a month, or named places in a month or in all months."""
    body, key = _values(only(_VALUE_ARGS))
    return deliver("values", key, lambda: as_json(body), mimetype=_JSON)


@api.get("/values.csv")
def values_csv() -> Response:
    """Give the same rows as CSV."""
    body, key = _values(only(_VALUE_ARGS))

    def make() -> str:
        out = io.StringIO()
        columns = (*COLUMNS, "words") if catalogue()[body["indicator"]].names else COLUMNS
        writer = csv.DictWriter(out, columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(body["rows"])
        return out.getvalue()

    sent = deliver("values.csv", key, make, mimetype="text/csv")
    name = "-".join(part for part in key.split("|")[:3])
    sent.headers["Content-Disposition"] = f'attachment; filename="care-atlas-{name}.csv"'
    return sent


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
