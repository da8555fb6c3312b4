"""How answers leave: made once per view and snapshot, compressed once, with an ETag, then repeated from the cache."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

import brotli
from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.clock import today
from callbacks.world import is_frozen, world
from layouts.words import asked

#: A page may be kept this long before it is asked for again; with an ETag that costs nothing when nothing changed.
SHORT = "public, max-age=60"
#: A frozen view changes in one line at most, when its figures were revised since.
HOUR = "public, max-age=3600"
#: What a change of the map should weigh at most, in bytes as sent: a larger answer is pressed harder.
SMALL = 4096
#: How hard answers are pressed (1, 30 and 100 ms): the next only where the one before leaves an answer too large.
PRESSED = (5, 10, 11)
#: What is small by itself and would only grow.
PACKED = frozenset({"image/png"})
#: Pages tell whether newer figures are overdue, those of a snapshot named do not, and are made anew each day.
PAGE = "text/html"
#: The header that tells from which snapshot an answer was made.
SNAPSHOT = "Care-Atlas-Snapshot"
FOR_EVER = "public, max-age=31536000, immutable"
Answer = TypeVar("Answer", bound=AnyResponse)


def deliver(kind: str, key: str, make: Callable[[], str | bytes], *, mimetype: str, kept: str = SHORT) -> Response:
    """Answer from the cache, making the body only the first time.

    Parameters
    ----------
    kind, key
        Together with the snapshot and the language they name the answer (a view's canonical query string, say).
    make
        Makes the body.
    kept
        The Cache-Control line.
    """
    here = world()
    accepted = request.accept_encodings
    encoding = "br" if accepted["br"] else "gzip" if accepted["gzip"] else "plain"
    if mimetype in PACKED:
        encoding = "plain"
    day = f"{today()}{'|frozen' * is_frozen()}{'|saves' * saves_data()}" if mimetype == PAGE else ""
    name = f"{here.snapshot.id}|{here.files.version}|{day}|{asked()}|{kind}|{encoding}|{key}"
    found = here.cache.get(name)
    if found is None:
        made = make()
        plain = made.encode("utf-8") if isinstance(made, str) else made
        tag = hashlib.sha256(plain).hexdigest()[:20]
        body = plain
        if encoding == "br":
            for quality in PRESSED if kind == "map" else PRESSED[:1]:
                body = brotli.compress(plain, quality=quality)
                if len(body) <= SMALL:
                    break
        elif encoding == "gzip":
            body = gzip.compress(plain, 6, mtime=0)
        found = (tag, body)
        here.cache.set(name, found)
    tag, body = found
    headers = {
        "ETag": f'"{tag}-{encoding}"',
        "Cache-Control": kept,
        "Vary": "Accept-Encoding, Save-Data" if mimetype == PAGE else "Accept-Encoding",
        SNAPSHOT: here.snapshot.id,
    }
    if f'"{tag}-{encoding}"' in request.headers.get("If-None-Match", ""):
        return Response(status=304, headers=headers)
    if encoding != "plain":
        headers["Content-Encoding"] = encoding
    return Response(body, mimetype=mimetype, headers=headers)


def saves_data() -> bool:
    """Tell whether the reader's device is set to save data: its pages then fetch a chart only when asked to."""
    return request.headers.get("Save-Data", "").lower() == "on"


def as_json(data: Any) -> str:
    """Write data as short JSON; what is no number in JSON is a fault of ours."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def private(answer: Answer) -> Answer:
    """Mark an answer that follows from what a reader typed: kept by nobody, told to nobody."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
