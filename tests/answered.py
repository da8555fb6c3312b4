"""What the app makes of a request that no reader sends, and what is wrong with it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from bs4 import BeautifulSoup
from werkzeug.test import create_environ, run_wsgi_app

from tests.hostile import MARK, MARKUP, Asked


@dataclass
class Answered:
    """What came back, and the processor time that it took in the thread that made it."""

    status: int
    headers: Any
    body: bytes
    seconds: float


def ask(server: Any, asked: Asked) -> Answered:
    """Put a request to the app as its web server would, without a socket."""
    environ = create_environ("/", method=asked.method, input_stream=None, data=asked.body)
    environ["PATH_INFO"] = unquote_to_bytes(asked.path).decode("latin-1")
    environ["RAW_URI"] = environ["REQUEST_URI"] = f"{asked.path}?{asked.query}"
    environ["QUERY_STRING"] = asked.query.encode("utf-8", "replace").decode("latin-1")
    environ["REMOTE_ADDR"] = "127.0.0.1"
    if asked.method == "POST" and not any(name == "Content-Type" for name, _ in asked.headers):
        environ["CONTENT_TYPE"] = (
            "application/json" if asked.path.startswith("/_dash") else "application/x-www-form-urlencoded"
        )
    for name, value in asked.headers:
        key = name.upper().replace("-", "_")
        if key == "CONTENT_LENGTH" and not value.isdigit():
            continue  # the web server answers these itself
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value.encode().decode("latin-1")
    began = time.thread_time()
    chunks, status, headers = run_wsgi_app(server, environ)
    with closing(chunks) if hasattr(chunks, "close") else _nothing() as given:
        body = b"".join(given if given is not None else chunks)
    seconds = time.thread_time() - began
    return Answered(int(status.split()[0]), headers, body, seconds)


def _allowed(path: str) -> float:
    """Seconds that an answer may take: pages, pictures and data one; what is many of these in one file, more."""
    return 4.0 if path.endswith((".zip", ".pdf")) or path == "/report" else 1.0


def faults(asked: Asked, answer: Answered) -> Iterator[str]:
    """Say what is wrong with an answer to a hostile request; nothing where it is as it should be."""
    waits = answer.status == 503 and "Retry-After" in answer.headers
    stated = answer.status == 501 and asked.path == "/oembed"
    if answer.status >= 500 and not waits and not stated:
        yield f"status {answer.status}"
    if answer.seconds > _allowed(asked.path):
        yield f"{answer.seconds:.2f} s"
    for name in ("X-Content-Type-Options", "Content-Security-Policy"):
        if name not in answer.headers:
            yield f"{answer.status} without {name}"
    for name, value in answer.headers.items():
        if name.lower().startswith("x-zq") or "\n" in value or "\r" in value:
            yield f"a header of its own: {name}"
    if answer.headers.get("Location", "").startswith(("//", "http")):
        yield f"sent elsewhere: {answer.headers['Location']}"
    told = "".join((asked.path, asked.query, repr(asked.body)))
    if b"//evil.example" in answer.body and "evil.example" not in told:
        yield "believes a foreign host"
    encoded = answer.headers.get("Content-Encoding", "identity") != "identity"
    if encoded or asked.method == "HEAD" or not answer.body:
        return
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if kind.endswith("json"):
        try:
            json.loads(answer.body)
        except ValueError:
            yield "no JSON"
    if kind == "text/html":
        for name in ("Referrer-Policy", "Permissions-Policy"):
            if name not in answer.headers:
                yield f"a page without {name}"
    if (
        kind in ("text/html", "image/svg+xml", "application/atom+xml", "text/xml", "application/xml")
        and MARK.encode() in answer.body
    ):
        yield from _markup(answer.body)


def _markup(body: bytes) -> Iterator[str]:
    text = body.decode("utf-8", "replace")
    for one in MARKUP:
        if "<" in one and one in text:
            yield f"reflected: {one}"
    for tag in BeautifulSoup(text, "html.parser").find_all(True):
        if MARK in tag.name or (
            tag.name == "script" and tag.get("type") != "application/json" and MARK in tag.get_text()
        ):
            yield f"an element of the asker's: {str(tag)[:80]}"
        for name, value in tag.attrs.items():
            said = " ".join(value) if isinstance(value, list) else str(value)
            if MARK in name or (
                MARK in said and (name.startswith("on") or said.strip().lower().startswith("javascript:"))
            ):
                yield f"an attribute of the asker's: {name}={said[:60]}"


class _nothing:  # noqa: N801
    def __enter__(self) -> None:
        return None

    def __exit__(self, *told: object) -> None:
        return None
