"""Scores of hospital environments by domain: the layout that PLACE files have, and PEAT files before them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from data.errors import Refused
from data.indicator_files import COLUMNS, TAKE_AGAIN, IndicatorFile, gather, read_rows, refuse_first
from data.series import series
from data.sources import card
from data.tables import as_numbers

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NOT_ASSESSED = ("n/a", "not applicable")
_SUFFIX = re.compile(r"(score|scores|rating|percent|percentage)+$")


def read_assessments(source: str, path: Path, file: str, sha256: str) -> IndicatorFile:
    """Read the scores of a year, of sites where the file has a column Site Code, else of organisations.

    Parameters
    ----------
    source
        `place` or `peat`; its card says which words are which grade, the YAML of each indicator which column it is.
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.

    Returns
    -------
    IndicatorFile
        Percentages, or grades where the card has some. `not_applicable` where the file says that a domain was not
        assessed (N/A), `no_record` where it says nothing. A domain whose questions were made anew is an indicator of
        its own from that year on.

    Raises
    ------
    Refused
        If no year stands in the file's name, no known domain in its header, a score is none, or a place is there twice.
    """
    known = card(source).details
    year = _YEAR.search(path.name)
    if year is None:
        raise Refused(
            file, "its name names no year", "Name it as its publisher does, such as PLACE-2024-Site-Scores.csv"
        )
    rows = read_rows(path, file, ["Organisation Code"])
    place = "Site Code" if "Site Code" in rows else "Organisation Code"
    refuse_first(file, rows[place], rows[place].isna() | rows.duplicated(place))
    columns = {_plain(name): name for name in rows.columns}
    asked = [one for one in series(source) if one.get("from", 0) <= int(year[0]) <= one.get("to", 9999)]
    found = {one["indicator"]: columns[name] for one in asked for name in one["columns"] if name in columns}
    if not found:
        mend = "Write its name under series in the YAML of an indicator"
        raise Refused(file, "no column of its header is a domain known here", mend)
    frames = [
        _domain(file, rows[place], rows[column], slug, year[0], known.get("grades", {}))
        for slug, column in found.items()
    ]
    return IndicatorFile(source, file, sha256, len(rows), gather(frames), table="services")


def _plain(name: str) -> str:
    return _SUFFIX.sub("", re.sub(r"[^a-z]", "", name.lower()))


def _domain(
    file: str, places: pd.Series, cells: pd.Series, slug: str, year: str, grades: dict[str, int]
) -> pd.DataFrame:
    said = cells.fillna("").str.strip().str.rstrip("%").str.strip()
    numbers = said.str.lower().map(grades).astype(float) if grades else pd.Series(np.nan, index=said.index)
    value = numbers.fillna(as_numbers(said))
    empty, none = said.isin(["", "-"]), said.str.lower().isin(_NOT_ASSESSED)
    allowed = value.isin(list(grades.values())) if grades else value.between(0, 100)
    refuse_first(file, cells, ~(allowed | empty | none))
    if not grades and value.notna().any() and value.max() <= 1:
        raise Refused(file, f"the scores of '{cells.name}' are shares of 1, not percentages", TAKE_AGAIN)
    return pd.DataFrame(
        {
            "indicator": slug,
            "place_code": places,
            "period": year,
            "value": value,
            "compared": "not_compared",
            "status": np.select([value.notna(), none], ["reported", "not_applicable"], "no_record"),
            "note": "",
        }
    ).reindex(columns=list(COLUMNS))
