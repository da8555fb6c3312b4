"""The newest figure of each of some indicators for one place, as lines of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from data import query
from data.catalogue import Indicator
from data.query import REPORTED
from data.store import STATUSES, Snapshot
from layouts.place.tables import table
from layouts.sentences import capital, counted
from layouts.words import _, named, statuses


def newest_table(caption: str, snapshot: Snapshot, code: str, indicators: Iterable[Indicator]) -> html.Div | None:
    """Tabulate what the files say last of a place, figure by figure; None where they say nothing.

    Why there is no value counts as said where a file says it; a place that no file names is passed over.
    """
    rows = [row for one in indicators if (row := _row(snapshot, one, code))]
    return table(caption, (_("Measure"), _("Figure"), _("When"), _("From")), rows) if rows else None


def _row(snapshot: Snapshot, indicator: Indicator, code: str) -> list[Any]:
    if code not in snapshot.cubes[indicator.dataset].place_at:
        return []
    told = query.through_time(snapshot, indicator, indicator.default_split, code)
    said = [at for at in range(len(told.periods)) if told.status[at, 0] and told.files[told.file[at, 0]]]
    if not said:
        return []
    period = told.periods[said[-1]]
    answer = query.across(snapshot, indicator, indicator.default_split, period)
    at = answer.place_at[code]
    status = answer.status[0, at]
    figure = counted(indicator, answer, at).removesuffix(".") if status == REPORTED else statuses()[STATUSES[status]]
    link = html.A(capital(_(indicator.short)), href=f"/?indicator={indicator.slug}&place={code}")
    publisher = _(snapshot.manifest["sources"][indicator.source]["publisher"])
    what: Any = [link, f", {_(indicator.unit)}"] if indicator.measure == "rate" else link
    return [what, figure, named(period, indicator.by_years), publisher]
