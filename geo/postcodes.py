"""Postcodes: cut to their district before anything else happens to them."""

from __future__ import annotations

import re
import unicodedata

_SPACE = r"[\s.,+_\-]*"
_OUT = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_IN = r"[0-9O][A-Z]{2}"
_FULL = re.compile(rf"(?<![A-Z0-9])({_OUT}){_SPACE}{_IN}(?![A-Z0-9])")
_BEGUN = re.compile(rf"({_OUT})[\s.,+_\-]+[0-9O][A-Z]?|([A-Z]{{1,2}}[0-9]{{1,2}})[0-9][A-Z]|({_OUT}){_IN}")
_DISTRICT = re.compile(_OUT)
SCOTTISH = frozenset(["AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE"])
NORTHERN_IRISH = frozenset(["BT"])
ISLANDS = frozenset(["GY", "IM", "JE"])


def tidy(text: str) -> str:
    """Write a text plainly: one kind of letters and spaces, nothing unseen, no more than 100 characters."""
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in plain)
    return " ".join(shown.split())[:100].strip()


def cut_postcode(text: str) -> str:
    """Give the district alone where a text is or holds a postcode, whole or half typed; else the tidied text.

    Nothing else may see what a reader typed before it has passed here.

    Examples
    --------
    >>> cut_postcode(" ta1  5da"), cut_postcode("Musgrove Park, TA1 5DA"), cut_postcode("sw1a")
    ('TA1', 'TA1', 'SW1A')
    >>> cut_postcode("Newport, Isle of Wight")
    'Newport, Isle of Wight'
    """
    plain = unicodedata.normalize("NFKC", text)
    bare = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf").upper()
    whole = _FULL.search(bare)
    if whole:
        return whole[1]
    said = tidy(bare)
    begun = _BEGUN.fullmatch(said)
    if begun:
        return next(part for part in begun.groups() if part)
    return said if _DISTRICT.fullmatch(said) else tidy(plain)


def is_district(text: str) -> bool:
    """Tell whether a text has the form of a postcode district (`TA1`, `SW1A`), known or not."""
    return _DISTRICT.fullmatch(text) is not None


def area(outcode: str) -> str:
    """Give the letters a district begins with: `TA`."""
    found = re.match(r"[A-Z]+", outcode)
    return found[0] if found else ""


def elsewhere(outcode: str) -> str:
    """Name where a district lies that is of neither England nor Wales.

    Returns
    -------
    `scotland`, `northern-ireland`, `islands` (Channel Islands, Isle of Man), or '' for none of these.
    """
    letters = area(outcode)
    for name, letters_of in (("scotland", SCOTTISH), ("northern-ireland", NORTHERN_IRISH), ("islands", ISLANDS)):
        if letters in letters_of:
            return name
    return ""
