"""The view: everything a reader has chosen, and its one way to and from a query string."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, replace
from urllib.parse import urlencode

from data import filters, held, query
from data.catalogue import Indicator, catalogue
from data.store import Snapshot
from layouts.choices import (
    LONGEST_VALUE,
    NOT_HERE,
    BadChoice,
    choose_deprivation,
    choose_indicator,
    choose_period,
    choose_place,
    choose_region,
    choose_split,
    nearest,
    one_of,
)  # fmt: skip
from layouts.words import LANGUAGES, _, named

DEFAULT_INDICATOR = "rtt-incomplete-18-weeks"
VIEWS = ("performance", "verdict", "improvement", "year")
GEOGRAPHIES = ("areas", "points", "2014", "2025")
PARAMETERS = (
    "indicator", "split", "period", "region", "deprivation", "place", "compare", "scale", "view", "geography", "lang",
    "snapshot",
)  # fmt: skip
#: What a reader chooses beyond the figure, its part and its time; on a phone it is out of sight until asked for.
FINER = ("region", "deprivation", "view", "scale", "geography", "snapshot")
MOST_COMPARED = 5


@dataclass(frozen=True)
class View:
    """All of a reader's choices; `place` and `compare` may be empty, everything else is always said."""

    indicator: str
    split: str
    period: str
    _: KW_ONLY
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

    @property
    def is_finer(self) -> bool:
        """Whether something of `FINER` is chosen."""
        plain = View.__dataclass_fields__
        return any(getattr(self, name) != plain[name].default for name in FINER)

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


def view_of(snapshot: Snapshot, place: str) -> View | None:
    """Give the view that shows a place on a map: the first shown, or else the first with a figure; None without any."""
    kind = snapshot.places[place].type
    if kind not in ("trust", "council", "county", "health-board"):
        return None
    for slug in dict.fromkeys((default_indicator(snapshot), *held.indicators(snapshot))):
        indicator = catalogue()[slug]
        if kind == "health-board" and indicator.drawn != kind:
            continue
        newest = query.periods(snapshot, indicator)[-1]
        answer = query.across(snapshot, indicator, indicator.default_split, newest)
        at = answer.place_at.get(place)
        if at is not None and answer.status[-1, at] == query.REPORTED:
            return View(slug, indicator.default_split, newest, place=place)
    return None


def geographies(indicator: Indicator) -> tuple[str, ...]:
    """List the ways an indicator's places can be drawn: trusts as points too, councils on borders of two years."""
    if indicator.is_welsh:
        return ("areas",)
    return ("areas", "2014", "2025") if indicator.of_areas else GEOGRAPHIES


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
    lang = one_of("lang", args.get("lang") or "en", LANGUAGES, _("Pages come in English (en) or Welsh (cy)."))
    indicator = choose_indicator(snapshot, args.get("indicator") or default_indicator(snapshot))
    if not indicator.on_map:
        why = _("This figure is not drawn on the map. It stands on the pages of trusts.")
        raise BadChoice("indicator", indicator.slug, why, status=404, link=f"/indicator/{indicator.slug}")
    period = choose_period(snapshot, indicator, args.get("period", ""))
    split = choose_split(indicator, args.get("split", ""), period)
    scale = args.get("scale") or "spread"
    one_of("scale", scale, ("standard", "spread", "classic"), _("The colour scales are standard, spread and classic."))
    if scale not in indicator.scales(period):
        why = _("No official standard was in force for this in {month}, so this scale is not offered.")
        if not indicator.is_percent:
            why = _("This scale is for shares of patients; this indicator is none.")
        if indicator.is_welsh and scale == "classic":
            why = _("This scale was made for England's targets. Wales has standards of its own.")
        raise BadChoice("scale", scale, why.format(month=named(period, indicator.by_years)), "spread", NOT_HERE)
    shown = one_of(
        "view", args.get("view") or "performance", VIEWS, _("The views are performance, verdict, improvement and year.")
    )
    if shown not in indicator.views:
        raise BadChoice(
            "view",
            shown,
            _("More of this is neither better nor worse, so no change is judged."),
            "performance",
            NOT_HERE,
        )
    compare = tuple(code for code in (args.get("compare") or "").split(",") if code)
    if len(compare) > MOST_COMPARED:
        raise BadChoice("compare", ",".join(compare), _("Up to five places can be compared."))
    geography = args.get("geography") or "areas"
    one_of("geography", geography, GEOGRAPHIES, _("Places are drawn as areas or points."))
    if geography not in geographies(indicator):
        why = _("Wales is drawn in one way.") if indicator.is_welsh else _("Councils are drawn as areas only.")
        raise BadChoice("geography", geography, why, "areas", NOT_HERE)
    asked = args.get("snapshot", "")
    if asked and asked != snapshot.id:
        raise BadChoice("snapshot", asked, _("Figures frozen under this name are not kept here."), snapshot.id, 404)
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
