"""The public-health profile of an area: a spine chart, its table, and what stands out, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.figures.spine import SpineRow, compared_words, figure, grouped, spine
from layouts.place.tables import table
from layouts.words import _

DASH = "\u2013"


def profile_section(name: str, rows: Sequence[SpineRow]) -> tuple[list[Any], dict[str, str]]:
    """Lay out the profile of an area.

    Returns
    -------
    Components, and ready-made SVG by the id of the component it stands in; both empty without a row.
    """
    if not rows:
        return [], {}
    label = _("{area} beside England: {n} figures on public health. The table below has the same figures.").format(
        area=name, n=len(rows)
    )
    parts: list[Any] = [
        html.H2(_("Health and what shapes it")),
        *(html.P(text) for text in stands_out(rows)),
        html.P(_("Each figure is of its newest period; the table names it."), className="source"),
        html.Div(id="spine"),
        html.Details([html.Summary(_("As a table")), *(_twin(domain, group) for domain, group in grouped(rows))]),
    ]
    return parts, {"spine": spine(rows, label)}


def stands_out(rows: Sequence[SpineRow]) -> list[str]:
    """Name the figures that are officially worse, then those that are better, than England's."""
    worse = [row.title for row in rows if row.compared == "worse"]
    better = [row.title for row in rows if row.compared == "better"]
    said = []
    if worse:
        said.append(_("Worse than England: {titles}.").format(titles="; ".join(worse)))
    if better:
        said.append(_("Better than England: {titles}.").format(titles="; ".join(better)))
    return said or [_("None of these figures is officially better or worse than England's.")]


def _twin(domain: str, rows: list[SpineRow]) -> html.Div:
    words = compared_words()
    heads = [
        _("Figure"), _("Period"), _("Here"), _("England"), _("Compared"), _("Worst or lowest"), _("Lower quarter"),
        _("Upper quarter"), _("Best or highest"),
    ]  # fmt: skip
    body: list[list[Any]] = [
        [
            html.A(row.title, href=row.link) if row.link else row.title,
            row.period,
            row.status if row.value is None else figure(row, row.value),
            figure(row, row.england),
            words[row.compared] if row.value is not None else DASH,
            *(figure(row, number) for number in (row.worst, row.q25, row.q75, row.best)),
        ]
        for row in rows
    ]
    return table(domain, heads, body, frozenset({2, 3, 5, 6, 7, 8}))
