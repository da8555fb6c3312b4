"""The local figures of a place: gathered by people there, marked as no official statistics."""

from __future__ import annotations

from typing import Any

from dash import html

from data import held, query
from data.own import NAME
from data.query import REPORTED
from data.store import STATUSES, Snapshot
from layouts.place.tables import table
from layouts.sentences import capital, counted
from layouts.words import _, named, statuses


def section(snapshot: Snapshot, code: str) -> list[Any]:
    """Tabulate the newest local figures of a place, each with who says so; nothing where there are none."""
    rows = []
    for slug, indicator in held.indicators(snapshot).items():
        if indicator.group != NAME or code not in snapshot.cubes[slug].place_at:
            continue
        told = query.through_time(snapshot, indicator, indicator.default_split, code)
        asked = [at for at in range(len(told.periods)) if told.status[at, 0] and told.files[told.file[at, 0]]]
        if not asked:
            continue
        period = told.periods[asked[-1]]
        answer = query.across(snapshot, indicator, indicator.default_split, period)
        at = answer.place_at[code]
        status = answer.status[0, at]
        figure = counted(indicator, answer, at) if status == REPORTED else statuses()[STATUSES[status]]
        link = html.A(capital(_(indicator.short)), href=f"/?indicator={slug}&place={code}")
        publisher = snapshot.manifest["sources"][indicator.source]["publisher"]
        rows.append([link, figure, named(period, indicator.by_years), publisher])
    if not rows:
        return []
    return [
        html.H2(_("Local figures"), id="local"),
        html.P(_("Gathered by people here or by their own request. They are not official statistics.")),
        table(_("Local figures"), (_("Measure"), _("Figure"), _("When"), _("From")), rows),
    ]
