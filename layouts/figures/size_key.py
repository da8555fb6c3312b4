"""The key of symbols' sizes, drawn on the map itself so that it grows with the symbols."""

from __future__ import annotations

from html import escape

from layouts.sizes import KEY, radius
from layouts.words import _, count

#: Where the key stands on the sheet: the Channel, off Kent.
LEFT, TOP = 1980, 2960


def size_key() -> str:
    """Draw circles inside one another on one foot, each with its number of posts."""
    foot, largest = TOP + 2 * radius(KEY[0]), radius(KEY[0])
    parts = [f'<text x="{LEFT}" y="{TOP - 50}">{escape(_("Posts announced to go"))}</text>']
    for posts in KEY:
        size = radius(posts)
        top = foot - 2 * size
        parts.append(
            f'<circle cx="{LEFT + largest}" cy="{foot - size}" r="{size}"/>'
            f'<path d="M{LEFT + largest} {top}H{LEFT + 2 * largest + 40}"/>'
            f'<text x="{LEFT + 2 * largest + 60}" y="{top + 20}">{count(posts)}</text>'
        )
    return f'<g class="size-key" aria-hidden="true">{"".join(parts)}</g>'
