"""The controls of the explorer: native select boxes, and a month that can be stepped, slid and played."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from data import held, query
from data.catalogue import Indicator
from data.censuses import PRESETS, USUAL
from data.store import Snapshot
from layouts.filters import deprivation_options, region_options
from layouts.view import View
from layouts.words import _, named, split_title

Options = list[dict[str, str]]


def indicator_options(snapshot: Snapshot) -> Options:
    """List every indicator that can be drawn."""
    return [{"value": slug, "label": _(indicator.title)} for slug, indicator in held.mapped(snapshot).items()]


def split_options(indicator: Indicator) -> Options:
    """List an indicator's specialties or kinds of department."""
    return [{"value": code, "label": split_title(code, title)} for code, title in indicator.splits.items()]


def period_options(snapshot: Snapshot, indicator: Indicator) -> Options:
    """List the months held, newest first."""
    return [{"value": p, "label": named(p, indicator.by_years)} for p in reversed(query.periods(snapshot, indicator))]


def scale_titles() -> dict[str, str]:
    """Name the colour scales."""
    return {
        "spread": _("Six classes"),
        "standard": _("Official standard"),
        "classic": _("Classic: 100 / 95 %"),
    }


def by_what_was_said() -> str:
    """Name the colours of the ledger, which tell what a record says."""
    return _("By what was said")


def view_titles() -> dict[str, str]:
    """Name the views of the map."""
    return {
        "performance": _("The figure itself"),
        "verdict": _("Is it more than chance?"),
        "improvement": _("Change on the month before"),
        "year": _("Change on the year before"),
    }


def geography_titles(of_areas: bool, welsh: bool = False) -> dict[str, str]:
    """Name the ways places are drawn; there is one for the NHS of Wales."""
    if welsh:
        return {"areas": _("Areas")}
    if of_areas:
        return {"areas": _("Borders of the time"), "2014": _("Borders of 2014"), "2025": _("Borders of 2025")}
    return {"areas": _("Areas"), "points": _("Points")}


def scale_options(indicator: Indicator, period: str) -> Options:
    """List the scales offered for a month."""
    titles = scale_titles() | ({"spread": by_what_was_said()} if indicator.by_states else {})
    return [{"value": s, "label": titles[s]} for s in indicator.scales(period)]


def view_options(indicator: Indicator) -> Options:
    """List the views offered."""
    return [{"value": v, "label": view_titles()[v]} for v in indicator.views]


def split_labels() -> dict[str, str]:
    """Name what an indicator is split by."""
    return {
        "treatment-function": _("Specialty"),
        "ae-type": _("Department"),
        "none": _("Group"),
        "counting": _("Counted as"),
        "earlier": _("Change"),
        "cqc-domain": _("Question"),
        "community-theme": _("Theme"),
    }


def period_labels() -> tuple[str, str]:
    """Name what is chosen in time: a month, or for public health years."""
    return _("Month"), _("Years")


def _field(name: str, label: str, options: Options, value: str) -> html.Div:
    """A labelled box, out of sight where there is nothing to choose; it still goes with the form."""
    select = dbc.Select(id=name, name=name, options=options, value=value)
    parts = [html.Label(label, htmlFor=name), select]
    return html.Div(parts, className=f"field field-{name}", hidden=len(options) == 1)


def controls(snapshot: Snapshot, view: View) -> html.Form:
    """Lay out the form; without a script it is sent as it stands and the page comes back in the new view."""
    indicator = view.measured
    split_label = split_labels()[indicator.splits_by]
    titles = geography_titles(indicator.of_areas, indicator.is_welsh)
    geography = view.geography if view.geography in titles else "points"
    ways = [{"value": v, "label": label} for v, label in titles.items()]
    return html.Form(
        [
            _field("indicator", _("Measure"), indicator_options(snapshot), view.indicator),
            _field("split", split_label, split_options(indicator), view.split),
            _field("period", period_labels()[indicator.by_years], period_options(snapshot, indicator), view.period),
            html.Details(html.Summary(_("More choices")), id="more-choices", open=view.is_finer),
            _field("region", _("Where"), region_options(snapshot, indicator), view.region),
            _field("deprivation", _("Deprivation"), deprivation_options(snapshot, indicator), view.deprivation),
            _field("view", _("Show"), view_options(indicator), view.view),
            _field("scale", _("Colours"), scale_options(indicator, view.period), view.scale),
            _field("geography", _("Draw places as"), ways, geography),
            *(
                [_field("snapshot", _("Figures"), [{"value": view.snapshot, "label": view.snapshot}], view.snapshot)]
                if view.snapshot
                else ()
            ),
            html.Button(_("Show"), type="submit", className="go", id="go", name="was", value=view.indicator),
        ],
        id="controls",
        action="/",
        method="get",
        **{"aria-label": _("What the map shows")},
    )


def _key_of(lists: list[Options], options: Options) -> int:
    """Give the position of a list of choices among those told so far; each is told once."""
    if options not in lists:
        lists.append(options)
    return lists.index(options)


def presets(view: View) -> html.Nav:
    """Offer the two changes in staff that people ask for; hidden where the figure is not of staff."""
    titles = {
        "then": _("The cuts then: September 2010 to September 2013"),
        "now": _("The cuts now: February 2025 to February 2026"),
    }
    shown = view.measured.group == "staff"
    slug = f"{view.measured.dataset}-change" if shown else "staff-all-change"
    links = [
        html.A(
            titles[name],
            href=f"/?{view.to_query(indicator=slug, split=split, period=period, scale='spread')}",
            **{"data-preset": f"{split} {period}"},
        )
        for name, (split, period) in PRESETS.items()
    ]
    return html.Nav(
        [html.Span(_("Two ready-made views:")), *links],
        id="presets",
        hidden=not shown,
        className="presets",
        **{"aria-label": _("Ready-made views of change in staff")},
    )


def catalogue_of(snapshot: Snapshot) -> dict[str, Any]:
    """Give the browser what it needs to keep the boxes in step: splits, months, scales and views by indicator."""
    months: dict[str, list[str]] = {}
    found: dict[str, dict[str, Any]] = {}
    regions: list[Options] = []
    deprivations: list[Options] = []
    for slug, indicator in held.mapped(snapshot).items():
        known = query.periods(snapshot, indicator)
        key = f"{indicator.dataset}-{known[0]}"
        if indicator.is_published:
            key = next((name for name, listed in months.items() if listed == list(known)), slug)
        months[key] = list(known)
        found[slug] = {
            "splits": f"{indicator.splits_by}-{len(indicator.splits)}",
            "months": key,
            "measure": indicator.measure,
            "views": list(indicator.views),
            "scales": list(indicator.scales(known[-1])),
            "regions": _key_of(regions, region_options(snapshot, indicator)),
            "deprivations": _key_of(deprivations, deprivation_options(snapshot, indicator)),
        }
        if indicator.by_years:
            found[slug]["years"] = True
        if indicator.of_areas:
            found[slug]["areas"] = True
        if indicator.by_states:
            found[slug]["ledger"] = by_what_was_said()
        if indicator.is_published:
            found[slug]["decimals"] = indicator.decimals
        if indicator.group == "staff":
            found[slug]["staff"] = indicator.dataset
        if indicator.change_of:
            found[slug]["usual"] = list(USUAL)
        if indicator.is_welsh:
            found[slug]["wales"] = indicator.drawn
        elif indicator.drawn == "site":
            found[slug]["sites"] = True
        if indicator.names:
            found[slug]["names"] = {number: _(name) for number, name in indicator.names.items()}
    return {
        "indicators": found,
        "months": months,
        "splits": {f"{i.splits_by}-{len(i.splits)}": split_options(i) for i in held.mapped(snapshot).values()},
        "regions": regions,
        "deprivations": deprivations,
        "scales": scale_titles(),
        "views": view_titles(),
        "geographies": {
            "trusts": geography_titles(of_areas=False),
            "councils": geography_titles(of_areas=True),
            "wales": geography_titles(of_areas=False, welsh=True),
        },
    }
