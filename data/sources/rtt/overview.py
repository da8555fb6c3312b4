"""The RTT overview series: the England figures the publisher prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.workbooks import read_sheet

_SECTIONS = {
    "Incomplete RTT pathways": (
        "rtt-incomplete",
        {
            "Total waiting (mil)": "pathways",
            "No. within 18 weeks": "within_18",
            "No. > 52 weeks": "over_52",
            "Median wait (weeks)": "median",
            "92nd percentile (weeks)": "percentile_92",
        },
    ),
    "Completed admitted (unadjusted) RTT pathways": (
        "rtt-admitted",
        {
            "No. of pathways (all)": "pathways",
            "No. within 18 weeks": "within_18",
            "Median wait (weeks)": "median",
            "95th percentile (weeks)": "percentile_95",
        },
    ),
    "Completed non-admitted RTT pathways": (
        "rtt-non-admitted",
        {
            "No. of pathways (all)": "pathways",
            "No. within 18 weeks": "within_18",
            "Median wait (weeks)": "median",
            "95th percentile (weeks)": "percentile_95",
        },
    ),
}
_ESTIMATED = " with estimates for missing data"
_MEND = "If the publisher changed the sheet, name its columns in data/sources/rtt/overview.py"


def read_overview(path: Path, file: str) -> pd.DataFrame:
    """Read what NHS England printed for England, without the estimates for trusts that did not submit.

    Returns
    -------
    pandas.DataFrame
        Columns period, dataset, measure, printed, estimated: a row for every printed number. "52+" and "-" give no
        row; `estimated` is the figure with estimates for missing trusts, NaN where none is printed.

    Raises
    ------
    Refused
        If the workbook cannot be opened or a column is missing.
    """
    rows = read_sheet(path, file)
    heads = [place for place, row in enumerate(rows[:30]) if "Month" in row]
    if not heads or heads[0] + 2 > len(rows):
        raise Refused(file, "no row has the heading 'Month'", _MEND)
    head = heads[0]
    columns = _columns(rows[head], rows[head + 1], file)
    estimates = _columns(rows[head], rows[head + 1], file, _ESTIMATED)
    beside = {measure: place for place, measure in estimates.items()}
    month = rows[head].index("Month")
    found = [
        {
            "period": f"{row[month]:%Y-%m}",
            "dataset": dataset,
            "measure": measure,
            "printed": float(figure),
            "estimated": _number(row[beside[dataset, measure]]) if (dataset, measure) in beside else float("nan"),
        }
        for row in rows[head + 2 :]
        if isinstance(row[month], date | datetime)
        for place, (dataset, measure) in columns.items()
        if isinstance(figure := row[place], int | float)
    ]
    if not found:
        raise Refused(file, "it prints no figure", _MEND)
    return pd.DataFrame(found)


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else float("nan")


def _columns(
    sections: Sequence[object], names: Sequence[object], file: str, ending: str = ""
) -> dict[int, tuple[str, str]]:
    """Find the place of every printed measure, by the heading of its section and its own.

    With an `ending`, of its sister whose heading ends so; these may be missing.
    """
    places: dict[int, tuple[str, str]] = {}
    current = ""
    for place, name in enumerate(names):
        current = " ".join(str(sections[place]).split()) or current
        dataset, wanted = _SECTIONS.get(current, ("", {}))
        measure = wanted.get(" ".join(str(name).split()).removesuffix(ending)) if str(name).endswith(ending) else None
        if measure:
            places[place] = (dataset, measure)
    expected = {(dataset, measure) for dataset, wanted in _SECTIONS.values() for measure in wanted.values()}
    missing = sorted(expected - set(places.values()))
    if missing and not ending:
        raise Refused(file, f"the column of {missing[0][0]} {missing[0][1]} is missing", _MEND)
    return places
