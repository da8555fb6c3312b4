"""What is told of the NHS of Wales on pages of places: a health board's waits, its A&E, its councils, and the bridge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from dash import html

from data import held, query
from data.catalogue import WALES, Indicator
from data.query import REPORTED, Answer
from data.store import Place, Snapshot
from geo.relations import Relations, Site
from layouts import inferred, sentences
from layouts.charted import picture_of
from layouts.place.tables import place_link, table
from layouts.view import View
from layouts.words import _, count, named, per_cent, statuses

DASH = "\u2013"
AE = "wales-ae-4-hour"
SERIES = "wales-rtt-26-weeks"
_AREAS = ("health-board", "nation")


def board_of(relations: Relations, code: str) -> str:
    """Give the health board that a Welsh council lies in; '' for none."""
    return next((one for one in relations.parents.get(code, ()) if relations.types.get(one) == "health-board"), "")


def bridge(snapshot: Snapshot, relations: Relations, place: Place) -> list[Any]:
    """Name the health board that runs the NHS of a Welsh council."""
    board = board_of(relations, place.code)
    if place.type != "council" or not board:
        return []
    since = _("It has been this board's since April 2019; before, it was Abertawe Bro Morgannwg's.")
    moved = [" ", since] if place.code == "W06000013" else []
    return [html.P([_("The health board here:"), " ", place_link(snapshot, board), ".", *moved])]


def headlines(snapshot: Snapshot, place: Place) -> list[str]:
    """Answer for a health board, or Wales, how long people wait there, each in one sentence."""
    said = []
    for indicator in _told_of(snapshot, place.code) if place.type in _AREAS else []:
        answer = _newest(snapshot, indicator)
        at = answer.place_at[place.code]
        if answer.status[-1, at] == REPORTED:
            view = View(indicator.slug, "all", answer.periods[-1], place=place.code)
            said.append(
                _("{sentence} ({value}, {month}).").format(
                    sentence=sentences.headline(snapshot, view, answer).rstrip("."),
                    value=per_cent(float(answer.value[-1, at])),
                    month=inferred.told(snapshot, indicator, answer.periods[-1]),
                )
            )
    return said


def section(snapshot: Snapshot, relations: Relations, place: Place) -> list[Any]:
    """Lay out all that is held of the NHS of Wales in a health board, a Welsh council, or the nation."""
    if not relations.is_welsh(place.code) or place.type not in (*_AREAS, "council"):
        return []
    board = place.code if place.type in _AREAS else board_of(relations, place.code)
    parts = _waits(snapshot, place) if place.type in _AREAS else []
    parts += _emergencies(snapshot, relations, board) if board != WALES else []
    councils = (place.code,) if place.type == "council" else relations.within(place.code, "council")
    return parts + _councils(snapshot, councils, whole=place.type == "council")


def _told_of(snapshot: Snapshot, code: str) -> list[Indicator]:
    known = (one for one in held.indicators(snapshot).values() if one.is_welsh)
    return [one for one in known if code in snapshot.cubes[one.dataset].place_at]


def _newest(snapshot: Snapshot, indicator: Indicator) -> Answer:
    return query.across(snapshot, indicator, "all", query.periods(snapshot, indicator)[-1])


def _waits(snapshot: Snapshot, place: Place) -> list[Any]:
    told = _told_of(snapshot, place.code)
    if not told:
        return []
    heads = [_("Figure"), _("Month"), _("Here"), _("Wales"), _("Of how many"), _("Standard of Wales")]
    rows = [_wait(snapshot, place, indicator) for indicator in told]
    if place.code == WALES:
        heads, rows = [*heads[:3], *heads[4:]], [[*row[:3], *row[4:]] for row in rows]
    notes = [inferred.sentence(snapshot, one, _newest(snapshot, one).periods[-1]) for one in told]
    own = _("Wales counts to its own rules: never compare these with England's.")
    parts: list[Any] = [
        html.H2(_("How long people wait")),
        table(
            _("Waits held of {place}").format(place=place.name),
            heads,
            rows,
            frozenset({2, len(heads) - 1, *(() if place.code == WALES else (3,))}),
        ),
        html.Ul([html.Li(note) for note in (*dict.fromkeys(filter(None, notes)), own)], className="notes"),
    ]
    if SERIES in {one.slug for one in told}:
        series = held.indicators(snapshot)[SERIES]
        view = View(SERIES, "all", query.periods(snapshot, series)[-1], place=place.code)
        label = _("Waits under 26 weeks in Wales, month by month from September 2011")
        parts.append(html.P(html.A(label, href=f"/?{view.to_query()}")))
        parts.append(html.P(html.A(_("The same as a picture"), href=picture_of(view, "trend"))))
    return parts


def _wait(snapshot: Snapshot, place: Place, indicator: Indicator) -> list[Any]:
    answer = _newest(snapshot, indicator)
    at, wales = answer.place_at[place.code], answer.place_at.get(WALES)
    standard = indicator.standard(answer.periods[-1])
    return [
        html.A(_(indicator.title), href=f"/?indicator={indicator.slug}&place={place.code}"),
        inferred.told(snapshot, indicator, answer.periods[-1]),
        _share(answer, at),
        _share(answer, wales) if wales is not None else DASH,
        _counts(answer, at),
        f"{standard.value:g}\u202f%" if standard else DASH,
    ]


@dataclass(frozen=True)
class Emergencies:
    """The A&E departments of a health board: a caption, each with its share and its counts, and what is to be known."""

    caption: str
    rows: tuple[tuple[Site, str, str], ...]
    note: str


def emergencies(snapshot: Snapshot, relations: Relations, board: str) -> Emergencies | None:
    """Tell of A&E at each hospital of a board, units counted together last; None where no figure of one is held."""
    indicator = held.indicators(snapshot).get(AE)
    if indicator is None:
        return None
    answer = _newest(snapshot, indicator)
    sites = sorted(relations.sites, key=lambda one: (not one.postcode, one.name))
    told = [(one, at) for one in sites if one.trust_code == board and (at := _reporting(answer, one.code)) is not None]
    if not told:
        return None
    when = answer.periods[-1]
    caption = _("Visits that ended within 4 hours, {month}: hospitals of {board}").format(
        month=inferred.told(snapshot, indicator, when), board=sentences.place_name(snapshot, board)
    )
    standard = indicator.standard(when)
    goal = _("The standard of Wales is {n} %.").format(n=f"{standard.value:g}") if standard else ""
    units = _("Minor injury units that are counted together stand last; they have no place on the map.")
    rows = tuple((site, _share(answer, at), _counts(answer, at)) for site, at in told)
    return Emergencies(caption, rows, " ".join(filter(None, (goal, units, _(indicator.always_said)))))


@dataclass(frozen=True)
class Department:
    """The A&E department of a hospital: its name, the month, its share within four hours and the standard."""

    name: str
    month: str
    value: float
    standard: float


def lowest_department(snapshot: Snapshot, relations: Relations, board: str) -> Department | None:
    """Give the hospital of a board farthest below the standard; None where none lies below, or none is in force."""
    indicator = held.indicators(snapshot).get(AE)
    if indicator is None:
        return None
    answer = _newest(snapshot, indicator)
    standard = indicator.standard(answer.periods[-1])
    at = {one: answer.place_at[one.code] for one in relations.sites_of(board) if one.code in answer.place_at}
    told = {one: float(answer.value[-1, spot]) for one, spot in at.items() if answer.status[-1, spot] == REPORTED}
    lowest = min(told, key=lambda one: told[one], default=None)
    if standard is None or lowest is None or told[lowest] >= standard.value:
        return None
    month = inferred.told(snapshot, indicator, answer.periods[-1])
    return Department(lowest.name, month, told[lowest], standard.value)


def _reporting(answer: Answer, code: str) -> int | None:
    at = answer.place_at.get(code)
    return at if at is not None and answer.status[-1, at] else None


def _emergencies(snapshot: Snapshot, relations: Relations, board: str) -> list[Any]:
    found = emergencies(snapshot, relations, board)
    if found is None:
        return []
    heads = [_("Hospital"), _("Postcode"), _("Within 4 hours"), _("Of how many")]
    rows = [
        [html.Span(site.name, id=site.code), site.postcode or DASH, share, counts] for site, share, counts in found.rows
    ]
    return [
        html.H2(_("A&E, hospital by hospital")),
        table(found.caption, heads, rows, frozenset({2})),
        html.P(found.note, className="source"),
        html.P(html.A(_("These hospitals on the map of Wales"), href=f"/?indicator={AE}&place={board}")),
    ]


def _councils(snapshot: Snapshot, codes: tuple[str, ...], whole: bool) -> list[Any]:
    """Tabulate Wales's own figures of councils: of one, figure by figure beside the extremes; of several, row by row."""
    told = of_councils(snapshot)
    if not told or not codes:
        return []
    caption = _("Wales's own figures of its councils")
    if whole:
        heads, rows = _one_council(snapshot, told, codes[0])
    else:
        heads, several = many_councils(snapshot, codes)
        rows = [[place_link(snapshot, code), *cells] for code, cells in several]
    own = _("Wales counts these in its own way. They stand beside Wales's councils alone, never beside England's.")
    return [
        html.H2(caption if whole else _("Its councils in figures")),
        table(caption, heads, rows, frozenset(range(1 + whole, len(heads)))),
        html.P(own, className="source"),
    ]


def of_councils(snapshot: Snapshot) -> list[Indicator]:
    """List Wales's own figures of its councils."""
    return [one for one in held.indicators(snapshot).values() if one.domain == "wales"]


def _one_council(snapshot: Snapshot, told: list[Indicator], code: str) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = []
    for indicator in told:
        answer = _newest(snapshot, indicator)
        values = answer.value[-1, [at for at, one in enumerate(answer.places) if one.startswith("W06")]]
        ends = [sentences.figure(indicator, float(pick(values))) for pick in (np.nanmin, np.nanmax)]
        link = html.A(_(indicator.title), href=f"/?indicator={indicator.slug}&place={code}")
        rows.append([link, named(answer.periods[-1], indicator.by_years), _figure(indicator, answer, code), *ends])
    return [_("Figure"), _("Years"), _("Here"), _("Lowest in Wales"), _("Highest in Wales")], rows


def many_councils(snapshot: Snapshot, codes: tuple[str, ...]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Tabulate Wales's own figures of several councils.

    Returns
    -------
    The heads of the columns, and by name the code of each council with its figures.
    """
    answers = [(indicator, _newest(snapshot, indicator)) for indicator in of_councils(snapshot)]
    heads = [
        _("{figure}, {years}").format(figure=sentences.capital(_(one.short)), years=named(a.periods[-1], one.by_years))
        for one, a in answers
    ]
    ordered = sorted(codes, key=lambda code: sentences.place_name(snapshot, code))
    return [_("Council"), *heads], [(code, [_figure(one, told, code) for one, told in answers]) for code in ordered]


def _figure(indicator: Indicator, answer: Answer, code: str) -> str:
    at = answer.place_at.get(code)
    if at is None or answer.status[-1, at] != REPORTED:
        return statuses()["no_record"]
    return sentences.figure(indicator, float(answer.value[-1, at]))


def _share(answer: Answer, at: int) -> str:
    reported = answer.status[-1, at] == REPORTED
    return per_cent(float(answer.value[-1, at])) if reported else statuses()["not_applicable"]


def _counts(answer: Answer, at: int) -> str:
    if answer.status[-1, at] != REPORTED:
        return DASH
    return _("{part} of {whole}").format(
        part=count(float(answer.numerator[-1, at])), whole=count(float(answer.denominator[-1, at]))
    )
