"""What a file is by its content, whatever it is called, and whether it can be opened without harm."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PureWindowsPath

from data.errors import Refused
from data.limits import DENSEST, LARGEST_FILE, LARGEST_WORKBOOK, LONGEST_HEADER, MOST_COLUMNS, MOST_MEMBERS

AGAIN = "Download it again from the publisher's page"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)
"""What opening a damaged archive, workbook or Parquet file can end in."""
_PAGE = "a web page"
_KINDS = {
    ".csv": ("text",),
    ".json": ("text",),
    ".zip": ("an archive",),
    ".xls": ("a workbook",),
    ".xlsx": ("a workbook",),
    ".parquet": ("a Parquet file",),
}
_SAID = {
    ".csv": "a table",
    ".json": "a dataset",
    ".zip": "an archive",
    ".xls": "a workbook",
    ".xlsx": "a workbook",
    ".parquet": "a Parquet file",
}


def require_sound(path: Path, file: str) -> None:
    """Refuse a file that is not what its name says, is too large, or would do harm when it is unpacked.

    Parameters
    ----------
    path, file
        The file, and how reports name it.

    Raises
    ------
    Refused
        If it is empty, a web page (publishers send one where a file is gone), of another kind than its ending says,
        larger or wider than any published one, or an archive that is locked, points outside itself or unpacks to too
        much.
    """
    suffix = path.suffix.lower()
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise Refused(file, f"it has {size:,} bytes, more than any published file ({LARGEST_FILE:,})", AGAIN)
    kind = kind_of(path)
    if kind == "nothing":
        raise Refused(file, "it is empty", AGAIN)
    if kind == _PAGE:
        raise Refused(
            file,
            f"it is a web page saved under the name of {_SAID.get(suffix, 'a file')}",
            "Download the file itself, not the page that links to it",
        )
    if kind not in _KINDS.get(suffix, (kind,)):
        raise Refused(file, f"it is called {_SAID[suffix]} and is {kind}: it cannot be opened as such", AGAIN)
    if kind == "text":
        require_narrow(path, file)
    elif suffix == ".zip":
        require_harmless(path, file, LARGEST_FILE)
    elif kind == "a workbook" and zipfile.is_zipfile(path):
        require_harmless(path, file, LARGEST_WORKBOOK)


def require_narrow(path: Path, file: str) -> None:
    """Refuse a table whose first line is far longer than that of any published one.

    Raises
    ------
    Refused
    """
    with path.open("rb") as opened:
        header = opened.readline(LONGEST_HEADER)
    width = 1 + max(header.count(sign) for sign in (b",", b";", b"\t", b"\xac"))
    if width > MOST_COLUMNS or len(header) == LONGEST_HEADER:
        raise Refused(file, f"its first line has {width:,} columns, more than any published file", AGAIN)


def kind_of(path: Path) -> str:
    """Tell what a file is by its first bytes: `text`, `a web page`, `an archive`, `a workbook` ..."""
    with path.open("rb") as opened:
        head = opened.read(4096)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        return "nothing"
    if head.startswith(b"PK"):
        return "a workbook" if _is_workbook(path) else "an archive"
    for start, kind in (
        (b"\xd0\xcf\x11\xe0", "a workbook"),
        (b"PAR1", "a Parquet file"),
        (b"%PDF", "a PDF"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"<", _PAGE),
    ):
        if text.startswith(start):
            return kind
    return "a binary file" if b"\0" in head else "text"


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except BROKEN:
        return path.suffix.lower() in (".xls", ".xlsx")


def require_harmless(path: Path, file: str, largest: int) -> None:
    """Refuse an archive by what its directory says of it, before anything is unpacked.

    Parameters
    ----------
    largest
        Bytes that all its files together may unpack to.

    Raises
    ------
    Refused
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except BROKEN as broken:
        what = "workbook" if path.suffix.lower().startswith(".xls") else "archive"
        raise Refused(file, f"the {what} cannot be opened ({broken})", AGAIN) from broken
    size = sum(one.file_size for one in members)
    packed = max(sum(one.compress_size for one in members), 1)
    if size > largest or (largest == LARGEST_FILE and size > DENSEST * packed):
        raise Refused(file, f"it would unpack to {size:,} bytes, more than any published file holds", AGAIN)
    if len(members) > MOST_MEMBERS:
        raise Refused(file, f"it holds {len(members):,} files, more than any published one", AGAIN)
    for one in members:
        if one.flag_bits & 1:
            raise Refused(file, f"'{one.filename}' in it is locked with a password", AGAIN)
        inside = PureWindowsPath(one.filename)  # knows both kinds of slash, and drives
        if ".." in inside.parts or inside.drive or inside.root:
            raise Refused(file, f"'{one.filename}' in it points outside the archive", AGAIN)
