"""Who near me is quickest: waits at trusts and independent providers within a distance, to weigh, not to rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from dash import html

from data.catalogue import catalogue
from data.splits import TREATMENT_FUNCTIONS
from data.store import Snapshot
from geo.find import Found
from geo.gazetteer import Gazetteer, Spot
from geo.ground import Ground
from geo.near import COLUMNS, FEW, Offers, offers
from layouts.choices import BadChoice, choose_indicator, choose_split, nearest
from layouts.find import address, find_page, welsh, whole_name
from layouts.forms import select
from layouts.html import render
from layouts.links import kept_language
from layouts.near.picture import figure
from layouts.near.rows import listed
from layouts.view import MOST_COMPARED, View
from layouts.words import _, asked, month, ngettext

DISTANCES = (5, 10, 20, 30, 50, 100)
FARTHEST = 200
ORDERS = ("distance", "wait")


@dataclass(frozen=True)
class NearView:
    """A reader's choices: what is waited for, how far to go, what comes first, by which figure waits are sorted."""

    indicator: str
    split: str
    within: int
    order: str


def read_near_view(snapshot: Snapshot, args: Mapping[str, str]) -> NearView:
    """Read the choices of `/near` from its query.

    Raises
    ------
    BadChoice
        If one cannot be served; names the nearest right value.
    """
    slug = args.get("indicator") or COLUMNS[0]
    indicator = choose_indicator(snapshot, slug)
    if slug not in COLUMNS:
        why = _("Waits near a place can be sorted by another figure only.")
        raise BadChoice("indicator", slug, why, nearest(slug, COLUMNS) or COLUMNS[0])
    within = args.get("within") or "30"
    if not within.isascii() or not within.isdigit() or not 1 <= int(within[:6]) <= FARTHEST:
        raise BadChoice("within", within, _("Give a distance in miles, from 1 to 200."), "30")
    order = args.get("order") or "distance"
    if order not in ORDERS:
        raise BadChoice("order", order, _("The list is ordered by distance or by wait."), nearest(order, ORDERS))
    return NearView(slug, choose_split(indicator, args.get("split", "")), int(within), order)


def near_page(
    snapshot: Snapshot, ground: Ground, gazetteer: Gazetteer, found: Found, view: NearView
) -> tuple[str, str, View | None]:
    """Lay out the comparison of waits near a place.

    Returns
    -------
    Title and body, as HTML, and the view in which the first trusts of the list stand beside one another, None without a
    trust. Where the place is not clear, the body asks, as a search does.
    """
    spot = found.spot
    if spot is None or spot.lat is None or spot.lon is None:
        if found.kind == "empty":
            title = _("Who near me is quickest?")
            first = [html.H1(title), html.P(_("Say where you are: a postcode, its first half, or a town."))]
            return title, f'<div class="text find">{render(first)}{_form("", view)}</div>', None
        title, body = find_page(snapshot, gazetteer, found, start="/near")
        return title, render(body), None
    name = whole_name(gazetteer, spot)
    here = offers(snapshot, gazetteer, spot.lat, spot.lon, view.split, view.within, _order(view))
    title = _("Waits near {place}").format(place=name)
    query = spot.code if spot.kind == "district" else name
    drawn = figure(ground, gazetteer, spot, here, view.indicator, view.split) if here.within else ""
    beside = _side_by_side(here, view)
    after = [
        *listed(here),
        *_on_the_map(beside),
        *_cautions(here, spot),
        html.P(html.A(_("Hospitals near here"), href=address(query))),
    ]
    said = f"{render([html.H1(title), *welsh(gazetteer, spot), *_said(here, view)])}{_form(query, view)}{render(_caution(here))}"
    return title, f'<div class="find wide-find">{said}{drawn}{render(after)}</div>', beside


def _order(view: NearView) -> str:
    return view.indicator if view.order == "wait" else "distance"


def _form(query: str, view: NearView) -> str:
    """Write the form; it is posted, so that a postcode typed into it never stands in an address."""
    specialties = {code: _(title) for code, title in TREATMENT_FUNCTIONS.items()}
    miles = {str(n): _("{n} miles").format(n=n) for n in sorted({*DISTANCES, view.within})}
    orders = {"distance": _("Nearest first"), "wait": _("Shortest wait first")}
    waits = {slug: _(catalogue()[slug].title) for slug in COLUMNS}
    place = (
        f'<div class="field"><label for="near-q">{escape(_("Postcode or town"))}</label>'
        f'<input id="near-q" name="q" value="{escape(query)}" maxlength="100" autocomplete="off"></div>'
    )
    fields = (
        select("split", _("Specialty"), specialties, view.split)
        + select("within", _("Within"), miles, str(view.within))
        + select("order", _("Order"), orders, view.order)
        + select("indicator", _("Figure to colour and order by"), waits, view.indicator)
    )
    return (
        f'<form class="choices" method="post" action="/near">{kept_language()}{place}{fields}'
        f'<button class="send" type="submit">{escape(_("Show"))}</button></form>'
    )


def _said(here: Offers, view: NearView) -> list[Any]:
    specialty = _(TREATMENT_FUNCTIONS[view.split])
    n = len(here.within)
    sentence = ngettext(
        "{n} trust or other provider reports waits within {miles} miles, in {month}: {specialty}.",
        "{n} trusts and other providers report waits within {miles} miles, in {month}: {specialty}.",
        n,
    ).format(n=n, miles=view.within, month=month(here.period), specialty=specialty)
    return [html.P(sentence, className="story", id="near-said")]


def _caution(here: Offers) -> list[Any]:
    if not here.within:
        return []
    return [
        html.P(_("Small differences are often chance, and a short wait is not the same as good care. Waits are those of all patients of the specialty there, not of one operation."), className="caution")
    ]  # fmt: skip


def _side_by_side(here: Offers, view: NearView) -> View | None:
    """Give the view in which the first trusts of the list are pointed out; None where none is listed."""
    codes = [one.code for one in here.within if one.is_trust][: 1 + MOST_COMPARED]
    if not codes:
        return None
    return View(
        view.indicator, view.split, here.period, place=codes[0], compare=tuple(codes[1:]), lang=asked(),
    )  # fmt: skip


def _on_the_map(beside: View | None) -> list[Any]:
    """Link to the map of this specialty with the first trusts of the list outlined on it."""
    if beside is None:
        return []
    n = 1 + len(beside.compare)
    said = ngettext("Show the first trust on the map", "Show the first {n} trusts on the map", n).format(n=n)
    return [html.P(html.A(said, href=f"/?{beside.to_query()}"))]


def _cautions(here: Offers, spot: Spot) -> list[Any]:
    texts = [
        _("Distance is in a straight line from the middle of the district or town to the nearest acute hospital of a trust. Of another provider it is to the nearest known hospital. It may not be the one that treats you."),
        _("Where a provider's code is in no list of hospitals, a hospital of its very name is taken for it. Who has neither is not on the map."),
        _("Nearest is not always where you are sent, and quickest is not always open to you. For most planned treatment in England you may choose: ask your GP."),
        _("Where fewer than {few} people stand behind a figure, it says \u201cfew\u201d: chance weighs heavily there.").format(few=FEW),
        _("The median is the middle wait: half have waited less, half more."),
    ]  # fmt: skip
    if spot.council_code.startswith("W"):
        texts.insert(0, _("Only providers in England are listed here: waits in Wales are counted in other ways."))
    return [html.Ul([html.Li(text) for text in texts], className="notes")]
