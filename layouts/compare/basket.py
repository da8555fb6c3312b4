"""The places gathered for a comparison: kept in the reader's own browser, or, without a script, in addresses."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlencode

from dash import html

from data.store import Snapshot
from layouts.compare.choice import KINDS, fitting
from layouts.compare.columns import short_name
from layouts.view import MOST_COMPARED, View
from layouts.words import _


def basket() -> str:
    """Write the empty basket of every page; `basket.js` fills and shows it where places were gathered."""
    words = {
        "data-said": _("To compare:"),
        "data-go": _("Compare"),
        "data-clear": _("Clear"),
        "data-remove": _("Take away {place}"),
        "data-full": _("Five places are gathered already. Take one away first."),
        "data-new": _("A new list was begun: trusts, councils and health boards cannot stand side by side."),
        "data-added": _("{place} was added."),
        "data-one": _("add another place"),
        "data-most": str(MOST_COMPARED),
    }
    told = " ".join(f'{name}="{escape(text)}"' for name, text in words.items())
    return f'<aside id="basket" class="basket" aria-label="{escape(_("Places to compare"))}" {told} hidden></aside>'


def controls(snapshot: Snapshot, code: str) -> list[Any]:
    """Offer to compare a place with others, and, where a script runs, to gather it; empty where no figure is told."""
    place = snapshot.places[code]
    if place.type not in KINDS or place.closed or not fitting(snapshot, (code,)):
        return []
    button = html.Button(_("Add to comparison"), type="button", className="gather", **_told(snapshot, code))
    return [html.P([html.A(_("Compare with others"), href=f"/compare?add={code}"), " ", button])]


def beside_map(snapshot: Snapshot, view: View) -> list[Any]:
    """Offer, beside the map, to compare the place in view and those kept in the address (`compare=`)."""
    known = snapshot.places.get(view.place)
    place = view.place if known is not None and known.type in KINDS else ""
    chosen = tuple(dict.fromkeys(code for code in (place, *view.compare) if code))
    if not chosen:
        return []
    address = {"indicator": view.indicator, "split": view.split, "period": view.period, "lang": view.lang}
    address |= {"places" if len(chosen) > 1 else "add": ",".join(chosen)}
    said = _("Compare these {n}").format(n=len(chosen)) if len(chosen) > 1 else _("Compare with others")
    links: list[Any] = [html.A(said, href=f"/compare?{urlencode(address, safe=',')}")]
    if place and place not in view.compare and len(view.compare) < MOST_COMPARED:
        kept = f"/?{view.to_query(place='', compare=(*view.compare, place))}"
        links += [" \u00b7 ", html.A(_("Add to comparison"), href=kept, **_told(snapshot, place))]
    names = ", ".join(short_name(snapshot, code) for code in view.compare)
    kept_said = html.P(_("Kept to compare: {names}").format(names=names), className="quiet") if names else None
    return [html.P(links, className="compare-links"), kept_said]


def _told(snapshot: Snapshot, code: str) -> dict[str, str]:
    """Give a control what `basket.js` needs to gather a place."""
    kind = KINDS[snapshot.places[code].type]
    return {"data-gather": code, "data-kind": kind, "data-name": short_name(snapshot, code)}
