"""The all-Wales series of waits by week: an export whose three lines of heads are merged cells."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.reading import month_in
from data.tables import TAKE_AGAIN

_WEEK = re.compile(r"Over (\d+) weeks?(?: and up to (\d+) weeks?)?")
_HEADS = 3
_EDGES = (26, 36)
_NONE = "."


def read_weeks(path: Path, file: str) -> pd.DataFrame:
    """Read how many pathways had waited how long in Wales, month by month.

    Parameters
    ----------
    path, file
        The file, and how reports name it.

    Returns
    -------
    DataFrame
        period, within (pathways of up to 26 weeks), pathways (all), note ('' where there is nothing to say).

    Raises
    ------
    Refused
        If the heads are not those known, a month or number is none, or single weeks do not add up to the totals printed
        beside them.
    """
    try:
        lines = [line for line in csv.reader(path.read_text("utf-8-sig").splitlines()) if any(line)]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise Refused(file, f"it is no table ({problem})", TAKE_AGAIN) from problem
    if len(lines) <= _HEADS or len({len(line) for line in lines}) != 1:
        raise Refused(file, "it has no months below its heads, or a line was cut short", TAKE_AGAIN)
    upto = [_upper(head.strip()) for head in lines[_HEADS - 1]]
    totals = [at for at, edge in enumerate(upto) if at and edge is None]
    if len(totals) != 4 or totals[-1] != len(upto) - 1:
        raise Refused(file, f"it has {len(totals)} columns of totals where 4 are known", TAKE_AGAIN)
    rows = [_row(line, at + _HEADS + 1, upto, totals, file) for at, line in enumerate(lines[_HEADS:])]
    table = pd.DataFrame(rows, columns=["period", "within", "pathways", "note"])
    twice = table.period[table.period.duplicated()]
    if len(twice):
        raise Refused(file, f"it has {twice.iloc[0]} twice", TAKE_AGAIN)
    return table


def _upper(head: str) -> float | None:
    """Give the upper edge of a band in weeks; None for a column of totals."""
    found = _WEEK.fullmatch(head)
    if not found:
        return None
    return float(found[2]) if found[2] else float("inf")


def _row(
    line: list[str], number: int, upto: list[float | None], totals: list[int], file: str
) -> tuple[str, int, int, str]:
    period = month_in(line[0])
    if not period:
        raise Refused(file, f"line {number}: '{line[0]}' is no month", TAKE_AGAIN)
    counts = [0 if cell.strip() == _NONE else _count(cell, number, file) for cell in line[1:]]
    bands = [(edge, counts[at - 1]) for at, edge in enumerate(upto) if edge is not None]
    within = sum(n for edge, n in bands if edge <= _EDGES[0])
    middle = sum(n for edge, n in bands if _EDGES[0] < edge <= _EDGES[1])
    over = sum(n for edge, n in bands if edge > _EDGES[1])
    printed = [counts[at - 1] for at in totals]
    added = [within, middle, over, within + middle + over]
    if printed != added:
        raise Refused(file, f"line {number}: its weeks add up to {added} where it prints {printed}", TAKE_AGAIN)
    marked = "(" in line[0]
    return (
        period,
        within,
        added[-1],
        "the publisher marks this month with a note that is not held here" if marked else "",
    )


def _count(cell: str, number: int, file: str) -> int:
    if not cell.strip().isdecimal():
        raise Refused(file, f"line {number}: '{cell}' is no number", TAKE_AGAIN)
    return int(cell)
