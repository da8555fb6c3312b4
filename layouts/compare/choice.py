"""What a reader sets side by side: places of one kind, one figure, one period; read from and written to a query."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import numpy as np

from data import held, query
from data.catalogue import WALES, Indicator, catalogue
from data.store import ENGLAND, Snapshot
from layouts.choices import (
    LONGEST_VALUE,
    BadChoice,
    choose_indicator,
    choose_period,
    choose_place,
    choose_split,
    nearest,
)
from layouts.view import MOST_COMPARED
from layouts.words import LANGUAGES, _

FEWEST_COMPARED = 2
PARAMETERS = ("indicator", "split", "period", "places", "add", "lang")
#: Room for the names or codes of five places.
LONGEST_PLACES = 600
#: Which places are of one kind; those of `ABOVE` may stand beside any of them, but beside health boards Wales alone.
KINDS = {"trust": "care", "provider": "care", "council": "areas", "county": "areas", "health-board": "boards"}
ABOVE = frozenset({"region", "nation"})
_CODED = re.compile(r"\(([A-Z0-9]{3,12})\)\s*$")


@dataclass(frozen=True)
class Comparison:
    """Places in the order chosen, and the figure they are compared by."""

    places: tuple[str, ...]
    indicator: str
    split: str
    period: str
    lang: str = "en"

    @property
    def measured(self) -> Indicator:
        """The indicator in full."""
        return catalogue()[self.indicator]

    def address(self, snapshot: Snapshot, **changes: str | tuple[str, ...]) -> str:
        """Write the address of this comparison, or of one like it, leaving out what goes without saying."""
        one = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        indicator = one.measured
        plain = {"split": indicator.default_split, "period": query.periods(snapshot, indicator)[-1], "lang": "en"}
        told = {"indicator": one.indicator, "split": one.split, "period": one.period, "lang": one.lang}
        asked = {name: text for name, text in told.items() if text != plain.get(name)}
        asked["places"] = ",".join(one.places)
        return f"/compare?{urlencode(asked, safe=',')}"


def kind_of(snapshot: Snapshot, places: Sequence[str]) -> str:
    """Name the kind of some places: `care` or `areas`, or '' where they are all England, regions or of no kind."""
    return next((KINDS[kind] for code in places if (kind := snapshot.places[code].type) in KINDS), "")


def kind_told(indicator: Indicator) -> str:
    """Name the kind of places that an indicator is told of."""
    return "boards" if indicator.is_welsh else "areas" if indicator.of_areas else "care"


def fitting(snapshot: Snapshot, places: Sequence[str]) -> dict[str, Indicator]:
    """List the indicators that are told of at least one of these places, those all report first kept in order.

    Those of the Welsh NHS are told of health boards, and of Wales beside them, never of Wales beside England.
    """
    kind = kind_of(snapshot, places)
    own = [code for code in places if code != ENGLAND] or list(places)
    return {
        slug: indicator
        for slug, indicator in held.comparable(snapshot).items()
        if (kind_told(indicator) == kind if kind else not indicator.is_welsh)
        and any(tells_of(snapshot, indicator, c) for c in own)
    }


def tells_of(snapshot: Snapshot, indicator: Indicator, code: str) -> bool:
    """Tell whether a place has ever had a figure of an indicator."""
    cube = snapshot.cubes[indicator.dataset]
    at = cube.place_at.get(code)
    if at is None:
        return False
    return not bool(np.isnan(cube.floats(indicator.value, slice(None), indicator.default_split, at)).all())


def find_place(snapshot: Snapshot, typed: str, kind: str = "") -> str:
    """Find the place of a code, of a name, or of `Name (CODE)` as the form's suggestions write it.

    Parameters
    ----------
    kind
        Of several places of one name (Somerset is a council and a trust) one of this kind is meant.

    Raises
    ------
    BadChoice
        If there is none; names the one nearest in name, or whose largest hospital bears the name.
    """
    text = typed.strip()[:LONGEST_VALUE]
    coded = _CODED.search(text)
    code = coded[1] if coded else text.upper()
    if code in snapshot.places:
        return code
    lower = text.lower()
    same = [place for place in snapshot.places.values() if lower in (place.name.lower(), short(place.name).lower())]
    if same:
        fit = {place.code: (bool(place.closed), KINDS.get(place.type, "none") != (kind or "care")) for place in same}
        return min(fit, key=lambda code: (*fit[code], code))
    open_now = [place for place in snapshot.places.values() if place.type in KINDS and not place.closed]
    names = {place.name: place for place in open_now} | {p.site_name: p for p in open_now if p.site_name}
    near = nearest(text, tuple(names))
    if near and not re.search(r"\d", text):
        why = _("There is no place of this name. The nearest is {name}, code {code}.")
        place = names[near]
        raise BadChoice("places", text, why.format(name=place.name, code=place.code), place.code, 404)
    found = choose_place(snapshot, text, "places")
    if found not in snapshot.places:
        raise BadChoice("places", found, _("A hospital cannot be set beside others: name the trust that runs it."))
    return found


def short(name: str) -> str:
    """Leave out of a trust's name what all of them share."""
    return name.removesuffix(" NHS Foundation Trust").removesuffix(" NHS Trust")


def read_places(snapshot: Snapshot, args: Mapping[str, str]) -> tuple[str, ...]:
    """Read which places are asked for, each once, in their order.

    Raises
    ------
    BadChoice
        If one is unknown, or if one is named twice.
    """
    typed = [text for text in args.get("places", "").split(",") if text.strip()]
    typed += [text for text in args.get("add", "").split(",") if text.strip()]
    found: list[str] = []
    for text in typed[: 2 * MOST_COMPARED]:
        found.append(find_place(snapshot, text, kind_of(snapshot, found)))
    for code in found:
        if found.count(code) > 1:
            why = _("{place} is named twice; a place can only be compared with others.")
            raise BadChoice("places", code, why.format(place=snapshot.places[code].name))
    return tuple(found)


def check_places(snapshot: Snapshot, places: tuple[str, ...]) -> None:
    """Check that places can stand side by side.

    Raises
    ------
    BadChoice
        If they are too few, too many, of no kind that figures are told of, or of different kinds.
    """
    given = ",".join(places)
    if len(places) < FEWEST_COMPARED:
        raise BadChoice("places", given, _("A comparison needs two places at least. Add another one below."))
    if len(places) > MOST_COMPARED:
        why = _("Up to five places can stand side by side. Leave some out below.")
        raise BadChoice("places", given, why)
    for code in places:
        place = snapshot.places[code]
        if place.type not in KINDS and place.type not in ABOVE:
            why = _("No figures are told of {place}: compare trusts, councils and counties, or health boards of Wales.")
            raise BadChoice("places", code, why.format(place=place.name))
    boards = [code for code in places if snapshot.places[code].type == "health-board"]
    others = [code for code in places if code not in (*boards, WALES)]
    if boards and others:
        why = _(
            "Wales counts waits by rules of its own, so {board} cannot be set beside {place}. Compare health boards with "
            "health boards, and with Wales as a whole."
        )
        names = {"board": snapshot.places[boards[0]].name, "place": snapshot.places[others[0]].name}
        raise BadChoice("places", given, why.format(**names))
    kinds = {KINDS[kind] for code in places if (kind := snapshot.places[code].type) in KINDS}
    if len(kinds) > 1:
        care = next(code for code in places if KINDS.get(snapshot.places[code].type) == "care")
        area = next(code for code in places if KINDS.get(snapshot.places[code].type) == "areas")
        why = _(
            "{trust} treats people and {area} is an area where people live: no figure is told of both. Compare trusts "
            "with trusts, and councils with councils."
        )
        raise BadChoice("places", given, why.format(trust=snapshot.places[care].name, area=snapshot.places[area].name))


def read_language(args: Mapping[str, str]) -> str:
    """Check that every parameter is one of ours and not too long, and give the language asked for.

    Raises
    ------
    BadChoice
        Naming the parameter, and the nearest one there is.
    """
    for name, value in args.items():
        if name not in PARAMETERS:
            why = _("There is no parameter of this name.")
            raise BadChoice(name[:LONGEST_VALUE], "", why, nearest(name, PARAMETERS))
        if len(value) > (LONGEST_PLACES if name in ("places", "add") else LONGEST_VALUE):
            raise BadChoice(name, value, _("This value is too long."))
    lang = args.get("lang") or "en"
    if lang not in LANGUAGES:
        raise BadChoice("lang", lang, _("Pages come in English (en) or Welsh (cy)."), "en")
    return lang


def read_figure(
    snapshot: Snapshot, args: Mapping[str, str], fit: Mapping[str, Indicator], first: Indicator
) -> tuple[Indicator, str, str]:
    """Read which figure is asked for: indicator, split and period.

    Parameters
    ----------
    fit
        The indicators that may be asked for.
    first
        The one that stands where none is named.

    Raises
    ------
    BadChoice
        If the indicator is unknown or does not fit, or has no such split or period.
    """
    indicator = choose_indicator(snapshot, args["indicator"]) if args.get("indicator") else first
    if indicator.slug not in fit:
        why = _("\u201c{title}\u201d is not told of any of these places. Choose another figure below.")
        raise BadChoice("indicator", indicator.slug, why.format(title=_(indicator.title)), next(iter(fit)))
    split = choose_split(indicator, args.get("split", ""))
    return indicator, split, choose_period(snapshot, indicator, args.get("period", ""))


def read_comparison(snapshot: Snapshot, args: Mapping[str, str]) -> Comparison:
    """Read a comparison from a query's parameters.

    Raises
    ------
    BadChoice
        If a parameter is unknown or too long, if the places cannot stand side by side, or if the figure is told of
        none of them.
    """
    lang, places = read_language(args), read_places(snapshot, args)
    check_places(snapshot, places)
    fit = fitting(snapshot, places)
    if not fit:
        raise BadChoice("places", ",".join(places), _("No figure held here is told of any of these places."))
    indicator, split, period = read_figure(snapshot, args, fit, _first(snapshot, fit, places))
    return Comparison(places, indicator.slug, split, period, lang)


def _first(snapshot: Snapshot, fit: Mapping[str, Indicator], places: tuple[str, ...]) -> Indicator:
    """Choose the figure that tells of the most of these places; the first in the readers' order where several do."""
    return max(fit.values(), key=lambda indicator: sum(tells_of(snapshot, indicator, code) for code in places))
