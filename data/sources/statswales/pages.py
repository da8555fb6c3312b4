"""The pages of JSON that StatsWales gives a dataset in, joined to one table."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.reading import month_in
from data.tables import TAKE_AGAIN, as_numbers, require_columns


def read_pages(path: Path, file: str, columns: dict[str, str | list[str]], value: str = "value") -> pd.DataFrame:
    """Read the rows of a dataset.

    Parameters
    ----------
    path, file
        A JSON document whose `value` is a list of rows, and how reports name it.
    columns
        Our name of each column to the publisher's, or to the ways in which it has been spelled. `month` is one of them.
    value
        The column that holds a number in each row.

    Returns
    -------
    DataFrame
        Our columns as text, `value` as numbers, and `period`.

    Raises
    ------
    Refused
        If it is no such document, a column is missing, a row names no month or its number is none.
    """
    try:
        rows = json.loads(path.read_text("utf-8"))["value"]
        raw = pd.DataFrame.from_records(rows)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refused(file, f"it is no dataset of StatsWales ({problem})", TAKE_AGAIN) from problem
    chosen = {name: _spelled(told, list(raw.columns)) for name, told in columns.items()}
    require_columns(list(chosen.values()), raw.columns, file, TAKE_AGAIN)
    table = pd.DataFrame({name: raw[told].fillna("").astype(str).str.strip() for name, told in chosen.items()})
    months = {text: month_in(text) for text in table.month.unique()}
    odd = sorted(str(text) for text, month in months.items() if not month)
    if odd:
        raise Refused(file, f"'{odd[0]}' is no month ({chosen['month']})", TAKE_AGAIN)
    numbers = as_numbers(table[value])
    wrong = table[numbers.isna() | (numbers < 0)]
    if len(wrong):
        raise Refused(file, f"'{wrong[value].iloc[0]}' is no number ({chosen[value]})", TAKE_AGAIN)
    table[value] = numbers
    return table.assign(period=table.month.map(months))


def _spelled(told: str | list[str], held: list[str]) -> str:
    """Give the spelling of a column that a dataset has, or the first one known."""
    ways = [told] if isinstance(told, str) else told
    return next((way for way in ways if way in held), ways[0])
