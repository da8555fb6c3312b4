"""A publisher on this machine: pages and files under the addresses of the real ones, and every way to misbehave."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

RTT = "/statistics/statistical-work-areas/rtt-waiting-times/"
AE = "/statistics/statistical-work-areas/ae-waiting-times-and-activity/"
UPLOADS = "/statistics/wp-content/uploads/sites/2/"
PROFILES = "/api/all_data/csv/by_indicator_id"
Manner = Callable[["Answering"], None]


class Answering(BaseHTTPRequestHandler):
    """One request; `server.publisher` knows what is offered."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the address is meant to answer."""
        publisher: Publisher = self.server.publisher  # type: ignore[attr-defined]
        path = urlsplit(self.path).path
        publisher.asked.append((self.path, dict(self.headers)))
        offer = publisher.offers.get(path)
        if offer is None:
            self.send(404, b"<html>Page not found</html>")
        elif offer.manners:
            offer.manners.pop(0)(self) if len(offer.manners) > 1 else offer.manners[0](self)
        else:
            self.serve(offer)

    def serve(self, offer: Offer) -> None:
        """Answer as a good server does: conditions and ranges understood."""
        told = {"Last-Modified": offer.modified} if offer.modified else {}
        told |= {"ETag": offer.etag} if offer.etag else {}
        if (offer.etag and self.headers.get("If-None-Match") == offer.etag) or (
            not offer.etag and offer.modified and self.headers.get("If-Modified-Since") == offer.modified
        ):
            self.send(304, b"", **told)
            return
        asked = self.headers.get("Range", "")
        if asked and self.headers.get("If-Range") == offer.etag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(offer.content):
                self.send(416, b"")
                return
            span = f"bytes {start}-{len(offer.content) - 1}/{len(offer.content)}"
            self.send(206, offer.content[start:], offer.kind, **told, Content_Range=span)
            return
        self.send(200, offer.content, offer.kind, **told)

    def send(self, status: int, body: bytes, kind: str = "text/html", length: int | None = None, **more: str) -> None:
        """Send an answer; `length` states another length than it has."""
        (self.send_response_only if "Date" in more else self.send_response)(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@dataclass
class Offer:
    """What lies at an address. `manners` are used up one a request; the last stays. None: a good server."""

    content: bytes
    kind: str = "application/octet-stream"
    etag: str = ""
    modified: str = ""
    manners: list[Manner] = field(default_factory=list)


@dataclass
class Publisher:
    """A publisher's site: its address, what it offers, and what it was asked for."""

    url: str
    offers: dict[str, Offer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def page(self, path: str, links: list[tuple[str, str]], *manners: Manner) -> None:
        """Lay out a page as the publisher's site does, with what stands around the links."""
        listed = "".join(f'<p><a href="{href}">{text}</a></p>' for href, text in links)
        html = (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Statistics</title></head><body>'
            '<nav><a href="/">Home</a> <a href="https://www.england.nhs.uk/statistics/">Statistics</a></nav>'
            f'<article class="rich-text"><h1>Statistics</h1>{listed}</article>'
            '<footer><a href="#top">Top</a> <a href="mailto:x@example.org">Mail</a><a>Nowhere</a></footer></body></html>'
        )
        self.offers[path] = Offer(html.encode(), "text/html; charset=UTF-8", manners=list(manners))

    def file(self, path: str, content: bytes, *manners: Manner, etag: bool = True) -> str:
        """Put a file up; gives its address on the real site, as the publisher's pages spell it."""
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"' if etag else ""
        changed = formatdate(1_770_000_000, usegmt=True) if etag else ""
        self.offers[path] = Offer(content, etag=tag, modified=changed, manners=list(manners))
        return f"https://www.england.nhs.uk{path}"

    def rtt(self, *files: tuple[str, str], year: str = "2025-26") -> None:
        """The pages of waits for treatment: the landing page, and one year's with these links."""
        self.page(
            RTT,
            [(f"https://www.england.nhs.uk{RTT}rtt-data-{year}/", f"RTT data {year}"), ("rtt-guidance/", "Guidance")],
        )
        self.page(f"{RTT}rtt-data-{year}/", list(files))

    def ae(self, *files: tuple[str, str], year: str = "2025-26") -> None:
        """The pages of A&E: the landing page, and one year's with these links."""
        slug = f"{AE}ae-attendances-and-emergency-admissions-{year}/"
        self.page(AE, [(slug, f"A&amp;E Attendances and Emergency Admissions {year}")])
        self.page(slug, list(files))

    def requests(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for an address so far."""
        return [headers for asked, headers in self.asked if urlsplit(asked).path == path]


@contextmanager
def publisher() -> Iterator[Publisher]:
    """Run a publisher that offers nothing yet."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    server.publisher = Publisher(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.publisher  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def well(handler: Answering) -> None:
    """Answer as a good server does."""
    handler.serve(handler.server.publisher.offers[urlsplit(handler.path).path])  # type: ignore[attr-defined]


def status(code: int, **more: str) -> Manner:
    """Answer with a status and nothing of use."""
    return lambda handler: handler.send(code, b"<html>Error</html>", **more)


def error_page(handler: Answering) -> None:
    """Answer 200 with a page that says that there is none."""
    handler.send(200, b"<!DOCTYPE html><html><h1>Sorry, something went wrong</h1></html>", "text/html")


def cut_short(handler: Answering) -> None:
    """Promise more than is sent, and hang up."""
    content = handler.server.publisher.offers[urlsplit(handler.path).path]  # type: ignore[attr-defined]
    tag = {"ETag": content.etag} if content.etag else {}
    handler.send(200, content.content[: len(content.content) // 2], length=len(content.content), **tag)
    handler.close_connection = True


def drip(handler: Answering) -> None:
    """Send a byte now and then."""
    handler.send(200, b"", length=1_000_000)
    try:
        for _ in range(400):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass
    handler.close_connection = True


def endless(handler: Answering) -> None:
    """Send for ever, without saying how much."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"0" * 65536)
    except OSError:
        pass
    handler.close_connection = True


def leads_to(address: str) -> Manner:
    """Send the asker elsewhere."""
    return lambda handler: handler.send(302, b"", Location=address)
