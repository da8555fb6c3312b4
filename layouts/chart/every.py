"""Every specialty of a place through time, for a picture: small trends in columns, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from data import query
from data.judge import history, verdicts
from data.store import Snapshot
from layouts import alt, judgement
from layouts.choices import NOT_HERE, BadChoice
from layouts.figures.lines import fitting, wide
from layouts.figures.small_trend import HEIGHT, WIDTH, marks
from layouts.figures.time_svg import Box
from layouts.place.small_trends import One, scale, small, specialties
from layouts.view import View
from layouts.words import _, month, per_cent

COLUMNS = 3
GAP, LETTERS, LEAST = 36.0, 22.0, 18.5
#: A cell: the name of its specialty, the trend, and room below.
NAME, TREND, BELOW = 32.0, 108.0, 22.0
STYLE = (
    ".usual-range{fill:#eceae4}.mean{fill:none;stroke:#5c5b56;stroke-width:.6px}"
    ".run{fill:none;stroke:#0f5c63;stroke-width:1.2px;stroke-linejoin:round}"
    ".end{fill:none;stroke:#0f5c63;stroke-width:5px;stroke-linecap:round}"
    ".beyond{fill:none;stroke:#a8283c;stroke-width:4px;stroke-linecap:round}.foot-line{stroke:#dddad3;stroke-width:.6px}"
)


@dataclass(frozen=True, eq=False)
class Every:
    """All specialties of a place in a month, and the scale on which they stand, in per cent."""

    found: list[One]
    period: str
    low: int
    high: int


def every(snapshot: Snapshot, view: View) -> Every:
    """Judge every specialty of the place in view.

    Raises
    ------
    BadChoice
        If no place is named, the figure is no share of patients by specialty, or the place sent none in that month.
    """
    indicator = view.measured
    if not view.place:
        raise BadChoice("place", "", _("Name the place whose specialties are to be drawn."), "RH5")
    told = verdicts.can_be_judged(indicator) and indicator.is_percent and len(indicator.splits) > 1
    if not told:
        why = _("Only a share of patients that is told by specialty or kind of department can be drawn so.")
        raise BadChoice("chart", "specialties", why, "trend", NOT_HERE)
    cube = snapshot.cubes[indicator.dataset]
    found = specialties(snapshot, indicator, view.period, view.place) if view.place in cube.place_at else []
    if not found:
        why = _("Nothing of this was sent by this place in {month}.").format(month=month(view.period))
        raise BadChoice("place", view.place, why, status=NOT_HERE)
    return Every(found, view.period, *scale(found))


def needed(of: Every) -> float:
    """Tell how high the picture of them must be."""
    return -(-len(of.found) // COLUMNS) * (NAME + TREND + BELOW)


def drawn(of: Every, box: Box) -> str:
    """Draw them in columns, in the publisher's order."""
    across = (box.width - GAP * (COLUMNS - 1)) / COLUMNS
    parts = []
    for number, one in enumerate(of.found):
        down, right = divmod(number, COLUMNS)
        x, y = box.x + right * (across + GAP), box.y + down * (NAME + TREND + BELOW)
        value = per_cent(one.share)
        name, size = fitting(one.title, across - wide(value, LETTERS, True) - 14, LETTERS, LEAST)
        parts.append(
            f'<text font-size="{size:g}" x="{x:.1f}" y="{y + 22:.1f}">{escape(name)}</text>'
            f'<text class="bold" font-size="{LETTERS:g}" text-anchor="end" x="{x + across:.1f}" y="{y + 22:.1f}">'
            f"{escape(value)}</text>"
            f'<svg x="{x:.1f}" y="{y + NAME:.1f}" width="{across:.1f}" height="{TREND:g}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
            f'<path class="foot-line" d="M0 {HEIGHT}H{WIDTH}"/>'
            f"{marks(small(one), history.WINDOW, of.low, of.high)}</svg>"
        )
    return "".join(parts)


def key() -> list[tuple[str, str]]:
    """List the signs, each as SVG of 60 x 30 units, and what it stands for."""
    return [
        ('<rect class="usual-range" x="2" y="4" width="56" height="22"/>', _("Usual range")),
        ('<circle cx="30" cy="15" r="8" fill="#0f5c63"/>', _("Newest month")),
        ('<circle cx="30" cy="15" r="8" fill="#a8283c"/>', _("More than chance")),
    ]


def notes(of: Every) -> list[str]:
    """Say on which scale they stand, and over which months."""
    return [
        _("Up to {month}, at most {n} months, all on one scale from {low} % (foot) to {high} % (top).").format(
            month=month(of.period), n=history.WINDOW, low=of.low, high=of.high
        )
    ]


def told(view: View, snapshot: Snapshot, of: Every) -> str:
    """Tell in words what the picture shows: each specialty with its share and verdict."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    said = [_("Small charts through time. {subject}.").format(subject=alt.title(snapshot, view, answer))]
    for one in of.found:
        words = judgement.sentence(judgement.verdict(one.judged, 0, None))
        said.append(_("{title}: {share}. {verdict}").format(title=one.title, share=per_cent(one.share), verdict=words))
    return " ".join(said)
