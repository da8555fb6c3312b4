"""The one CSV inside a published archive, taken out with care."""

from __future__ import annotations

import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from data.errors import Refused

LARGEST = 400_000_000
"""Bytes of the largest CSV taken out of an archive; months published so far hold 85 million."""
_DENSEST = 100
"""Times a CSV may be larger than its archive; months published so far reach 24."""

_AGAIN = "Download it again from the publisher's page"


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
    if path.suffix.lower() == ".csv":
        if path.stat().st_size > LARGEST:
            raise Refused(file, f"it holds more than {LARGEST:,} bytes", _AGAIN)
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
            if info.file_size > LARGEST or info.file_size > _DENSEST * max(info.compress_size, 1):
                raise Refused(file, f"it would unpack to {info.file_size:,} bytes, more than any month holds", _AGAIN)
            with archive.open(info) as opened:
                content = opened.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as broken:
        raise Refused(file, f"the archive cannot be opened ({broken})", _AGAIN) from broken
    if len(content) > LARGEST:
        raise Refused(file, f"it unpacks to more than {LARGEST:,} bytes", _AGAIN)
    dated = date(*info.date_time[:3]).isoformat() if info.date_time > (1980, 1, 1, 0, 0, 0) else ""
    return Member(info.filename, dated, content)
