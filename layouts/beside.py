"""The place in view beside all trusts: the funnel, and the same as lists in which ties by chance stand together."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import dcc, html

from data.judge import verdicts
from data.judge.peers import FAR
from data.judge.verdicts import Judged
from data.store import Snapshot
from layouts import sentences
from layouts.charted import charted, config, judgements_csv, picture_of
from layouts.figures.funnel import funnel_chart
from layouts.view import View
from layouts.words import _, count, named, per_cent


def beside(snapshot: Snapshot, view: View) -> list[Any]:
    """Show the funnel of the view with the places in view named, in words, as a chart and as lists.

    Empty where the figure is no share of patients, or where too few trusts report it.
    """
    if not verdicts.can_be_judged(view.measured) or not view.measured.is_percent:
        return []
    judged = verdicts.judge(snapshot, view.measured, view.split, view.period)
    if judged.funnel is None or np.isnan(judged.funnel.pooled):
        return []
    names = {code: sentences.place_name(snapshot, code) for code in judged.places}
    shown = tuple(code for code in (view.place, *view.compare) if code)
    chart = dcc.Graph(
        id="funnel",
        figure=funnel_chart(judged, names, shown),
        config=config(),
        className="funnel",
    )
    told = summary(judged)
    return [
        html.H3(_("Beside all other trusts")),
        html.P(told),
        *charted(
            chart,
            told,
            {
                _("Every provider with its limits as CSV"): judgements_csv("verdicts", *_asked(view)),
                _("Picture of this chart"): picture_of(view, "funnel"),
            },
        ),
        html.Details(
            [html.Summary(_("The same as lists")), *lists(judged, names, shown)],
            className="twin",
        ),
        html.P(
            _(
                "Small trusts swing more, so the limits widen to the left. Trusts differ from one another in more than "
                "chance alone, since their patients and buildings differ; the limits allow for that usual spread."
            ),
            className="quiet",
        ),
        html.P(
            [
                spread(judged),
                " ",
                html.Button(
                    _("Show the limits of chance alone"),
                    type="button",
                    className="plain-limits",
                    **{"aria-pressed": "false"},
                ),
            ]
        ),
    ]


def _asked(view: View) -> tuple[str, str, str]:
    return view.indicator, view.split, view.period


def spread(judged: Judged) -> str:
    """Count how many trusts lie outside the limits of 99.8 %, with and without allowing for their usual spread."""
    funnel = judged.funnel
    if funnel is None:
        return ""
    with np.errstate(invalid="ignore"):
        outside, alone = (int((np.abs(z) > FAR).sum()) for z in (funnel.z_adjusted, funnel.z_unadjusted))
    said = _(
        "Outside these limits of 99.8 %: {outside} of {n} trusts. Without that allowance, by chance alone: {alone}."
    )
    return said.format(outside=outside, alone=alone, n=funnel.n)


def summary(judged: Judged) -> str:
    """Count in a sentence how many trusts stand out."""
    groups = grouped(judged)
    pooled = judged.funnel.pooled if judged.funnel is not None else np.nan
    return _(
        "{month}, {n} trusts: better than chance would explain, {better}; worse, {worse}. Of the others nobody can "
        "fairly say who is ahead. All trusts together: {pooled}."
    ).format(
        month=named(judged.periods[-1], False),
        n=sum(len(places) for places in groups.values()),
        worse=len(groups["worse"]),
        better=len(groups["better"]),
        pooled=per_cent(pooled),
    )


def grouped(judged: Judged) -> dict[str, list[int]]:
    """Sort the trusts into those that stand out and those that chance may have put in any order."""
    told = verdicts.bands(judged)
    return {band: np.flatnonzero(told == band).tolist() for band in ("better", "usual", "worse")}


def lists(judged: Judged, names: dict[str, str], shown: tuple[str, ...]) -> list[Any]:
    """Write the groups as tables: those that stand out by value, the others by name."""
    titles = {
        "better": _("Better than most, more than chance would explain"),
        "usual": _("No telling apart: in the order of their names"),
        "worse": _("Worse than most, more than chance would explain"),
    }
    numbers = judged.history.values[-1]
    found: list[Any] = []
    for band, places in grouped(judged).items():
        if band == "usual":
            ordered = sorted(places, key=lambda at: names[judged.places[at]])
        else:
            ordered = sorted(places, key=lambda at: -judged.sign * numbers[at], reverse=band == "worse")
        rows = [_row(judged, at, names, shown) for at in ordered]
        if rows:
            head = html.Tr(
                [
                    html.Th(_("Trust"), scope="col"),
                    html.Th(_("Share"), scope="col", className="num"),
                    html.Th(_("Patients"), scope="col", className="num"),
                ]
            )
            table = html.Table([html.Caption(titles[band]), html.Thead(head), html.Tbody(rows)], className="small")
            found.append(table)
    return found


def _row(judged: Judged, at: int, names: dict[str, str], shown: tuple[str, ...]) -> html.Tr:
    code = judged.places[at]
    whole = judged.funnel.denominator[at] if judged.funnel is not None else np.nan
    return html.Tr(
        [
            html.Th(html.A(names[code], href=f"/place/{code}"), scope="row"),
            html.Td(per_cent(float(judged.history.values[-1, at])), className="num"),
            html.Td(count(whole), className="num quiet"),
        ],
        className="here" if code in shown else "",
    )
