"""Taking a file: from its address into the folder of what was fetched, looked at before it is kept."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.disk import told
from data.errors import Refused
from data.refresh.fetch import LARGEST_FILE, Door
from data.refresh.index import Link
from data.refresh.journal import FROM_THE_WEB, Taken, hash_of, keep
from data.sources import card

log = logging.getLogger("care_atlas.refresh")
_BEGINS = {".zip": (b"PK\x03\x04",), ".xlsx": (b"PK\x03\x04",), ".xls": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")}
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")


def is_due(link: Link, known: tuple[Path, Taken] | None, now: datetime) -> bool:
    """Tell whether a file is asked for again: always, but where its publisher cannot say whether it is as it was.

    A time in the future, as a clock that was wrong wrote it, does not keep a file from being asked for.
    """
    days = card(link.source).details["refresh"].get("days")
    if days is None or known is None:
        return True
    return not timedelta(0) <= now - datetime.fromisoformat(known[1].taken) < timedelta(days=days)


def take(door: Door, link: Link, folder: Path, known: tuple[Path, Taken] | None) -> tuple[Path, bool]:
    """Fetch a file unless it is as it was.

    Parameters
    ----------
    folder
        Of all that is fetched; the file comes to lie in `<source>/www/<day>/`.
    known
        The copy fetched from this address before, and what is known of it.

    Returns
    -------
    The file, and whether it is new. What was begun and not ended is gone on with the next time.

    Raises
    ------
    Refused
        If it cannot be had or is no such file at all; ShelfError, one of these, if the disk is full or closed.
    """
    now = datetime.now(UTC)
    file = folder / link.source / FROM_THE_WEB / now.date().isoformat() / link.name
    part = folder / link.source / FROM_THE_WEB / f".{link.name}.part"
    with told(folder):
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("r+b" if part.exists() else "w+b") as into:
            answer = door.fetch(
                link.address,
                into,
                largest=LARGEST_FILE,
                etag=known[1].etag if known else "",
                modified=known[1].modified if known else "",
                resume=_begun(part, link),
                begins=lambda answer: _note(part, link, answer.etag),
            )
        if answer.unchanged and known:
            _forget(part)
            return known[0], False
        _look(part, link)
        sha256 = hash_of(part)
        if known and known[1].sha256 == sha256:
            new = False
            part.unlink()
            file = known[0]
        else:
            new = True
        kept = Taken(
            source=link.source,
            form=link.form,
            period=link.period,
            address=link.address,
            text=link.text,
            taken=now.isoformat(timespec="seconds"),
            sha256=sha256,
            size=(part if new else file).stat().st_size,
            etag=answer.etag,
            modified=answer.modified,
        )
        keep(part if new else None, file, kept)
        _forget(part)
    log.info("took", extra={"told": {"source": link.source, "file": file.name, "bytes": kept.size, "new": new}})
    return file, new


def _beside(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _begun(part: Path, link: Link) -> str:
    """By what to know the file of which the beginning is here; '' where nothing was begun, or it cannot be known."""
    try:
        noted = json.loads(_beside(part).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return ""
    etag = str(noted["etag"]) if noted["address"] == link.address else ""
    return "" if etag.startswith("W/") else etag


def _note(part: Path, link: Link, etag: str) -> None:
    _beside(part).write_text(json.dumps({"address": link.address, "etag": etag}), "utf-8")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _beside(part).unlink(missing_ok=True)


def _look(part: Path, link: Link) -> None:
    """Refuse what is no such file at all, by its first bytes: the name and the stated type tell nothing."""
    with part.open("rb") as opened:
        start = opened.read(2048)
    suffix = Path(link.name).suffix
    page = (
        start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body"))
    )
    if not start.strip():
        why = "it is empty"
    elif page:
        why = "it is a web page, not the file it is named as"
    elif suffix in _BEGINS and not start.startswith(_BEGINS[suffix]):
        why = f"it is no {suffix} file inside"
    elif suffix == ".csv" and (start.startswith(_NO_TEXT) or b"\0" in start):
        why = "it is no table of text inside"
    else:
        return
    _forget(part)
    raise Refused(link.address, why, "Open the publisher's page and the link to it; the next refresh tries again")
