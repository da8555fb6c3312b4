"""Snapshots side by side: one is served, earlier ones are kept for whoever has frozen a view on them.

The folder that an app serves is a shelf. A plain snapshot may lie in it directly, as the committed one does. Later ones
lie whole in `kept/<id>/`, and the small file `current` names the one that is served; without it that is the plain one.
Nothing half made is ever under a name that is served: a snapshot is made aside, written through to the disk, renamed
into `kept/`, and only then named in `current`, which is itself replaced in one step.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from data.disk import Busy, ShelfError, copy, locked, told, write_through
from data.whole import NAME, build_of, check_whole, is_id, read_manifest

__all__ = [
    "Busy", "Kept", "ShelfError", "build_of", "check_whole", "current", "exchange", "find", "ids", "is_id", "locked",
    "mark", "publish", "rollback", "workbench",
]  # fmt: skip

KEPT, POINTER = "kept", "current"
_DONE_WITH = (".in-*", ".gone-*")
_BENCH = ".making-"
#: Seconds that one publication waits for another to end; it takes less than one.
PATIENCE = 60.0


class Kept(NamedTuple):
    """A snapshot on the shelf: its build id, its folder, and when it was made (ISO, UTC)."""

    id: str
    folder: Path
    published_at: str


def current(shelf: Path) -> Path:
    """Give the folder of the snapshot that is served.

    Raises
    ------
    ShelfError
        If `current` names a snapshot that is not there. (A shelf without `current` is a plain snapshot.)
    """
    try:
        named = (shelf / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return shelf
    found = find(shelf, named)
    if found is None:
        others = ", ".join(one.id for one in ids(shelf)) or "none"
        raise ShelfError(
            shelf / POINTER,
            f"it names the snapshot '{named[:40]}', which is not there (there are: {others})",
            "Name one that is there with: python -m data rollback ID",
        )
    return found


def find(shelf: Path, wanted: str) -> Path | None:
    """Find the folder of a snapshot by its build id; None where it is not kept, or the text is no id."""
    if not is_id(wanted):
        return None
    folder = shelf / KEPT / wanted
    if (folder / NAME).is_file():
        return folder
    return shelf if build_of(shelf) == wanted else None


def ids(shelf: Path) -> list[Kept]:
    """List every snapshot on the shelf, the newest first; the plain one among them."""
    folders = [one for one in (shelf / KEPT).glob("*") if is_id(one.name) and (one / NAME).is_file()]
    if build_of(shelf):
        folders.append(shelf)
    found = {}
    for folder in folders:
        manifest = read_manifest(folder)
        found[manifest["build_id"]] = Kept(manifest["build_id"], folder, manifest["built_at"])
    return sorted(found.values(), key=lambda one: (one.published_at, one.id), reverse=True)


def mark(shelf: Path) -> tuple[tuple[int, int], ...]:
    """Give what changes when another snapshot is served, for the price of two looks at the disk."""
    return tuple(_seen(shelf / name) for name in (POINTER, NAME))


def _seen(path: Path) -> tuple[int, int]:
    try:
        seen = path.stat()
    except FileNotFoundError:
        return 0, 0
    return seen.st_mtime_ns, seen.st_ino


def workbench(shelf: Path) -> Path:
    """Make an empty folder on the shelf's own disk in which this process may make a snapshot."""
    bench = shelf / KEPT / f"{_BENCH}{os.getpid()}"
    with told(shelf):
        shutil.rmtree(bench, ignore_errors=True)
        bench.mkdir(parents=True)
    return bench


def publish(shelf: Path, made: Path, keep: int) -> str:
    """Put a finished snapshot on the shelf and serve it from now on.

    Parameters
    ----------
    shelf
        Made where there is none.
    made
        Folder of the snapshot, checked against its manifest first; it is moved, and gone afterwards.
    keep
        How many stay in `kept/`, the newest; the one served and the plain one always stay.

    Returns
    -------
    The build id. One that is on the shelf already is served from where it lies.

    Raises
    ------
    ShelfError
        If the snapshot is not whole, the disk is full or the shelf cannot be written. What was served is served still.
    Busy
        If another process has been publishing for longer than `PATIENCE`.
    """
    with locked(shelf, "publish", timeout=PATIENCE), told(shelf):
        new = _place(shelf, made)
        _point(shelf, new)
        _prune(shelf, keep)
    return new


def rollback(shelf: Path, wanted: str) -> None:
    """Serve a snapshot that is kept, from now on.

    Raises
    ------
    ShelfError
        If it is not on the shelf (the message lists those that are) or is damaged.
    """
    with locked(shelf, "publish", timeout=PATIENCE), told(shelf):
        folder = find(shelf, wanted)
        if folder is None:
            listed = ", ".join(f"{one.id} ({one.published_at})" for one in ids(shelf)) or "none"
            raise ShelfError(shelf, f"there is no snapshot '{wanted[:40]}'", f"There are: {listed}")
        check_whole(folder)
        _point(shelf, wanted)


def exchange(shelf: Path, made: Path) -> str:
    """Put a finished snapshot in the place of the plain one and serve it; `kept/` stays as it is.

    It is published first, so that a reader meets the old or the new snapshot at every moment; then the plain one, which
    nobody reads meanwhile, is replaced, and `current` goes: the plain one is served.

    Raises
    ------
    ShelfError
        As `publish` does.
    """
    with locked(shelf, "publish", timeout=PATIENCE), told(shelf):
        new = _place(shelf, made)
        folder = shelf / KEPT / new
        if find(shelf, new) == folder:
            _serve(shelf, new)
            (shelf / NAME).unlink(missing_ok=True)  # from here to its return there is no plain snapshot
            for old in shelf.glob("*.parquet"):
                old.unlink()
            for path in sorted(folder.iterdir(), key=lambda one: one.name == NAME):
                copy(path, shelf / path.name)
            write_through(shelf)
        _point(shelf, new)
        if folder.exists():
            _remove(folder)
        with suppress(OSError):  # where others are kept it stays
            (shelf / KEPT).rmdir()
    return new


def _place(shelf: Path, made: Path) -> str:
    """Put a snapshot into `kept/` under its id, whole or not at all.

    Where the same figures are on the shelf already, they stay where they lie and what is told of them is told anew.
    """
    new = check_whole(made)
    kept = shelf / KEPT
    kept.mkdir(exist_ok=True)
    _sweep(kept, made)
    there = find(shelf, new)
    if there is not None and _is_whole(there):
        copy(made / NAME, there / NAME)
        write_through(there)
        shutil.rmtree(made)
        return new
    for path in (*made.iterdir(), made):
        write_through(path)
    aside = kept / f".in-{new}"
    try:
        made.rename(aside)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        aside.mkdir()
        for path in made.iterdir():
            copy(path, aside / path.name)
        write_through(aside)
        shutil.rmtree(made)
    if (kept / new).exists():
        _remove(kept / new)
    aside.rename(kept / new)
    write_through(kept)
    return new


def _is_whole(folder: Path) -> bool:
    try:
        check_whole(folder)
    except ShelfError:
        return False
    return True


def _point(shelf: Path, wanted: str) -> None:
    """Serve a snapshot from now on: the plain one by taking `current` away."""
    if build_of(shelf) == wanted:
        (shelf / POINTER).unlink(missing_ok=True)
        write_through(shelf)
    else:
        _serve(shelf, wanted)


def _serve(shelf: Path, wanted: str) -> None:
    """Name a snapshot in `current`, in one step."""
    new = shelf / f".{POINTER}"
    new.write_text(f"{wanted}\n", "utf-8")
    write_through(new)
    new.replace(shelf / POINTER)
    write_through(shelf)


def _prune(shelf: Path, keep: int) -> None:
    served = current(shelf)
    others = [one.folder for one in ids(shelf) if one.folder not in (served, shelf)]
    for folder in others[max(keep - (served != shelf), 0) :]:
        _remove(folder)


def _remove(folder: Path) -> None:
    """Take a snapshot off the shelf at once, then delete it: nobody meets half of one."""
    gone = folder.with_name(f".gone-{folder.name}")
    folder.rename(gone)
    shutil.rmtree(gone)


def _sweep(kept: Path, made: Path) -> None:
    """Delete what killed runs left behind."""
    left = [one for pattern in _DONE_WITH for one in kept.glob(pattern)]
    left += [one for one in kept.glob(f"{_BENCH}*") if not _runs(one.name.removeprefix(_BENCH))]
    for one in left:
        if one != made:
            shutil.rmtree(one)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
