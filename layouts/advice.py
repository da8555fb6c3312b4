"""What to do with a figure, for each reader: how to find it, whom to ask, which rights there are."""

from __future__ import annotations

from typing import Any

from dash import html

from data.advice import Advice, Right, advice
from data.catalogue import Indicator
from layouts.links import to
from layouts.welsh import note
from layouts.words import _

#: The guide that goes on from here, for each reader.
GUIDE_OF = {"choosing": "choosing", "resident": "", "volunteer": "volunteers", "editor": "editors"}


def reader_names() -> dict[str, str]:
    """Name each reader, in the order in which they are spoken to."""
    return {
        "choosing": _("If you are choosing a hospital"),
        "resident": _("If you live here"),
        "volunteer": _("If you hold a trust or council to account"),
        "editor": _("If you write about it"),
    }


def in_short(indicator: Indicator) -> html.Details:
    """Fold what to do with a figure into a few lines, with the way to all of it."""
    names = reader_names()
    rows: list[Any] = []
    for one in advice(indicator):
        rows += [html.Dt(names[one.reader]), html.Dd(_(one.particular))]
    more = html.A(_("Whom to ask, and your rights"), href=to(f"/indicator/{indicator.slug}#what-to-do"))
    return html.Details([html.Summary(_("What to do with it")), html.Dl(rows), html.P(more)])


def in_full(indicator: Indicator) -> list[Any]:
    """Say all that each reader can do with a figure."""
    names = reader_names()
    parts: list[Any] = [html.H2(_("What to do with this figure"), id="what-to-do")]
    for one in advice(indicator):
        parts += [html.H3(names[one.reader]), html.Dl(_steps(one), className="advice")]
        if guide := GUIDE_OF[one.reader]:
            parts.append(html.P(html.A(_("The guide for you"), href=to(f"/help/{guide}"))))
    return parts


def _steps(one: Advice) -> list[Any]:
    steps: list[Any] = [
        html.Dt(_("Find it")), html.Dd(_(one.find)),
        html.Dt(_("With this figure")), html.Dd(_(one.particular)),
        html.Dt(_("Whom to ask")), html.Dd(_(one.whom)),
        html.Dt(_("Bear in mind")), html.Dd(_(one.also)),
    ]  # fmt: skip
    if one.rights:
        listed = html.Ul([_right(right) for right in one.rights])
        steps += [html.Dt(_("Your rights")), html.Dd([listed, note("rights")])]
    return steps


def _right(right: Right) -> html.Li:
    where = {"England": _("In England"), "Wales": _("In Wales"), "England and Wales": _("In England and Wales")}[
        right.nation
    ]
    return html.Li([f"{where}: ", _(right.text), " ", html.Small(_(right.citation))])
