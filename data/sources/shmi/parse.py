"""Deaths beside expected deaths (SHMI), one value a trust and year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.indicator_files import COLUMNS, IndicatorFile, read_rows, refuse_first
from data.tables import as_numbers

INDICATOR = "shmi"


def read_shmi(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the values of every trust and year.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `values`.

    Returns
    -------
    IndicatorFile
        Values around 1, the year as the file names it; `not_compared`, for the file has neither limits nor bands.

    Raises
    ------
    Refused
        If a year or value is none, or a trust has two values for one year.
    """
    rows = read_rows(path, file, ["YEAR", "ORG_CODE", "SHMI"])
    value = as_numbers(rows.SHMI)
    refuse_first(file, rows.YEAR, ~rows.YEAR.fillna("").str.fullmatch(r"20\d\d"))
    refuse_first(file, rows.SHMI, ~(value > 0))
    refuse_first(file, rows.ORG_CODE, rows.ORG_CODE.isna() | rows.duplicated(["YEAR", "ORG_CODE"]))
    figures = pd.DataFrame(
        {
            "indicator": INDICATOR,
            "place_code": rows.ORG_CODE,
            "period": rows.YEAR,
            "value": value,
            "compared": "not_compared",
            "status": "reported",
            "note": "",
        }
    )
    return IndicatorFile("shmi", file, sha256, len(rows), figures.reindex(columns=list(COLUMNS)), table="services")
