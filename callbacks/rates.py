"""How often one address may ask: enough for a whole office behind one line, too little to wear the machine out.

Ready-made files are not counted. What takes long to make (pictures, PDFs, zips, downloads) is counted apart, and more
strictly.
"""

from __future__ import annotations

import time
from ipaddress import ip_address

from flask import Flask, Response, request
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from callbacks import errors
from callbacks.line import WAITS, Line
from callbacks.settings import Settings
from layouts.words import _

#: Addresses that cost next to nothing, or by which machines watch.
FREE = ("/static/", "/geometry/", "/healthz", "/readyz")
#: What takes a tenth of a second or more to make the first time.
COSTLY = ("/image.", "/pack/", "/report", "/download/")
COSTLY_ENDS = (".pdf", ".zip")
#: A costly answer counts as this many.
WEIGHT = 10


def reader_address() -> str:
    """Tell the address a request comes from.

    Behind a proxy on this machine or in its own network, that is the last address the proxy was told; a stranger's
    own word for it is not believed.
    """
    peer = request.remote_addr or ""
    told = request.headers.get("X-Forwarded-For", "")
    if not told:
        return peer
    try:
        near = ip_address(peer)
    except ValueError:
        return peer
    if near.is_loopback or near.is_private:
        return told.rpartition(",")[2].strip()[:45]
    return peer


def is_costly(path: str) -> bool:
    """Tell whether an answer takes long to make."""
    return path.startswith(COSTLY) or path.endswith(COSTLY_ENDS)


class Rates:
    """Counts the requests of each address in a minute; nothing is written down, and a minute later it is forgotten."""

    def __init__(self, storage: Storage, limit: RateLimitItem) -> None:
        self.limit = limit
        self._shared = FixedWindowRateLimiter(storage)
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._line = Line(StorageError, "each process counts requests alone")

    def seconds_to_wait(self, address: str, cost: int) -> int:
        """Count a request; 0 if it may be answered, else the seconds until the next may be."""
        wait = self._line.ask(lambda: self._count(self._shared, address, cost))
        return self._count(self._own, address, cost) if wait is None else wait

    def _count(self, counted: FixedWindowRateLimiter, address: str, cost: int) -> int:
        if counted.hit(self.limit, address, cost=cost):
            return 0
        resets = counted.get_window_stats(self.limit, address).reset_time
        return max(1, round(resets - time.time()))


def register(server: Flask, settings: Settings) -> None:
    """Let the app refuse an address that asks too often in a minute, and say when it may ask again."""
    if not settings.requests_a_minute:
        return
    waits = WAITS if settings.cache_url else {}
    storage = storage_from_string(settings.cache_url or "memory://", wrap_exceptions=True, **waits)
    rates = Rates(storage, parse(f"{settings.requests_a_minute}/minute"))

    def refuse() -> Response | None:
        if request.path.startswith(FREE):
            return None
        wait = rates.seconds_to_wait(reader_address(), WEIGHT if is_costly(request.path) else 1)
        if not wait:
            return None
        title = _("Too many requests")
        said = _("So many requests came from your address that we ask you to wait {n} seconds.").format(n=wait)
        answer = errors.problem(429, title, said) if errors.is_program() else errors.page(429, title, said)
        answer.headers["Retry-After"] = str(wait)
        return answer

    server.before_request(refuse)
