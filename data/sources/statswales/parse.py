"""Waits in Wales: by health board, by hospital, and of the whole nation, each to Wales's own rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from data.errors import Refused
from data.indicator_files import COLUMNS, IndicatorFile, read_rows, refuse_first
from data.sources import card
from data.sources.statswales.pages import read_pages
from data.sources.statswales.weeks import read_weeks
from data.tables import TAKE_AGAIN, as_numbers, require_columns

NAME = "statswales"
WALES = "W92000004"
OVER_18, OVER_53, WITHIN_26, AE = (
    "wales-rtt-over-18-weeks", "wales-rtt-over-53-weeks", "wales-rtt-26-weeks", "wales-ae-4-hour",
)  # fmt: skip
_BOARD = r"W11\d{6}"
_SITE = r"7A\d7A\d\w\w"


def read_statswales(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read a file of Welsh waits.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        Which of the forms in `source.yaml`.

    Returns
    -------
    IndicatorFile
        Shares as 100 x numerator / denominator: of patient pathways or of visits to A&E. The row of Wales is the
        publisher's, or the sum of the seven health boards where it has none.

    Raises
    ------
    Refused
        If the file is damaged, lacks a column, holds a count that is none, or names no month and has an unknown total.
    """
    figures, rows = _READERS[form](path, file)
    return IndicatorFile(NAME, file, sha256, rows, figures.reindex(columns=list(COLUMNS)), table="services")


def _read_boards(path: Path, file: str) -> tuple[pd.DataFrame, int]:
    columns = card(NAME).era("rtt-boards")["columns"]
    raw = read_rows(path, file, list(columns.values()))
    table = raw[list(columns.values())].set_axis(list(columns), axis=1)
    refuse_first(file, raw[columns["place_code"]], ~table.place_code.fillna("").str.fullmatch(_BOARD))
    refuse_first(file, raw[columns["place_code"]], table.place_code.duplicated())
    for name in ("pathways", "over_18", "over_53"):
        table[name] = _counts(raw[columns[name]], file)
    period, why = _month("rtt-boards", int(table.pathways.sum()), file)
    return _waits(table.assign(period=period, note=why)), len(raw)


def _read_ae(path: Path, file: str) -> tuple[pd.DataFrame, int]:
    columns = card(NAME).era("ae-hospitals")["columns"]
    raw = read_rows(path, file, list(columns.values()))
    table = raw[list(columns.values())].set_axis(list(columns), axis=1)
    for name in ("attendances", "within"):
        table[name] = _counts(raw[columns[name]], file)
    wales = table[table.code.fillna("").str.endswith(WALES)]
    if len(wales) != 1:
        raise Refused(file, f"it has {len(wales)} rows of Wales, not one", TAKE_AGAIN)
    period, why = _month("ae-hospitals", int(wales.attendances.iloc[0]), file)
    return _emergencies(table.assign(period=period, note=why), file), len(raw)


def _read_ae_pages(path: Path, file: str) -> tuple[pd.DataFrame, int]:
    era = card(NAME).era("ae-pages")
    raw = read_pages(path, file, era["columns"])
    table = raw[(raw.target == era["target"]) & ~raw.name.isin(card(NAME).details["not_places"])]
    wide = table.drop_duplicates(["period", "code", "measure"]).pivot(
        index=["period", "code"], columns="measure", values="value"
    )
    require_columns(list(era["measures"].values()), wide.columns, file, TAKE_AGAIN)
    found = wide.rename(columns={told: name for name, told in era["measures"].items()}).reset_index()
    return _emergencies(found.dropna(subset=["attendances", "within"]).assign(note=""), file), len(raw)


def _read_rtt_pages(path: Path, file: str) -> tuple[pd.DataFrame, int]:
    era, anchor = card(NAME).era("rtt-pages"), card(NAME).details["anchor"]
    raw = read_pages(path, file, era["columns"], value="pathways")
    weeks = as_numbers(raw.weeks)
    first, last = era["all_weeks"]
    table = raw[raw.place_code.str.fullmatch(_BOARD) & weeks.between(first, last)].assign(weeks=weeks)
    known = table.groupby(["period", "place_code"], as_index=False).pathways.sum()
    for name in ("over_18", "over_53"):
        long = table[table.weeks >= era[name]].groupby(["period", "place_code"]).pathways.sum()
        known = known.join(long.rename(name), on=["period", "place_code"]).fillna({name: 0})
    total = known[known.period == anchor["period"]].pathways.sum()
    if abs(total - anchor["total"]) > anchor["within"] * anchor["total"]:
        raise Refused(
            file,
            f"its boards have {total:,.0f} pathways in {anchor['period']}, where {anchor['total']:,} are known",
            "It counts something twice or not at all: compare it with data/sources/statswales/source.yaml",
        )
    return _waits(known.assign(note="")), len(raw)


def _read_weeks(path: Path, file: str) -> tuple[pd.DataFrame, int]:
    table = read_weeks(path, file)
    return _shares(WITHIN_26, table.assign(place_code=WALES), "within", "pathways"), len(table)


def _waits(table: pd.DataFrame) -> pd.DataFrame:
    """Give both long waits of every board, and of the boards together."""
    together = table.groupby("period", as_index=False)[["pathways", "over_18", "over_53"]].sum()
    said = "the sum of the seven health boards"
    notes = table.groupby("period").note.first()
    together["note"] = [f"{said}; {notes[period]}" if notes[period] else said for period in together.period]
    every = pd.concat([table, together.assign(place_code=WALES)], ignore_index=True)
    return pd.concat(
        [_shares(OVER_18, every, "over_18", "pathways"), _shares(OVER_53, every, "over_53", "pathways")],
        ignore_index=True,
    )


def _emergencies(table: pd.DataFrame, file: str) -> pd.DataFrame:
    """Give the share within four hours of every hospital, board and Wales, each under its own code."""
    code = table.code.fillna("")
    site = code.str.fullmatch(_SITE)
    area = code.str[3:].str.fullmatch(f"{_BOARD}|{WALES}")
    refuse_first(file, table.code, ~(site | area))
    place = code.str[3:]
    found = table.assign(place_code=place)
    refuse_first(file, found.place_code, found.duplicated(["place_code", "period"]))
    refuse_first(file, found.within, found.within > found.attendances)
    return _shares(AE, found, "within", "attendances")


def _shares(indicator: str, table: pd.DataFrame, part: str, whole: str) -> pd.DataFrame:
    told = table[whole] > 0
    return pd.DataFrame(
        {
            "indicator": indicator,
            "place_code": table.place_code,
            "period": table.period,
            "value": (100 * table[part] / table[whole]).where(told),
            "numerator": table[part],
            "denominator": table[whole],
            "compared": "not_compared",
            "status": told.map({True: "reported", False: "not_applicable"}),
            "note": table.note,
            "name": "",
        }
    )


def _counts(column: pd.Series, file: str) -> pd.Series:
    numbers = as_numbers(column)
    refuse_first(file, column, ~((numbers >= 0) & (numbers == numbers.round())))
    return numbers


def _month(form: str, total: int, file: str) -> tuple[str, str]:
    """Tell the month of a file that names none, by its total, and how it is known."""
    known: list[dict[str, Any]] = card(NAME).details["months"][form]
    for one in known:
        if one["total"] == total:
            return str(one["period"]), str(one["why"]).strip()
    totals = ", ".join(f"{one['total']:,} ({one['period']})" for one in known)
    raise Refused(
        file,
        f"it names no month, and its total of {total:,} is not one that is known: {totals}",
        "Write its month, and how you know it, into data/sources/statswales/source.yaml",
    )


_READERS: dict[str, Callable[[Path, str], tuple[pd.DataFrame, int]]] = {
    "rtt-boards": _read_boards,
    "ae-hospitals": _read_ae,
    "rtt-weeks": _read_weeks,
    "ae-pages": _read_ae_pages,
    "rtt-pages": _read_rtt_pages,
}
