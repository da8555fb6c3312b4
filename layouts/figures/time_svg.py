"""A place through time as SVG for a picture: lines cut at breaks and gaps, limits, targets, and what flags a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from data.periods import month_number, month_of
from layouts.chart.through import Line, Through, newest
from layouts.figures.lines import wide
from layouts.figures.scale import Scale, scale, unit, written
from layouts.figures.trend import ACCENT, COMPARED, INK, QUIET, SIGNAL
from layouts.sentences import figure
from layouts.words import _, short_month, short_named

LETTERS = 24.0
#: Between the marks of an axis at least so much is left free.
_APART = 24.0
#: With more months than this, years are marked instead.
_MONTHS = 40
_DASHES = {"dash": "14 8", "dot": "3 8", "dashdot": "14 7 3 7", "longdash": "24 8", "longdashdot": "24 7 3 7"}
_OTHERS = "".join(
    f".other{at}{{stroke:{ink};stroke-dasharray:{_DASHES[dash]}}}.stop.other{at}{{fill:{ink}}}"
    for at, (ink, dash) in enumerate(COMPARED, 1)
)
_THIN = f"stroke:{QUIET};stroke-width:2px"
STYLE = (
    f".grid{{stroke:#dddad3;stroke-width:1.5px}}.axis,.mean{{{_THIN}}}"
    ".line{fill:none;stroke-width:4px;stroke-linejoin:round}.stop{stroke:none}"
    f".here{{stroke:{ACCENT};stroke-width:6px}}.england{{stroke:{QUIET}}}"
    f".stop.here{{fill:{ACCENT}}}.stop.england{{fill:{QUIET}}}{_OTHERS}"
    f".level{{stroke:{INK};stroke-width:2.5px;stroke-dasharray:3 7}}"
    f".interim{{fill:#fff;stroke:{INK};stroke-width:2.5px}}"
    f".limit{{{_THIN};stroke-dasharray:12 8}}.cut{{{_THIN};stroke-dasharray:10 8}}"
    f".event{{{_THIN};stroke-dasharray:2 8}}"
    f".flagged{{fill:#fff;stroke:{SIGNAL};stroke-width:3.5px}}.now{{fill:{ACCENT};stroke:#fff;stroke-width:4px}}"
    ".halo{stroke:#fff;stroke-width:8px;stroke-linejoin:round}"
)


@dataclass(frozen=True)
class Box:
    """Room for a chart in units of the picture."""

    x: float
    y: float
    width: float
    height: float


def key(drawn: Through) -> list[tuple[str, str]]:
    """List the signs of the chart, each as SVG of 60 x 30 units, and what it stands for."""
    order = sorted(drawn.lines, key=lambda line: (line.css != "here", line.css == "england"))
    signs = [(f'<path class="line {line.css}" d="M2 15H58"/>', line.name) for line in order]
    if any(not level.interim for level in drawn.levels):
        signs.append(('<path class="level" d="M2 15H58"/>', _("Standard")))
    if any(level.interim for level in drawn.levels):
        signs.append((_diamond(30, 15), _("Interim target")))
    if drawn.marks:
        signs.append(('<path class="cut" d="M30 0V30"/>', _("Break: not comparable across it")))
    if drawn.limits is not None:
        signs.append(('<path class="limit" d="M2 7H58M2 23H58"/>', _("Usual range")))
        if drawn.limits.flagged:
            signs.append(('<circle class="flagged" cx="30" cy="15" r="8"/>', _("More than chance")))
    return signs


def time_chart(drawn: Through, box: Box) -> str:
    """Draw the chart into a box; nothing stands outside it."""
    indicator = drawn.answer.indicator
    top, bottom = box.y + LETTERS * 2, box.y + box.height - LETTERS * 1.7
    upright = _upright(drawn, bottom, top)
    left = box.x + max(wide(written(indicator, mark), LETTERS, False) for mark in upright.marks) + 14
    right = box.x + box.width - 14
    across = _across(drawn, left + 10, right - 10)
    inner = [
        *(f'<path class="grid" d="M{left:.1f} {upright.at(m):.1f}H{right:.1f}"/>' for m in upright.marks),
        f'<path class="axis" d="M{left:.1f} {bottom:.1f}H{right:.1f}"/>',
        *(_text(left - 12, upright.at(m) + 8, "end", written(indicator, m), "quiet") for m in upright.marks),
        _text(box.x, box.y + LETTERS - 4, "start", unit(indicator), "quiet"),
        *_dates(drawn, across, left, right, bottom),
        *(f'<path class="cut" d="M{across[b.period]:.1f} {top:.1f}V{bottom:.1f}"/>' for b in drawn.marks),
        *(f'<path class="event" d="M{across[o.period]:.1f} {top:.1f}V{bottom:.1f}"/>' for o in drawn.happened),
        *_limits(drawn, across, upright),
        *_levels(drawn, across, upright),
        *(_line(line, across, upright, stepped=bool(indicator.names)) for line in drawn.lines),
        *_flags(drawn, across, upright),
        _now(drawn, across, upright),
    ]  # fmt: skip
    return "".join(inner)


def above_nought(drawn: Through) -> bool:
    """Tell whether the scale of the chart leaves nought out."""
    return not drawn.answer.indicator.names and _upright(drawn, 1, 0).low > 0


def _upright(drawn: Through, bottom: float, top: float) -> Scale:
    indicator = drawn.answer.indicator
    if indicator.names:
        first, last = min(indicator.names), max(indicator.names)
        return Scale(first - 0.4, last + 0.4, bottom, top, tuple(map(float, indicator.names)))
    held = [v for line in drawn.lines for _months, values in line.stretches for v in values]
    held += [level.value for level in drawn.levels]
    if drawn.limits is not None:
        held += [drawn.limits.lower, drawn.limits.upper]
    most = max(3, min(7, int((bottom - top) / 70)))
    percent = 100.0 if indicator.measure in ("percent", "share") else 0.0
    return scale(held, bottom, top, most, nought=indicator.measure in ("count", "change"), top=percent)


def _across(drawn: Through, left: float, right: float) -> dict[str, float]:
    """Place each period: months by the calendar, periods of years side by side."""
    if drawn.answer.indicator.by_years:
        numbers = dict(zip(drawn.periods, range(len(drawn.periods)), strict=True))
    else:
        numbers = {period: month_number(period) for period in drawn.periods}
    first, last = numbers[drawn.periods[0]], numbers[drawn.periods[-1]]
    return {period: left + (right - left) * (n - first) / (last - first) for period, n in numbers.items()}


def _dates(drawn: Through, across: dict[str, float], left: float, right: float, bottom: float) -> list[str]:
    """Mark dates, the newest among them, as many as there is room for."""
    by_years = drawn.answer.indicator.by_years
    first, last = drawn.periods[0], drawn.periods[-1]
    if by_years:
        spots = [(across[p], short_named(p, True)) for p in reversed(drawn.periods)]
    else:
        start, end = month_number(first), month_number(last)
        pace = (across[last] - across[first]) / (end - start)
        step = 12 if end - start > _MONTHS else 1
        newest_mark = end - end % 12 if step == 12 else end
        months = range(newest_mark, start - 1, -step)
        spots = [
            (across[first] + (n - start) * pace, month_of(n)[:4] if step == 12 else short_month(month_of(n)))
            for n in months
        ]
    found, free = [], right + _APART
    for x, text in spots:
        half = wide(text, LETTERS, False) / 2
        x_text = min(x, right - half)
        if x_text + half + _APART <= free and x_text - half >= left - 40:
            found.append(f'<path class="axis" d="M{x:.1f} {bottom:.1f}v8"/>')
            found.append(_text(x_text, bottom + LETTERS * 1.4, "middle", text, "quiet"))
            free = x_text - half
    return found


def _line(line: Line, across: dict[str, float], upright: Scale, *, stepped: bool) -> str:
    parts = []
    for periods, values in line.stretches:
        spots = [(across[when], upright.at(value)) for when, value in zip(periods, values, strict=True)]
        if len(spots) == 1:
            parts.append(f'<circle class="stop {line.css}" cx="{spots[0][0]:.1f}" cy="{spots[0][1]:.1f}" r="5"/>')
            continue
        path = f"M{spots[0][0]:.1f} {spots[0][1]:.1f}"
        for x, y in spots[1:]:
            path += f"H{x:.1f}V{y:.1f}" if stepped else f"L{x:.1f} {y:.1f}"
        parts.append(f'<path class="line {line.css}" d="{path}"/>')
    return "".join(parts)


def _limits(drawn: Through, across: dict[str, float], upright: Scale) -> list[str]:
    if drawn.limits is None:
        return []
    first, last = across[drawn.limits.periods[0]], across[drawn.limits.periods[-1]]
    levels = (("mean", drawn.limits.mean), ("limit", drawn.limits.lower), ("limit", drawn.limits.upper))
    return [
        f'<path class="{css}" d="M{first:.1f} {upright.at(level):.1f}H{last:.1f}"/>'
        for css, level in levels
        if upright.low <= level <= upright.high
    ]


def _levels(drawn: Through, across: dict[str, float], upright: Scale) -> list[str]:
    found = []
    for level in drawn.levels:
        start, end, y = _near(across, level.first), _near(across, level.last), upright.at(level.value)
        found.append(_diamond(end, y) if level.interim else f'<path class="level" d="M{start:.1f} {y:.1f}H{end:.1f}"/>')
    return found


def _near(across: dict[str, float], period: str) -> float:
    """Place a date that is no period of the series at the last one before it."""
    return across[max((one for one in across if one <= period), default=min(across))]


def _diamond(x: float, y: float) -> str:
    return f'<path class="interim" d="M{x - 9:.1f} {y:.1f}l9 -9l9 9l-9 9z"/>'


def _flags(drawn: Through, across: dict[str, float], upright: Scale) -> Sequence[str]:
    if drawn.limits is None:
        return ()
    return [
        f'<circle class="flagged" cx="{across[when]:.1f}" cy="{upright.at(value):.1f}" r="8"/>'
        for when, value in drawn.limits.flagged.items()
        if when in across
    ]


def _now(drawn: Through, across: dict[str, float], upright: Scale) -> str:
    """Mark the figure in view and write it beside its point."""
    told = newest(drawn)
    if told is None:
        return ""
    x, y = across[told[0]], upright.at(told[1])
    text = figure(drawn.answer.indicator, told[1]).replace("\u202f", "\u00a0")
    label = f'text-anchor="end" font-size="30" x="{x + 6:.1f}" y="{y - 20:.1f}"'
    return (
        f'<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="11"/>'
        f'<text class="bold halo" {label}>{escape(text)}</text><text class="bold" {label}>{escape(text)}</text>'
    )


def _text(x: float, y: float, anchor: str, words: str, css: str) -> str:
    if not words:
        return ""
    at = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{css}" font-size="{LETTERS:g}" {at}>{escape(words)}</text>'
