"""Every trust beside the others as SVG for a picture: a funnel with its limits, the places in view named."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from data.judge.peers import Funnel
from data.judge.verdicts import Judged
from layouts.figures.funnel import BETTER, WORSE, limits, standing, standings
from layouts.figures.lines import wide
from layouts.figures.scale import Scale, scale, written
from layouts.figures.time_svg import LETTERS, Box
from layouts.figures.trend import ACCENT, COMPARED, QUIET
from layouts.words import _, count

LOWEST = 420.0
_CSS = {0: "usual", 1: "better", -1: "worse"}
STYLE = (
    f".grid{{stroke:#dddad3;stroke-width:1.5px}}.axis{{stroke:{QUIET};stroke-width:2px}}"
    f".limit{{fill:none;stroke:{QUIET};stroke-width:2.5px}}.near{{stroke-dasharray:12 8}}"
    ".pooled{stroke:#5c5b56;stroke-width:3px}"
    f".usual{{fill:#fff;fill-opacity:.6;stroke:{QUIET};stroke-width:2px}}.better{{fill:{BETTER}}}.worse{{fill:{WORSE}}}"
    ".named{stroke:#fff;stroke-width:4px}.number{fill:#fff}"
)


def key(judged: Judged, named: Sequence[str]) -> list[tuple[str, str]]:
    """List the signs of the chart, each as SVG of 60 x 30 units, and what it stands for."""
    words, seen = standings(), set(standing(judged)[_peers(_funnel(judged))].tolist())
    return [
        *((_mark(number, 30, 15), name) for number, name in enumerate(named, 1)),
        ('<path class="pooled" d="M2 15H58"/>', _("All trusts together")),
        ('<path class="limit" d="M2 7H58M2 23H58"/>', _("Limits of 99.8 %")),
        ('<path class="limit near" d="M2 7H58M2 23H58"/>', _("Limits of 95 %")),
        *((_sign(way, 30, 15), words[way]) for way in (0, 1, -1) if way in seen),
    ]


def funnel_svg(judged: Judged, box: Box, named: Sequence[str]) -> str:
    """Draw the funnel into a box; nothing stands outside it.

    Parameters
    ----------
    named
        The places in view, the one in focus first: they are marked by numbers, which the key explains.
    """
    funnel = _funnel(judged)
    peers, shares, indicator = _peers(funnel), judged.history.values[-1], judged.indicator
    grid, pairs = limits(funnel)
    fair = [pair for pair in pairs if pair.adjusted]
    held = [*shares[peers], *(end for pair in fair for end in (pair.lower.min(), pair.upper.max()))]
    top, bottom = box.y + 16, box.y + box.height - LETTERS * 3
    upright = scale(held, bottom, top, 6, nought=False, top=100.0)
    left = box.x + max(wide(written(indicator, mark), LETTERS, False) for mark in upright.marks) + 14
    right = box.x + box.width - 14
    across = scale([float(funnel.denominator[peers].max())], left, right, 7, nought=True)
    marks = [mark for mark in across.marks if mark < across.high * 0.97]
    way = standing(judged)
    order = sorted(peers.tolist(), key=lambda at: abs(int(way[at])))
    parts = [
        *(f'<path class="grid" d="M{left:.1f} {upright.at(m):.1f}H{right:.1f}"/>' for m in upright.marks),
        *(_text(left - 12, upright.at(m) + 8, "end", written(indicator, m)) for m in upright.marks),
        f'<path class="axis" d="M{left:.1f} {bottom:.1f}H{right:.1f}"/>',
        *(_text(across.at(m), bottom + LETTERS * 1.4, "middle", count(m)) for m in marks),
        _text((left + right) / 2, bottom + LETTERS * 2.7, "middle", _("Patients")),
        f'<path class="pooled" d="M{left:.1f} {upright.at(funnel.pooled):.1f}H{across.at(grid[-1]):.1f}"/>',
        *(_curve(pair.dash, grid, ends, across, upright) for pair in fair for ends in (pair.lower, pair.upper)),
        *(_sign(int(way[at]), across.at(funnel.denominator[at]), upright.at(shares[at])) for at in order),
        *(
            _mark(number, across.at(funnel.denominator[at]), upright.at(shares[at]))
            for number, at in reversed([*enumerate((judged.places.index(code) for code in named), 1)])
        ),
    ]  # fmt: skip
    return "".join(parts)


def _funnel(judged: Judged) -> Funnel:
    if judged.funnel is None or np.isnan(judged.funnel.pooled):
        raise ValueError(f"{judged.indicator.slug} has no funnel in {judged.periods[-1]}")
    return judged.funnel


def _peers(funnel: Funnel) -> np.ndarray:
    return np.flatnonzero(~np.isnan(funnel.z_adjusted))


def _curve(dash: str, grid: np.ndarray, ends: np.ndarray, across: Scale, upright: Scale) -> str:
    spots = "L".join(f"{across.at(n):.1f} {upright.at(end):.1f}" for n, end in zip(grid, ends, strict=True))
    return f'<path class="limit{"" if dash == "solid" else " near"}" d="M{spots}"/>'


def _sign(way: int, x: float, y: float) -> str:
    if way < 0:
        return f'<path class="{_CSS[way]}" d="M{x - 9:.1f} {y:.1f}l9 -9l9 9l-9 9z"/>'
    return f'<circle class="{_CSS[way]}" cx="{x:.1f}" cy="{y:.1f}" r="7"/>'


def _mark(number: int, x: float, y: float) -> str:
    """Mark a place in view by its number, which the key explains."""
    ink = ACCENT if number == 1 else COMPARED[number - 2][0]
    return (
        f'<circle class="named" fill="{ink}" cx="{x:.1f}" cy="{y:.1f}" r="16"/>'
        f'<text class="number bold" font-size="20" x="{x:.1f}" y="{y + 7:.1f}" text-anchor="middle">{number}</text>'
    )


def _text(x: float, y: float, anchor: str, words: str) -> str:
    spot = f'font-size="{LETTERS:g}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="quiet" {spot}>{escape(words)}</text>'
