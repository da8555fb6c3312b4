"""Sheets of workbooks, of the old kind (xls) and the new (xlsx)."""

from __future__ import annotations

import pickle
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.errors import Refused
from data.sheet_reader import NO_SHEET, UNREADABLE

LARGEST = 200_000_000
"""Bytes a workbook may unpack to; those published so far unpack to 2 million."""
_READER = Path(__file__).with_name("sheet_reader.py")
_SECONDS = 60
_AGAIN = "Download it again from the publisher's page"


def read_sheet(path: Path, file: str, sheet: str = "") -> list[Sequence[Any]]:
    """Read the rows of a sheet, the first if none is named.

    Returns
    -------
    list
        Rows of cells, from the sheet's first cell on; '' is an empty cell.

    Raises
    ------
    Refused
        If the file is empty, a web page, no workbook or a damaged one, or has no such sheet.
    """
    with path.open("rb") as opened:
        start = opened.read(512)
    if not start.strip():
        raise Refused(file, "it is empty", _AGAIN)
    if start.lstrip().startswith(b"<"):
        raise Refused(
            file,
            "it is a web page saved under the name of a workbook",
            "Download the file itself, not the page that links to it",
        )
    if start.startswith(b"PK"):
        _check_archive(path, file)
    command = [sys.executable, "-P", str(_READER), str(path), sheet]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as endless:
        raise Refused(file, f"the workbook could not be read in {_SECONDS} seconds", _AGAIN) from endless
    if done.returncode == 0:
        return list(pickle.loads(done.stdout))
    said = done.stderr.decode(errors="replace")
    if done.returncode == NO_SHEET:
        mend = "If the publisher renamed the sheet, name it in the source.yaml of this source"
        raise Refused(file, f"sheet '{sheet}' is missing; it has {said}", mend)
    why = said if done.returncode == UNREADABLE else "its contents are damaged"
    raise Refused(file, f"the workbook cannot be opened ({why})", _AGAIN)


def _check_archive(path: Path, file: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise Refused(file, f"the workbook cannot be opened ({broken})", _AGAIN) from broken
    if size > LARGEST:
        raise Refused(file, f"it would unpack to {size:,} bytes, more than any workbook holds", _AGAIN)
