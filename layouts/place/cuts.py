"""The announced cuts of a trust on its page: each record beside what became of the staff, or that there is none."""

from __future__ import annotations

from typing import Any

from dash import html

from data import ledger
from data.store import Snapshot
from layouts.ledger import record
from layouts.words import _, status_sentences, statuses


def cuts_section(snapshot: Snapshot, code: str) -> list[Any]:
    """Tell the records of a trust or health board and of those it took over; nothing where the ledger is not held."""
    if not ledger.is_held(snapshot):
        return []
    found = ledger.of_place(snapshot, code)
    due = ledger.was_due(snapshot, code)
    if not found and not due:
        return []
    parts: list[Any] = [html.H2(_("Announced cuts, 2010 to 2013"))]
    if due and all(cut.place_code != code for cut in found):
        parts.append(html.P([html.B(statuses()["no_record"]), ": ", status_sentences()["no_record"], " ", _("That is not a nought.")]))  # fmt: skip
    elif found and all(cut.place_code != code for cut in found):
        parts.append(html.P(_("It did not stand then. Of those it took over:")))
    parts += [
        html.Div(record(snapshot, cut, html.H3 if cut.place_code != code else None), className="record")
        for cut in found
    ]
    links = [
        html.A(_("All records in the ledger"), href="/ledger"),
        " \u00b7 ",
        html.A(_("A letter that asks, ready to copy"), href=f"/ledger/letter?trust={code}"),
    ]
    return [*parts, html.P(links)]
