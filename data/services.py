"""Figures of NHS organisations kept as published: staff, inspections and quality, one table of every indicator."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.catalogue import Indicator
from data.indicator_files import COLUMNS, IndicatorFile

_COLUMNS = ["indicator", "split", *(name for name in COLUMNS if name not in ("indicator", "name")), "source_file"]
_KEYS = ["indicator", "split", "place_code", "period"]


def assemble(files: list[IndicatorFile], catalogue: Mapping[str, Indicator]) -> pd.DataFrame:
    """Put the figures of all files together, one row an indicator, split, place and period.

    Where two files tell of the same, the one that reaches furthest is the newest and tells; of two that reach as far
    the one that came after the last snapshot.

    Parameters
    ----------
    files
        What was read; figures without a column `split` are of the split `all`.
    catalogue
        Indicators by slug; those that are not in it are left out.

    Returns
    -------
    pandas.DataFrame
        indicator, split, place_code, period, value, lower, upper, numerator, denominator, compared, status, note,
        source_file. `value` is missing unless the status is `reported`.
    """
    by_reach = sorted(files, key=lambda one: (str(one.figures.period.max()), not one.held, one.file))
    frames = [one.figures.assign(source_file=one.file) for one in by_reach]
    if not frames:
        return pd.DataFrame(columns=_COLUMNS)
    every = pd.concat(frames, ignore_index=True)
    every = every[every.indicator.isin(set(catalogue))]
    every["split"] = every["split"].fillna("all") if "split" in every else "all"
    newest = every.drop_duplicates(_KEYS, keep="last").sort_values(_KEYS, kind="stable")
    return newest.reindex(columns=_COLUMNS).reset_index(drop=True)
