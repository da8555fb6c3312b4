"""Small trends that stand together on one scale, each with its usual range and the points that are more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, EDGE = 160, 60, 4


@dataclass(frozen=True)
class Small:
    """One small trend.

    Parameters
    ----------
    pieces
        Unbroken stretches of (position, value).
    flagged
        Points that are more than chance.
    band
        First and last position, lower limit, mean and upper limit; None where points are too few for limits.
    """

    pieces: Sequence[Sequence[tuple[int, float]]]
    flagged: Sequence[tuple[int, float]]
    band: tuple[int, int, float, float, float] | None


def small_trend(drawn: Small, length: int, low: float, high: float, label: str) -> str:
    """Draw one for a page, with the parameters of `marks`; `label` says what it shows, for those who do not see it."""
    return (
        f'<svg class="small-trend" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{marks(drawn, length, low, high)}</svg>"
    )


def marks(drawn: Small, length: int, low: float, high: float) -> str:
    """Draw one into a box of `WIDTH` by `HEIGHT`; a range that reaches beyond the scale goes on to its edge.

    Parameters
    ----------
    length
        How many positions there are from side to side.
    low, high
        The scale, the same for all that stand together.
    """
    across = (WIDTH - 2 * EDGE) / max(length - 1, 1)
    up = (HEIGHT - 2 * EDGE) / (high - low or 1)

    def x(at: int) -> str:
        return f"{EDGE + at * across:.1f}"

    def y(value: float) -> float:
        return round(HEIGHT - EDGE - (min(max(value, low), high) - low) * up, 1)

    parts = []
    if drawn.band is not None:
        first, last, lower, mean, upper = drawn.band
        wide = f"{(last - first) * across:.1f}"
        parts.append(
            f'<rect class="usual-range" x="{x(first)}" y="{y(upper):g}" width="{wide}" '
            f'height="{y(lower) - y(upper):.1f}"/><path class="mean" d="M{x(first)} {y(mean):g}h{wide}"/>'
        )
    runs = [piece for piece in drawn.pieces if len(piece) > 1]
    if runs:
        path = "".join("M" + "L".join(f"{x(at)} {y(value):g}" for at, value in piece) for piece in runs)
        parts.append(f'<path class="run" d="{path}"/>')
    alone = [piece[0] for piece in drawn.pieces if len(piece) == 1]
    newest = [drawn.pieces[-1][-1]] if drawn.pieces else []
    for css, points in (("end", [*alone, *newest]), ("beyond", drawn.flagged)):
        if points:
            path = "".join(f"M{x(at)} {y(value):g}h0" for at, value in points)
            parts.append(f'<path class="{css}" d="{path}"/>')
    return "".join(parts)
