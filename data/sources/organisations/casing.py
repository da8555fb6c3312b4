"""Names of organisations as people write them, from lists that shout."""

from __future__ import annotations

import re

SMALL = frozenset(["and", "of", "the", "for", "on", "upon", "in", "with", "at", "by", "to", "de", "le"])
ABBREVIATIONS = frozenset(
    ["NHS", "CIC", "UK", "UTC", "MSK", "ENT", "BMI", "HCRG", "ICB", "ICS", "GP", "LLP", "PLC", "AQP", "WIC"]
)
KEPT = {"cic": "CIC", "c.i.c": "CIC", "c.i.c.": "CIC", "ltd": "Ltd", "limited": "Limited", "plc": "plc"}


def well_cased(name: str) -> str:
    """Write an organisation's name as people do: ``GUY'S AND ST THOMAS'`` becomes Guy's and St Thomas'.

    Parameters
    ----------
    name : str
        As a list prints it, in capitals or with every word begun by one; padding is taken off.

    Returns
    -------
    str
        Small words small unless they come first, abbreviations in capitals.
    """
    words = re.sub(r"\s+", " ", name).strip().split(" ")
    return " ".join(_word(word, first=at == 0) for at, word in enumerate(words))


def _word(word: str, first: bool) -> str:
    bare = word.lower()
    if bare in KEPT:
        return KEPT[bare]
    letters = re.sub(r"[^a-z]", "", bare)
    if letters.upper() in ABBREVIATIONS:
        return word.upper()
    if bare in SMALL and not first:
        return bare
    return re.sub(r"(^|[-(/&.])([a-z])", lambda found: found[1] + found[2].upper(), bare)
