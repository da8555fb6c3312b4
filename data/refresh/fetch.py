"""The way out to the publishers: one polite session that knows where it may go, how long to wait, how much to take."""

from __future__ import annotations

import io
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from urllib3.exceptions import HTTPError

from data.errors import Refused

HOSTS = frozenset({"www.england.nhs.uk", "fingertips.phe.org.uk", "open.statswales.gov.wales"})
"""The publishers' own hosts; links and redirects lead nowhere else."""
LARGEST_PAGE, LARGEST_FILE = 8_000_000, 80_000_000
"""Bytes: the largest file fetched so far holds 10 million."""
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_HOPS = 5
_BITE = 65536
_LATER = "Nothing is lost: what was held stays; the next refresh tries again"

log = logging.getLogger("care_atlas.refresh")


@dataclass(frozen=True)
class Patience:
    """How long is waited, in seconds: for a connection, for the next bytes, for a whole file, between attempts.

    Less than `slowest` bytes a second after `patience` seconds is no download.
    """

    connect: float = 10
    read: float = 30
    whole: float = 300
    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 60
    patience: float = 15
    slowest: float = 2000


@dataclass(frozen=True)
class Answer:
    """What a publisher answered: where it was found in the end, whether it is as it was, and by what to know it."""

    address: str
    unchanged: bool
    etag: str = ""
    modified: str = ""


class Unreachable(Refused):
    """A publisher that did not answer in spite of every attempt."""


Begins = Callable[[Answer], None]


class _Broken(Exception):
    """An attempt that may go better when made again: after a `pause` that the publisher asks for, or from the start."""

    def __init__(self, why: str, pause: float = 0, afresh: bool = False) -> None:
        self.pause, self.afresh = pause, afresh
        super().__init__(why)


class Door:
    """A session with the publishers.

    Parameters
    ----------
    base
        Another address that stands for every publisher (a mirror, or a test); '' for their own.
    contact
        Told to the publishers with every request, so that they can complain.
    patience, sleep, clock
        How long is waited, and by which clock.
    """

    def __init__(
        self,
        base: str = "",
        contact: str = "",
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base = base.rstrip("/")
        self._patience = patience or Patience()
        self._sleep, self._clock = sleep, clock
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"CareAtlas/0.1 ({contact or 'a map of official NHS figures'})"
        self._session.headers["Accept-Encoding"] = "identity"
        if self._base:
            parts = urlsplit(self._base)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise Refused(
                    base, "it is no address of a publisher", "Write CARE_ATLAS_PUBLISHERS_URL as https://host"
                )
            if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
                raise Refused(
                    base, "plain http is for this machine alone", "Write CARE_ATLAS_PUBLISHERS_URL with https"
                )

    def mirrored(self, address: str) -> str:
        """Give the address at which a publisher's page or file is asked for: at the mirror, where there is one."""
        parts = urlsplit(address)
        if not self._base or parts.hostname not in HOSTS:
            return address
        return self._base + urlunsplit(("", "", parts.path, parts.query, ""))

    def page(self, address: str) -> tuple[str, str]:
        """Give the address a page was found at in the end, and its HTML.

        Raises
        ------
        Refused
            If it cannot be had.
        """
        into = io.BytesIO()
        answer = self.fetch(address, into, largest=LARGEST_PAGE)
        return answer.address, into.getvalue().decode("utf-8", errors="replace")

    def fetch(
        self,
        address: str,
        into: BinaryIO,
        *,
        largest: int,
        etag: str = "",
        modified: str = "",
        resume: str = "",
        begins: Begins = lambda answer: None,
    ) -> Answer:
        """Fetch a file, or learn that it is as it was.

        Parameters
        ----------
        address
            At a publisher's host.
        into
            Where the bytes go.
        largest
            Bytes that are taken at most.
        etag, modified
            As the publisher told with the copy that is held; where they still hold, nothing is sent.
        resume
            By what to know the file whose beginning `into` holds already: only its rest is asked for.
        begins
            Told by what to know the file once its first bytes come, so that its rest can be asked for another day.

        Raises
        ------
        Refused
            If it cannot be had, is too large or leads elsewhere: the reason as it was met last.
        """
        why, begun = _Broken(""), into.seek(0, io.SEEK_END) if resume else 0
        for attempt in range(self._patience.attempts):
            if attempt:
                self._sleep(self._pause(address, attempt, why))
                begun = 0 if why.afresh else begun
            into.truncate(begun)
            if begun:
                headers = {"Range": f"bytes={begun}-", "If-Range": resume}
            else:
                headers = {"If-None-Match": etag} if etag else {"If-Modified-Since": modified} if modified else {}
            try:
                return self._attempt(address, headers, into, begun, largest, begins)
            except _Broken as broken:
                why = broken
            except (requests.RequestException, HTTPError) as broken:
                why = _Broken(f"the connection failed ({type(broken).__name__})")
            log.warning("retry", extra={"told": {"address": address, "attempt": attempt + 1, "why": str(why)}})
        raise Unreachable(address, f"{why}, {self._patience.attempts} times", _LATER)

    def _pause(self, address: str, attempt: int, why: _Broken) -> float:
        if why.pause > self._patience.longest_pause:
            raise Refused(address, f"{why}; it asks to be left alone for {why.pause:,.0f} seconds", _LATER)
        usual = self._patience.first_pause * 2 ** (attempt - 1)
        return max(why.pause, usual) * random.uniform(1, 1.5)

    def _attempt(
        self, address: str, headers: dict[str, str], into: BinaryIO, begun: int, largest: int, begins: Begins
    ) -> Answer:
        began = self._clock()
        where = address
        for _hop in range(_HOPS):
            self._check(where, address)
            with self._session.get(
                where,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(self._patience.connect, self._patience.read),
            ) as answer:
                log.debug("asked", extra={"told": {"address": where, "status": answer.status_code}})
                if answer.status_code in _MOVED and "Location" in answer.headers:
                    where = urljoin(where, answer.headers["Location"])
                    continue
                return self._take(answer, where, into, begun, largest, began, begins)
        raise Refused(address, f"it leads on and on ({_HOPS} times)", _LATER)

    def _check(self, where: str, asked: str) -> None:
        """Refuse to go anywhere but to a publisher."""
        parts = urlsplit(where)
        if self._base:
            own = urlsplit(self._base)
            good = (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        else:
            good = parts.scheme == "https" and parts.netloc in HOSTS
        if not good:
            led = "" if where == asked else f" (from {asked})"
            known = urlsplit(self._base).netloc if self._base else ", ".join(sorted(HOSTS))
            raise Refused(
                where,
                f"it is no address of the publisher{led}; known is {known}",
                "Look at the publisher's page; if it has moved, name its host in data/refresh/fetch.py",
            )

    def _take(
        self,
        answer: requests.Response,
        where: str,
        into: BinaryIO,
        begun: int,
        largest: int,
        began: float,
        begins: Begins,
    ) -> Answer:
        status = answer.status_code
        known = Answer(where, status == 304, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
        if status == 304:
            return known
        if status in _AGAIN:
            raise _Broken(f"the publisher answered {status}", _asked_pause(answer))
        if status == 416 and begun:
            raise _Broken("what was begun cannot be gone on with", afresh=True)
        if status not in (200, 206):
            mend = "Look at the publisher's page: the file may have moved" if status in (404, 410) else _LATER
            raise Refused(where, f"the publisher answered {status}", mend)
        if status == 206 and not answer.headers.get("Content-Range", "").startswith(f"bytes {begun}-"):
            raise _Broken("the publisher sent another part than was asked for", afresh=True)
        start = begun if status == 206 else 0
        into.seek(start)
        into.truncate()
        length = answer.headers.get("Content-Length", "")
        expected = int(length) if length.isdecimal() else 0
        if start + expected > largest:
            raise Refused(where, f"it holds {start + expected:,} bytes; {largest:,} are the most that is taken", _LATER)
        begins(known)
        self._pour(answer, where, into, start, largest, began)
        if expected and into.tell() - start < expected and "Content-Encoding" not in answer.headers:
            raise _Broken(f"it was cut short at {into.tell():,} of {start + expected:,} bytes")
        return known

    def _pour(
        self, answer: requests.Response, where: str, into: BinaryIO, start: int, largest: int, began: float
    ) -> None:
        """Write the body as it comes, as long as it comes fast enough and ends."""
        while bite := answer.raw.read1(_BITE, decode_content=True):
            into.write(bite)
            taken, spent = into.tell() - start, self._clock() - began
            if start + taken > largest:
                raise Refused(where, f"it does not end: {largest:,} bytes are the most that is taken", _LATER)
            if spent > self._patience.whole or (
                spent > self._patience.patience and taken < self._patience.slowest * spent
            ):
                raise Refused(where, f"it comes too slowly ({taken:,} bytes in {spent:,.0f} seconds)", _LATER)


def _asked_pause(answer: requests.Response) -> float:
    """Seconds that Retry-After asks for. A date is held against the publisher's own clock, which may not be ours."""
    said = answer.headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
        now = parsedate_to_datetime(answer.headers["Date"]) if "Date" in answer.headers else datetime.now(UTC)
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return 0
