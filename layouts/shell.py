"""The frame of every page: head, masthead, the emergency line, what is not here, and the foot."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from layouts.compare.basket import basket
from layouts.links import kept_language, led_on, to
from layouts.welsh import language_line, switch
from layouts.words import _, spoken

NAME = "Care Atlas"


@dataclass(frozen=True)
class Assets:
    """Addresses of the files a page needs, with the hash of their content in them."""

    style: str
    print_style: str
    map_script: str
    boot_script: str
    share_script: str
    find_script: str
    basket_script: str
    language_script: str
    print_script: str
    icon: str


def _navigation() -> str:
    links = (
        ("/", _("Map")),
        ("/compare", _("Compare")),
        ("/sources", _("Sources")),
        ("/help", _("Help")),
        ("/about", _("About")),
    )
    return "".join(f'<li><a href="{escape(to(href))}">{escape(text)}</a></li>' for href, text in links)


def _foot() -> str:
    missing = _(
        "Not here: cancer waits, tests and scans, ambulances, GPs, mental health waits. A figure about a hospital says "
        "nothing about the care one person will get."
    )
    licence = _(
        "Contains public sector information licensed under the Open Government Licence v3.0. Sources: NHS England; "
        "Care Quality Commission; Department of Health and Social Care; "
        "Office for Health Improvement and Disparities; Office for National Statistics; NHS Organisation Data Service. "
        "Contains OS data © Crown copyright and database right. Places: GeoNames, CC BY 4.0."
    )
    what = _(
        "Care Atlas shows official figures on hospital waits in England, and on health in England and Wales, "
        "place by place. "
        "It is not run by the NHS."
    )
    links = (
        ("/near", _("Who near me is quickest?")),
        ("/report", _("Build a report")),
        ("/ledger", _("Announced cuts, 2010 to 2013")),
        ("/changes", _("What changed")),
        ("/about", _("Who makes this, contact")),
        ("/about#wrong-figure", _("Report a wrong figure")),
        ("/privacy", _("Privacy")),
        ("/accessibility", _("Accessibility")),
        ("/sources", _("Sources and licences")),
        ("/download", _("Downloads")),
        ("/api", _("API")),
    )
    listed = "".join(f'<li><a href="{escape(to(href))}">{escape(text)}</a></li>' for href, text in links)
    return (
        f'<footer class="foot"><p>{escape(what)}</p><p>{escape(missing)}</p><ul>{listed}</ul>'
        f'<p class="licence">{escape(licence)}</p></footer>'
    )


def search_form() -> str:
    """Write the search box of every page. It is posted, so that a postcode never stands in an address.

    `find.js` makes it suggest; what it says then stands here, in the words of the page.
    """
    said = {
        "data-some": _("{n} suggestions. Use the arrow keys."),
        "data-none": _("No suggestion. Press Enter to search."),
        "data-failed": _("Your browser did not say where you are. Type a postcode or town."),
        "data-locating": _("Looking for where you are\u2026"),
    }
    words = " ".join(f'{name}="{escape(text)}"' for name, text in said.items())
    return (
        f'<form class="search" role="search" method="post" action="/find" id="search" {words}>{kept_language()}'
        f'<label for="find">{escape(_("Postcode, town or hospital"))}</label><div class="combo">'
        '<input id="find" name="q" type="text" maxlength="100" autocomplete="off" autocapitalize="off" '
        'spellcheck="false">'
        f'<button class="locate" type="button" hidden>{escape(_("Near me"))}</button>'
        f'<button class="send" type="submit">{escape(_("Find"))}</button>'
        f'<ul id="suggestions" role="listbox" aria-label="{escape(_("Suggestions"))}" hidden></ul></div></form>'
    )


def _emergency() -> str:
    text = _("In an emergency call 999. For urgent advice call 111. This site gives no medical advice.")
    return f'<p class="emergency">{escape(text)}</p>'


def document(
    assets: Assets,
    title: str,
    body: str,
    *,
    description: str = "",
    scripts: str = "",
    head: str = "",
    notice: str = "",
    site: str = "",
    address: str = "/",
    saves: bool = False,
) -> str:
    """Put a page's body into the frame.

    Parameters
    ----------
    body, scripts, head, notice
        Ready-made HTML: what stands in `main`, at the end of the document, at the end of its head, and above `main`.
    site, address
        By which address readers know this site, and the page's own, with the view in it and without a language: the way
        to the page in the other language, and the line on paper that says where the page is to be had. `print.js` keeps
        that true when the view changes; where no site is told, it alone fills it.
    saves
        Whether the reader's device is set to save data.
    """
    saving = ' data-saves="yes"' * saves
    heading = f"{title} \u00b7 {NAME}" if title else NAME
    return led_on(
        f'<!DOCTYPE html><html lang="{spoken()}"{saving}><head><meta charset="utf-8"><title>{escape(heading)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{escape(description)}"><meta name="color-scheme" content="light dark">'
        f'<link rel="icon" type="image/svg+xml" href="{assets.icon}"><link rel="stylesheet" href="{assets.style}">'
        f'<link rel="stylesheet" media="print" href="{assets.print_style}">{head}</head><body><a class="skip" href="#main">{escape(_("Skip to the content"))}</a>'
        f'<header class="mast"><a class="name" href="{escape(to("/"))}">{NAME}</a>{search_form()}'
        f'<nav aria-label="{escape(_("Site"))}"><ul>{_navigation()}</ul></nav>{switch(address)}'
        f'<p class="printed" data-site="{escape(site)}">{escape(site and site + address)}</p></header>'
        f'{_emergency()}{language_line()}{notice}{basket()}<main id="main" tabindex="-1">{body}</main>{_foot()}'
        f'<div id="live" class="unseen" aria-live="polite"></div>{scripts}'
        f'<script src="{assets.find_script}" defer></script>'
        f'<script src="{assets.basket_script}" defer></script>'
        f'<script src="{assets.language_script}" defer></script>'
        f'<script src="{assets.print_script}" defer></script></body></html>'
    )
