"""Values for programs: the same rows as JSON, CSV, GeoJSON and Parquet, whole or a page at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from callbacks.asked import codes_of, only
from callbacks.delivery import as_json, deliver
from callbacks.world import world
from data import filters, held, query
from data.catalogue import Indicator, catalogue
from data.rows import value_rows
from data.tidy import COLUMNS, licence_of, to_csv, to_parquet
from geo.features import GEOMETRIES, features
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
from layouts.words import _

#: How many rows come at once at most; features are large, and come fewer at a time.
MOST_ROWS = 10_000
MOST_FEATURES = 1000
MOST_OFFSET = 1_000_000
SCALES = ("spread", "standard", "classic")
#: The columns of every row; a grade has one more, its word.
ROW = tuple(name for name in COLUMNS if name != "words")
_VALUE_ARGS = ("indicator", "split", "period", "place", "scale", "type", "region", "deprivation", "limit", "offset")

values = Blueprint("values", __name__, url_prefix="/api/v1")


def _choose_type(kind: str) -> str:
    """Check a type of place; '' stays ''."""
    kinds = tuple(sorted({p.type for p in world().snapshot.places.values()} | {"site"}))
    if kind and kind not in kinds:
        raise BadChoice("type", kind, _("There is no such type of place."), nearest(kind, kinds))
    return kind


@dataclass(frozen=True)
class Asked:
    """Rows that are asked for: all that fit, or the page of them from `offset` on; `key` names them."""

    body: dict[str, Any]
    key: str
    name: str
    total: int
    offset: int
    limit: int


def _whole(args: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    told = args.get(name, "")
    if name not in args:
        return default
    if not re.fullmatch("0|[1-9][0-9]{0,6}", told) or not least <= int(told) <= most:
        why = _("Give a whole number from {least} to {most}.").format(least=least, most=most)
        raise BadChoice(name, told, why, str(most if told.isdecimal() else max(least, default)))
    return int(told)


def _read(more: tuple[str, ...] = (), *, page: int = MOST_ROWS) -> Asked:
    """Read which rows are asked for.

    Parameters
    ----------
    more
        The parameters that this address alone takes.
    page
        How many rows come at once where none is said.
    """
    args, snapshot = only((*_VALUE_ARGS, *more)), world().snapshot
    limit, offset = _whole(args, "limit", page, 1, MOST_ROWS), _whole(args, "offset", 0, 0, MOST_OFFSET)
    if not args.get("indicator"):
        raise BadChoice("indicator", "", _("Say which indicator."), next(iter(held.indicators(snapshot))))
    indicator = choose_indicator(snapshot, args["indicator"])
    asked = args.get("period", "")
    latest = query.periods(snapshot, indicator)[-1]
    period = "all" if asked == "all" else choose_period(snapshot, indicator, asked)
    split = choose_split(indicator, args.get("split", ""), latest if asked == "all" else period)
    codes, scale = codes_of(args), _choose_scale(args.get("scale") or SCALES[0])
    if asked == "all":
        if not codes:
            why = _("All months at once are given for named places: add place=.")
            raise BadChoice("period", "all", why, latest, NOT_HERE)
        rows = [row for code in codes for row in _through(indicator.slug, split, code, scale)]
    else:
        if scale not in indicator.scales(period):
            why = _("This scale is not offered for this indicator and month.")
            raise BadChoice("scale", scale, why, SCALES[0], NOT_HERE)
        rows = value_rows(snapshot, query.across(snapshot, indicator, split, period), scale, codes)
        known = snapshot.cubes[indicator.dataset].place_at
        rows += [_outside(code, period, split) for code in codes if code not in known]
    kind = _choose_type(args.get("type", ""))
    region = choose_region(snapshot, indicator, args.get("region", ""))
    deprivation = choose_deprivation(snapshot, indicator, args.get("deprivation", ""))
    if kind:
        rows = [row for row in rows if (place := snapshot.named(row["place"])) and place.type == kind]
    rows = [row for row in rows if _is_wanted(row, region, deprivation)]
    body = {
        "indicator": indicator.slug,
        "unit": indicator.unit,
        "total": len(rows),
        "rows": rows[offset : offset + limit],
    }
    if len(codes) == 1:
        body["breaks"] = _breaks(indicator, split, codes[0])
    parts = (indicator.slug, split, period, scale, ",".join(codes), kind, region, deprivation)
    key = f"{'|'.join(parts)}|{offset}|{limit}"
    return Asked(body, key, f"{indicator.slug}-{split}-{period}", len(rows), offset, limit)


def _choose_scale(scale: str) -> str:
    if scale not in SCALES:
        raise BadChoice(
            "scale", scale, _("The colour scales are standard, spread and classic."), nearest(scale, SCALES)
        )
    return scale


def _breaks(indicator: Indicator, split: str, code: str) -> list[dict[str, str]]:
    """Tell what no line of one place crosses; nothing of a place that the collection does not know."""
    snapshot = world().snapshot
    if code not in snapshot.cubes[indicator.dataset].place_at:
        return []
    marks = query.breaks(snapshot, query.through_time(snapshot, indicator, split, code), code)
    return [{"period": b.period, "kind": b.kind, "reason": b.reason} for b in marks]


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
        **dict.fromkeys(ROW),
        "place": code,
        "name": place.name if place else code,
        "period": period,
        "split": split,
        "status": "not_applicable",
        "compared": "not_compared",
    }


def _sent(asked: Asked, answer: Response, ending: str = "") -> Response:
    """Tell the other pages of the same rows (RFC 8288), and the name to keep the file under."""
    last = max(0, asked.total - 1) // asked.limit * asked.limit
    pages = {"first": 0, "prev": max(0, asked.offset - asked.limit), "next": asked.offset + asked.limit, "last": last}
    there = {
        "first": True,
        "prev": asked.offset > 0,
        "next": asked.offset + asked.limit < asked.total,
        "last": True,
    }  # fmt: skip
    if there["prev"] or there["next"]:
        here = {name: text for name, text in request.args.items() if name not in ("limit", "offset")}
        answer.headers["Link"] = ", ".join(
            f'<{request.path}?{urlencode(here | {"limit": asked.limit, "offset": at}, safe=",")}>; rel="{rel}"'
            for rel, at in pages.items()
            if there[rel]
        )
    if ending:
        answer.headers["Content-Disposition"] = f'attachment; filename="care-atlas-{asked.name}.{ending}"'
    return answer


def _columns(asked: Asked) -> tuple[str, ...]:
    return tuple(COLUMNS) if catalogue()[asked.body["indicator"]].names else ROW


@values.get("/values")
def as_rows() -> Response:
    """Give values: every place in a month, or named places in a month or in all months."""
    asked = _read()
    return _sent(asked, deliver("values", asked.key, lambda: as_json(asked.body), mimetype="application/json"))


@values.get("/values.csv")
def as_table() -> Response:
    """Give the same rows as CSV."""
    asked = _read()
    answer = deliver("values.csv", asked.key, lambda: to_csv(asked.body["rows"], _columns(asked)), mimetype="text/csv")
    return _sent(asked, answer, "csv")


@values.get("/values.parquet")
def as_parquet() -> Response:
    """Give the same rows as Parquet, with licence and citation in the file."""
    asked = _read()

    def make() -> bytes:
        return to_parquet(to_csv(asked.body["rows"], _columns(asked)), _told(asked))

    answer = deliver("values.parquet", asked.key, make, mimetype="application/vnd.apache.parquet")
    return _sent(asked, answer, "parquet")


@values.get("/values.geojson")
def as_features() -> Response:
    """Give the same rows with the shapes of their places."""
    asked = _read(("geometry",), page=MOST_FEATURES)
    geometry = request.args.get("geometry") or GEOMETRIES[0]
    if geometry not in GEOMETRIES:
        why = _("It can be {choices}.").format(choices=", ".join(GEOMETRIES))
        raise BadChoice("geometry", geometry, why, nearest(geometry, GEOMETRIES) or GEOMETRIES[0])

    def make() -> str:
        here = world()
        told = {"indicator": asked.body["indicator"], "unit": asked.body["unit"], "total": asked.total} | _told(asked)
        return features(here.snapshot, here.ground, asked.body["rows"], geometry, told)

    answer = deliver("values.geojson", f"{asked.key}|{geometry}", make, mimetype="application/geo+json")
    return _sent(asked, answer)


def _told(asked: Asked) -> dict[str, str]:
    snapshot = world().snapshot
    title = catalogue()[asked.body["indicator"]].title
    return licence_of(snapshot.id, snapshot.manifest["built_at"], title)
