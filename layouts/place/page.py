"""Lays out the page of a place, complete without any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html

from data.changes.entries import Entry
from data.store import ENGLAND, Place, Snapshot
from geo import alike
from geo.ground import Ground
from geo.relations import WALES, Relations
from layouts import sentences
from layouts.changes.page import on_place
from layouts.changes.sentences import Sides
from layouts.compare.basket import controls
from layouts.compare.peers import glance as peers_glance
from layouts.compare.peers import section as peers_section
from layouts.figures.locator import locator
from layouts.figures.spine import SpineRow
from layouts.pack.chosen import download
from layouts.place import advice, family, figures, missing, own, people, small_trends, staff, wales
from layouts.place.cuts import cuts_section
from layouts.place.health import not_held
from layouts.place.partnership import community_services
from layouts.place.profile import profile_section
from layouts.place.quality import quality_section
from layouts.place.tables import place_link
from layouts.sheet.subject import has_sheet
from layouts.view import view_of
from layouts.words import _, count, date, status_sentences, statuses

LONDON = "E12000007"


@dataclass(frozen=True)
class Page:
    """A page: `islands` is ready-made SVG by the id of the component it stands in, `facts` is its JSON-LD."""

    title: str
    description: str
    tree: html.Div
    islands: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def place_page(
    snapshot: Snapshot,
    ground: Ground,
    relations: Relations,
    code: str,
    profile: Sequence[SpineRow] = (),
    changed: Sequence[Entry] = (),
) -> Page:
    """Lay out the page of a place.

    Parameters
    ----------
    profile
        Public-health figures of an area, ready to be drawn as a spine chart; none where none are held.
    changed
        What changed there lately.
    """
    place = snapshot.places[code]
    said = figures.headlines(snapshot, code) + wales.headlines(snapshot, place)
    if place.type in ("council", "county") and (most := people.most_used(snapshot, relations, code)):
        said.append(most)
    islands = {"locator": located(ground, relations, place)}
    parts: list[Any] = [family.breadcrumbs(snapshot, relations, place)]
    words = [
        html.H1(place.name),
        html.P(who_is(snapshot, relations, place)),
        *(html.P(s, className="lead") for s in said),
    ]
    if place.icb_code in snapshot.places:
        words.append(
            html.P(
                [
                    _("Its integrated care board, which plans and pays for the NHS here:"),
                    " ",
                    place_link(snapshot, place.icb_code),
                ]
            )
        )
    words += wales.bridge(snapshot, relations, place)
    gone = figures.has_closed(snapshot, code, ground.latest)
    if code == ENGLAND or (figures.told_of(snapshot, code) and not gone and code in ground_codes(ground)):
        words.append(html.P(html.A(_("Show it on the map"), href=f"/?place={code}")))
    elif place.type == "health-board" and (view := view_of(snapshot, code)) is not None:
        words.append(html.P(html.A(_("Show it on the map"), href=f"/?{view.to_query()}")))
    if has_sheet(place):
        words.append(html.P(html.A(_("Meeting sheet: two sides of A4 to print"), href=f"/sheet/{code}")))
    words += [
        *download(snapshot, code),
        *controls(snapshot, code),
        *peers_section(snapshot, alike.peers(snapshot, relations, ground, code)),
    ]
    parts.append(html.Div([html.Div(words), html.Div(id="locator", className="where")], className="place-head"))
    told_of = bool(figures.told_of(snapshot, code))
    if told_of:
        parts += [html.H2(_("Its last figures") if gone else _("Latest figures")), figures.all_figures(snapshot, code)]
        if place.type == "trust":
            parts += peers_glance(snapshot, code, alike.codes_alike(snapshot, relations, ground, code))
    if told_of:
        plots, drawn = figures.specialties(snapshot, code)
        islands |= drawn
        if plots:
            parts.append(html.H2(_("Every specialty")))
            parts += [html.P(text) for text in (figures.extremes(snapshot, code), figures.specialties_note()) if text]
            parts.append(html.Div(plots, className="plots"))
        trends, drawn = small_trends.section(snapshot, code)
        islands |= drawn
        parts += trends
    local = own.section(snapshot, code)
    lately = on_place(Sides(snapshot), code, changed)
    if place.type in ("trust", "provider"):
        counted, drawn = staff.section(snapshot, code)
        islands |= drawn
        parts += [*counted, *local, *lately, *_organisation(snapshot, relations, place, bool(counted))]
    else:
        health, drawn = profile_section(place.name, profile)
        islands |= drawn
        used = people.trusts_used(snapshot, relations, code) if place.type != "nation" else []
        parts += [
            *wales.section(snapshot, relations, place),
            *used,
            *health,
            *local,
            *lately,
            *_area(snapshot, relations, place, bool(profile)),
        ]
    description = " ".join([who_is(snapshot, relations, place), *said])
    return Page(
        place.name, description, html.Div(parts, className="place"), islands, _facts(snapshot, relations, place)
    )


def ground_codes(ground: Ground) -> frozenset[str]:
    """Name the trusts that have a point on the map."""
    return frozenset(shape.code for shape in ground.layer("trust-points"))


def located(ground: Ground, relations: Relations, place: Place) -> str:
    """Draw where a place lies; '' for one that is drawn nowhere."""
    london = LONDON in (place.code, *relations.parents.get(place.code, ()))
    return locator(ground, place.code, place.type, place.name, ground.latest, london)


def _organisation(snapshot: Snapshot, relations: Relations, place: Place, counted: bool) -> list[Any]:
    parts: list[Any] = []
    if place.type == "trust":
        parts += people.councils_served(snapshot, relations, place.code)
        parts += family.sites_of(snapshot, relations, place.code)
        parts += family.before_and_after(snapshot, relations, place)
        parts += cuts_section(snapshot, place.code)
        if figures.told_of(snapshot, place.code) and not place.closed:
            parts += advice.ask_the_board(place.name)
    parts += advice.who_answers_in_wales() if relations.is_welsh(place.code) else advice.who_answers(place)
    parts += quality_section(snapshot, relations, place.code)
    parts.append(html.H2(_("What is missing, and why")))
    if figures.told_of(snapshot, place.code):
        return parts + missing.listed(snapshot, place.code)
    if counted:
        return [*parts, html.P(_("{status}: waits for treatment and A&E. No such figures are held of it.").format(status=statuses()["not_applicable"]))]  # fmt: skip
    return [*parts, html.P(_("{status}: none of the figures held here are told of this place.").format(status=statuses()["no_record"]))]  # fmt: skip


def _area(snapshot: Snapshot, relations: Relations, place: Place, profiled: bool) -> list[Any]:
    welsh = relations.is_welsh(place.code)
    parts: list[Any] = []
    parts += family.sites_in(snapshot, relations, place.code) if place.type == "council" else []
    parts += community_services(snapshot, place)
    parts += family.children(snapshot, relations, place)
    parts += family.before_and_after(snapshot, relations, place)
    parts += cuts_section(snapshot, place.code) if place.type == "health-board" else []
    if place.type in ("council", "county") and not place.closed:
        county = next((c for c in relations.parents[place.code] if relations.types.get(c) == "county"), place.code)
        parts += advice.ask_the_council(place.name, sentences.place_name(snapshot, county), welsh)
    if welsh:
        parts += advice.who_answers_in_wales()
    parts.append(html.H2(_("What is missing, and why")))
    if figures.told_of(snapshot, place.code):
        parts += missing.listed(snapshot, place.code)
    return [*parts, html.Ul([html.Li(text) for text in _not_here(snapshot, relations, place, profiled)])]


def _not_here(snapshot: Snapshot, relations: Relations, place: Place, profiled: bool) -> list[str]:
    held, explained = statuses()["not_held"], status_sentences()["not_held"]
    said = [
        _("{status}: {figure}. {explained}").format(status=held, figure=figure, explained=explained)
        for figure in not_held(snapshot, place.code)
    ]
    if not profiled:
        said.append(_("{status}: public-health figures of this area. {explained}").format(status=held, explained=explained))  # fmt: skip
    if relations.is_welsh(place.code):
        said.append(_("{status}: newer waits in Wales, and any by council. Wales counts to its own rules: its figures and England's never share one scale.").format(status=held))  # fmt: skip
        said.append(_("{status}: the table of who is admitted where covers England only.").format(status=statuses()["no_record"]))  # fmt: skip
    elif place.type == "council" and place.closed:
        said.append(_("{status}: this council is gone; its people are counted with the council that followed it.").format(status=statuses()["no_comparable_record"]))  # fmt: skip
    elif place.type == "icb":
        said.append(_("{status}: population and admissions by integrated care board.").format(status=held))
    if relations.population(place.code) is not None:
        said.append(_("{status}: newer counts of residents. The shares of admissions are of 2019, so the people of mid-2019 stand beside them.").format(status=held))  # fmt: skip
    return said


def who_is(snapshot: Snapshot, relations: Relations, place: Place) -> str:
    """Say in a few sentences what a place is."""
    kinds = {
        "acute": _("NHS trust with acute hospitals, code {code}."),
        "mental-health": _("NHS trust for mental health, code {code}."),
        "specialist": _("Specialist NHS trust, code {code}."),
        "community": _("NHS trust for community care, code {code}."),
        "ambulance": _("NHS ambulance trust, code {code}."),
        "trust": _("NHS trust, code {code}."),
        "provider": _("Provider of NHS care, code {code}."),
        "council": _("Council area, code {code}."),
        "county": _("County, code {code}."),
        "region": _("Region of England, code {code}."),
        "icb": _("Integrated care board: it plans the NHS of its area. Code {code}."),
        "health-board": _("Health board: it runs the NHS of its part of Wales. Code {code}."),
        "nation": _("Nation, code {code}."),
    }
    known = place.kind if place.type == "trust" and place.kind in kinds else place.type
    said = [kinds[known].format(code=place.code)]
    if place.site_name:
        said.append(_("Largest hospital: {site}.").format(site=place.site_name))
    if place.closed:
        said.append(_("Closed on {date}.").format(date=date(place.closed)))
    lived = relations.population(place.code)
    if lived is not None and not place.closed:
        said.append(_("{n} people lived here in mid-2019 (the sum of its neighbourhoods, Office for National Statistics).").format(n=count(lived)))  # fmt: skip
    return " ".join(said)


def _facts(snapshot: Snapshot, relations: Relations, place: Place) -> dict[str, Any]:
    """Describe a place for machines (schema.org, JSON-LD)."""
    organisation = place.type in ("trust", "provider")
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalOrganization"
        if organisation
        else ("Country" if place.type == "nation" else "AdministrativeArea"),
        "name": place.name,
        "identifier": place.code,
    }
    if organisation and place.postcode:
        facts["address"] = {"@type": "PostalAddress", "postalCode": place.postcode, "addressCountry": "GB"}
    if not organisation and place.lat is not None:
        facts["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    above = next((code for code in relations.parents.get(place.code, ()) if code in snapshot.places), "")
    if above:
        kind = "Country" if above in (ENGLAND, WALES) else "AdministrativeArea"
        within = {"@type": kind, "name": snapshot.places[above].name, "identifier": above}
        facts["location" if organisation else "containedInPlace"] = within
    return facts
