"""Addresses of this site, in the language that the reader asked for."""

from __future__ import annotations

import re
from html import escape, unescape

from layouts.words import LANGUAGES, asked

#: A link or a form of ours, up to its address; and addresses that know no language: data and files.
_LEADING = re.compile(r'(<a [^>]*?href="|<form [^>]*?action=")(/(?!static/|geometry/|api/)[^"]*)"([^>]*>)')
_NAMED = re.compile(r"[?&](amp;)?lang=")


def to(address: str) -> str:
    """Give an address of this site with the language asked for in it, where that is not the first.

    A page asked for in Welsh leads on to pages asked for in Welsh, whatever of them is translated yet.
    """
    return in_language(address, asked())


def in_language(address: str, language: str) -> str:
    """Give an address of this site that names no language yet, in a language; the first goes without saying."""
    if language == LANGUAGES[0]:
        return address
    page, mark, part = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}lang={language}{mark}{part}"


def led_on(page: str) -> str:
    """Let every link and form of a ready-made page lead on in the language asked for, where it names none yet."""
    if asked() == LANGUAGES[0]:
        return page

    def mended(found: re.Match[str]) -> str:
        opened, address, rest = found.groups()
        if opened.startswith("<form"):
            kept = "" if page.startswith(kept_language(), found.end()) else kept_language()
            return found[0] + kept
        if _NAMED.search(address) or 'id="switch"' in opened:
            return found[0]
        return f'{opened}{escape(to(unescape(address)))}"{rest}'

    return _LEADING.sub(mended, page)


def kept_language() -> str:
    """Write the hidden field by which a form keeps the language asked for; '' where that is the first."""
    language = asked()
    return "" if language == LANGUAGES[0] else f'<input type="hidden" name="lang" value="{escape(language)}">'
