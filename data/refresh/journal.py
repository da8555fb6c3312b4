"""What was fetched: beside each file lies a small one that tells where it is from, when it came and what it holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from data.disk import write_through
from data.errors import Refused

TAIL = ".origin.json"
FROM_THE_WEB = "www"
"""Folder, below the source's, of files fetched. Of two releases that nothing else tells apart the one whose path sorts
last is the newer; so this name sorts after those that people give to folders of files kept by hand."""
BY_HAND = "by-hand"


@dataclass(frozen=True)
class Taken:
    """A file that was fetched.

    Parameters
    ----------
    source, form, period, address, text
        As the link to it told.
    taken
        When, by our clock (ISO, UTC): shown to readers, compared with nothing.
    sha256, size
        Of its bytes.
    etag, modified
        By which the publisher can tell whether it is as it was.
    """

    source: str
    form: str
    period: str
    address: str
    text: str
    taken: str
    sha256: str
    size: int
    etag: str = ""
    modified: str = ""


def origin_of(file: Path) -> Path:
    """Name the small file beside a file."""
    return file.with_name(file.name + TAIL)


def read_journal(folder: Path) -> dict[str, tuple[Path, Taken]]:
    """Give the file last fetched from each address.

    What does not fit the file beside it (because a refresh was killed between the two) is as if it were not there.

    Raises
    ------
    Refused
        If an origin file cannot be read.
    """
    found: dict[str, tuple[Path, Taken]] = {}
    for path in sorted(folder.rglob(f"*{TAIL}")):
        file = path.with_name(path.name.removesuffix(TAIL))
        try:
            told = Taken(**json.loads(path.read_text("utf-8")))
        except (ValueError, TypeError) as broken:
            raise Refused(
                path, f"it is no origin of a file ({broken})", f"Delete it and {file.name} beside it"
            ) from None
        if not file.is_file() or file.stat().st_size != told.size:
            continue
        if told.address not in found or found[told.address][1].taken <= told.taken:
            found[told.address] = (file, told)
    return found


def keep(part: Path | None, file: Path, told: Taken) -> None:
    """Put a file that has come whole under its name, and what is known of it beside it; both reach the disk.

    Parameters
    ----------
    part
        The file as it came; None where the one that is held was found to be as it is.
    """
    if part:
        write_through(part)
    beside = origin_of(file)
    aside = beside.with_name(f".{beside.name}")
    aside.write_text(json.dumps(asdict(told), indent=1, ensure_ascii=False) + "\n", "utf-8")
    write_through(aside)
    aside.replace(beside)
    if part:
        part.replace(file)
    write_through(file.parent)


def hash_of(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
