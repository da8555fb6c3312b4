"""Our totals for England beside the printed ones."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from data.reading import ENGLAND, Reading
from data.sources import card

WEEKS = 1e-5
"""Printed waits and ours may differ by this many weeks; counts may not differ."""
COLUMNS = ("collection", "period", "what", "printed", "built", "ok", "why", "file")


def reconcile(reading: Reading, printed: pd.DataFrame | None) -> pd.DataFrame:
    """Set the printed England totals of one month beside those of a release.

    Parameters
    ----------
    reading
        A release of the month.
    printed
        The RTT overview series, for RTT; None if there is none.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`; `what` is "dataset measure split". Empty where nothing is printed.
    """
    if reading.release.collection == "rtt":
        rows = (
            []
            if printed is None
            else [
                (
                    f"{row['dataset']} {row['measure']} C_999",
                    row["printed"],
                    _england(reading.tables[row["dataset"]], row["measure"], "C_999"),
                    row["file"],
                )
                for row in printed[printed.period == reading.release.period].to_dict("records")
            ]
        )
    else:
        rows = [(f"ae {total.what}", total.printed, total.built, total.file) for total in reading.printed]
    collection, period = reading.release.collection, reading.release.period
    return pd.DataFrame(
        [_row(collection, period, what, figure, built, file) for what, figure, built, file in rows],
        columns=list(COLUMNS),
    )


def _row(collection: str, period: str, what: str, printed: float, built: float | None, file: str) -> dict[str, object]:
    same = built is not None and abs(printed - built) <= (WEEKS if "median" in what or "percentile" in what else 0)
    why = "" if same else known_difference(collection, period, what)
    return {
        "collection": collection,
        "period": period,
        "what": what,
        "printed": printed,
        "built": built,
        "ok": bool(same or why),
        "why": why,
        "file": file,
    }


def known_difference(collection: str, period: str, what: str) -> str:
    """Tell why a printed total is known to differ from ours; '' if it is not known to."""
    for known in card(collection).details.get("known_differences", []):
        if known["period"] == period and known["what"] in what:
            return str(known["why"])
    return ""


def _england(table: pd.DataFrame, measure: str, split: str) -> float | None:
    found = table.loc[(table.place_code == ENGLAND) & (table.split == split), measure]
    return float(found.iloc[0]) if len(found) and pd.notna(found.iloc[0]) else None


def check_snapshot(snapshot: Path) -> pd.DataFrame:
    """Reconcile a snapshot as it lies on disk with the totals its publishers printed.

    Parameters
    ----------
    snapshot
        Folder with `checks.parquet` and the datasets.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, `built` read anew from the datasets, in order of collection, period and what.
    """
    checks = pq.read_table(snapshot / "checks.parquet").to_pandas()
    datasets = {what.split()[0] for what in checks.what}
    england = {
        name: pq.read_table(snapshot / f"{name}.parquet", filters=[("place_code", "=", ENGLAND)])
        .to_pandas()
        .set_index(["period", "split"])
        for name in datasets
    }
    rows = []
    for check in checks.to_dict("records"):
        dataset, measure, split = check["what"].split()
        table, place = england[dataset], (check["period"], split)
        figure = table.at[place, measure] if place in table.index else None
        built = None if figure is None or pd.isna(figure) else float(figure)
        rows.append(_row(check["collection"], check["period"], check["what"], check["printed"], built, check["file"]))
    return pd.DataFrame(rows, columns=list(COLUMNS))
