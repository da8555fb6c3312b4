"""The pilot of PLACE in October 2012: which hospitals took part, each listed name matched to a site."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.indicator_files import COLUMNS, IndicatorFile, read_rows
from data.sources.place.listings import INDICATOR, MATCHES, NAMED, Listing, listings

PERIOD = "2012-10"
TOOK_PART = 1.0


def read_pilot(path: Path, file: str, sha256: str) -> IndicatorFile:
    """Read the list and put each hospital that took part at its site.

    Returns
    -------
    IndicatorFile
        One figure a site, 1 for having taken part (no score was published); the note gives the name as listed and how
        it was matched. Listings that could not be placed have no figure.

    Raises
    ------
    Refused
        If the list and the matches do not name the same hospitals.
    """
    rows = read_rows(path, file, NAMED)
    listed = set(rows[NAMED].itertuples(index=False, name=None))
    matched = {(one.trust, one.hospital) for one in listings()}
    for pair in sorted(listed ^ matched, key=str):
        known = "no line" if pair in listed else "a line"
        raise Refused(
            file,
            f"the matches have {known} for '{pair[1]}' of '{pair[0]}', the list has it otherwise",
            f"Write the hospital, its sites and how they were found into data/sources/place/{MATCHES.name}",
        )
    notes: dict[str, list[str]] = {}
    for one in listings():
        for site in one.sites:
            notes.setdefault(site, []).append(_note(one))
    figures = pd.DataFrame(
        {
            "indicator": INDICATOR,
            "place_code": list(notes),
            "period": PERIOD,
            "value": TOOK_PART,
            "compared": "not_compared",
            "status": "reported",
            "note": ["; ".join(said) for said in notes.values()],
        }
    )
    return IndicatorFile("place", file, sha256, len(rows), figures.reindex(columns=list(COLUMNS)), table="services")


def _note(one: Listing) -> str:
    said = f"listed as \u201c{one.hospital}\u201d of \u201c{one.trust}\u201d, matched by {_METHODS[one.method]}"
    return f"{said}: {one.reason}" if one.reason else said


_METHODS = {"name": "name", "part of the name": "part of the name", "town": "town", "by hand": "hand"}
