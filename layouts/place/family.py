"""Where a place stands among others: what it lies in, what lies in it, who came before and after, its hospitals."""

from __future__ import annotations

from typing import Any

from dash import html

from data.store import Place, Snapshot
from geo.relations import Relations, Site
from layouts.compare.columns import folded
from layouts.place.people import trusts_based
from layouts.place.tables import coded_link, linked_list, place_link, table
from layouts.words import _, date

#: So many hospitals are shown on a phone as they are.
FEW = 6


def breadcrumbs(snapshot: Snapshot, relations: Relations, place: Place) -> html.Nav:
    """Lead from the nation down to a place, each step a link."""
    steps = [code for code in reversed(relations.parents.get(place.code, ())) if relations.types.get(code) != "icb"]
    items = [html.Li(place_link(snapshot, code)) for code in steps if code in snapshot.places]
    here = html.Li(html.Span(place.name, **{"aria-current": "page"}))
    return html.Nav(html.Ol([*items, here]), className="crumbs", **{"aria-label": _("Where this lies")})


def before_and_after(snapshot: Snapshot, relations: Relations, place: Place) -> list[Any]:
    """Name whom a place took over from, and who followed it."""
    if place.type == "council":
        old = [(s.old_code, s.old_name, s.date) for s in relations.came_before(place.code)]
        names = {s.old_code: s.old_name for s in relations.steps}
        new = [(s.new_code, names.get(s.new_code, s.new_code), s.date) for s in relations.came_after(place.code)]
    else:
        old = [(s.old_code, s.old_code, s.date) for s in snapshot.predecessors.get(place.code, ())]
        new = [(s.new_code, s.new_code, s.date) for s in snapshot.successors.get(place.code, ())]
    parts: list[Any] = []
    for title, steps in ((_("It took over from"), old), (_("It was followed by"), new)):
        if steps:
            items = [html.Li([*coded_link(snapshot, code, name), f", {date(day)}"]) for code, name, day in steps]
            parts += [html.H3(title), html.Ul(items)]
    return [html.H2(_("Before and after")), *parts] if parts else []


def sites_of(snapshot: Snapshot, relations: Relations, code: str) -> list[Any]:
    """Tabulate the hospitals and clinics of a trust."""
    sites = relations.sites_of(code)
    if not sites:
        return []
    rows: list[list[Any]] = [
        [html.Span(s.name, id=s.code), place_link(snapshot, s.council_code), s.postcode, str(s.listed)] for s in sites
    ]
    heads = [_("Site"), _("Council"), _("Postcode"), _("Listed in")]
    return [html.H2(_("Its hospitals and clinics")), *_listed(table(_("Sites"), heads, rows), len(sites)), _register()]


def sites_in(snapshot: Snapshot, relations: Relations, code: str) -> list[Any]:
    """Tabulate the hospitals and clinics of NHS trusts that stand in a council."""
    sites = relations.sites_in(code)
    if not sites:
        return []
    rows: list[list[Any]] = [[_site_link(s), place_link(snapshot, s.trust_code), str(s.listed)] for s in sites]
    heads = [_("Site"), _("Run by"), _("Listed in")]
    source = _welsh_register() if relations.is_welsh(code) else _register()
    made = table(_("Sites"), heads, rows)
    return [html.H2(_("NHS hospitals and clinics here")), *_listed(made, len(sites)), source]


def _listed(made: html.Div, sites: int) -> list[Any]:
    """Fold a long list of hospitals where a phone would have to scroll past it."""
    return [made] if sites <= FEW else [folded(_("Show all {n}").format(n=sites), [made])]


def _site_link(site: Site) -> html.A:
    return html.A(site.name, href=f"/place/{site.trust_code}#{site.code}")


def _welsh_register() -> html.P:
    return html.P(
        _("Of hospitals in Wales only those are listed that stood in the A&E figures of April 2022. Other hospitals and clinics here are missing."),
        className="source",
    )  # fmt: skip


def _register() -> html.P:
    return html.P(
        _("After the lists of NHS Choices (2014) and NHS.UK (2020), the newest that are held: a site may have opened, moved or closed since."),
        className="source",
    )  # fmt: skip


def children(snapshot: Snapshot, relations: Relations, place: Place) -> list[Any]:
    """List what lies in an area: regions, health boards, counties, councils, trusts."""
    titles = {
        "region": _("Its regions"),
        "health-board": _("Its health boards"),
        "county": _("Its counties"),
        "council": _("Its councils"),
    }
    parts: list[Any] = []
    kinds = {"nation": ("region", "health-board"), "region": ("county", "council")}.get(place.type, ("council",))
    for kind in kinds:
        codes = relations.within(place.code, kind)
        if codes:
            parts += [html.H2(titles[kind]), linked_list(snapshot, codes)]
    if place.code.startswith("W") and place.type == "nation":
        parts += [html.H2(titles["council"]), linked_list(snapshot, relations.within(place.code, "council"))]
    trusts = () if place.type == "nation" else relations.within(place.code, "trust")
    if trusts:
        caption = _("Trusts whose largest hospital or head office is in {area}").format(area=place.name)
        parts += [html.H2(_("NHS trusts based here")), trusts_based(snapshot, trusts, caption)]
    return parts
