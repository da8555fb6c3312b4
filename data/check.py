"""Our totals for England beside the printed ones."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from data.reading import ENGLAND, Reading
from data.sources import card

FULL_TIME = 0.01
"""Full-time equivalents by which a sum of staff may differ from the printed one."""
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
        told = [] if printed is None else printed[printed.period == reading.release.period].to_dict("records")
        england = {name: _england(table, "C_999") for name, table in reading.tables.items()} if told else {}
        rows = [
            (
                f"{row['dataset']} {row['measure']} C_999",
                row["printed"],
                _figure(england[row["dataset"]], row["measure"]),
                row["file"],
            )
            for row in told
        ]
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


def _england(table: pd.DataFrame, split: str) -> pd.DataFrame:
    return table[(table.place_code == ENGLAND) & (table.split == split)]


def _figure(row: pd.DataFrame, measure: str) -> float | None:
    return float(row[measure].iloc[0]) if len(row) and pd.notna(row[measure].iloc[0]) else None


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
    every = pq.read_table(snapshot / "checks.parquet").to_pandas()
    staff, checks = every[every.collection == "workforce"], every[every.collection != "workforce"]
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
    rows += _sums_of_staff(snapshot, staff) if len(staff) else []
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sums_of_staff(snapshot: Path, staff: pd.DataFrame) -> list[dict[str, object]]:
    """Add up anew the staff of all NHS bodies on the dates that a print was set beside."""
    table = pq.read_table(snapshot / "services.parquet").to_pandas()
    table = table[(table.split == "all") & (table.status == "reported")]
    rows = []
    for check in staff.to_dict("records"):
        ours = table[(table.indicator == check["what"].split()[0]) & (table.period == check["period"])]
        rows.append(staff_row(check["what"], check["period"], check["printed"], float(ours.value.sum()), check["file"]))
    return rows


def staff_row(what: str, period: str, printed: float, built: float, file: str) -> dict[str, object]:
    """Compare a printed sum of staff, over the NHS bodies held, with ours."""
    return {
        "collection": "workforce",
        "period": period,
        "what": what,
        "printed": round(printed, 5),
        "built": round(built, 5),
        "ok": abs(printed - built) <= FULL_TIME,
        "why": "",
        "file": file,
    }
