"""A small line through time as SVG, cut where no line may be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from data.periods import month_number, month_of
from layouts.words import count, short_month

WIDTH, HEIGHT = 360, 176
LEFT, RIGHT, TOP, BOTTOM = 6, 354, 26, 148


def line(stretches: Sequence[tuple[Sequence[str], Sequence[float | None]]], label: str) -> str:
    """Draw unbroken stretches of a series over one axis of time, from nought up.

    Parameters
    ----------
    stretches
        Months and values of each stretch, in order of time, as `layouts.figures.trend.pieces` cuts them.
    label
        What the line shows, for those who do not see it.

    Returns
    -------
    The SVG; '' without a value.
    """
    points = [(month_number(m), v) for months, values in stretches for m, v in zip(months, values, strict=True) if v]
    if not points:
        return ""
    first, last = points[0][0], points[-1][0]
    top = max(v for _m, v in points)

    def x(month: int) -> float:
        return LEFT + (RIGHT - LEFT) * (month - first) / max(last - first, 1)

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / top

    drawn = [f'<path class="grid" d="M{LEFT} {BOTTOM}H{RIGHT}"/>']
    for months, values in stretches:
        spots = [(x(month_number(m)), y(v)) for m, v in zip(months, values, strict=True) if v]
        path = "L".join(f"{a:.1f} {b:.1f}" for a, b in spots)
        drawn.append(f'<path class="through" d="M{path}"/>')
        drawn += [f'<circle class="spot" cx="{a:.1f}" cy="{b:.1f}" r="2.5"/>' for a, b in spots]
    ends = [(points[0], "start"), (points[-1], "end")]
    for (month, value), anchor in ends if len(points) > 1 else ends[:1]:
        drawn.append(_text("told", x(month), y(value) + (-10 if anchor == "start" else 20), anchor, count(value)))
        drawn.append(_text("tick", x(month), BOTTOM + 20, anchor, short_month(month_of(month))))
    said = escape(label)
    return f'<svg class="line" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{said}">{"".join(drawn)}</svg>'


def _text(css: str, x: float, y: float, anchor: str, words: str) -> str:
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
