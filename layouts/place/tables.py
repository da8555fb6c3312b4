"""The plain tables and lists that pages of places are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from data.store import Snapshot
from layouts import sentences

#: How many columns a phone has room for.
NARROW = 3


def table(caption: str, heads: Sequence[str], rows: list[list[Any]], numeric: frozenset[int] = frozenset()) -> html.Div:
    """Write a table whose first column names its rows, in a box that scrolls where the page is narrow.

    With more than `NARROW` columns it is stacked there instead: a row becomes a small heap of its cells, each under the
    name of its column. Roles are written out, since some browsers take a table that is laid out otherwise for none.
    """

    def css(at: int) -> str | None:
        return "num" if at in numeric else None

    def cell(at: int, content: Any) -> html.Th | html.Td:
        if at == 0:
            return html.Th(content, scope="row", role="rowheader")
        return html.Td(content, className=css(at), role="cell", **{"data-label": heads[at]})

    head = html.Tr(
        [html.Th(text, scope="col", className=css(at), role="columnheader") for at, text in enumerate(heads)],
        role="row",
    )
    body = [html.Tr([cell(at, content) for at, content in enumerate(row)], role="row") for row in rows]
    made = html.Table(
        [html.Caption(caption), html.Thead(head, role="rowgroup"), html.Tbody(body, role="rowgroup")],
        className="facts stacked" if len(heads) > NARROW else "facts",
        role="table",
    )
    return html.Div(made, className="scroll", tabIndex=0, role="region", **{"aria-label": caption})


def place_link(snapshot: Snapshot, code: str, unknown: str = "") -> Any:
    """Name a place as a link to its page; one without a page stays a text, by the name `unknown` where it is given."""
    if code in snapshot.places:
        return html.A(snapshot.places[code].name, href=f"/place/{code}")
    return unknown or code


def coded_link(snapshot: Snapshot, code: str, unknown: str = "") -> list[Any]:
    """Name a place with its code beside it, as a link where it has a page."""
    named = place_link(snapshot, code, unknown)
    return [named] if named == code else [named, f" ({code})"]


def linked_list(snapshot: Snapshot, codes: Sequence[str]) -> html.Ul:
    """List places by name, each a link."""
    ordered = sorted(codes, key=lambda code: sentences.place_name(snapshot, code))
    return html.Ul([html.Li(place_link(snapshot, code)) for code in ordered], className="columns")
