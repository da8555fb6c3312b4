"""The panel beside the map: one place in full, in plain words, with its trend, its specialties and what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import numpy as np
from dash import dcc, html

from data import query
from data.catalogue import Indicator
from data.judge import verdicts
from data.occasions import occasions
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Snapshot
from layouts import reasons, sentences, staff
from layouts.advice import in_short
from layouts.announced import announced
from layouts.answer import source_line
from layouts.beside import beside
from layouts.charted import charted, config, judgements_csv, picture_of, values_csv
from layouts.compare.basket import beside_map
from layouts.controls import split_labels
from layouts.figures.trend import Limits, is_trend, trend
from layouts.sheet.subject import has_sheet
from layouts.signals import signal, usual_here
from layouts.story import story
from layouts.view import View
from layouts.words import _, count, month, named, short_named, statuses


def panel(snapshot: Snapshot, view: View) -> list[Any]:
    """Tell everything about the place in view (England when none is chosen) and the indicator chosen."""
    indicator = view.measured
    code = view.place or indicator.nation
    name = sentences.place_name(snapshot, code)
    parts: list[Any] = [html.H2(html.A(name, href=f"/place/{code}") if code != ENGLAND else name, id="panel-title")]
    parts += beside_map(snapshot, view)
    if indicator.by_states:
        return [*parts, *announced(snapshot, code), *about(snapshot, view)]
    if code not in snapshot.cubes[indicator.dataset].place_at:
        if code == ENGLAND and indicator.group == "staff":
            return [html.H2(_("No trust chosen"), id="panel-title"), *staff.unchosen(), *about(snapshot, view)]
        absent = _("{place} is not among those who report this figure.").format(place=name)
        said = absent if view.place else _("Choose a place on the map or in the table.")
        return [*parts, html.P(said), *about(snapshot, view)]
    through = query.through_time(snapshot, indicator, view.split, code)
    marks = query.breaks(snapshot, through, code)
    parts.append(html.P(story(snapshot, view, code), className="story"))
    parts += history(snapshot, view, code, through, marks)
    parts += beside(snapshot, view) if view.view == "verdict" else []
    parts += staff.by_split(snapshot, view, code) if indicator.group == "staff" else by_split(snapshot, view, code)
    return [*parts, *about(snapshot, view)]


def history(snapshot: Snapshot, view: View, code: str, through: Answer, marks: tuple[query.Break, ...]) -> list[Any]:
    """Show the trend as a chart and, on request, as a table; one period alone is no trend."""
    indicator = view.measured
    if len(through.periods) == 1:
        return []
    series = [(sentences.place_name(snapshot, code), through, marks)]
    for other in view.compare:
        if other != code and other in snapshot.cubes[indicator.dataset].place_at:
            line = query.through_time(snapshot, indicator, view.split, other)
            series.append((sentences.place_name(snapshot, other), line, query.breaks(snapshot, line, other)))
    by_years = indicator.by_years
    beside = code != ENGLAND and ENGLAND in snapshot.cubes[indicator.dataset].place_at
    england = query.through_time(snapshot, indicator, view.split, ENGLAND) if beside else None
    notes = [
        html.Li(
            _("{month}: {reason}. No line is drawn across it.").format(
                month=named(b.period, by_years), reason=reasons.said(b.reason)
            )
        )
        for b in marks
        if b.kind != "gap"
    ]
    happened = occasions(indicator, through.periods)
    notes += [html.Li(f"{month(one.period)}: {_(one.what)}.") for one in happened]
    process = limits(snapshot, view, code)
    chart = dcc.Graph(
        id="trend",
        figure=trend(indicator, series, england, view.period, process, happened),
        config=config(),
        className="trend",
    )
    flagged = process.rules if process else {}
    rows = [
        html.Tr(
            [
                html.Th(short_named(p, by_years), scope="row"),
                html.Td(_cell(indicator, through, at), className="num"),
                *([html.Td(signal(flagged.get(p, ())), className="quiet")] if process else []),
            ]
        )
        for at, p in reversed(list(enumerate(through.periods)))
        if through.status[at, 0] or not indicator.change_of
    ]
    twin = html.Details(
        [html.Summary(_("The same as a table")), html.Table(html.Tbody(rows), className="small")], className="twin"
    )
    label = _("Trend of {title} at {place}.").format(title=_(indicator.title), place=series[0][0])
    usual = usual_here(snapshot, view, code)
    links = {_("These figures as CSV"): values_csv(indicator.slug, view.split, (code, *view.compare))}
    if process:
        limited = judgements_csv("points", indicator.slug, view.split, view.period, code)
        links[_("Usual range and signals as CSV")] = limited
    if is_trend(through, view.period):
        links[_("Picture of this chart")] = picture_of(replace(view, place=code), "trend")
    return [
        html.H3(_("Through time")),
        html.P(usual, className="quiet") if usual else None,
        *charted(chart, f"{label} {usual}".strip(), links),
        html.Ul(notes, className="notes") if notes else None,
        twin,
    ]


def limits(snapshot: Snapshot, view: View, code: str) -> Limits | None:
    """Give the process limits of the place in view and the points beyond chance; None where months are too few."""
    if not verdicts.can_be_judged(view.measured):
        return None
    found = verdicts.judge(snapshot, view.measured, view.split, view.period)
    at, chart = found.places.index(code), found.history
    if not chart.enough[at]:
        return None
    inside = [when for when in range(len(found.periods)) if not np.isnan(chart.values[when, at])]
    return Limits(
        tuple(found.periods[when] for when in inside),
        float(chart.mean[at]), float(chart.lower[at]), float(chart.upper[at]),
        {found.periods[when]: float(chart.values[when, at]) for when in inside if chart.special[when, at]},
        {found.periods[when]: chart.flagged_by(when, at) for when in inside if chart.special[when, at]},
    )  # fmt: skip


def _cell(indicator: Indicator, answer: Answer, at: int) -> str:
    if answer.status[at, 0] == REPORTED:
        return sentences.figure(indicator, float(answer.value[at, 0]))
    return statuses().get(STATUSES[answer.status[at, 0]], "\u2013")


def by_split(snapshot: Snapshot, view: View, code: str) -> list[Any]:
    """List every specialty (or kind of department) of the place beside England's value."""
    indicator = view.measured
    if len(indicator.splits) == 1:
        return []
    whole = code != ENGLAND and indicator.measure != "count" and ENGLAND in snapshot.cubes[indicator.dataset].place_at
    england = dict(query.by_split(snapshot, indicator, view.period, ENGLAND)) if whole else {}
    counted = indicator.measure != "count" and not indicator.is_published
    rows = []
    for split, answer in query.by_split(snapshot, indicator, view.period, code):
        status = answer.status[0, 0]
        if STATUSES[status] in ("", "not_applicable"):
            continue
        link = html.A(_(indicator.splits[split]), href=f"/?{view.to_query(split=split)}", **{"data-split": split})
        cells = [html.Th(link, scope="row"), html.Td(_cell(indicator, answer, 0), className="num")]
        if whole:
            cells.append(html.Td(_cell(indicator, england[split], 0), className="num quiet"))
        behind = answer.denominator[0, 0]
        if counted:
            cells.append(html.Td(count(behind) if not np.isnan(behind) else "\u2013", className="num quiet"))
        rows.append(html.Tr(cells, className="here" if split == view.split else ""))
    titles = {
        "treatment-function": _("Every specialty, {month}"),
        "ae-type": _("Every kind of department, {month}"),
        "cqc-domain": _("Every question, {month}"),
        "community-theme": _("Every theme, {month}"),
    }
    heads = [html.Th(split_labels()[indicator.splits_by], scope="col")]
    heads.append(html.Th(_("Here"), scope="col", className="num"))
    if whole:
        heads.append(html.Th(_("England"), scope="col", className="num"))
    if counted:
        heads.append(html.Th(_("Patients"), scope="col", className="num"))
    title = titles[indicator.splits_by].format(month=named(view.period, indicator.by_years))
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="small")
    return [html.H3(title), table]


def about(snapshot: Snapshot, view: View) -> list[Any]:
    """Say what the figure means, what it cannot tell, what to do with it, and where it comes from."""
    indicator = view.measured
    sheet = view.place in snapshot.places and has_sheet(snapshot.places[view.place])
    wrong = urlencode({"place": view.place, "indicator": view.indicator, "split": view.split, "period": view.period})
    return [
        html.H3(_("What this figure means")),
        html.P([_(indicator.why_it_matters), " ", _(indicator.method)]),
        html.Details(
            [html.Summary(_("What it cannot tell")), html.Ul([html.Li(_(text)) for text in indicator.caveats])]
        ),
        in_short(indicator),
        html.P(
            [
                source_line(snapshot, view), " ",
                html.A(_("Definition and sources"), href=f"/indicator/{view.indicator}"), " \u00b7 ",
                html.A(_("Report a wrong figure"), href=f"/about?{wrong}#wrong-figure"),
                *([" \u00b7 ", html.A(_("Meeting sheet"), href=f"/sheet/{view.place}")] if sheet else []),
            ],
            className="source",
        ),
    ]  # fmt: skip
