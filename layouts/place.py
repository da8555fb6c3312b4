"""The page of one place: every figure held of it, where it lies, who came before and after."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from data import query
from data.catalogue import Indicator, catalogue
from data.query import REPORTED
from data.store import ENGLAND, STATUSES, Place, Snapshot, Succession
from layouts import sentences
from layouts.words import _, count, named, statuses, value


def place_page(snapshot: Snapshot, code: str) -> tuple[str, html.Div]:
    """Lay out the page of a place.

    Returns
    -------
    Its title and its body.
    """
    place = snapshot.places[code]
    parts: list[Any] = [html.H1(place.name), *_who(snapshot, place)]
    told = [i for i in catalogue().values() if code in snapshot.cubes[i.dataset].place_at]
    if told:
        parts.append(html.H2(_("Latest figures")))
        parts.append(html.Div(_figures(snapshot, code, told), className="scroll"))
    else:
        parts.append(html.P(_("None of the figures held here are told of this place.")))
    return place.name, html.Div(parts, className="text")


def _who(snapshot: Snapshot, place: Place) -> list[Any]:
    kinds = {
        "trust": _("NHS trust, code {code}."),
        "provider": _("Provider of NHS care, code {code}."),
    }
    said = [kinds.get(place.type, _("Code {code}.")).format(code=place.code)]
    if place.site_name:
        said.append(_("Largest hospital: {site}.").format(site=place.site_name))
    if place.closed:
        said.append(_("Closed on {date}.").format(date=place.closed))
    lines: list[Any] = [html.P(" ".join(said))]
    before = [_step(snapshot, s, s.old_code) for s in snapshot.predecessors.get(place.code, ())]
    after = [_step(snapshot, s, s.new_code) for s in snapshot.successors.get(place.code, ())]
    if before:
        lines += [html.P(_("It took over from:")), html.Ul(before)]
    if after:
        lines += [html.P(_("It was followed by:")), html.Ul(after)]
    if place.type == "trust" and place.code != ENGLAND:
        lines.append(html.P(html.A(_("Show it on the map"), href=f"/?place={place.code}")))
    return lines


def _step(snapshot: Snapshot, step: Succession, other: str) -> html.Li:
    name = sentences.place_name(snapshot, other)
    linked = html.A(name, href=f"/place/{other}") if other in snapshot.places else name
    return html.Li([linked, f" ({other}), {step.date}"])


def _figures(snapshot: Snapshot, code: str, told: list[Indicator]) -> html.Table:
    heads = (_("Figure"), _("Period"), _("Here"), _("England"), _("Patients"))
    head = html.Tr([html.Th(text, scope="col", className="num" if at > 1 else "") for at, text in enumerate(heads)])
    return html.Table([html.Thead(head), html.Tbody([_row(snapshot, code, i) for i in told])], className="small")


def _row(snapshot: Snapshot, code: str, indicator: Indicator) -> html.Tr:
    period = query.periods(snapshot, indicator)[-1]
    answer = query.across(snapshot, indicator, indicator.default_split, period)
    at, england = answer.place_at[code], answer.place_at.get(ENGLAND)
    digits = indicator.decimals
    status = answer.status[-1, at]
    said = (
        value(indicator.measure, float(answer.value[-1, at]), digits)
        if status == REPORTED
        else _nothing(STATUSES[status])
    )
    behind = answer.denominator[-1, at]
    whole = indicator.measure != "count" and england is not None and answer.status[-1, england] == REPORTED
    link = html.A(_(indicator.title), href=f"/?indicator={indicator.slug}&place={code}")
    return html.Tr(
        [
            html.Th(link, scope="row"),
            html.Td(named(period, indicator.is_health)),
            html.Td(said, className="num"),
            html.Td(
                value(indicator.measure, float(answer.value[-1, england]), digits) if whole else "\u2013",
                className="num quiet",
            ),
            html.Td(
                "\u2013" if np.isnan(behind) or indicator.measure == "count" else count(behind), className="num quiet"
            ),
        ]
    )


def _nothing(status: str) -> str:
    return statuses()[status] if status else _("Nothing held: it had closed, or does not report")
