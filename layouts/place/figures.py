"""The figures of a place: each indicator beside England, every specialty, and what is missing and why."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from dash import html

from data import held, query
from data.catalogue import Indicator, catalogue
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Snapshot
from layouts import sentences
from layouts.charted import judgements_csv, taken_away
from layouts.compare.columns import folded
from layouts.figures.dots import FEW, Dot, dot_plot, ordered
from layouts.place.tables import table
from layouts.place.verdict import verdict_cell
from layouts.view import View
from layouts.welsh import note
from layouts.words import _, about, count, month, per_cent, short_month, spoken, statuses, value

DASH = "\u2013"
#: The two figures that stand for a trust where there is room for no more.
HEADLINES = ("ae-4-hour", "rtt-incomplete-18-weeks")
#: The three ways of counting a wait, each told by specialty.
WAYS = ("rtt-incomplete-18-weeks", "rtt-admitted-18-weeks", "rtt-non-admitted-18-weeks")


def headline_slugs(snapshot: Snapshot) -> list[str]:
    """List the main figures that the snapshot holds."""
    return [slug for slug in HEADLINES if slug in held.indicators(snapshot)]


def told_of(snapshot: Snapshot, code: str) -> list[Indicator]:
    """List the indicators of care in which a place reports, or once reported; public health has its own chart."""
    known = held.indicators(snapshot).values()
    return [i for i in known if not i.is_published and code in snapshot.cubes[i.dataset].place_at]


def headlines(snapshot: Snapshot, code: str) -> list[str]:
    """Answer the two main questions for a place, each in one sentence."""
    said = []
    for slug in headline_slugs(snapshot):
        indicator = catalogue()[slug]
        period = query.periods(snapshot, indicator)[-1]
        answer = query.across(snapshot, indicator, indicator.default_split, period)
        at = answer.place_at.get(code)
        if at is not None and answer.status[-1, at] == REPORTED:
            view = View(slug, indicator.default_split, period, place=code)
            said.append(
                _("{sentence} ({value}, {month}).").format(
                    sentence=sentences.headline(snapshot, view, answer).rstrip("."),
                    value=value(indicator.measure, float(answer.value[-1, at])),
                    month=month(period),
                )
            )
    return said


def headline_cell(snapshot: Snapshot, slug: str, code: str) -> str:
    """Write one of the two main figures of a trust for a table, or why there is none."""
    indicator = catalogue()[slug]
    period = query.periods(snapshot, indicator)[-1]
    answer = query.across(snapshot, indicator, indicator.default_split, period)
    at = answer.place_at.get(code)
    if at is None:
        return statuses()["not_applicable"]
    status = answer.status[-1, at]
    return per_cent(float(answer.value[-1, at])) if status == REPORTED else nothing(STATUSES[status])


def headline_heads(snapshot: Snapshot) -> list[str]:
    """Head the columns of `headline_cell`, month and all."""
    words = {
        "ae-4-hour": _("A&E: within 4 hours, {month}"),
        "rtt-incomplete-18-weeks": _("Still waiting: under 18 weeks, {month}"),
    }
    return [
        words[slug].format(month=month(query.periods(snapshot, catalogue()[slug])[-1]))
        for slug in headline_slugs(snapshot)
    ]


def nothing(status: str) -> str:
    """Say in a few words why a cell is empty."""
    return statuses()[status] if status else _("Nothing held: it had closed, or does not report")


def all_figures(snapshot: Snapshot, code: str) -> html.Div:
    """Tabulate the newest value of every indicator of a place beside England's; of one that has closed, its last."""
    heads = [_("Figure"), _("Month"), _("Here"), _("England"), _("Patients"), _("Is it more than chance?")]
    rows = []
    for indicator in told_of(snapshot, code):
        newest = query.periods(snapshot, indicator)[-1]
        gone = has_closed(snapshot, code, newest)
        if period := last_reported(snapshot, indicator, code) if gone else newest:
            rows.append(_row(snapshot, code, indicator, period))
    if code == ENGLAND:
        heads, rows = [*heads[:3], *heads[4:]], [[*row[:3], *row[4:]] for row in rows]
    caption = _("Every figure held of {place}").format(place=sentences.place_name(snapshot, code))
    caption = ". ".join(filter(None, (caption, note("verdicts"))))
    return table(caption, heads, rows, frozenset({2, 3, 4}))


def has_closed(snapshot: Snapshot, code: str, period: str) -> bool:
    """Tell whether a place had closed before a month ended."""
    closed = snapshot.places[code].closed
    return bool(closed) and closed[:7] <= period


def _row(snapshot: Snapshot, code: str, indicator: Indicator, period: str) -> list[Any]:
    answer = query.across(snapshot, indicator, indicator.default_split, period)
    at, england = answer.place_at[code], answer.place_at[ENGLAND]
    status = answer.status[-1, at]
    said = value(indicator.measure, float(answer.value[-1, at])) if status == REPORTED else nothing(STATUSES[status])
    behind = answer.denominator[-1, at]
    whole = indicator.measure != "count" and answer.status[-1, england] == REPORTED
    return [
        html.A(_(indicator.title), href=f"/?indicator={indicator.slug}&place={code}"),
        html.Span(short_month(period), className="nowrap"),
        said,
        value(indicator.measure, float(answer.value[-1, england])) if whole else DASH,
        DASH if np.isnan(behind) or indicator.measure == "count" else count(behind),
        verdict_cell(snapshot, indicator, period, code) if status == REPORTED else DASH,
    ]


def specialties(snapshot: Snapshot, code: str) -> tuple[list[Any], dict[str, str]]:
    """Draw every specialty beside England, once for each way of counting, each with its table.

    Returns
    -------
    Components, and ready-made SVG by the id of the component it stands in; both empty for a place without RTT.
    """
    parts: list[Any] = []
    islands: dict[str, str] = {}
    for slug in WAYS:
        indicator = held.indicators(snapshot).get(slug)
        if indicator is None or code not in snapshot.cubes[indicator.dataset].place_at:
            continue
        newest, period = query.periods(snapshot, indicator)[-1], last_reported(snapshot, indicator, code)
        if not period:
            continue
        dots, links = _dots(snapshot, indicator, period, code)
        name = f"specialties-{slug}"
        label = _("{title}, {month}: {n} specialties of {place}, the lowest share first. The table below has the same figures.").format(
            title=_(indicator.title), month=month(period), n=len(dots), place=sentences.place_name(snapshot, code)
        )  # fmt: skip
        islands[name] = dot_plot(dots, label)
        parts.append(
            html.Div(
                [
                    html.H3(_(indicator.title)),
                    html.P(_month_or_last(period, newest), className="quiet"),
                    folded(
                        _("Show every specialty"),
                        [
                            html.Div(id=name),
                            html.Details([html.Summary(_("As a table")), _twin(indicator, period, dots, links)]),
                            taken_away({_("These figures as CSV"): _csv(slug, period, code)}),
                        ],
                    ),
                ],
                className="plot",
            )
        )
    return parts, islands


def _csv(slug: str, period: str, code: str) -> str:
    places = ",".join(dict.fromkeys((code, ENGLAND)))
    return judgements_csv("verdicts", slug, "every", period, places)


def last_reported(snapshot: Snapshot, indicator: Indicator, code: str) -> str:
    """Name the newest month in which a place reports an indicator, or '' for none."""
    answer = query.through_time(snapshot, indicator, indicator.default_split, code)
    held = np.flatnonzero(answer.status[:, 0] == REPORTED)
    return answer.periods[held[-1]] if held.size else ""


def _month_or_last(period: str, newest: str) -> str:
    if period == newest:
        return month(period)
    return _("{month}: the last month it sent; nothing is held of it for {newest}.").format(
        month=month(period), newest=month(newest)
    )


def _dots(snapshot: Snapshot, indicator: Indicator, period: str, code: str) -> tuple[list[Dot], dict[str, str]]:
    return _dots_in(spoken(), snapshot, indicator, period, code)


@lru_cache(maxsize=8)
def _dots_in(
    _language: str, snapshot: Snapshot, indicator: Indicator, period: str, code: str
) -> tuple[list[Dot], dict[str, str]]:
    england = _england(snapshot, indicator, period)
    dots, links = [], {}
    for split, answer in query.by_split(snapshot, indicator, period, code):
        if split == indicator.default_split or answer.status[0, 0] != REPORTED:
            continue
        beside = england[split]
        whole = code != ENGLAND and beside.status[0, 0] == REPORTED
        title = _(indicator.splits[split])
        links[title] = f"/?indicator={indicator.slug}&split={split}&place={code}"
        dots.append(
            Dot(
                title=title,
                value=float(answer.value[0, 0]),
                england=float(beside.value[0, 0]) if whole else None,
                patients=float(answer.denominator[0, 0]),
            )
        )
    return dots, links


@lru_cache(maxsize=8)
def _england(snapshot: Snapshot, indicator: Indicator, period: str) -> dict[str, Answer]:
    return dict(query.by_split(snapshot, indicator, period, ENGLAND))


def _twin(indicator: Indicator, period: str, dots: list[Dot], links: dict[str, str]) -> html.Div:
    rows: list[list[Any]] = [
        [
            html.A(dot.title, href=links[dot.title]),
            per_cent(dot.value),
            DASH if dot.england is None else per_cent(dot.england),
            count(dot.patients),
        ]
        for dot in ordered(dots)
    ]
    caption = _("{title} by specialty, {month}").format(title=_(indicator.title), month=month(period))
    return table(caption, [_("Specialty"), _("Here"), _("England"), _("Patients")], rows, frozenset({1, 2, 3}))


def specialties_note() -> str:
    """Say how to read the plots."""
    return _("The lowest share stands first. A hollow dot stands for fewer than {n} patients: one or two of them can move it by several points.").format(n=FEW)  # fmt: skip


def extremes(snapshot: Snapshot, code: str) -> str:
    """Name the specialty in which a trust stands farthest under England among those still waiting, or ''."""
    indicator = held.indicators(snapshot).get(WAYS[0])
    if indicator is None or code == ENGLAND or code not in snapshot.cubes[indicator.dataset].place_at:
        return ""
    period = last_reported(snapshot, indicator, code)
    if not period:
        return ""
    dots = [d for d in _dots(snapshot, indicator, period, code)[0] if d.england is not None and d.patients >= FEW]
    if not dots:
        return ""
    behind = min(dots, key=lambda d: d.value - (d.england or 0))
    if behind.value >= (behind.england or 0):
        return _("Among those still waiting in {month}, no specialty with {n} patients or more stands under England.").format(month=month(period), n=FEW)  # fmt: skip
    return _("Among those still waiting in {month}, {specialty} is farthest under England: {share} of its patients have waited under 18 weeks, in England {england}.").format(
        month=month(period), specialty=behind.title[0].lower() + behind.title[1:],
        share=f"{about(behind.value)} ({per_cent(behind.value)})",
        england=per_cent(behind.england or 0),
    )  # fmt: skip
