"""Places like this one: whom it may fairly be compared with, and what makes them alike."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from data import query
from data.catalogue import catalogue
from data.store import Snapshot
from geo.alike import Alike
from layouts.compare import heat
from layouts.compare.choice import Comparison
from layouts.place.tables import table
from layouts.view import default_indicator
from layouts.words import _, count


def link(alike: Alike) -> str:
    """The address that sets a place beside those like it."""
    return f"/compare?places={','.join([alike.here.code, *(one.code for one in alike.peers)])}"


def section(snapshot: Snapshot, alike: Alike | None) -> list[Any]:
    """Tell which places are most like one, by which traits, with the values of each; empty where nobody can tell."""
    if alike is None:
        return []
    place = snapshot.places[alike.here.code]
    of_trusts = place.type == "trust"
    names = [name for name, value in alike.here.values.items() if not np.isnan(value)]
    heads = [_("Trust") if of_trusts else _("Area"), *(_traits()[name] for name in names)]
    rows = [
        [
            html.A(snapshot.places[one.code].name, href=f"/place/{one.code}"),
            *(_told(name, one.values[name]) for name in names),
        ]
        for one in (alike.here, *alike.peers)
    ]
    said = _("Compare with similar trusts") if of_trusts else _("Compare with places like this one")
    return [
        html.P(html.A(said, href=link(alike), className="next")),
        html.Details(
            [
                html.Summary(_("Which ones, and why?")),
                html.P(_method(place.kind if of_trusts else place.type, alike.among)),
                table(_("What they were likened by"), heads, rows, frozenset(range(1, len(heads)))),
            ]
        ),
    ]


def _traits() -> dict[str, str]:
    return {
        "waiting": _("People waiting for treatment"),
        "attendances": _("Visits to A&E a month"),
        "deprivation": _("Deprivation score"),
        "people": _("People"),
        "density": _("People a square km"),
    }


def _told(name: str, value: float) -> str:
    return f"{value:.1f}" if name == "deprivation" else count(value)


def _method(kind: str, among: int) -> str:
    if kind in ("council", "county"):
        return _("Out of {n} others of its kind in its nation, these are nearest in three things at once: people (mid-2019), people a square kilometre, and the average score of the newest index of deprivation (higher is poorer). Numbers of people are likened by ratio; each of the three counts alike. Age is not held here and is left out, and a place alike in these can still differ much.").format(n=among)  # fmt: skip
    told = _("Out of {n} other trusts of its kind, these are nearest in size and in the deprivation of the councils its patients come from. Size is people waiting and visits to A&E, means of the last 12 months, likened by ratio. Deprivation is weighed by where patients lived in 2019; higher is poorer. Each counts alike; what it does not report is left out. Trusts alike in these can still differ much: which specialties they have, and whether they teach, is not held here.").format(n=among)  # fmt: skip
    if kind == "specialist":
        return (
            told + " " + _("Specialist trusts differ most of all: a children's hospital may stand beside one for eyes.")
        )
    return told


def glance(snapshot: Snapshot, code: str, others: tuple[str, ...]) -> list[Any]:
    """Offer every figure of a trust beside those of the trusts most like it, classed in words and in colour."""
    if not others:
        return []
    indicator = catalogue()[default_indicator(snapshot)]
    period = query.periods(snapshot, indicator)[-1]
    chosen = Comparison((code, *others), indicator.slug, indicator.default_split, period)
    return [html.Details([html.Summary(_("The same figures beside similar trusts")), *heat.glance(snapshot, chosen)])]
