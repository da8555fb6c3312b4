"""Lays out the comparison: the answer in a sentence, the form, then everything side by side, without any script."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from dash import html

from data import query
from data.store import ENGLAND, Snapshot
from geo.alike import Alike
from geo.relations import Relations
from layouts import inferred, sentences
from layouts.answer import source_line, standard_line
from layouts.charted import charted, picture_of, values_csv
from layouts.choices import BadChoice
from layouts.compare import differences, heat, peers, specialties
from layouts.compare.choice import Comparison, kind_of, tells_of
from layouts.compare.columns import short_name, side_table
from layouts.compare.form import WRONG, Draft, draft_of, form
from layouts.compare.side import history_rows, side_rows, view_of
from layouts.figures.trend import is_trend, trend
from layouts.html import render
from layouts.words import _, named


def compare_page(
    snapshot: Snapshot, relations: Relations, chosen: Comparison, alike: Alike | None
) -> tuple[str, str, dict[str, Any]]:
    """Lay out a comparison.

    Parameters
    ----------
    alike
        Those most like the first place chosen; None where nobody can tell.

    Returns
    -------
    Title, body as HTML, and the figure of the trend as plain data, empty where one period alone is held.
    """
    indicator = chosen.measured
    split = "" if chosen.split == indicator.default_split else sentences.split_words(indicator, chosen.split)
    about = f"{_(indicator.title)}: {split}" if split else _(indicator.title)
    title = _("{n} places side by side").format(n=len(chosen.places))
    figure = trend_of(snapshot, chosen) if _has_course(snapshot, chosen) else {}
    found = differences.pairs(snapshot, relations, chosen)
    drawn, islands = specialties.section(snapshot, chosen)
    islands["compare-form"] = form(snapshot, draft_of(snapshot, chosen), chosen.places)
    tree = [
        html.H1(title),
        html.P([html.B(f"{about}. "), _context(snapshot, chosen)], className="context"),
        html.P(told, className="lead") if (told := differences.lead(snapshot, indicator, found)) else None,
        html.Div(id="compare-form"),
        _jumps(snapshot, chosen, bool(drawn)),
        html.H2(_("Side by side"), id="side-by-side"),
        side_table(
            snapshot,
            chosen.places,
            _("In the order you chose: this is no league table"),
            "",
            side_rows(snapshot, chosen),
        ),
        _removals(snapshot, chosen),
        *differences.section(snapshot, indicator, found),
        *_trend_section(snapshot, chosen),
        *drawn,
        *heat.section(snapshot, chosen),
        *_suggestion(snapshot, chosen, alike),
        *_about(snapshot, chosen),
    ]
    gathered = [{"code": code, "name": short_name(snapshot, code)} for code in chosen.places]
    listed = {"data-basket-list": json.dumps(gathered), "data-basket-kind": kind_of(snapshot, chosen.places)}
    body = render(html.Div(tree, className="place compare", **listed), islands)
    return f"{about}: {title}", body, figure


def start_page(snapshot: Snapshot, draft: Draft, codes: tuple[str, ...]) -> tuple[str, str]:
    """Lay out the page on which places are first chosen."""
    title = _("Compare places")
    tree = [
        html.H1(title),
        html.P(_("Set two to five trusts side by side, or two to five councils, or health boards of Wales: the same figure, how far apart they are, and whether that is more than chance.")),
        html.P(_("Type a name or a code into each box.")),
        html.Div(id="compare-form"),
    ]  # fmt: skip
    return title, render(html.Div(tree, className="place compare"), {"compare-form": form(snapshot, draft, codes)})


def mending_page(snapshot: Snapshot, draft: Draft, codes: tuple[str, ...], error: BadChoice) -> tuple[str, str]:
    """Say why places cannot stand side by side, with the form ready to mend it."""
    title = _("These cannot be compared yet")
    said = "{why}" if error.parameter == "places" else _("{parameter} = \u201c{value}\u201d: {why}")
    told = said.format(parameter=error.parameter, value=error.value, why=error.why)
    tree: list[Any] = [html.H1(title), html.P(told, className="lead", id=WRONG)]
    if error.nearest and error.parameter != "places":
        tree.append(html.P(_("The nearest right value is {nearest}.").format(nearest=error.nearest)))
    tree.append(html.Div(id="compare-form"))
    mending = form(snapshot, draft, codes, error.parameter)
    return title, render(html.Div(tree, className="place compare"), {"compare-form": mending})


def _context(snapshot: Snapshot, chosen: Comparison) -> str:
    """Name the period, the nation's figure and the standard, and what must always be said of it."""
    indicator, view = chosen.measured, view_of(chosen)
    answer = query.across(snapshot, indicator, chosen.split, chosen.period)
    said = [named(chosen.period, indicator.by_years) + "."]
    nation = answer.place_at.get(indicator.nation)
    if nation is not None and indicator.measure != "count" and answer.status[-1, nation] == query.REPORTED:
        value = sentences.figure(indicator, float(answer.value[-1, nation]))
        said.append((_("Wales: {value}.") if indicator.is_welsh else _("England: {value}.")).format(value=value))
    if standard := standard_line(view):
        said.append(standard + ".")
    always = (inferred.sentence(snapshot, indicator, chosen.period), _(indicator.always_said))
    return " ".join(filter(None, (*said, *always)))


def _jumps(snapshot: Snapshot, chosen: Comparison, by_split: bool) -> html.Nav:
    """Link to the parts of the page."""
    parts = {
        "side-by-side": _("Side by side"),
        "apart": _("How far apart"),
        **({"through-time": _("Through time")} if _has_course(snapshot, chosen) else {}),
        **({"by-split": _("Every specialty or department")} if by_split else {}),
        "glance": _("All figures"),
    }
    links = [html.Li(html.A(text, href=f"#{name}")) for name, text in parts.items()]
    return html.Nav(html.Ul(links, className="inline"), **{"aria-label": _("On this page")})


def _removals(snapshot: Snapshot, chosen: Comparison) -> Any:
    """Offer to take each place out, as long as two are left."""
    if len(chosen.places) < 3:
        return None
    links = []
    for code in chosen.places:
        others = tuple(other for other in chosen.places if other != code)
        said = _("Without {place}").format(place=short_name(snapshot, code))
        links.append(html.Li(html.A(said, href=chosen.address(snapshot, places=others))))
    return html.Ul(links, className="inline")


def trend_of(snapshot: Snapshot, chosen: Comparison) -> dict[str, Any]:
    """Draw all chosen places on one scale, England behind them where it counts alike."""
    indicator = chosen.measured
    series = []
    for code in chosen.places:
        if tells_of(snapshot, indicator, code):
            line = query.through_time(snapshot, indicator, chosen.split, code)
            series.append((short_name(snapshot, code), line, query.breaks(snapshot, line, code)))
    beside = ENGLAND not in chosen.places and tells_of(snapshot, indicator, ENGLAND)
    england = query.through_time(snapshot, indicator, chosen.split, ENGLAND) if beside else None
    return trend(indicator, series, england, chosen.period)


def _has_course(snapshot: Snapshot, chosen: Comparison) -> bool:
    """Tell whether more than one period is held; one alone has no course."""
    return len(query.periods(snapshot, chosen.measured)) > 1


def _trend_section(snapshot: Snapshot, chosen: Comparison) -> list[Any]:
    if not _has_course(snapshot, chosen):
        return []
    indicator = chosen.measured
    names = ", ".join(short_name(snapshot, code) for code in chosen.places)
    label = _("Trend of {title}: {places}. The table below has the same figures.").format(
        title=_(indicator.title), places=names
    )
    rows = history_rows(snapshot, chosen)
    first = next(code for code in chosen.places if tells_of(snapshot, indicator, code))
    others = tuple(code for code in chosen.places if code != first)
    links = {_("These figures as CSV"): values_csv(chosen.indicator, chosen.split, chosen.places)}
    if is_trend(query.through_time(snapshot, indicator, chosen.split, first), chosen.period):
        links[_("Picture of this chart")] = picture_of(replace(view_of(chosen, first), compare=others), "trend")
    caption = _("{title}, every period held").format(title=_(indicator.title))
    return [
        html.H2(_("Through time"), id="through-time"),
        *charted(html.Div(id="trend", className="trend"), label, links),
        html.P(_across(snapshot, chosen, first), className="quiet"),
        html.Details([html.Summary(_("The same as a table")), side_table(snapshot, chosen.places, caption, "", rows)]),
    ]  # fmt: skip


def _across(snapshot: Snapshot, chosen: Comparison, code: str) -> str:
    """Say that no line crosses a break, and what marks those of the first place where it has any."""
    line = query.through_time(snapshot, chosen.measured, chosen.split, code)
    if not query.breaks(snapshot, line, code):
        return _("No line is drawn across a merger, a change of definition or a gap.")
    return _("No line is drawn across a merger, a change of definition or a gap. Dashed upright lines mark those of {place}.").format(place=short_name(snapshot, code))  # fmt: skip


def _suggestion(snapshot: Snapshot, chosen: Comparison, alike: Alike | None) -> list[Any]:
    if alike is None:
        return []
    name = short_name(snapshot, alike.here.code)
    return [
        html.H2(_("Whom is {place} most like?").format(place=name)),
        *peers.section(snapshot, alike),
    ]


def _about(snapshot: Snapshot, chosen: Comparison) -> list[Any]:
    indicator = chosen.measured
    view = view_of(chosen, chosen.places[0])
    return [
        html.H2(_("What this figure means")),
        html.P([_(indicator.why_it_matters), " ", _(indicator.method)]),
        html.Details([html.Summary(_("What it cannot tell")), html.Ul([html.Li(_(text)) for text in indicator.caveats])]),
        html.P(
            [
                source_line(snapshot, view), " ",
                html.A(_("Definition and sources"), href=f"/indicator/{chosen.indicator}"), " \u00b7 ",
                html.A(_("Show them on the map"), href=f"/?{view.to_query(compare=chosen.places[1:])}"), " \u00b7 ",
                html.A(_("Download as CSV"), href=values_csv(chosen.indicator, chosen.split, chosen.places)),
            ],
            className="source",
        ),
    ]  # fmt: skip
