"""Long tables as ready-made HTML: thousands of cells would cost more as components than all the rest of a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

Cell = str | tuple[str, str]
"""A text, or a text and the address that it links to."""


def long_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], numeric: frozenset[int] = frozenset()
) -> str:
    """Write a table whose first column names its rows, in a box that scrolls where the page is narrow.

    Parameters
    ----------
    numeric
        Columns of numbers, set to the right.
    """
    css = [' class="num"' if at in numeric else "" for at in range(len(heads))]
    head = "".join(f'<th scope="col"{css[at]}>{escape(text)}</th>' for at, text in enumerate(heads))
    body = "".join(
        f'<tr><th scope="row">{_cell(row[0])}</th>'
        + "".join(f"<td{css[at]}>{_cell(cell)}</td>" for at, cell in enumerate(row[1:], start=1))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="small">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    return escape(cell) if isinstance(cell, str) else f'<a href="{escape(cell[1])}">{escape(cell[0])}</a>'
