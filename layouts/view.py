"""The view: everything a reader has chosen, and its one way to and from a query string."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from data import filters, held, query
from data.catalogue import Indicator, catalogue
from data.censuses import earlier_date, usual_split
from data.store import Snapshot
from layouts.words import LANGUAGES, _, named

DEFAULT_INDICATOR = "rtt-incomplete-18-weeks"
VIEWS = ("performance", "verdict", "improvement", "year")
GEOGRAPHIES = ("areas", "points", "2014", "2025")
PARAMETERS = (
    "indicator", "split", "period", "region", "deprivation", "place", "compare", "scale", "view", "geography", "lang",
    "snapshot",
)  # fmt: skip
MOST_COMPARED = 5
LONGEST_VALUE = 80
_CODE = re.compile(r"^[A-Z0-9]{3,12}$")


class BadChoice(ValueError):
    """A parameter has a value that cannot be served: which, why, the nearest right one, and the HTTP status.

    `reason` is the kind of nothing where that is why, `link` the page that says more.
    """

    def __init__(
        self,
        parameter: str,
        value: str,
        why: str,
        nearest: str = "",
        status: int = 400,
        reason: str = "",
        link: str = "",
    ) -> None:
        super().__init__(why)
        self.parameter = parameter
        self.value = value[:LONGEST_VALUE]
        self.why = why
        self.nearest = nearest
        self.status = status
        self.reason = reason
        self.link = link


@dataclass(frozen=True)
class View:
    """All of a reader's choices; `place` and `compare` may be empty, everything else is always said."""

    indicator: str
    split: str
    period: str
    region: str = filters.EVERY
    deprivation: str = filters.EVERY
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
        plain = {name: field.default for name, field in View.__dataclass_fields__.items()}
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
    if slug in held.awaited(snapshot):
        why = _("This figure is published, but not held here: its official file has not been loaded.")
        raise BadChoice("indicator", slug, why, status=404, reason="not_held", link=f"/indicator/{slug}")
    if slug not in slugs:
        raise BadChoice("indicator", slug, _("There is no indicator of this name."), nearest(slug, tuple(slugs)), 404)
    return slugs[slug]


def choose_split(indicator: Indicator, split: str, period: str = "") -> str:
    """Check a split, or give the total when none is named; a change must begin before the period it ends in."""
    usual = usual_split(period) if indicator.change_of else indicator.default_split
    if not split:
        return usual
    if split not in indicator.splits:
        why = _("This indicator is not split that way.")
        raise BadChoice("split", split, why, nearest(split, tuple(indicator.splits)) or usual)
    if indicator.change_of and period <= earlier_date(split):
        why = _("A change begins before it ends: {earlier} does not lie before {later}.").format(
            earlier=named(earlier_date(split), False), later=named(period, False)
        )
        raise BadChoice("split", split, why, usual)
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
    if not snapshot.named(place):
        near = nearest(place, tuple(snapshot.places)) if _CODE.match(place) else ""
        raise BadChoice(
            parameter, place, _("There is no place with this code; Somerset, say, has the code RH5."), near, 404
        )
    return place


def choose_region(snapshot: Snapshot, indicator: Indicator, region: str) -> str:
    """Check the code of a region (or of Wales) in which an indicator is told, or give `all` when none is named.

    Raises
    ------
    BadChoice
        If there is none; names the nearest by code or by name.
    """
    codes = filters.regions(snapshot, indicator)
    if not region or region in (filters.EVERY, *codes):
        return region or filters.EVERY
    by_name = {snapshot.places[code].name: code for code in codes}
    by_words = by_name.get(nearest(region.replace("-", " "), by_name), "")
    near = nearest(region, codes) if _CODE.match(region) else by_words
    why = _("Write the code of one of England's nine regions, such as E12000002 for the North West.")
    if region == filters.WALES:
        why, near = _("No figures of this are held for Wales."), ""
    raise BadChoice("region", region, why, near)


def choose_deprivation(snapshot: Snapshot, indicator: Indicator, deprivation: str) -> str:
    """Check a fifth of councils by deprivation, or give `all` when none is named.

    Raises
    ------
    BadChoice
        If it is none, or the indicator is told of trusts, whose patients come from many councils.
    """
    if deprivation in ("", filters.EVERY):
        return filters.EVERY
    if not filters.has_ranking(snapshot, indicator):
        raise BadChoice("deprivation", deprivation, _("Councils are sorted by deprivation, trusts are not."))
    why = _("The fifths by deprivation are most, second-most, middle, second-least and least.")
    return _one_of("deprivation", deprivation, filters.FIFTHS, why)


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
    if not indicator.on_map:
        why = _("This figure is not drawn on the map. It stands on the pages of trusts.")
        raise BadChoice("indicator", indicator.slug, why, status=404, link=f"/indicator/{indicator.slug}")
    period = choose_period(snapshot, indicator, args.get("period", ""))
    split = choose_split(indicator, args.get("split", ""), period)
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
        region=choose_region(snapshot, indicator, args.get("region", "")),
        deprivation=choose_deprivation(snapshot, indicator, args.get("deprivation", "")),
        place=choose_place(snapshot, args.get("place", "")),
        compare=tuple(dict.fromkeys(choose_place(snapshot, code, "compare") for code in compare)),
        scale=scale,
        view=shown,
        geography=geography,
        lang=lang,
        snapshot=asked,
    )


def refit(snapshot: Snapshot, args: Mapping[str, str]) -> View:
    """Read a view, leaving out what a newly chosen indicator does not offer: its periods, splits and scales differ.

    Raises
    ------
    BadChoice
        If the indicator itself is unknown, or a parameter is.
    """
    kept = dict(args)
    while True:
        try:
            return read_view(snapshot, kept)
        except BadChoice as bad:
            if bad.parameter not in kept or bad.parameter not in PARAMETERS or bad.parameter in ("indicator", "lang"):
                raise
            del kept[bad.parameter]
