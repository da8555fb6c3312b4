"""The view: everything a reader has chosen, and its one way to and from a query string."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from data import held, query
from data.catalogue import Indicator, catalogue
from data.store import ENGLAND, Snapshot
from layouts.words import LANGUAGES, _, named

DEFAULT_INDICATOR = "rtt-incomplete-18-weeks"
VIEWS = ("performance", "verdict", "improvement", "year")
GEOGRAPHIES = ("areas", "points", "2014", "2025")
PARAMETERS = (
    "indicator", "split", "period", "place", "compare", "scale", "view", "geography", "lang", "snapshot",
)  # fmt: skip
MOST_COMPARED = 5
LONGEST_VALUE = 80
_CODE = re.compile(r"^[A-Z0-9]{3,12}$")


class BadChoice(ValueError):
    """A parameter has a value that cannot be served: which, why, the nearest right one, and the HTTP status."""

    def __init__(self, parameter: str, value: str, why: str, nearest: str = "", status: int = 400) -> None:
        super().__init__(why)
        self.parameter = parameter
        self.value = value[:LONGEST_VALUE]
        self.why = why
        self.nearest = nearest
        self.status = status


@dataclass(frozen=True)
class View:
    """All of a reader's choices; `place` and `compare` may be empty, everything else is always said."""

    indicator: str
    split: str
    period: str
    place: str = ""
    compare: tuple[str, ...] = ()
    scale: str = "spread"
    view: str = "performance"
    geography: str = "areas"
    lang: str = "en"
    snapshot: str = ""

    @property
    def measured(self) -> Indicator:
        """The indicator in full."""
        return catalogue()[self.indicator]

    def to_query(self, **changes: str | tuple[str, ...]) -> str:
        """Write the view as a query string, in a fixed order, leaving out what is empty or the default."""
        view = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        plain = {"scale": "spread", "view": "performance", "geography": "areas", "lang": "en"}
        pairs = []
        for name in PARAMETERS:
            value = getattr(view, name)
            text = ",".join(value) if isinstance(value, tuple) else value
            if text and text != plain.get(name):
                pairs.append((name, text))
        return urlencode(pairs, safe=",")


def default_indicator(snapshot: Snapshot) -> str:
    """Name the indicator shown first: people still waiting, or else the first whose figures are held."""
    slugs = held.indicators(snapshot)
    return DEFAULT_INDICATOR if DEFAULT_INDICATOR in slugs else next(iter(slugs))


def default_view(snapshot: Snapshot) -> View:
    """Give the view of a reader who has chosen nothing."""
    indicator = catalogue()[default_indicator(snapshot)]
    return View(indicator.slug, indicator.default_split, query.periods(snapshot, indicator)[-1])


def view_of(snapshot: Snapshot, place: str) -> View | None:
    """Give the view that shows a place on a map: the first shown, or else the first with a figure; None without any."""
    if snapshot.places[place].type not in ("trust", "council", "county"):
        return None
    for slug in dict.fromkeys((default_indicator(snapshot), *held.indicators(snapshot))):
        indicator = catalogue()[slug]
        newest = query.periods(snapshot, indicator)[-1]
        answer = query.across(snapshot, indicator, indicator.default_split, newest)
        at = answer.place_at.get(place)
        if at is not None and answer.status[-1, at] == query.REPORTED:
            return View(slug, indicator.default_split, newest, place)
    return None


def nearest(value: str, choices: Mapping[str, str] | tuple[str, ...]) -> str:
    """Find the choice nearest to what was typed, or ''."""
    likeness = JaroWinkler.normalized_similarity
    found = process.extractOne(
        value[:LONGEST_VALUE], tuple(choices), scorer=likeness, processor=str.lower, score_cutoff=0.6
    )
    return str(found[0]) if found else ""


def choose_indicator(snapshot: Snapshot, slug: str) -> Indicator:
    """Find an indicator by its slug, among those whose figures are held.

    Raises
    ------
    BadChoice
        If there is none; names the nearest.
    """
    slugs = held.indicators(snapshot)
    if slug not in slugs:
        raise BadChoice("indicator", slug, _("There is no indicator of this name."), nearest(slug, tuple(slugs)), 404)
    return slugs[slug]


def choose_split(indicator: Indicator, split: str) -> str:
    """Check a split, or give the total when none is named."""
    if not split:
        return indicator.default_split
    if split not in indicator.splits:
        why = _("This indicator is not split that way.")
        raise BadChoice("split", split, why, nearest(split, tuple(indicator.splits)) or indicator.default_split)
    return split


def choose_period(snapshot: Snapshot, indicator: Indicator, period: str) -> str:
    """Check a period, or give the newest when none (or `latest`) is named."""
    known = query.periods(snapshot, indicator)
    if period in ("", "latest"):
        return known[-1]
    by_years = indicator.by_years
    if indicator.is_published:
        if period not in known:
            why = _("This indicator is held from {first} to {last}.").format(
                first=named(known[0], by_years), last=named(known[-1], by_years)
            )
            looks = bool(re.fullmatch(r"\d{4}(-\d{2})?(-Q[1-4])?", period))
            raise BadChoice("period", period, why, nearest(period, known) or known[-1], 404 if looks else 400)
        return period
    if not re.fullmatch(r"\d{4}-\d{2}", period) or not "01" <= period[5:] <= "12":
        raise BadChoice("period", period, _("Write a month as 2026-01."), nearest(period, known) or known[-1])
    if period not in known:
        why = _("This indicator is held from {first} to {last}.").format(
            first=named(known[0], False), last=named(known[-1], False)
        )
        raise BadChoice("period", period, why, min(max(period, known[0]), known[-1]), 404)
    return period


def choose_place(snapshot: Snapshot, place: str, parameter: str = "place") -> str:
    """Check the code of a place; '' stays ''."""
    if not place:
        return ""
    if place not in snapshot.places:
        near = nearest(place, tuple(snapshot.places)) if _CODE.match(place) else ""
        raise BadChoice(
            parameter, place, _("There is no place with this code; Somerset, say, has the code RH5."), near, 404
        )
    return place


def geographies(indicator: Indicator) -> tuple[str, ...]:
    """List the ways an indicator's places can be drawn: trusts as points too, councils on borders of two years."""
    return ("areas", "2014", "2025") if indicator.of_areas else GEOGRAPHIES


def _one_of(parameter: str, value: str, choices: tuple[str, ...], why: str) -> str:
    if value not in choices:
        raise BadChoice(parameter, value, why, nearest(value, choices) or choices[0])
    return value


def read_view(snapshot: Snapshot, args: Mapping[str, str]) -> View:
    """Read a view from a query string's parameters.

    Raises
    ------
    BadChoice
        If a parameter is unknown, too long, or has a value that cannot be served.
    """
    for name, value in args.items():
        if name not in PARAMETERS:
            raise BadChoice(
                name[:LONGEST_VALUE], "", _("There is no parameter of this name."), nearest(name, PARAMETERS)
            )
        if len(value) > LONGEST_VALUE:
            raise BadChoice(name, value, _("This value is too long."))
    lang = _one_of("lang", args.get("lang") or "en", LANGUAGES, _("Pages come in English (en) or Welsh (cy)."))
    indicator = choose_indicator(snapshot, args.get("indicator") or default_indicator(snapshot))
    split = choose_split(indicator, args.get("split", ""))
    period = choose_period(snapshot, indicator, args.get("period", ""))
    scale = args.get("scale") or "spread"
    _one_of("scale", scale, ("standard", "spread", "classic"), _("The colour scales are standard, spread and classic."))
    if scale not in indicator.scales(period):
        why = _("No official standard was in force for this in {month}, so this scale is not offered.")
        if not indicator.is_percent:
            why = _("This scale is for shares of patients; this indicator is none.")
        raise BadChoice("scale", scale, why.format(month=named(period, indicator.by_years)), "spread")
    shown = _one_of(
        "view", args.get("view") or "performance", VIEWS, _("The views are performance, verdict, improvement and year.")
    )
    if shown not in indicator.views:
        raise BadChoice(
            "view", shown, _("More of this is neither better nor worse, so no change is judged."), "performance"
        )
    compare = tuple(code for code in (args.get("compare") or "").split(",") if code)
    if len(compare) > MOST_COMPARED:
        raise BadChoice("compare", ",".join(compare), _("Up to five places can be compared."))
    geography = args.get("geography") or "areas"
    _one_of("geography", geography, GEOGRAPHIES, _("Places are drawn as areas or points."))
    if geography not in geographies(indicator):
        raise BadChoice("geography", geography, _("Councils are drawn as areas only."), "areas")
    asked = args.get("snapshot", "")
    if asked and asked != snapshot.id:
        raise BadChoice("snapshot", asked, _("This snapshot is not kept here."), snapshot.id, 404)
    return View(
        indicator=indicator.slug,
        split=split,
        period=period,
        place=choose_place(snapshot, args.get("place", "")),
        compare=tuple(dict.fromkeys(choose_place(snapshot, code, "compare") for code in compare)),
        scale=scale,
        view=shown,
        geography=geography,
        lang=lang,
        snapshot=asked,
    )


def is_england(place: str) -> bool:
    """Tell whether a place is England itself, which has no shape of its own on the map of trusts."""
    return place == ENGLAND
