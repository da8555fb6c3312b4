"""A sorted dot plot: one share of patients by specialty, each beside England's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from layouts.words import _, per_cent

WIDTH, ROW, HEAD = 360, 38, 42
LEFT, RIGHT = 8, 352
#: A share of fewer patients than this is drawn as an open dot: one of them moves it by over 3 points.
FEW = 30


@dataclass(frozen=True)
class Dot:
    """One row: a share (0-100) here and in England (None where there is none), and the patients behind it."""

    title: str
    value: float
    england: float | None
    patients: float


def ordered(dots: Sequence[Dot]) -> list[Dot]:
    """Sort the rows, the lowest share first."""
    return sorted(dots, key=lambda dot: (dot.value, dot.title))


def dot_plot(dots: Sequence[Dot], label: str) -> str:
    """Draw the plot.

    Parameters
    ----------
    dots
        Rows in any order; those without a value are not handed in.
    label
        What the plot shows, for those who do not see it.

    Returns
    -------
    An `<svg>` of `WIDTH` units; its colours and letters come from the style sheet.
    """
    height = HEAD + ROW * len(dots)
    rows = "".join(_row(dot, HEAD + ROW * at) for at, dot in enumerate(ordered(dots)))
    ticks = "".join(_tick(share, height) for share in (0, 25, 50, 75, 100))
    return (
        f'<svg class="dots" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {height}" '
        f'xmlns="http://www.w3.org/2000/svg">{_key(dots)}{ticks}{rows}</svg>'
    )


def _x(share: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * share / 100, 1)


def _tick(share: int, height: int) -> str:
    anchor = {0: "start", 100: "end"}.get(share, "middle")
    edge = {0: LEFT - 6, 100: RIGHT + 6}.get(share, _x(share))
    return (
        f'<path class="grid" d="M{_x(share)} {HEAD - 4}V{height}"/>'
        f'<text class="tick" x="{edge}" y="{HEAD - 9}" text-anchor="{anchor}">{share}%</text>'
    )


def _key(dots: Sequence[Dot]) -> str:
    here, england = _("here"), _("England")
    drawn = f'<circle class="here-dot" cx="8" cy="9" r="5"/><text class="tick" x="18" y="13">{escape(here)}</text>'
    if any(dot.england is not None for dot in dots):
        drawn += f'<path class="england-dot" d="M74 3v12"/><text class="tick" x="82" y="13">{escape(england)}</text>'
    if any(dot.patients < FEW for dot in dots):
        few = _("here, fewer than {n} patients").format(n=FEW)
        drawn += '<circle class="here-dot few" cx="148" cy="9" r="5"/>'
        drawn += f'<text class="tick" x="158" y="13">{escape(few)}</text>'
    return drawn


def _row(dot: Dot, top: int) -> str:
    y = top + 22
    few = " few" if dot.patients < FEW else ""
    between = england = ""
    if dot.england is not None:
        between = f'<path class="between" d="M{_x(dot.value)} {y}H{_x(dot.england)}"/>'
        england = f'<path class="england-dot" d="M{_x(dot.england)} {y - 6}v12"/>'
    return (
        f'<text x="{LEFT - 6}" y="{top + 12}">{escape(dot.title)}</text>'
        f'<text class="told" x="{RIGHT + 6}" y="{top + 12}" text-anchor="end">{escape(per_cent(dot.value))}</text>'
        f'<path class="rail" d="M{LEFT} {y}H{RIGHT}"/>{between}{england}'
        f'<circle class="here-dot{few}" cx="{_x(dot.value)}" cy="{y}" r="5"/>'
    )
