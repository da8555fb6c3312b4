"""Writing to a disk that others read: one process at a time, whole or not at all, and told where the disk refuses."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data.errors import Refused

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


class ShelfError(Refused):
    """A shelf of snapshots cannot do what is asked; what it holds and serves is as it was."""


class Busy(ShelfError):
    """Another process is at the same work; the message names it."""


@contextmanager
def locked(shelf: Path, work: str = "refresh", timeout: float = 0.0) -> Iterator[None]:
    """Let one process at a time do a kind of work on a shelf; the lock ends with the process, however it ends.

    Parameters
    ----------
    work
        `refresh` for whoever fetches and builds, `publish` for the moment of publication, which has its own lock.
    timeout
        Seconds to wait for another to end.

    Raises
    ------
    Busy
        If another still holds it then.
    """
    with told(shelf):
        shelf.mkdir(parents=True, exist_ok=True)
        held = os.open(shelf / f".{work}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        until = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    who = os.pread(held, 200, 0).decode("utf-8", "replace").strip() or "a process that has just begun"
                    raise Busy(shelf, f"another {work} is under way: {who}", "Wait for it to end, or end it") from None
                time.sleep(0.05)
        with told(shelf):
            os.ftruncate(held, 0)
            since = datetime.now(UTC).isoformat(timespec="seconds")
            os.pwrite(held, f"process {os.getpid()} on {socket.gethostname()} since {since}\n".encode(), 0)
        yield
    finally:
        os.close(held)


@contextmanager
def told(shelf: Path) -> Iterator[None]:
    """Tell what the disk refused in our own words."""
    try:
        yield
    except OSError as error:
        where = error.filename or shelf
        if error.errno in _FULL:
            raise ShelfError(where, "the disk is full; nothing was changed", "Make room, then do it again") from error
        if error.errno in _CLOSED:
            mend = "Let the user who runs this write there, or name another folder with CARE_ATLAS_SNAPSHOT"
            raise ShelfError(where, "it cannot be written; nothing was changed", mend) from error
        raise ShelfError(where, f"the disk said: {error.strerror}", "Look after the disk, then do it again") from error


def copy(path: Path, to: Path) -> None:
    """Copy a file so that under its new name it is whole or as it was."""
    aside = to.with_name(f".{to.name}")
    shutil.copyfile(path, aside)
    write_through(aside)
    aside.replace(to)


def write_through(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk itself."""
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
