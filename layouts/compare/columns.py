"""A table with a column for each place; on a phone each row becomes a block in which every value names its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from data.store import ENGLAND, Snapshot
from layouts.compare.choice import short
from layouts.words import _


@dataclass(frozen=True)
class Row:
    """One row: what it tells, and a cell a place; `css` classes a cell each, '' for none."""

    title: Any
    cells: Sequence[Any]
    css: Sequence[str] = ()


def short_name(snapshot: Snapshot, code: str) -> str:
    """Name a place as briefly as can be told apart."""
    return _("England") if code == ENGLAND else short(snapshot.places[code].name)


def side_table(
    snapshot: Snapshot, places: Sequence[str], caption: str, corner: str, rows: Sequence[Row], css: str = ""
) -> html.Div:
    """Lay out rows under the names of places, each a link to its page.

    Parameters
    ----------
    places
        In the order chosen; no order by value is made here.
    corner
        Names the first column.
    """
    heads = [
        html.Th(html.A(snapshot.places[code].name, href=f"/place/{code}"), scope="col", role="columnheader")
        for code in places
    ]
    first = html.Th(corner, scope="col", role="columnheader")
    body = [_row(snapshot, places, row) for row in rows]
    table = html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([first, *heads], role="row"), role="rowgroup"),
            html.Tbody(body, role="rowgroup"),
        ],
        className=f"side {css}".strip(),
        role="table",
    )
    return html.Div(table, className="scroll", tabIndex=0, role="region", **{"aria-label": caption})


def _row(snapshot: Snapshot, places: Sequence[str], row: Row) -> html.Tr:
    classes = row.css or [""] * len(places)
    cells = [
        html.Td(cell, role="cell", className=css or None, **{"data-label": short_name(snapshot, code)})
        for code, cell, css in zip(places, row.cells, classes, strict=True)
    ]
    return html.Tr([html.Th(row.title, scope="row", role="rowheader"), *cells], role="row")


def folded(words: str, parts: Sequence[Any]) -> html.Details:
    """Fold what would make a phone's page very long; where there is room for columns the style sheet shows it unfolded."""
    return html.Details([html.Summary(words), *parts], className="folds")
