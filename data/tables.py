"""Reading a publisher's table: its text as it stands, and by the names of the columns it must have."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Hashable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.errors import Refused
from data.opening import require_narrow

TAKE_AGAIN = "Take the file again from its publisher; if its header changed, name the new one in its source.yaml"


def read_columns(
    path: Path, columns: Collection[Hashable], *, file: str = "", mend: str = TAKE_AGAIN, **how: Any
) -> pd.DataFrame:
    """Read a CSV by the names of its columns; a byte order mark at its head is left out.

    Parameters
    ----------
    path : Path
        A CSV file.
    columns : collection of str or int
        What must be in it; more may be. Numbers where the file has no header.
    file : str
        How reports name it; the path where nothing is given.
    mend : str
        What to do about a file that is refused.
    **how
        Passed to `pandas.read_csv`. Unless told otherwise the text is UTF-8 and an empty cell is ''.

    Raises
    ------
    Refused
        When it is no such table: another kind of file, cut off, empty, or with a column renamed.
    """
    file = file or str(path)
    require_narrow(path, file)
    try:
        table = pd.read_csv(path, **{"encoding": "utf-8-sig", "keep_default_na": False, **how})
    except pd.errors.EmptyDataError as problem:
        raise Refused(file, "it is empty, so it is no table", mend) from problem
    except (pd.errors.ParserError, UnicodeDecodeError) as problem:
        raise Refused(file, f"it is no table ({problem})", mend) from problem
    require_columns(columns, table.columns, file, mend)
    if table.empty:
        raise Refused(file, "it has a header and no rows", mend)
    return table


def require_columns(needed: Iterable[Hashable], held: Collection[Hashable], file: str, mend: str) -> None:
    """Refuse a file that lacks a column, naming it and the nearest of the columns that nobody needs.

    Raises
    ------
    Refused
    """
    needed = list(needed)
    for name in needed:
        if name not in held:
            strange = [str(other) for other in held if other and other not in needed]
            near = difflib.get_close_matches(str(name), strange, n=1, cutoff=0.3)
            nearest = f"; the nearest column is '{near[0]}'" if near else ""
            raise Refused(file, f"column '{name}' is missing{nearest}", mend)


def as_numbers(cells: pd.Series) -> pd.Series:
    """Read cells as numbers.

    Returns
    -------
    Series
        NaN where a cell is empty or no number. "inf" and what is too large to be held are none: no publisher counts so.
    """
    return pd.to_numeric(cells, errors="coerce").replace([np.inf, -np.inf], np.nan)
