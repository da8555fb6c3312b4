"""Sparklines: many small lines on one scale, cut where a series is cut."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, EDGE = 96, 26, 3
Piece = Sequence[tuple[int, float]]


def spark(pieces: Sequence[Piece], length: int, low: float, high: float, label: str) -> str:
    """Draw one line.

    Parameters
    ----------
    pieces
        Unbroken stretches of (position, value).
    length
        How many positions there are from side to side.
    low, high
        The scale, the same for all lines that stand together.
    label
        What the line shows, for those who do not see it.
    """
    across = (WIDTH - 2 * EDGE) / max(length - 1, 1)
    up = (HEIGHT - 2 * EDGE) / (high - low or 1)

    def point(at: int, value: float) -> str:
        return f"{EDGE + at * across:.1f} {HEIGHT - EDGE - (value - low) * up:.1f}"

    drawn = "".join("M" + "L".join(point(at, value) for at, value in piece) for piece in pieces if len(piece) > 1)
    dots = [piece[0] for piece in pieces if len(piece) == 1]
    ends = [pieces[-1][-1]] if pieces else []
    marks = "".join(f'<path class="end" d="M{point(at, value)}h0"/>' for at, value in (*dots, *ends))
    line = f'<path d="{drawn}"/>' if drawn else ""
    return (
        f'<svg class="spark" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg">{line}{marks}</svg>'
    )
