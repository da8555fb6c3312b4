"""The A&E table of April 2016 to March 2019, tidied from the publisher's workbooks: codes and counts only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from data.errors import Refused
from data.reading import Reading, month_in
from data.release import Release
from data.sources import card
from data.sources.ae.shape import shape
from data.tables import as_numbers, read_columns

_AGAIN = "Download it again; if its header changed, add it as an era to data/sources/ae/source.yaml"
_SPLITS = {"1": "type-1", "2": "type-2", "other": "other"}


def read_table(path: Path, file: str, sha256: str) -> list[Reading]:
    """Read the months April 2016 to March 2019 of A&E attendances.

    The table leaves out organisations without attendances and has no waits over 12 hours.

    Returns
    -------
    list of Reading
        One a month, in order; names are not in the table, so providers carry ''.

    Raises
    ------
    Refused
        If a column is missing, a type unknown, a value no count or no month.
    """
    rows = read_columns(path, card("ae").era("table")["columns"], file=file, mend=_AGAIN, dtype=str)
    counts = pd.DataFrame(
        {
            "period": rows.period.map(month_in),
            "place_code": rows.org_code.str.strip(),
            "split": rows.type.map(_SPLITS),
        }
    )
    for measure in ("attendances", "breaches"):
        counts[measure] = as_numbers(rows[measure])
        wrong = ~(counts[measure] >= 0) | (counts[measure] % 1 != 0)
        if wrong.any():
            raise Refused(file, f"'{rows.loc[wrong, measure].iloc[0]}' in column '{measure}' is no count", _AGAIN)
    for measure, column in (("period", "period"), ("split", "type"), ("place_code", "org_code")):
        wrong = counts[measure].isna() | (counts[measure] == "")
        if wrong.any():
            raise Refused(file, f"'{rows.loc[wrong, column].iloc[0]}' in column '{column}' is not known", _AGAIN)
    counts["over_12_hours"] = np.nan
    return [_reading(month, str(period), file, sha256) for period, month in counts.groupby("period", sort=True)]


def _reading(month: pd.DataFrame, period: str, file: str, sha256: str) -> Reading:
    table = shape(month.drop(columns="period"), period, file)
    codes = sorted(month.place_code.unique())
    release = Release("ae", period, file, sha256, "table", revised=False)
    return Reading(release, {"ae": table}, pd.DataFrame({"code": codes, "name": ""}), len(codes))
