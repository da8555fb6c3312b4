"""A report: which places, which figures of them, of which period, in which parts; read from and written to an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from data import held, query
from data.store import Place, Snapshot
from geo.relations import Relations
from layouts.choices import LONGEST_VALUE, BadChoice, choose_indicator, nearest
from layouts.compare.choice import find_place
from layouts.place.people import LEAST
from layouts.sheet.sheet import PARTS
from layouts.sheet.subject import AREA, AREAS, BOARD, BOARDS, CARE, ORGANISATIONS, Choice, has_sheet
from layouts.words import LANGUAGES, _, named

#: What an address of a report may name.
PARAMETERS = ("places", "indicators", "period", "sections", "format", "lang", "add", "group")
FORMATS = ("html", "pdf", "email", "zip", "progress")
#: At most so many places: every council of the largest region, with room to spare.
MOST_PLACES = 70
#: At most so many figures of each, so that a sheet stays a sheet.
MOST_FIGURES = 12
#: Letters an address may spend on places and figures.
LONGEST = 1200
#: Groups of places: what stands before the code of an area.
GROUPS = ("trusts-in", "councils-in", "used-by")


@dataclass(frozen=True)
class Report:
    """What a reader put together.

    Parameters
    ----------
    terms
        Codes of places, or groups of them: `trusts-in:E12000009`, `councils-in:E10000003`, `used-by:E06000066`.
    places
        The places these stand for, each once, in that order.
    """

    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    choice: Choice = field(default_factory=Choice)
    lang: str = "en"

    def address(self, form: str = "", path: str = "/report") -> str:
        """Write the address of this report in one of the `FORMATS`, leaving out what goes without saying."""
        told = {
            "places": ",".join(self.terms),
            "indicators": ",".join(self.choice.indicators),
            "period": self.choice.period,
            "sections": ",".join(self.choice.sections),
            "format": form,
            "lang": "" if self.lang == LANGUAGES[0] else self.lang,
        }
        asked = urlencode({name: text for name, text in told.items() if text}, safe=",:")
        return f"{path}?{asked}" if asked else path


def read_report(snapshot: Snapshot, relations: Relations, args: Mapping[str, Sequence[str]]) -> Report:
    """Read a report from a query's parameters, each of which may be named several times, as forms do.

    Raises
    ------
    BadChoice
        If a parameter is unknown or too long, a place or figure is not known, or there are more places than
        `MOST_PLACES`; names the nearest right value.
    """
    for name, values in args.items():
        if name not in PARAMETERS:
            why = _("There is no parameter of this name.")
            raise BadChoice(name[:LONGEST_VALUE], "", why, nearest(name, PARAMETERS))
        if sum(map(len, values)) > LONGEST:
            why = _("This value is too long: a report holds up to {n} places.").format(n=MOST_PLACES)
            raise BadChoice(name, values[0], why)
    lang = _one(args, "lang") or LANGUAGES[0]
    if lang not in LANGUAGES:
        raise BadChoice("lang", lang, _("Pages come in English (en) or Welsh (cy)."), LANGUAGES[0])
    terms = _terms(snapshot, args)
    places = tuple(dict.fromkeys(code for term in terms for code in members(snapshot, relations, term)))
    if len(places) > MOST_PLACES:
        why = _("That makes {n} places; a report holds up to {most}. Take one region at a time.")
        raise BadChoice("places", ",".join(terms), why.format(n=len(places), most=MOST_PLACES))
    indicators = tuple(dict.fromkeys(_listed(args, "indicators")))
    if len(indicators) > MOST_FIGURES:
        why = _("A report holds up to {n} figures of each place.").format(n=MOST_FIGURES)
        raise BadChoice("indicators", ",".join(indicators), why)
    for slug in indicators:
        choose_indicator(snapshot, slug)
        if slug not in offered(snapshot):
            why = _("This figure stands on the page of each place, not in a report.")
            raise BadChoice("indicators", slug, why, CARE[0], link=f"/indicator/{slug}")
    sections = tuple(key for key in PARTS if key in _listed(args, "sections"))
    for key in _listed(args, "sections"):
        if key not in PARTS:
            raise BadChoice("sections", key, _("A report has no such part."), nearest(key, tuple(PARTS)))
    sections = () if len(sections) == len(PARTS) else sections
    return Report(terms, places, Choice(indicators, _period(snapshot, args, indicators), sections), lang)


def offered(snapshot: Snapshot) -> tuple[str, ...]:
    """List the figures that a report can hold, the usual ones first: those of places, in one number, still published."""
    usual = [slug for slug in (*CARE, *AREA, *BOARD) if slug in held.indicators(snapshot)]
    others = [slug for slug, one in held.comparable(snapshot).items() if one.domain not in ("to-2018", "wales")]
    return tuple(dict.fromkeys((*usual, *others)))


def periods(snapshot: Snapshot, indicators: Sequence[str]) -> dict[str, str]:
    """Name the periods of which at least one of some figures is held, the newest first."""
    slugs = [slug for slug in indicators if slug in held.indicators(snapshot)]
    known = [held.indicators(snapshot)[slug] for slug in slugs]
    found = {period: named(period, one.by_years) for one in known for period in query.periods(snapshot, one)}
    return {period: found[period] for period in sorted(found, reverse=True)}


def usual(snapshot: Snapshot, report: Report) -> tuple[str, ...]:
    """List the figures chosen; where none is, those that stand on a sheet of the places there are."""
    types = {snapshot.places[code].type for code in report.places} or ORGANISATIONS
    told = ((ORGANISATIONS, CARE), (AREAS, AREA), (BOARDS, BOARD))
    return report.choice.indicators or tuple(slug for kinds, slugs in told if kinds & types for slug in slugs)


def members(snapshot: Snapshot, relations: Relations, term: str) -> tuple[str, ...]:
    """List the places that a term stands for, by name where it is a group."""
    group, mark, code = term.partition(":")
    if not mark:
        return (term,)
    if group == "used-by":
        return tuple(
            one.code for one in relations.trusts_used(code) if one.code in snapshot.places and one.share >= LEAST
        )
    kind = "trust" if group == "trusts-in" else "council"
    return tuple(sorted(relations.within(code, kind), key=lambda one: snapshot.places[one].name))


def _terms(snapshot: Snapshot, args: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Read places and groups; what is typed into the form may be a name, and a region means its trusts."""
    typed = [one.strip() for one in args.get("add", ()) if one.strip()]
    found = [_term(snapshot, text) for text in (*_listed(args, "places"), *typed, *_listed(args, "group"))]
    return tuple(dict.fromkeys(found))


def _term(snapshot: Snapshot, text: str) -> str:
    group, mark, code = text.partition(":")
    if mark:
        if group not in GROUPS:
            why = _("Groups of places are trusts-in, councils-in and used-by, each before the code of an area.")
            raise BadChoice("places", text, why, nearest(group, GROUPS) + f":{code}" if nearest(group, GROUPS) else "")
        if code not in snapshot.places:
            raise BadChoice("places", text, _("There is no area with this code; the South West, say, has E12000009."), status=404)  # fmt: skip
        return text
    place = snapshot.places[find_place(snapshot, text)]
    if has_sheet(place):
        return place.code
    return f"trusts-in:{place.code}" if not place.code.startswith("W") else f"councils-in:{place.code}"


def _listed(args: Mapping[str, Sequence[str]], name: str) -> list[str]:
    return [text.strip() for value in args.get(name, ()) for text in value.split(",") if text.strip()]


def _one(args: Mapping[str, Sequence[str]], name: str) -> str:
    return next((value for value in args.get(name, ()) if value), "")


def _period(snapshot: Snapshot, args: Mapping[str, Sequence[str]], indicators: tuple[str, ...]) -> str:
    period = _one(args, "period")
    known = tuple(periods(snapshot, indicators or (*CARE, *AREA, *BOARD)))
    if period in ("", "latest"):
        return ""
    if period not in known:
        why = _("None of these figures is held of this period. The newest is {newest}.").format(newest=known[0])
        raise BadChoice("period", period, why, nearest(period, known) or known[0], 404)
    return period


def label(snapshot: Snapshot, term: str) -> str:
    """Name a place or a group for the form."""
    group, mark, code = term.partition(":")
    place: Place = snapshot.places[code if mark else term]
    if not mark:
        return _("{place} ({code})").format(place=place.name, code=place.code)
    words = {
        "trusts-in": _("All trusts based in {area}"),
        "councils-in": _("All councils in {area}"),
        "used-by": _("The trusts that people in {area} are admitted to"),
    }
    return words[group].format(area=place.name)


def title(snapshot: Snapshot, report: Report) -> str:
    """Name a report by what it holds."""
    if len(report.terms) == 1:
        return label(snapshot, report.terms[0])
    return _("Report on {n} places").format(n=len(report.places))
