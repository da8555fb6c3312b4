"""Sheets of workbooks, of the old kind (xls) and the new (xlsx)."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.errors import Refused
from data.limits import READING
from data.opening import AGAIN, require_sound
from data.sheet_reader import NO_SHEET, UNREADABLE

_READER = Path(__file__).with_name("sheet_reader.py")


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
    require_sound(path, file)
    command = [sys.executable, "-P", str(_READER), str(path), sheet]
    try:
        done = subprocess.run(command, capture_output=True, timeout=READING, check=False)
    except subprocess.TimeoutExpired as endless:
        raise Refused(file, f"the workbook could not be read in {READING} seconds", AGAIN) from endless
    if done.returncode == 0:
        return list(pickle.loads(done.stdout))
    said = done.stderr.decode(errors="replace")
    if done.returncode == NO_SHEET:
        mend = "If the publisher renamed the sheet, name it in the source.yaml of this source"
        raise Refused(file, f"sheet '{sheet}' is missing; it has {said}", mend)
    why = said if done.returncode == UNREADABLE else "its contents are damaged"
    raise Refused(file, f"the workbook cannot be opened ({why})", AGAIN)
