"""Files of the NHS workforce statistics: staff of trusts by group, staff of every NHS body, and a print of both."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from data.censuses import CENSUSES
from data.errors import Refused
from data.indicator_files import COLUMNS, TAKE_AGAIN, IndicatorFile, read_rows
from data.opening import BROKEN
from data.sources import card
from data.tables import as_numbers
from data.workbooks import read_sheet

KEYS = ["indicator", "split", "place_code", "period"]


def read_workforce(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the staff in post that a file tells.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `groups`, `totals` or `workbook`, as `data.sources.recognise` tells; any other holds nothing shown.

    Returns
    -------
    IndicatorFile
        Full-time equivalents (split `all`) and people (split `headcount`, where the file has them) on the census
        dates; of a workbook, for checking alone (`table` is `print`).

    Raises
    ------
    Refused
        If the file is damaged, tells of a date that is no census date, or tells a figure twice.
    """
    if form == "groups":
        raw = _groups(path, file)
        return IndicatorFile("workforce", file, sha256, len(raw), _checked(_by_group(raw), file), table="services")
    if form == "totals":
        raw = read_rows(path, file, list(card("workforce").era("totals")["columns"].values()))
        return IndicatorFile("workforce", file, sha256, len(raw), _checked(_totals(raw), file), table="services")
    if form == "workbook":
        sheet = read_sheet(path, file, card("workforce").details["sheet"])
        return IndicatorFile("workforce", file, sha256, len(sheet) - 1, _printed(sheet, file), table="print")
    return IndicatorFile("workforce", file, sha256, 0, pd.DataFrame(columns=list(COLUMNS)))


def _groups(path: Path, file: str) -> pd.DataFrame:
    columns = card("workforce").era("groups")["columns"]
    try:
        table = pq.ParquetFile(path).read(columns=list(columns.values()))
        table.validate(full=True)
        return table.replace_schema_metadata().to_pandas()  # pandas' own notes beside the columns may be spoilt
    except BROKEN as problem:
        why = " ".join(str(problem).split())[:120]
        raise Refused(file, f"it is no whole Parquet file ({why})", TAKE_AGAIN) from problem


def _by_group(raw: pd.DataFrame) -> pd.DataFrame:
    """Take the whole of each main group, once in full-time equivalents and once in people."""
    columns = card("workforce").era("groups")["columns"]
    rows = pd.DataFrame({ours: raw[theirs] for ours, theirs in columns.items()})
    details = card("workforce").details
    rows = rows[(rows.group == details["whole"]) & rows.main.isin(details["indicators"])]
    frame = pd.DataFrame(
        {
            "indicator": rows.main.map(details["indicators"]),
            "place_code": rows.code,
            "period": pd.to_datetime(rows.month).dt.strftime("%Y-%m"),
        }
    )
    both = [frame.assign(split=split, value=rows[name]) for split, name in (("all", "fte"), ("headcount", "headcount"))]
    return pd.concat(both, ignore_index=True)


def _totals(raw: pd.DataFrame) -> pd.DataFrame:
    """Take all staff on the census dates; the months between are left out, so that every body is told of alike."""
    columns = card("workforce").era("totals")["columns"]
    rows = pd.DataFrame({ours: raw[theirs] for ours, theirs in columns.items()})
    rows["period"] = rows.month.str[:7]
    rows = rows[rows.period.isin(CENSUSES)]
    value = as_numbers(rows.fte)
    return pd.DataFrame(
        {
            "indicator": "staff-all",
            "split": "all",
            "place_code": rows.code,
            "period": rows.period,
            "value": value,
            "name": rows.name,
        }
    )


def _checked(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    unknown = sorted(set(frame.period) - set(CENSUSES))
    if unknown:
        raise Refused(file, f"it tells of {unknown[0]}, no census date known", "Add the date to data/censuses.py")
    wrong = frame[~(frame.value >= 0)]
    if len(wrong):
        where = f"{wrong.place_code.iloc[0]} in {wrong.period.iloc[0]}"
        raise Refused(file, f"the staff of {where} is no number", TAKE_AGAIN)
    twice = frame[frame.duplicated(KEYS)]
    if len(twice):
        where = f"{twice.place_code.iloc[0]} in {twice.period.iloc[0]}"
        raise Refused(file, f"it has two values of {twice.indicator.iloc[0]} for {where}", TAKE_AGAIN)
    said = frame.assign(status="reported", compared="not_compared")
    said = said.assign(note="", name=frame.get("name", ""))
    return said.reindex(columns=["split", *COLUMNS])


def _printed(sheet: list, file: str) -> pd.DataFrame:
    """Add up a workbook's full-time equivalents by body, census date and main group."""
    details = card("workforce").details
    if not sheet or list(sheet[0]) != details["header"]:
        raise Refused(file, f"its first line is not {', '.join(details['header'])}", TAKE_AGAIN)
    rows = pd.DataFrame(sheet[1:], columns=["month", "place_code", "name", "group", "nationality", "value"])
    rows["value"] = as_numbers(rows.value)
    rows["period"] = [datetime.strptime(str(month), "%Y-%b").strftime("%Y-%m") for month in rows.month]
    rows = rows[rows.period.isin(CENSUSES)]
    known = {group: slug for slug, groups in details["finer"].items() for group in groups}
    sums = [
        rows.assign(indicator="staff-all"),
        rows.assign(indicator=rows.group.map(known))[rows.group.isin(known)],
    ]
    keys = ["indicator", "place_code", "period"]
    added = pd.concat(sums).groupby(keys, as_index=False).value.sum()
    return added.assign(split="all", status="reported", note="", name="").reindex(columns=["split", *COLUMNS])
