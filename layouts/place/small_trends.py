"""Every specialty of a place through time: small trends on one scale, each with its usual range and verdict."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np
from dash import html

from data import held, query
from data.catalogue import Indicator
from data.judge import history, verdicts
from data.judge.verdicts import Judged
from data.store import Snapshot
from layouts import judgement, sentences
from layouts.charted import judgements_csv, picture_of, taken_away
from layouts.compare.columns import folded
from layouts.figures.dots import FEW
from layouts.figures.small_trend import Small, small_trend
from layouts.place.figures import last_reported
from layouts.place.tables import table
from layouts.signals import usual_range
from layouts.view import View
from layouts.words import _, count, month, per_cent

#: The figure that is told: where a trust's patients wait now.
TOLD = "rtt-incomplete-18-weeks"
#: The scale ends at multiples of this, in points.
STEP = 5


@dataclass(frozen=True, eq=False)
class One:
    """One specialty: its verdict, the place's figure and the patients behind it."""

    split: str
    title: str
    judged: Judged
    share: float
    patients: float


def section(snapshot: Snapshot, code: str) -> tuple[list[Any], dict[str, str]]:
    """Lay out the small trends of a place.

    Returns
    -------
    Components, and ready-made SVG by the id of the component it stands in; both empty for a place without waits.
    """
    indicator = held.indicators(snapshot).get(TOLD)
    if indicator is None or code not in snapshot.cubes[indicator.dataset].place_at:
        return [], {}
    period = last_reported(snapshot, indicator, code)
    found = specialties(snapshot, indicator, period, code) if period else []
    if not found:
        return [], {}
    low, high = scale(found)
    islands = {f"small-{one.split}": _drawn(snapshot, one, code, low, high) for one in found}
    cards = [_card(one, indicator, period, code) for one in found]
    links = {
        _("Every month of every specialty as CSV"): judgements_csv("points", TOLD, "every", period, code),
        _("The verdicts as CSV"): judgements_csv("verdicts", TOLD, "every", period, code),
        _("As a picture"): picture_of(View(TOLD, indicator.default_split, period, place=code), "specialties"),
    }
    return [
        html.H3(_("Every specialty through time: {title}").format(title=_(indicator.title))),
        html.P(_("Up to {month}, at most {n} months, all on one scale from {low} % (foot) to {high} % (top). The grey band is what is usual there (the mean, and how far the figure mostly moves from it); a red dot marks a month that is more than chance. Without a band there are too few months. A share of fewer than {few} patients can swing by several points.").format(month=month(period), n=history.WINDOW, low=low, high=high, few=FEW), className="quiet"),
        folded(_("Show every specialty"), [
            html.Ul(cards, className="small-trends"),
            html.Details([html.Summary(_("As a table")), _twin(found, indicator, period)]),
            taken_away(links),
        ]),
    ], islands  # fmt: skip


def scale(found: list[One]) -> tuple[int, int]:
    """Give the one scale on which all of them stand, in per cent."""
    ends = [number for one in found for number in one.judged.history.values[:, 0] if not np.isnan(number)]
    return STEP * floor(min(ends) / STEP), STEP * ceil(max(ends) / STEP)


def specialties(snapshot: Snapshot, indicator: Indicator, period: str, code: str) -> list[One]:
    """Judge each specialty that has a figure in the month, the whole left out."""
    answers = {
        split: answer
        for split, answer in query.by_split(snapshot, indicator, period, code)
        if split != indicator.default_split and answer.status[0, 0] == query.REPORTED
    }
    judged = verdicts.judge_splits(snapshot, indicator, tuple(answers), period, code) if answers else {}
    return [
        One(
            split, _(indicator.splits[split]), judged[split], float(answer.value[0, 0]), float(answer.denominator[0, 0])
        )
        for split, answer in answers.items()
    ]


def small(one: One) -> Small:
    """Give the run since the last break: the months that the verdict rests on."""
    chart = one.judged.history
    values = chart.values[:, 0]
    run = np.flatnonzero(~np.isnan(values)).tolist()
    offset = history.WINDOW - len(values)
    band = None
    if chart.enough[0]:
        band = (offset + run[0], offset + run[-1], float(chart.lower[0]), float(chart.mean[0]), float(chart.upper[0]))
    flagged = [(offset + at, float(values[at])) for at in run if chart.special[at, 0]]
    return Small([[(offset + at, float(values[at])) for at in run]], flagged, band)


def _drawn(snapshot: Snapshot, one: One, code: str, low: float, high: float) -> str:
    label = f"{one.title}, {sentences.place_name(snapshot, code)}. {usual_range(one.judged, 0)}"
    return small_trend(small(one), history.WINDOW, low, high, label)


def _card(one: One, indicator: Indicator, period: str, code: str) -> html.Li:
    told = judgement.verdict(one.judged, 0, None)
    sign, css = judgement.icon(told)
    view = View(indicator.slug, one.split, period, place=code, view="verdict")
    mark = html.Span(sign, className=f"verdict-sign verdict-sign-{css}", **{"aria-hidden": "true"})
    few = _("{n}, few").format(n=count(one.patients)) if one.patients < FEW else count(one.patients)
    return html.Li(
        [
            html.A(one.title, href=f"/?{view.to_query()}"),
            html.Div(id=f"small-{one.split}"),
            html.P([mark, " ", html.B(per_cent(one.share)), " ", _("of {n}").format(n=few)]),
            html.P(judgement.sentence(told), className="quiet"),
        ]
    )


def _twin(found: list[One], indicator: Indicator, period: str) -> html.Div:
    rows: list[list[Any]] = [
        [one.title, per_cent(one.share), count(one.patients), usual_range(one.judged, 0)] for one in found
    ]
    caption = _("{title} by specialty, {month}").format(title=_(indicator.title), month=month(period))
    return table(caption, [_("Specialty"), _("Here"), _("Patients"), _("Usual range")], rows, frozenset({1, 2}))
