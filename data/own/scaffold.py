"""A new indicator of one's own, ready to be filled in: a YAML with comments, and a table of every place."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq

from data.errors import Refused
from data.own.definition import PLACE_TYPES, require_slug
from data.own.faults import Faults, refusal
from data.own.figures import COLUMNS
from data.own.gather import places_of

_YAML = """\
# Fill in what stands between quotation marks. Lines that begin with # are for you alone.
# What is measured, as a heading and in a few words:
title: ""
short: ""
# The sentence above the map. Keep {value} and {where}: "{value} of people asked {where} can get to a dentist"
headline: "{value} {where}"
unit: ""

# Who says so, how they can be reached, and what the figures may be used for:
who: ""
contact: ""
source: ""
licence: "Open Government Licence v3.0"
# Where others can look it up. Take out the # in front once you have an address.
# link: "https://"

# How it was gathered: who was asked, how many, when.
method: ""
why_it_matters: ""
# What nobody should read out of it:
caveats:
  - ""

# council, county, trust or health-board
place_type: PLACES
# percent (of counts, which are given), share (a percentage without counts), rate, score, years, count or money
measure: percent
# Of what the counts are: "people asked"
noun: ""
decimals: 1
# Which is good: high, low, or none
polarity: none
# years (2024, 2024-25, 2022-24) or months (2024-09)
time: years
# Where the colours of the map change: five numbers, each larger than the one before
edges: []
"""


def scaffold(slug: str, kind: str, out: Path, snapshot: Path) -> tuple[Path, Path]:
    """Write a YAML and a CSV to be filled in.

    Parameters
    ----------
    slug
        Name of the indicator, which becomes the name of both files.
    kind
        One of `PLACE_TYPES`.
    out
        Folder for both; made where it is not there.
    snapshot
        Whose places stand in the CSV: those that are there today.

    Returns
    -------
    tuple
        The two files.

    Raises
    ------
    Refused
        If the name cannot be one, is that of an official figure, or one of the files is there already.
    """
    faults = Faults(f"{slug}.yaml")
    require_slug(slug, faults)
    if faults.count:
        raise refusal(faults)
    if kind not in PLACE_TYPES:
        raise Refused(kind, "there are no figures of one's own for such places", f"Choose of {', '.join(PLACE_TYPES)}")
    card, table = out / f"{slug}.yaml", out / f"{slug}.csv"
    for path in (card, table):
        if path.exists():
            raise Refused(path, "it is there already", "Choose another name or folder; nothing is written over")
    path = snapshot / "places.parquet"
    if not path.exists():
        raise Refused(snapshot, "it is no snapshot", "Make one with: python -m data build --from FOLDER")
    places = pq.read_table(path).to_pandas()
    today = datetime.now(UTC).date().isoformat()
    standing = places[(places.closed.fillna("") == "") | (places.closed.fillna("") > today)]
    out.mkdir(parents=True, exist_ok=True)
    card.write_text(_YAML.replace("PLACES", kind), encoding="utf-8")
    with table.open("w", encoding="utf-8-sig", newline="") as opened:  # the mark tells spreadsheets that it is UTF-8
        lines = csv.writer(opened)
        lines.writerow(COLUMNS)
        lines.writerows((code, name, *[""] * (len(COLUMNS) - 2)) for code, name in places_of(standing, kind).items())
    return card, table
