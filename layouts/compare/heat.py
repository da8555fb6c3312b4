"""A heat table: every figure told of the chosen places, each cell classed in words and in colour."""

from __future__ import annotations

from typing import Any

from dash import html

from data import query
from data.catalogue import Indicator
from data.judge import verdicts
from data.store import ENGLAND, Snapshot
from layouts.compare.choice import Comparison, fitting
from layouts.compare.columns import Row, folded, side_table
from layouts.compare.side import figure_of, status_of
from layouts.words import _, comparisons, short_named

#: Series that have ended are left to their own pages.
_LEFT_OUT = frozenset({"to-2018"})


def section(snapshot: Snapshot, chosen: Comparison) -> list[Any]:
    """Lay out the table under its heading."""
    return [html.H2(_("All figures at a glance"), id="glance"), folded(_("Show all figures"), glance(snapshot, chosen))]


def glance(snapshot: Snapshot, chosen: Comparison) -> list[Any]:
    """Lay out the table, its legend and what the classes rest on."""
    shown = [i for i in fitting(snapshot, chosen.places).values() if i.domain not in _LEFT_OUT]
    rows = [_row(snapshot, chosen, indicator) for indicator in shown]
    caption = _("Every figure held of these places, each in its newest period")
    areas = chosen.measured.of_areas
    rests = (
        _("Colours and words follow the official comparison with England, which rests on published 95 % intervals.")
        if areas
        else _("Colours and words follow our verdicts. Shares are set beside all trusts (funnel limits of 99.8 %, widened for the usual differences between trusts); waits in weeks beside the course of England, counts beside their own past.")
    )  # fmt: skip
    return [
        html.P(rests, className="quiet"),
        html.Ul([html.Li(html.Span(text, className=css)) for css, text in legend(areas).items()], className="heat-key"),
        side_table(snapshot, chosen.places, caption, _("Figure"), rows, "heat"),
    ]


def legend(areas: bool) -> dict[str, str]:
    """Name the classes of the cells, by CSS class."""
    if areas:
        named = comparisons()
        return {
            "is-better": named["better"],
            "is-usual": named["similar"],
            "is-worse": named["worse"],
            "is-higher": named["higher"],
            "is-lower": named["lower"],
        }
    return {
        "is-better": _("Better than most, or getting better"),
        "is-usual": _("No more than chance would explain"),
        "is-worse": _("Worse than most, or getting worse"),
    }


def _row(snapshot: Snapshot, chosen: Comparison, indicator: Indicator) -> Row:
    split, period = indicator.default_split, query.periods(snapshot, indicator)[-1]
    answer = query.across(snapshot, indicator, split, period)
    judged = indicator.of_areas or verdicts.can_be_judged(indicator)
    told = verdicts.classes(snapshot, indicator, split, period) if judged else None
    unjudged = indicator.polarity == "none" and not indicator.of_areas
    cells, css = [], []
    for code in chosen.places:
        at = answer.place_at.get(code)
        band = "" if at is None or told is None or code == ENGLAND else str(told[at])
        if status_of(answer, code) != "reported":
            band = ""
        word = _word(indicator, band)
        cells.append([html.Span(figure_of(answer, code), className="value"), *([" ", html.Span(word)] if word else [])])
        css.append("" if not band or band == "too_few" or unjudged else f"is-{band}")
    link = html.A(
        _(indicator.title), href=chosen.address(snapshot, indicator=indicator.slug, split=split, period=period)
    )
    title = [link, " ", html.Span(short_named(period, indicator.by_years), className="quiet")]
    return Row(title, cells, css)


def _word(indicator: Indicator, band: str) -> str:
    """Say a class in a few words; '' where there is nothing to say."""
    if not band:
        return ""
    if indicator.of_areas:
        return comparisons()[{"usual": "similar", "too_few": "not_compared"}.get(band, band)]
    if indicator.polarity == "none":
        return _("neither good nor bad")
    if indicator.is_percent:
        words = {
            "better": _("better than most"),
            "usual": _("no different from most"),
            "worse": _("worse than most"),
            "too_few": _("too few to say"),
        }
    elif indicator.measure == "weeks":
        words = {
            "better": _("getting better beside England"),
            "usual": _("going as England does"),
            "worse": _("getting worse beside England"),
            "too_few": _("too few months to say"),
        }
    else:
        words = {
            "better": _("getting better"),
            "usual": _("not changing"),
            "worse": _("getting worse"),
            "too_few": _("too few months to say"),
        }
    return words[band]
