"""Finding a raw file by its name below the given folders, and reading the columns it must have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from data.errors import Refused

TAKE_AGAIN = "Take the file again from its publisher; its headers are in data/sources/organisations/source.yaml."


def find_file(folders: list[Path], name: str) -> Path:
    """Find the raw file of this name (or pattern), the first by folder and path.

    Raises
    ------
    Refused
        When no folder holds it.
    """
    for folder in folders:
        found = sorted(Path(folder).rglob(name))
        if found:
            return found[0]
    places = ", ".join(str(folder) for folder in folders) or "no folder"
    raise Refused(name, f"the file was not found below {places}", "Give the folder that holds it with --from.")


def read_columns(path: Path, columns: list[str] | list[int], **how: Any) -> pd.DataFrame:
    """Read a table by the names of its columns.

    Parameters
    ----------
    path : Path
        A CSV file.
    columns : list of str
        What must be in it; more may be.
    **how
        Passed to `pandas.read_csv`.

    Raises
    ------
    Refused
        When it is no such table: another kind of file, cut off, or with a column renamed.
    """
    try:
        table = pd.read_csv(path, **{"encoding": "utf-8-sig", "keep_default_na": False, **how})
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as problem:
        raise Refused(str(path), f"it is no table ({problem})", TAKE_AGAIN) from problem
    missing = [column for column in columns if column not in table]
    if missing:
        raise Refused(
            str(path),
            f"column {missing[0]} is not there; it has {', '.join(map(str, table.columns[:6]))}",
            TAKE_AGAIN,
        )
    if table.empty:
        raise Refused(str(path), "it has no rows", TAKE_AGAIN)
    return table
