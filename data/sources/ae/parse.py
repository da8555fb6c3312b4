"""A&E files of every era."""

from __future__ import annotations

from pathlib import Path

from data.reading import Reading
from data.sources.ae.monthly_csv import read_csv
from data.sources.ae.tidy_table import read_table
from data.sources.ae.workbook import read_workbook


def read_attendances(path: Path, form: str, file: str, sha256: str) -> list[Reading]:
    """Read who attended A&E from a file of any era.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `workbook`, `csv` or `table`, as `data.sources.recognise` tells.

    Returns
    -------
    list of Reading
        One a month; the table of 2016 to 2019 holds 36.

    Raises
    ------
    Refused
        If the file is damaged.
    """
    if form == "table":
        return read_table(path, file, sha256)
    return [(read_workbook if form == "workbook" else read_csv)(path, file, sha256)]
