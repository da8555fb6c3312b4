"""Ledgers of announced cuts into the snapshot: read once it is known which trusts there are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from data.cuts import COLUMNS, Cut
from data.errors import Refused
from data.inputs import Found, file_entry
from data.sources.job_cuts.parse import NAME, read_cuts

TABLE = "cuts"


def gather(ledgers: list[Found], places: pd.DataFrame, last: Path) -> tuple[pd.DataFrame, list[Refused]]:
    """Read every ledger; one with a fault is refused whole and the rest read on.

    Where only answers of local groups are given, the records of the last snapshot from other files stay.

    Parameters
    ----------
    places
        Columns code, name, type: the bodies that a record can be of.
    last
        The last snapshot.

    Returns
    -------
    tuple
        Frame of `data.cuts.COLUMNS`, one row a record; and what was refused.
    """
    today = datetime.now(UTC).date()
    records: list[Cut] = []
    refused: list[Refused] = []
    for one in ledgers:
        try:
            records += read_cuts(one.path, one.form, one.file, places, today)
        except Refused as problem:
            refused.append(problem)
    told = pd.DataFrame([[getattr(cut, name) for name in COLUMNS] for cut in records], columns=list(COLUMNS))
    if any(one.form == "ledger" for one in ledgers) or not (last / f"{TABLE}.parquet").exists():
        return told, refused
    held = pq.read_table(last / f"{TABLE}.parquet").to_pandas()
    kept = held[~held.source_file.isin({one.file for one in ledgers})]
    return pd.concat([kept, told], ignore_index=True), refused


def entries(ledgers: list[Found], records: pd.DataFrame) -> list[dict[str, object]]:
    """Name the ledgers read, for the manifest."""
    rows = records.source_file.value_counts()
    return [file_entry(one, NAME) | {"rows": int(rows.get(one.file, 0)), "period": "2010/2014"} for one in ledgers]
