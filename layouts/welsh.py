"""How the Welsh is offered: the switch between languages, the word that it is a draft, and what nobody has reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from data.sources.organisations.welsh_names import welsh_names
from data.store import Place
from layouts.links import in_language
from layouts.words import LANGUAGES, _, asked, offered, spoken

#: The subjects whose Welsh no Welsh speaker has reviewed; one that was reviewed is taken off, and its note goes.
UNREVIEWED = frozenset({"verdicts", "rights", "about", "privacy", "accessibility"})

#: Types of places whose names are translated as words are.
TRANSLATED = frozenset({"region", "nation"})


def note(subject: str) -> str:
    """Say of verdicts or legal words in Welsh that no Welsh speaker has reviewed them; '' of others, and in English."""
    if spoken() == LANGUAGES[0] or subject not in UNREVIEWED:
        return ""
    return _("Not yet reviewed by a Welsh speaker.")


def in_welsh(places: Mapping[str, Place]) -> dict[str, Place]:
    """Name the councils and health boards of Wales, the nations and the regions as they are called in Welsh."""
    known = welsh_names()
    return {
        code: replace(place, name=known.get(code) or (_(place.name) if place.type in TRANSLATED else place.name))
        for code, place in places.items()
    }


def language_names() -> dict[str, str]:
    """Name the languages that are offered, each in its own words."""
    named = {"draft": "Cymraeg (drafft)", "public": "Cymraeg"}.get(offered())
    return {"en": "English"} | ({"cy": named} if named else {})


def switch(address: str) -> str:
    """Write the link to the same page in the other language; '' where Welsh is not offered.

    Parameters
    ----------
    address
        The page's own, with the view in it and without a language.
    """
    if offered() == "off":
        return ""
    other = next(one for one in LANGUAGES if one != asked())
    return (
        f'<a class="switch" id="switch" lang="{other}" hreflang="{other}" rel="alternate" '
        f'href="{escape(in_language(address, other))}">{language_names()[other]}</a>'
    )


def alternates(site: str, address: str) -> str:
    """Tell search engines where a page is to be had in each language; '' while Welsh is not public, or has no site."""
    if offered() != "public" or not site:
        return ""
    listed = [(one, in_language(address, one)) for one in LANGUAGES] + [("x-default", address)]
    return "".join(f'<link rel="alternate" hreflang="{one}" href="{escape(site + where)}">' for one, where in listed)


def said_of_language() -> str:
    """Say of an answer asked for in Welsh that it is a draft, or not to be had; '' elsewhere."""
    if asked() == LANGUAGES[0] or offered() == "public":
        return ""
    if offered() == "off":
        return "Nid yw hyn ar gael yn Gymraeg."
    return _("A draft, not yet reviewed by a Welsh speaker.")


def language_line() -> str:
    """Write the same as a line above a page."""
    said = said_of_language()
    return f'<p class="emergency" lang="{asked()}">{escape(said)}</p>' if said else ""
