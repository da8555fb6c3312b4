"""The header of an RTT extract in each of its eras."""

from __future__ import annotations

import csv
import difflib
import io
import re
from typing import NamedTuple

from data.errors import Refused
from data.opening import AGAIN

PROVIDER = "Provider Org Code"
PROVIDER_NAME = "Provider Org Name"
COMMISSIONER = "Commissioner Org Code"
PART = "RTT Part Type"
FUNCTION = "Treatment Function Code"
UNKNOWN = "Patients with unknown clock start date"
ALL = "Total All"
PERIOD = "Period"
YEAR = "Year"
_NEEDED = (PERIOD, PROVIDER, PROVIDER_NAME, COMMISSIONER, PART, FUNCTION, UNKNOWN, ALL)
_PUBLISHED_TOO = frozenset(
    f"{who} {what}"
    for who in (
        "Provider Parent",
        "Commissioner Parent",
        "Commissioner Org",
        "RTT Part",
        "Treatment Function",
    )
    for what in ("Org Code", "Code", "Name", "Description")
)
_CLOSED = re.compile(r"^Gt (\d+) To (\d+) Weeks SUM 1$")
_OPEN = re.compile(r"^Gt (\d+) Weeks SUM 1$")


class Header(NamedTuple):
    """Where an extract's columns are.

    `lines` stand above the header, `columns` are the names as the file spells them, `bands` those of the
    bands from 0 weeks to the open one, `years` tells whether the year has a column of its own.
    """

    lines: int
    columns: list[str]
    bands: list[str]
    years: bool


def read_header(content: bytes, file: str) -> Header:
    """Find the header of an extract, in the first or the third row.

    Raises
    ------
    Refused
        If the file is empty or no CSV, a column is missing or renamed (the nearest is named), or the bands
        are neither those to 52 nor those to 104 weeks.
    """
    start = content[:65536].decode("utf-8-sig", errors="replace")
    if not start.strip():
        raise Refused(file, "it is empty", AGAIN)
    if start.lstrip().startswith("<"):
        raise Refused(
            file,
            "it is a web page saved under the name of a table",
            "Download the file itself, not the page that links to it",
        )
    try:
        rows = list(csv.reader(io.StringIO(start)))[:6]
    except csv.Error as broken:
        raise Refused(file, f"its header cannot be read ({broken})", AGAIN) from broken
    lines, columns = max(enumerate(rows), key=lambda row: (sum(cell.startswith("Gt ") for cell in row[1]), len(row[1])))
    known = [" ".join(column.split()) for column in columns]
    for needed in _NEEDED:
        if needed not in known:
            raise Refused(file, f"column '{needed}' is missing{_nearest(needed, known)}", _MEND)
    return Header(lines, known, _bands(known, file), YEAR in known)


_MEND = "If the publisher changed the header, add it as an era to data/sources/rtt/source.yaml and header.py"


def _nearest(needed: str, known: list[str]) -> str:
    strange = [name for name in known if name and name not in _NEEDED and name not in _PUBLISHED_TOO]
    near = difflib.get_close_matches(needed, strange, n=1, cutoff=0.3)
    return f"; the nearest column is '{near[0]}'" if near else ""


def _bands(known: list[str], file: str) -> list[str]:
    """Check that the weekly bands follow one another without a gap and end in one of the two known ways."""
    bands = [name for name in known if _CLOSED.match(name)]
    opened = [name for name in known if _OPEN.match(name)]
    last = int(_OPEN.match(opened[0])[1]) if len(opened) == 1 else 0  # type: ignore[index]
    if last not in (52, 104):
        raise Refused(
            file,
            f"the open band should be 'Gt 52 Weeks SUM 1' or 'Gt 104 Weeks SUM 1', found {opened}",
            _MEND,
        )
    for week in range(last):
        expected = f"Gt {week:02d} To {week + 1:02d} Weeks SUM 1"
        if week >= len(bands) or bands[week] != expected:
            others = [name for name in known if name.startswith("Gt ")] or known
            raise Refused(file, f"column '{expected}' is missing{_nearest(expected, others)}", _MEND)
    return bands[:last] + opened
