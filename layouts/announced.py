"""The panel beside the map of announced cuts: what was said of the place in view, and where to read more."""

from __future__ import annotations

from typing import Any

from dash import html

from data import ledger
from data.store import ENGLAND, Snapshot
from layouts import cuts
from layouts.ledger import record
from layouts.words import _, status_sentences, statuses


def announced(snapshot: Snapshot, code: str) -> list[Any]:
    """Tell the records of a place in full, or the totals where none is in view."""
    whole = html.P(html.A(_("All records in the ledger"), href="/ledger"))
    if code == ENGLAND:
        every = ledger.entries(snapshot)
        said = [cuts.at_least(ledger.total(snapshot, nation, every), nation) for nation in ("England", "Wales")]
        ask = _("Choose a circle to read what was announced there, who says so, and what became of the staff.")
        said.append(cuts.together(snapshot, every))
        return [*(html.P(text, className="story") for text in said), html.P(ask), whole]
    found = [cut for cut in ledger.of_place(snapshot, code) if cut.place_code == code]
    if found:
        return [*(html.Div(record(snapshot, cut, None), className="record") for cut in found), whole]
    letter = html.A(_("A letter that asks, ready to copy"), href=f"/ledger/letter?trust={code}")
    if not ledger.was_due(snapshot, code):
        return [html.P(_("It did not stand between 2010 and 2014, or is no NHS trust.")), whole]
    said = [html.B(statuses()["no_record"]), ". ", status_sentences()["no_record"], " ", _("That is not a nought.")]
    return [html.P(said), html.P(letter), whole]
