"""Addresses of this site, in the language that the reader asked for."""

from __future__ import annotations

from html import escape

from layouts.words import LANGUAGES, asked


def to(address: str) -> str:
    """Give an address of this site with the language asked for in it, where that is not the first.

    A page asked for in Welsh leads on to pages asked for in Welsh, whatever of them is translated yet.
    """
    language = asked()
    if language == LANGUAGES[0]:
        return address
    page, mark, part = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}lang={language}{mark}{part}"


def kept_language() -> str:
    """Write the hidden field by which a form keeps the language asked for; '' where that is the first."""
    language = asked()
    return "" if language == LANGUAGES[0] else f'<input type="hidden" name="lang" value="{escape(language)}">'
