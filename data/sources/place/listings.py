"""The list of the PLACE pilot of October 2012: each listed name with the sites it was matched to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

INDICATOR = "place-pilot-2012"
MATCHES = Path(__file__).parent / "pilot-sites.csv"
NAMED = ["trust_name_as_listed", "hospital_name_as_listed"]


@dataclass(frozen=True)
class Listing:
    """A line of the list: its names as listed, the sites they mean, and how those were found.

    `sites` is empty where the listing could not be placed; `method` is `name` (the listed name is that of a site of
    the listed trust), `part of the name`, `town` (the only site that the trust has there), `by hand` or `not placed`;
    `reason` says more of the last three.
    """

    trust: str
    hospital: str
    sites: tuple[str, ...]
    method: str
    reason: str


@cache
def listings() -> tuple[Listing, ...]:
    """Give every line of the list in its order, with the sites it was matched to."""
    with MATCHES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(
        Listing(row[NAMED[0]], row[NAMED[1]], tuple(row["sites"].split()), row["method"], row["reason"]) for row in rows
    )
