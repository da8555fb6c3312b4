"""Bars of a few places as SVG for a picture: from nought, with the published interval, and the standard as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from data.catalogue import Indicator
from layouts.chart.beside import Bar, Beside
from layouts.figures.lines import broken, wide
from layouts.figures.scale import Scale, scale, written
from layouts.figures.time_svg import LETTERS, Box
from layouts.figures.trend import ACCENT, INK
from layouts.words import _

LEADING = 1.15
#: How much of the width names may take.
_NAMES = 0.36
STYLE = (
    f".here{{fill:{ACCENT}}}.england{{fill:#77756e}}.other{{fill:#b4ccd7}}"
    f".moved{{fill:#fff;stroke:#77756e;stroke-width:3px;stroke-dasharray:8 6}}.axis{{stroke:#8a8a85;stroke-width:2px}}"
    f".grid{{stroke:#dddad3;stroke-width:1.5px}}.level{{stroke:{INK};stroke-width:3px;stroke-dasharray:4 7}}"
    f".interim{{stroke:{INK};stroke-width:3px;stroke-dasharray:14 7}}"
    ".interval{stroke:#1d1d1b;stroke-width:3px;fill:none}.halo{stroke:#fff;stroke-width:8px;stroke-linejoin:round;fill:none}"
)


def key(drawn: Beside, indicator: Indicator) -> list[tuple[str, str]]:
    """List the signs of the chart that its bars do not name, each as SVG of 60 x 30 units, and what it stands for."""
    words = {False: _("Standard: {value}"), True: _("Interim target: {value}")}
    found = [
        (
            f'<path class="{"interim" if level.interim else "level"}" d="M30 0V30"/>',
            words[level.interim].format(value=written(indicator, level.value)),
        )
        for level in drawn.levels
    ]
    if any(bar.lower is not None for bar in drawn.bars):
        found.append(
            (
                '<path class="interval" d="M4 15H56M4 7v16M56 7v16"/>',
                _("95 % confidence interval (likely range), as published"),
            )
        )
    if any(bar.moved for bar in drawn.bars):
        sign = '<rect class="moved" x="2" y="4" width="56" height="22"/>'
        found.append((sign, _("Staff moved in or out, or trusts merged, in between: neither hired nor cut")))
    return found


@dataclass(frozen=True)
class Row:
    """A bar with its name broken into lines."""

    bar: Bar
    lines: tuple[str, ...]


def rows(drawn: Beside, width: float, letters: float) -> list[Row]:
    """Break the names of the bars to the room they have."""
    return [Row(bar, tuple(broken(bar.name, letters, bar.css == "here", width * _NAMES - 16))) for bar in drawn.bars]


def needed(found: Sequence[Row], letters: float) -> float:
    """Tell how high the bars are at least, with the axis below them."""
    return sum(max(len(row.lines), 1) * letters * LEADING + 14 for row in found) + LETTERS * 2.9


def bar_chart(drawn: Beside, indicator: Indicator, box: Box, letters: float) -> str:
    """Draw the bars into a box, each row as high as its name needs and all sharing what room is left."""
    found = rows(drawn, box.width, letters)
    spare = (box.height - needed(found, letters)) / len(found)
    told = max((wide(bar.told, letters, True) for bar in drawn.bars if bar.value is not None), default=0) + 24
    left, right = box.x + box.width * _NAMES, box.x + box.width - told
    held = [v for b in drawn.bars for v in (b.value, b.lower, b.upper) if v is not None]
    held += [level.value for level in drawn.levels]
    percent = 100.0 if indicator.measure in ("percent", "share") else 0.0
    across = scale(held or [0.0, 1.0], left, right, 5, nought=True, top=percent)
    top, bottom = box.y + LETTERS * 1.2, box.y + box.height - LETTERS * 1.7
    parts = [f'<path class="grid" d="M{across.at(m):.1f} {top:.1f}V{bottom:.1f}"/>' for m in across.marks]
    parts += [
        f'<text class="quiet" font-size="{LETTERS:g}" text-anchor="middle" x="{across.at(mark):.1f}" '
        f'y="{bottom + LETTERS * 1.3:.1f}">{escape(written(indicator, mark))}</text>'
        for mark in across.marks
    ]
    y = top
    for row in found:
        high = max(len(row.lines), 1) * letters * LEADING + 14 + spare
        parts.append(_row(row, across, (box.x, box.x + box.width), y, high, letters))
        y += high
    nought = across.at(0)
    parts.append(f'<path class="axis" d="M{nought:.1f} {top:.1f}V{bottom:.1f}"/>')
    for level in drawn.levels:
        css = "interim" if level.interim else "level"
        parts.append(f'<path class="{css}" d="M{across.at(level.value):.1f} {top - 6:.1f}V{bottom:.1f}"/>')
    return "".join(parts)


def _row(row: Row, across: Scale, sides: tuple[float, float], y: float, high: float, letters: float) -> str:
    x, right = sides
    bar, middle = row.bar, y + high / 2
    bold = "bold" if bar.css == "here" else "plain"
    first = middle - (len(row.lines) - 1) * letters * LEADING / 2 + letters * 0.36
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{first + at * letters * LEADING:.1f}">{escape(line)}</tspan>'
        for at, line in enumerate(row.lines)
    )
    parts = [f'<text font-size="{letters:g}" class="{bold}">{spans}</text>']
    if bar.value is not None:
        nought, at = across.at(0), across.at(bar.value)
        thick = max(min(high - 12, 46), 8)
        parts.append(
            f'<rect class="{"moved" if bar.moved else bar.css}" x="{min(nought, at):.1f}" '
            f'y="{middle - thick / 2:.1f}" width="{abs(at - nought):.1f}" height="{thick:.1f}"/>'
        )
        if bar.lower is not None and bar.upper is not None:
            low, far = across.at(bar.lower), across.at(bar.upper)
            path = f'd="M{low:.1f} {middle:.1f}H{far:.1f}M{low:.1f} {middle - 8:.1f}v16M{far:.1f} {middle - 8:.1f}v16"'
            parts.append(f'<path class="halo" {path}/><path class="interval" {path}/>')
    said = bar.told.replace("\u202f", "\u00a0")
    spot = (right, "end") if bar.value is not None else (across.at(0) + 12, "start")
    parts.append(
        f'<text class="{bold}" font-size="{letters:g}" x="{spot[0]:.1f}" y="{middle + letters * 0.36:.1f}" '
        f'text-anchor="{spot[1]}">{escape(said)}</text>'
    )
    return "".join(parts)
