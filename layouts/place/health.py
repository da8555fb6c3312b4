"""The public-health figures of an area, made ready for its spine chart."""

from __future__ import annotations

import numpy as np

from data import held, query
from data.catalogue import Indicator
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Snapshot
from layouts.figures.spine import SpineRow
from layouts.sentences import capital
from layouts.words import _, named, statuses

#: The parts of a profile, in the order in which they are drawn. Old series and Wales's own stay on their own pages.
DOMAINS = ("length-of-life", "causes", "ways-of-life", "children", "circumstances", "care")
#: Fewer peers than this make no quarter and no worst or best.
FEWEST_PEERS = 5


def domain_titles() -> dict[str, str]:
    """Name the parts of a profile."""
    return {
        "length-of-life": _("Length of life"),
        "causes": _("Illness and early death"),
        "ways-of-life": _("Ways of life"),
        "children": _("Children"),
        "circumstances": _("Where and how people live"),
        "care": _("Prevention and care"),
    }


def profile(snapshot: Snapshot, code: str) -> list[SpineRow]:
    """List an area's newest public-health figures beside England's and those of all places of its type.

    Returns
    -------
    One row an indicator that England and enough places of the type report; empty for England itself.
    """
    if code == ENGLAND:
        return []
    rows = []
    for domain in DOMAINS:
        for indicator in held.indicators(snapshot).values():
            if indicator.domain == domain:
                row = _row(snapshot, indicator, code)
                if row is not None:
                    rows.append(row)
    return rows


def not_held(snapshot: Snapshot, code: str) -> list[str]:
    """Name the figures that their publisher gives for an area, in a file that is not held here."""
    titles = []
    for indicator in held.indicators(snapshot).values():
        if indicator.domain in DOMAINS and code in snapshot.cubes[indicator.dataset].place_at:
            told = query.through_time(snapshot, indicator, indicator.default_split, code).status[:, 0]
            if told.any() and STATUSES[told[np.flatnonzero(told)[-1]]] == "not_held":
                titles.append(capital(_(indicator.short)))
    return titles


def _row(snapshot: Snapshot, indicator: Indicator, code: str) -> SpineRow | None:
    if code not in snapshot.cubes[indicator.dataset].place_at:
        return None
    period = newest_told(snapshot, indicator, code)
    if not period:
        return None
    answer = query.across(snapshot, indicator, indicator.default_split, period)
    at, england = answer.place_at[code], answer.place_at.get(ENGLAND)
    if england is None or answer.status[0, england] != REPORTED:
        return None
    peers = _peers(snapshot, answer, code)
    if peers.size < FEWEST_PEERS:
        return None
    low, q25, q75, high = (float(n) for n in np.percentile(peers, (0, 25, 75, 100)))
    worst, best = (high, low) if indicator.polarity == "low" else (low, high)
    told = answer.status[0, at] == REPORTED
    return SpineRow(
        domain=domain_titles()[indicator.domain],
        title=capital(_(indicator.short)),
        unit=_unit(indicator),
        period=named(period, indicator.by_years),
        value=float(answer.value[0, at]) if told else None,
        england=float(answer.value[0, england]),
        worst=worst,
        best=best,
        q25=q25,
        q75=q75,
        compared=answer.comparison(0, at) if told else "not_compared",
        status="" if told else statuses()[STATUSES[answer.status[0, at]]],
        link=f"/?indicator={indicator.slug}&place={code}",
        slug=indicator.slug,
    )


def newest_told(snapshot: Snapshot, indicator: Indicator, code: str) -> str:
    """Name the newest period in which the area has a row, with a value or with a reason why it has none."""
    through = query.through_time(snapshot, indicator, indicator.default_split, code)
    rows = np.flatnonzero(through.status[:, 0])
    return through.periods[rows[-1]] if rows.size else ""


def _peers(snapshot: Snapshot, answer: Answer, code: str) -> np.ndarray:
    kind = snapshot.places[code].type
    same = [
        at
        for at, other in enumerate(answer.places)
        if other in snapshot.places and snapshot.places[other].type == kind and answer.status[0, at] == REPORTED
    ]
    return answer.value[0, same]


def _unit(indicator: Indicator) -> str:
    return "%" if indicator.measure in ("percent", "share") else _(indicator.unit)
