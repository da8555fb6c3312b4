"""England as the RTT overview prints it: of several overviews the newest, and what the next build needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from data.parquet import KEPT

NAME = "printed"
_FIGURE = ["period", "dataset", "measure"]


def newest_print(series: Sequence[pd.DataFrame]) -> pd.DataFrame | None:
    """Choose what tells of each month: the overview that reaches furthest; of two that reach as far, the later given.

    Parameters
    ----------
    series
        Columns of the table `printed`, and `reach`: the last month of the overview a row stands in.

    Returns
    -------
    pandas.DataFrame or None
        The same columns; None where no overview was given.
    """
    given = [one.assign(came=place) for place, one in enumerate(series) if len(one)]
    if not given:
        return None
    every = pd.concat(given, ignore_index=True).sort_values(["reach", "came", "file"], kind="stable")
    told_by = every.groupby("period").file.transform("last")
    return every[every.file == told_by].drop_duplicates(_FIGURE, keep="last").drop(columns="came")


def held_print(snapshot: Path, checks: pd.DataFrame, entries: list[dict[str, Any]]) -> pd.DataFrame:
    """Give back the overview that a snapshot was checked with: what stands in its checks, estimates and `printed`.

    A snapshot without the table `printed` tells of the months it holds alone.
    """
    rtt = checks[checks.collection == "rtt"]
    what = [text.split() for text in rtt.what]
    told = rtt[["period", "printed", "file"]].assign(dataset=[w[0] for w in what], measure=[w[1] for w in what])
    estimates = pq.read_table(snapshot / "estimates.parquet").to_pandas()[[*_FIGURE, "estimated"]]
    told = told.astype(dict.fromkeys(_FIGURE, object)).merge(
        estimates.astype(dict.fromkeys(_FIGURE, object)), how="left"
    )
    path = snapshot / f"{NAME}.parquet"
    rest = [pq.read_table(path).to_pandas()] if path.exists() else []
    reach = {entry["file"]: entry["period"] for entry in entries}
    whole = pd.concat([told, *rest], ignore_index=True)
    return whole.assign(reach=whole.file.map(reach).fillna(""))


def beyond_checks(printed: pd.DataFrame | None, checks: pd.DataFrame) -> pd.DataFrame:
    """Tell what an overview prints of months that are not held: a month that comes later is checked with it."""
    if printed is None:
        return pd.DataFrame(columns=list(KEPT[NAME]))
    held = set(checks[checks.collection == "rtt"].period)
    return printed[~printed.period.isin(held)][list(KEPT[NAME])]
