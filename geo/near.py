"""Who treats near a place, how long people wait there, and how many they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data import query
from data.catalogue import Indicator, catalogue
from data.query import REPORTED
from data.store import ENGLAND, STATUSES, Snapshot
from geo.gazetteer import MILE, Gazetteer, Near, distances

COLUMNS = ("rtt-median-wait", "rtt-incomplete-18-weeks", "rtt-admitted-median-wait", "rtt-admitted-18-weeks")
"""What is told of each: still waiting, then treated in hospital; median and share within 18 weeks."""
FEW = 50
"""With fewer patients than this chance weighs heavily."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its status; `n` counts the patients behind it (None where none are told).

    `band` is its class on the scale of six, '' where there is no value.
    """

    value: float | None
    status: str
    n: int | None
    band: str


NOTHING = Figure(None, "", None, "")
"""Of who reports nothing at all."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A trust or independent provider that reports a specialty, with its figures by indicator.

    `near` is its hospital nearest to the reader and how far that is; None where it is not known where it treats.
    `sites` counts the hospitals that its figures may be of.
    """

    code: str
    name: str
    is_trust: bool
    near: Near | None
    sites: int
    figures: dict[str, Figure]


@dataclass(frozen=True)
class Offers:
    """Who treats within a distance, who does so at places not known, and how many do so farther away.

    `named` are those of no known place whose name holds that of a town within the distance; `unplaced` are the
    others of no known place.
    """

    period: str
    miles: int
    within: tuple[Offer, ...]
    named: tuple[Offer, ...]
    unplaced: tuple[Offer, ...]
    beyond: int
    england: dict[str, Figure]


def offers(
    snapshot: Snapshot, gazetteer: Gazetteer, lat: float, lon: float, split: str, miles: int, order: str
) -> Offers:
    """List trusts and independent providers near a point that report a specialty in the latest month.

    Parameters
    ----------
    lat, lon
        Where the reader is (a district or a town), degrees.
    split
        Treatment function code.
    miles
        As the crow flies, to the nearest acute hospital of a trust, or the nearest site of a provider.
    order
        `distance`, or the slug of one of `COLUMNS`: shortest wait, largest share first; none told last.
    """
    period = query.periods(snapshot, catalogue()[COLUMNS[0]])[-1]
    told = {slug: _figures(snapshot, catalogue()[slug], split, period) for slug in COLUMNS}
    codes = sorted({code for figures in told.values() for code in figures} - {ENGLAND})
    within: list[Offer] = []
    named: list[Offer] = []
    unplaced: list[Offer] = []
    beyond = 0
    for code in codes:
        figures = {slug: told[slug].get(code, NOTHING) for slug in COLUMNS}
        if all(one.status in ("", "not_applicable") for one in figures.values()):
            continue
        place = snapshot.places[code]
        near = gazetteer.distance(code, lat, lon)
        one = Offer(code, place.name, place.type == "trust", near, len(gazetteer.where(code)), figures)
        if near is None:
            town = gazetteer.town_in(one.name)
            (named if town and distances(lat, lon, [town])[0] <= miles * MILE else unplaced).append(one)
        elif near.km <= miles * MILE:
            within.append(one)
        else:
            beyond += 1
    within.sort(key=lambda one: _rank(one, order))
    named.sort(key=lambda one: (_rank(one, order), one.name))
    unplaced.sort(key=lambda one: one.name)
    england = {slug: told[slug].get(ENGLAND, NOTHING) for slug in COLUMNS}
    return Offers(period, miles, tuple(within), tuple(named), tuple(unplaced), beyond, england)


def _rank(offer: Offer, order: str) -> tuple[float, float, str]:
    km = offer.near.km if offer.near else np.inf
    if order == "distance":
        return km, 0.0, offer.name
    value = offer.figures[order].value
    if value is None:
        return np.inf, km, offer.name
    return (-value if catalogue()[order].polarity == "high" else value), km, offer.name


def _figures(snapshot: Snapshot, indicator: Indicator, split: str, period: str) -> dict[str, Figure]:
    answer = query.across(snapshot, indicator, split, period)
    bands = query.bands(answer, "spread")[-1]
    found = {}
    for at, code in enumerate(answer.places):
        status = STATUSES[answer.status[-1, at]]
        if not status:
            continue
        behind = answer.denominator[-1, at]
        value = float(answer.value[-1, at]) if answer.status[-1, at] == REPORTED else None
        n = None if value is None or np.isnan(behind) else int(behind)
        found[code] = Figure(value, status, n, str(bands[at]))
    return found
