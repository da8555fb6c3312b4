"""Whole datasets to download: made once a snapshot by a process of its own, then served from the disk.

The first who asks for a file starts the making and is asked to come back; a worker imports nothing of it.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Lock, Thread

from flask import Blueprint, Response, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from callbacks.delivery import SHORT, SNAPSHOT, deliver
from callbacks.errors import page as error_page
from callbacks.frame import framed
from callbacks.settings import ROOT, Settings
from callbacks.world import is_frozen, served, world
from data import bulk, shelf
from layouts.choices import BadChoice, nearest
from layouts.downloads import downloads_page
from layouts.html import render
from layouts.words import _
from layouts.words import asked as language

downloads = Blueprint("downloads", __name__)
#: Raised whenever files of the same snapshot come to be written in another way.
FORM = "1"
#: Seconds until the making is given up (20 of a processor are usual), and after which to ask again.
LONGEST = 600
AGAIN = 30
#: How many snapshots keep their files on the disk, 60 MB each.
KEPT = 3
HOUR = "public, max-age=3600"
MADE_IN = {
    ".parquet": "application/vnd.apache.parquet",
    ".gz": "application/gzip",
    ".json": "application/csvm+json",
    ".gpkg": "application/geopackage+sqlite3",
}
_LOG = logging.getLogger("care-atlas")
_MAKING = Lock()


def _folder(settings: Settings, build: str) -> Path:
    return settings.exports / f"{build}-{FORM}"


def _sums(folder: Path) -> dict[str, tuple[str, int]]:
    """Read the checksum and size of each file; nothing where they are not made yet."""
    try:
        lines = (folder / bulk.SUMS).read_text("utf-8").splitlines()
        return {name: (told, (folder / name).stat().st_size) for told, name in (line.split("  ") for line in lines)}
    except FileNotFoundError:
        return {}


def _run(snapshot: Path, out: Path) -> None:
    """Make the files, and let go of those of other snapshots that were made longest ago."""
    try:
        command = [sys.executable, "-m", "callbacks.bulk", str(snapshot.resolve()), str(out.resolve())]
        subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LONGEST, check=True)
        made = sorted(out.parent.glob(f"*-{FORM}"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in made[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
    except subprocess.TimeoutExpired:
        _LOG.error("Downloads of %s were not made within %d seconds", out.name, LONGEST)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no word why"]
        _LOG.error("Downloads of %s could not be made: %s", out.name, said[-1])
    finally:
        _MAKING.release()


def _start(snapshot: Path, out: Path) -> None:
    """Start the making unless this worker is at it; of several workers, one makes and the others end at once."""
    if _MAKING.acquire(blocking=False):
        Thread(target=_run, args=(snapshot, out), name="downloads", daemon=True).start()


@downloads.get("/download")
def page() -> Response:
    """List the files of a snapshot."""
    here, lang = world(), language()
    made = _sums(_folder(here.settings, here.snapshot.id))

    def make() -> str:
        body = downloads_page(bulk.datasets(here.snapshot), here.snapshot.id, made, frozen=is_frozen())
        return framed(_("Downloads"), render(body), lang=lang)

    return deliver("download", f"{lang}|{bool(made)}|{is_frozen()}", make, mimetype="text/html")


@downloads.get("/download/latest/<name>")
def latest(name: str) -> AnyResponse:
    """Lead to a file of the newest figures, by the address under which it stays."""
    here = served()
    _choose(name)
    answer = redirect(f"/download/{here.snapshot.id}/{name}", 302)
    answer.headers["Cache-Control"] = SHORT
    return answer


@downloads.get("/download/<build>/<name>")
def file(build: str, name: str) -> AnyResponse:
    """Give a file of a snapshot that is kept."""
    here = served()
    folder = shelf.find(here.settings.snapshot, build)
    if folder is None:
        why = _("Figures frozen under this name are not kept here.")
        raise BadChoice("snapshot", build[:80], why, here.snapshot.id, 404)
    _choose(name)
    out = _folder(here.settings, build)
    sums = _sums(out)
    if not sums:
        _start(folder, out)
        said = _("These files are made when somebody first asks for them. Please try again in {n} seconds.")
        answer = error_page(503, _("One moment, please"), said.format(n=AGAIN), request.path, _("Try again"))
        answer.headers["Retry-After"] = str(AGAIN)
        return answer
    _choose(name, (*sums, bulk.SUMS))
    told = sums[name][0][:32] if name in sums else build
    mimetype = MADE_IN.get(Path(name).suffix, "text/plain")
    sent = send_file(out.resolve() / name, mimetype=mimetype, etag=told, conditional=True)
    sent.headers["Cache-Control"] = HOUR
    sent.headers[SNAPSHOT] = build
    return sent


def _choose(name: str, known: tuple[str, ...] = bulk.NAMES) -> None:
    if name not in known:
        raise BadChoice("name", name[:80], _("There is no such file."), nearest(name, known) or bulk.SUMS, 404)
