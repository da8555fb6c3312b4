"""What one raw file of public-health indicators says, and how such files are opened and checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from data.errors import Refused
from data.periods import read_years
from data.tables import TAKE_AGAIN, as_numbers, require_columns

COLUMNS = (
    "indicator",
    "place_code",
    "period",
    "value",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "compared",
    "status",
    "note",
    "name",
)
NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
_LINES = csv.ParseOptions(newlines_in_values=True)
_PLACES = re.compile(r"^(E0[6-9]\d{6}|E10\d{6}|E12\d{6}|E67\d{6}|W06\d{6}|E92000001|W92000004)$")
"""Councils, counties, regions, joined councils and the two nations; other areas have no page here."""


@dataclass(frozen=True)
class IndicatorFile:
    """The figures of one raw file.

    Parameters
    ----------
    source
        Whose file it is, as its folder in `data/sources`.
    file, sha256
        Its path relative to its ``--from`` folder, and the hash of its bytes.
    rows
        Rows of the raw file.
    figures
        Frame of `COLUMNS`; `compared` is '' where the publisher says nothing of a comparison.
    released
        ISO date of publication where the file or its metadata name one, else ''.
    table
        The table its figures belong to: `health`, or `services` (figures may then have a column `split`).
    held
        Whether it comes out of a snapshot: what of the file still stands there.
    """

    source: str
    file: str
    sha256: str
    rows: int
    figures: pd.DataFrame
    released: str = ""
    table: str = "health"
    held: bool = False


def read_rows(path: Path, file: str, needed: Sequence[str]) -> pd.DataFrame:
    """Read a CSV as text, each line with as many cells as the header, empty cells and "NA" as None.

    Raises
    ------
    Refused
        If it is no table, lacks a column or has one twice, or a line was cut short.
    """
    try:
        table = csv.read_csv(path, parse_options=_LINES, convert_options=_as_text(path))
    except (pa.ArrowInvalid, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as problem:
        why = str(problem).split(": ", maxsplit=1)[-1].splitlines()[0][:120]
        raise Refused(file, f"it is no whole table of text ({why})", TAKE_AGAIN) from problem
    require_columns(needed, table.column_names, file, TAKE_AGAIN)
    for name in dict.fromkeys(table.column_names):
        if table.column_names.count(name) > 1:
            raise Refused(file, f"column '{name}' stands in it twice", TAKE_AGAIN)
    if not table.num_rows:
        raise Refused(file, "it has a header and no rows", TAKE_AGAIN)
    return table.to_pandas()


def _as_text(path: Path) -> csv.ConvertOptions:
    header = pd.read_csv(path, encoding="utf-8-sig", nrows=0).columns
    return csv.ConvertOptions(
        column_types=dict.fromkeys(header, pa.string()),
        null_values=["", "NA", "NaN"],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )


def refuse_first(file: str, column: pd.Series, bad: pd.Series) -> None:
    """Refuse a file by the first line of it whose cell is not what its column is for; none bad, nothing happens.

    Parameters
    ----------
    column, bad
        The cells of every line of the file, and which of them cannot stand.

    Raises
    ------
    Refused
        Naming line, cell and column.
    """
    wrong = np.flatnonzero(bad.to_numpy(bool))
    if wrong.size:
        at = int(wrong[0])
        raise Refused(file, f"line {at + 2}: '{column.iloc[at]}' cannot stand as {column.name}", TAKE_AGAIN)


def tidy(rows: pd.DataFrame, indicator: str, file: str) -> pd.DataFrame:
    """Put chosen rows of a raw file into `COLUMNS`.

    Parameters
    ----------
    rows
        Columns place_code, period (as the publisher writes it), value and any other of `COLUMNS`, as text;
        areas that have no page here are left out.

    Raises
    ------
    Refused
        If a value is no number, a period names no years, or a place has two values for one period.
    """
    rows = rows[rows.place_code.notna() & rows.place_code.fillna("").str.match(_PLACES)]
    out = pd.DataFrame({"indicator": indicator, "place_code": rows.place_code}, index=rows.index)
    years = {text: read_years(str(text)) for text in rows.period.unique()}
    unread = sorted(str(text) for text, read in years.items() if not read)
    if unread:
        raise Refused(file, f"'{unread[0]}' is no period", "Write it into data/periods.py if the publisher means it")
    out["period"] = rows.period.map(years)
    for name in NUMBERS:
        said = rows.get(name, pd.Series(None, index=rows.index, dtype=object))
        out[name] = as_numbers(said)
        wrong = said[said.notna() & out[name].isna()]
        if len(wrong):
            raise Refused(file, f"'{wrong.iloc[0]}' is no number ({name})", TAKE_AGAIN)
    for name in ("compared", "note", "name"):
        out[name] = rows.get(name, pd.Series("", index=rows.index)).fillna("")
    told = rows.get("status", pd.Series("suppressed", index=rows.index))
    out["status"] = told.where(out.value.isna(), "reported")
    twice = out[out.duplicated(["place_code", "period"])]
    if len(twice):
        where = f"{twice.place_code.iloc[0]} in {twice.period.iloc[0]}"
        raise Refused(
            file, f"it has two values of {indicator} for {where}", "Name in source.yaml which of them is meant"
        )
    return out[list(COLUMNS)]


def gather(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put the series of one file together; an empty frame of `COLUMNS` where it holds none that we show."""
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
