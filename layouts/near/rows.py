"""The list of who treats near a place: every figure that the map stands for, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from data.catalogue import catalogue
from geo.near import COLUMNS, FEW, Figure, Offer, Offers
from layouts.find import far
from layouts.links import to
from layouts.words import _, count, ngettext, statuses, value


def listed(here: Offers) -> list[Any]:
    """List who treats within the distance, each with the number of its mark on the map; then who may."""
    return [*_within(here), *_named(here), *_unplaced(here)]


def _within(here: Offers) -> list[Any]:
    if not here.within:
        more = ngettext("{n} is farther away.", "{n} are farther away.", here.beyond).format(n=count(here.beyond))
        return [html.P(_("None within this distance. Choose a longer one.") + " " + more)]
    caption = _("Median: half have waited less, half more. England is given for comparison.")
    rows = [_england(here), *(_row(one, number) for number, one in enumerate(here.within, start=1))]
    return [_table(rows, caption, _("Waits near here"))]


def _named(here: Offers) -> list[Any]:
    """List those whose name alone ties them to a town within the distance: they have no mark and no distance."""
    if not here.named:
        return []
    caption = _("No list we hold says where these treat, so they have no distance and no mark on the map.")
    return [
        html.H2(_("Perhaps near here: their names hold the name of a town within {miles} miles").format(miles=here.miles)),
        _table([_row(one) for one in here.named], caption, _("Waits perhaps near here")),
    ]  # fmt: skip


def _table(rows: Sequence[html.Tr], caption: str, label: str) -> html.Div:
    parts = [html.Caption(caption), html.Thead(_heads()), html.Tbody(rows)]
    table = html.Table(parts, className="figures nearby")
    return html.Div(table, className="scroll", tabIndex=0, role="region", **{"aria-label": label})


def _heads() -> list[Any]:
    groups = [html.Th(text, scope="colgroup", colSpan=3, role="columnheader") for text in _groups()]
    parts = (_("Median"), _("Under 18 weeks"), _("People"))
    first = html.Th(_("Who, and how far"), scope="col", rowSpan=2, role="columnheader")
    return [
        html.Tr([first, *groups], role="row"),
        html.Tr([html.Th(text, scope="col", className="num", role="columnheader") for text in parts * 2], role="row"),
    ]


def _groups() -> tuple[str, str]:
    return _("Still waiting"), _("Treated in hospital (admitted)")


def _cells(figures: Mapping[str, Figure]) -> list[Any]:
    """Write six cells, each with a label that a narrow screen shows beside it."""
    labels = (
        (_("Waiting: median"), _("under 18 weeks"), _("people")),
        (_("Treated: median"), _("under 18 weeks"), _("people")),
    )
    cells: list[Any] = []
    for (median, share), (first, second, third) in zip((COLUMNS[:2], COLUMNS[2:]), labels, strict=True):
        cells += [_cell(median, figures[median], first), _cell(share, figures[share], second)]
        n = figures[share].n
        said = "\u2013" if n is None else _("{n}, few").format(n=count(n)) if n < FEW else count(n)
        cells.append(_td(said, "num quiet", third))
    return cells


def _cell(slug: str, figure: Figure, label: str) -> html.Td:
    if figure.value is not None:
        return _td(value(catalogue()[slug].measure, figure.value), "num", label)
    return _td(statuses().get(figure.status, _("None of this here")), "nothing", label)


def _td(text: str, css: str, label: str) -> html.Td:
    return html.Td(text, className=css, role="cell", **{"data-label": label})


def _england(here: Offers) -> html.Tr:
    name = html.Th(_("England"), scope="row", role="rowheader")
    return html.Tr([name, *_cells(here.england)], className="here", role="row")


def _row(offer: Offer, number: int = 0) -> html.Tr:
    lines = []
    if offer.near is not None:
        named = offer.near.hospital.name
        lines.append(f"{named}, {far(offer.near.km)}" if named != offer.name else far(offer.near.km))
        if offer.sites > 1:
            lines.append(_("Nearest of {n} hospitals; the figures are of all of them.").format(n=offer.sites))
    if not offer.is_trust:
        lines.append(_("Not an NHS trust"))
    name = [html.A(offer.name, href=to(f"/place/{offer.code}")), *(html.Span(line, className="far") for line in lines)]
    mark = [html.Span(str(number), className="no")] if number else []
    head = html.Th([*mark, html.Span(name, className="who")], scope="row", role="rowheader")
    return html.Tr([head, *_cells(offer.figures)], role="row", **{"data-code": offer.code})


def _unplaced(here: Offers) -> list[Any]:
    if not here.unplaced:
        return []
    summary = ngettext(
        "Place not known: {n} more provider reports this specialty somewhere in England",
        "Place not known: {n} more providers report this specialty somewhere in England",
        len(here.unplaced),
    ).format(n=len(here.unplaced))
    items = [
        html.Li([html.A(one.name, href=to(f"/place/{one.code}")), " ", html.Span(_short(one), className="quiet")])
        for one in here.unplaced
    ]
    said = _("No list we hold says where these treat, so no distance can be given.")
    return [html.Details([html.Summary(summary), html.P(said), html.Ul(items)])]


def _short(offer: Offer) -> str:
    figure = offer.figures[COLUMNS[0]]
    if figure.value is None:
        return statuses().get(figure.status, "")
    told = ngettext("median {weeks}, {n} person waiting", "median {weeks}, {n} people waiting", figure.n or 0)
    return told.format(weeks=value("weeks", figure.value), n=count(figure.n or 0))
