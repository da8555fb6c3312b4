"""Our own files, served under a name that holds the hash of their content, compressed once, kept for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, current_app, request

FOLDER = Path(__file__).resolve().parent.parent / "assets"
_TEXT = frozenset({".css", ".js", ".svg", ".txt"})


@dataclass(frozen=True)
class StaticFiles:
    """The files under `assets/`, by name, with the first 12 figures of their sha256."""

    hashes: dict[str, str]

    @cached_property
    def version(self) -> str:
        """One short text that changes when any file does."""
        return hashlib.sha256("".join(self.hashes.values()).encode()).hexdigest()[:8]

    def address(self, name: str) -> str:
        """Give the address of a file, which changes when its content does."""
        return f"/static/{self.hashes[name]}/{name}"


def find_files() -> StaticFiles:
    """Hash every file under `assets/`."""
    found = {}
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            found[path.relative_to(FOLDER).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return StaticFiles(found)


@lru_cache(maxsize=64)
def encoded(name: str, encoding: str) -> bytes:
    """Read a file and compress it as hard as can be, once."""
    raw = (FOLDER / name).read_bytes()
    if encoding == "br":
        return brotli.compress(raw, quality=11)
    return gzip.compress(raw, 9, mtime=0) if encoding == "gzip" else raw


static_files = Blueprint("static_files", __name__)


@static_files.get("/static/<digest>/<path:name>")
def static_file(digest: str, name: str) -> Response:
    """Serve one of our files; a stale hash is answered with today's file, kept only shortly."""
    files: StaticFiles = current_app.extensions["care-atlas"].served.files
    if name not in files.hashes:
        abort(404)
    accepted = request.accept_encodings
    suffix = Path(name).suffix
    encoding = ""
    if suffix in _TEXT:
        encoding = "br" if accepted["br"] else "gzip" if accepted["gzip"] else ""
    answer = Response(encoded(name, encoding), mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream")
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    answer.headers["Vary"] = "Accept-Encoding"
    fresh = digest == files.hashes[name]
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "public, max-age=60"
    return answer
