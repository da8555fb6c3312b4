"""The list of the PLACE pilot, line by line: which hospital each name was taken to mean, and how that was found."""

from __future__ import annotations

from typing import Any

from dash import html

from data.catalogue import Indicator
from data.sources.place.listings import INDICATOR, Listing, listings
from data.store import Snapshot
from layouts.place.tables import table
from layouts.reasons import said as in_words
from layouts.words import _


def methods() -> dict[str, str]:
    """Say in the reader's words how a listed name was matched."""
    return {
        "name": _("by its name"),
        "part of the name": _("by a part of its name"),
        "town": _("by the town"),
        "by hand": _("by hand"),
        "not placed": _("not placed"),
    }


def pilot_section(snapshot: Snapshot, indicator: Indicator) -> list[Any]:
    """Tabulate the list with its matches; nothing for any other indicator."""
    if indicator.slug != INDICATOR:
        return []
    listed = sorted(listings(), key=lambda one: (bool(one.sites), one.trust, one.hospital))
    placed = sum(1 for one in listed if one.sites)
    said = _("{n} of the {total} listed names are on the map. Those that could not be placed stand first.")
    heads = [_("Listed hospital and trust"), _("Taken to be, and why")]
    rows: list[list[Any]] = [[f"{one.hospital} ({one.trust})", _meant(snapshot, one)] for one in listed]
    return [
        html.H2(_("Every name on the list")),
        html.P(said.format(n=placed, total=len(listed))),
        table(_("The list of October 2012, with our matches"), heads, rows),
    ]


def _meant(snapshot: Snapshot, one: Listing) -> list[Any]:
    found: list[Any] = []
    for site in one.sites:
        place = snapshot.named(site)
        found += [html.A(place.name if place else site, href=f"/place/{site}"), "; "]
    return [*found, html.Span(_how(one), className="quiet")]


def _how(one: Listing) -> str:
    how = methods()[one.method]
    return _("{how}: {reason}").format(how=how, reason=in_words(one.reason)) if one.reason else how
