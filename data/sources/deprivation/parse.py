"""Indices of deprivation: the average score of each council."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.indicator_files import IndicatorFile, read_rows, tidy
from data.sources import card


def read_deprivation(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the average score of the neighbourhoods of each council.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `england-2010`, `england-2019`, `england-2025` or `wales-2019`. Scores of England and Wales, and those of
        two years, are no measure of change: each index ranks places at one time.

    Raises
    ------
    Refused
        If the file is damaged.
    """
    era = card("deprivation").era(form)
    raw = read_rows(path, file, list(era["columns"].values()))
    table = pd.DataFrame({ours: raw[theirs] for ours, theirs in era["columns"].items()}).assign(period=era["period"])
    return IndicatorFile("deprivation", file, sha256, len(raw), tidy(table, era["indicator"], file))
