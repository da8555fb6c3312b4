"""The course of one figure as a small line, with the range it usually keeps to behind it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, EDGE = 200, 54, 6


def course(
    values: Sequence[float], ranges: Sequence[tuple[float, float]], flagged: Sequence[bool], label: str, steps: int = 0
) -> str:
    """Draw one unbroken run of values.

    Parameters
    ----------
    values
        In order of time, without a gap.
    ranges
        Lower and upper limit of each value; empty where there are none.
    flagged
        Whether more than chance is seen at a value.
    label
        What the line shows, for those who do not see it.
    steps
        How many periods there are from side to side; a shorter run stands at the right. 0 for as many as values.

    Returns
    -------
    An `<svg>`; its colours come from a style sheet.
    """
    low = min([*values, *(one for one, _high in ranges)])
    high = max([*values, *(one for _low, one in ranges)])
    steps = max(steps, len(values))
    across, up = (WIDTH - 2 * EDGE) / max(steps - 1, 1), (HEIGHT - 2 * EDGE) / (high - low or 1)

    def point(at: int, value: float) -> str:
        x = WIDTH - EDGE - (len(values) - 1 - at) * across
        return f"{x:.1f} {HEIGHT - EDGE - (value - low) * up:.1f}"

    drawn = ""
    if ranges:
        there = [point(at, upper) for at, (_lower, upper) in enumerate(ranges)]
        back = [point(at, lower) for at, (lower, _upper) in reversed(list(enumerate(ranges)))]
        drawn += f'<path class="range" d="M{"L".join([*there, *back])}Z"/>'
    drawn += f'<path class="run" d="M{"L".join(point(at, value) for at, value in enumerate(values))}"/>'
    rings = [point(at, value) for at, value in enumerate(values) if flagged[at]]
    drawn += "".join(
        f'<circle class="signal" cx="{x}" cy="{y}" r="2.4"/>' for x, y in (ring.split(" ") for ring in rings)
    )
    x, y = point(len(values) - 1, values[-1]).split(" ")
    drawn += f'<circle class="newest" cx="{x}" cy="{y}" r="4"/>'
    return (
        f'<svg class="course" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'
    )
