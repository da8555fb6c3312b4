"""The one CSV inside a published archive, taken out with care."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from data.errors import Refused
from data.limits import LARGEST_FILE
from data.opening import AGAIN, BROKEN, require_sound


class Member(NamedTuple):
    """The CSV of an extract: its own name, the date on it (ISO, '' if unknown) and its bytes."""

    name: str
    dated: str
    content: bytes


def take_out(path: Path, file: str) -> Member:
    """Read the CSV of an RTT extract, zipped as published or already unpacked.

    Raises
    ------
    Refused
        If the archive is truncated, encrypted, holds no or several CSVs, or unpacks to more than any month
        could.
    """
    require_sound(path, file)
    if path.suffix.lower() == ".csv":
        return Member(path.name, "", path.read_bytes())
    try:
        with zipfile.ZipFile(path) as archive:
            found = [info for info in archive.infolist() if not info.is_dir() and "__MACOSX" not in info.filename]
            tables = [info for info in found if info.filename.lower().endswith(".csv")]
            if len(tables) != 1 or len(found) != 1:
                held = ", ".join(info.filename for info in found[:4]) or "nothing"
                raise Refused(
                    file,
                    f"an extract holds one CSV; this archive holds {held}",
                    "Keep the publisher's archive as it came",
                )
            info = tables[0]
            with archive.open(info) as opened:
                content = opened.read(LARGEST_FILE + 1)
    except BROKEN as broken:
        raise Refused(file, f"the archive cannot be opened ({broken})", AGAIN) from broken
    if len(content) > LARGEST_FILE:
        raise Refused(file, f"it unpacks to more than {LARGEST_FILE:,} bytes", AGAIN)
    dated = date(*info.date_time[:3]).isoformat() if info.date_time > (1980, 1, 1, 0, 0, 0) else ""
    return Member(info.filename, dated, content)
