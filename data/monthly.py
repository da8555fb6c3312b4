"""The tables of the monthly collections: figures, why some are missing, and the publisher's estimates."""

from __future__ import annotations

import pandas as pd

from data import statuses
from data.newest import Newest
from data.parquet import FIGURES, RECORDS


def estimates_of(printed: pd.DataFrame | None, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """England with the publisher's estimates for trusts that sent nothing, where that differs from the sum."""
    columns = list(RECORDS["estimates"])
    if printed is None:
        return pd.DataFrame(columns=columns)
    held = {(name, period) for name, table in tables.items() if name in FIGURES for period in set(table.period)}
    told = printed[printed.estimated.notna() & (printed.estimated != printed.printed)]
    return told[[pair in held for pair in zip(told.dataset, told.period, strict=True)]][columns]


def figures_of(newest: Newest) -> dict[str, pd.DataFrame]:
    """Put the months used together, one table a dataset."""
    names = {name for reading in newest.used for name in reading.tables}
    return {
        name: pd.concat([reading.tables[name] for reading in newest.used if name in reading.tables], ignore_index=True)
        for name in sorted(names)
    }


def statuses_of(
    newest: Newest, tables: dict[str, pd.DataFrame], places: pd.DataFrame, registers: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Give every provider that is due the reason why a month has no figures of it."""
    standing = statuses.lives(places, registers["successions"])
    events = registers["events"]
    rows = []
    for collection in ("ae", "rtt"):
        months = [one for one in newest.used if one.release.collection == collection]
        reported = {
            one.release.period: {code for table in one.tables.values() for code in table.place_code.unique()}
            for one in months
        }
        notes = {(code, one.release.period): why for one in months for code, why in one.not_submitted.items()}
        rows.append(statuses.missing_submissions(collection, reported, notes, events, standing))
    if "ae" in tables:
        rows.append(statuses.not_judged(tables["ae"]))
    return pd.concat(rows, ignore_index=True)
