"""How much is asked and how long it takes: a header on every answer, and counts for those who run the site.

Counted are kinds of addresses, statuses and durations. Nobody's address, search or place is among them.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from mmap import mmap
from threading import Lock
from typing import Any

import numpy as np
from flask import Flask, Response

from callbacks.settings import Settings
from callbacks.world import served

#: Where a watching program reads the counts.
ADDRESS = "/metrics"
#: Statuses that are told apart; any other is told as its hundred.
STATUSES = ("200", "206", "302", "303", "304", "400", "404", "405", "413", "429", "500", "503")
HUNDREDS = ("1xx", "2xx", "3xx", "4xx", "5xx")
COLUMNS = {name: place for place, name in enumerate((*STATUSES, *HUNDREDS))}
#: Seconds: the upper ends of the histogram's steps; what takes longer comes after them.
STEPS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
WIDTH = len(COLUMNS) + len(STEPS) + 2
#: How many worker processes can count beside each other.
SLOTS = 64
#: What the app asks of itself bears this mark in its environment, and is not counted.
OWN = "care-atlas.own"
NO_ADDRESS = "none"


class Counts:
    """Counts of all worker processes of one web server.

    They stand in memory that the workers share: each adds in a row of its own, and whichever is asked tells the sum.
    A worker that has ended has counted none the less.

    Parameters
    ----------
    kinds
        The addresses told apart, as patterns such as ``/place/<code>``.
    """

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = {kind: place for place, kind in enumerate((*kinds, NO_ADDRESS))}
        memory = mmap(-1, 8 * SLOTS * len(self._kinds) * WIDTH)
        self._table = memoryview(memory).cast("q")
        self._all = np.frombuffer(memory, np.int64).reshape(SLOTS, len(self._kinds), WIDTH)
        self._start, self._adding = 0, Lock()

    def take_row(self, worker: int) -> None:
        """Let this process count in the row of its worker's number."""
        self._start = worker % SLOTS * len(self._kinds) * WIDTH

    def add(self, kind: str, status: str, seconds: float) -> None:
        """Count an answer."""
        row = self._start + self._kinds[kind] * WIDTH
        column = COLUMNS.get(status)
        if column is None:
            column = COLUMNS[f"{status[0]}xx"]
        with self._adding:
            self._table[row + column] += 1
            self._table[row + len(COLUMNS) + bisect_left(STEPS, seconds)] += 1
            self._table[row + WIDTH - 1] += int(seconds * 1e6)

    def tell(self) -> str:
        """Write the counts in Prometheus' text format, of addresses that were asked for."""
        total = self._all.sum(axis=0)
        asked = [(kind, total[place]) for kind, place in self._kinds.items() if total[place].any()]
        lines = ["# HELP care_atlas_requests_total Answers by kind of address and status.",
                 "# TYPE care_atlas_requests_total counter"]  # fmt: skip
        for kind, row in asked:
            for status, column in COLUMNS.items():
                if row[column]:
                    lines.append(f'care_atlas_requests_total{{address="{kind}",status="{status}"}} {row[column]}')
        lines += ["# HELP care_atlas_request_seconds Seconds that the app took until an answer began.",
                  "# TYPE care_atlas_request_seconds histogram"]  # fmt: skip
        for kind, row in asked:
            upto = np.cumsum(row[len(COLUMNS) : WIDTH - 1])
            for end, count in zip((*STEPS, "+Inf"), upto, strict=True):
                lines.append(f'care_atlas_request_seconds_bucket{{address="{kind}",le="{end}"}} {count}')
            lines.append(f'care_atlas_request_seconds_sum{{address="{kind}"}} {row[WIDTH - 1] / 1e6:.6f}')
            lines.append(f'care_atlas_request_seconds_count{{address="{kind}"}} {upto[-1]}')
        return "\n".join(lines)


class Clocked:
    """The app with a clock at its door: each answer tells how long it took, and is counted where counts are kept."""

    def __init__(self, app: Callable[..., Iterable[bytes]], counts: Counts | None) -> None:
        self._app, self._counts = app, counts

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        began = time.perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            seconds = time.perf_counter() - began
            headers.append(("Server-Timing", f"app;dur={seconds * 1000:.1f}"))
            if self._counts is not None and OWN not in environ:
                rule = getattr(environ.get("werkzeug.request"), "url_rule", None)
                self._counts.add(rule.rule if rule else NO_ADDRESS, status[:3], seconds)
            return start_response(status, headers, *more)

        return self._app(environ, start)


def count_in_row(server: Flask, worker: int) -> None:
    """Tell the counts which worker this process is; nothing where no counts are kept."""
    counts: Counts | None = server.extensions["care-atlas-counts"]
    if counts is not None:
        counts.take_row(worker)


def register(server: Flask, settings: Settings) -> None:
    """Put the clock at the door, once every address of the app is known; show the counts where the settings say so."""

    def show() -> Response:
        snapshot = f'care_atlas_snapshot_info{{snapshot="{served().snapshot.id}"}} 1'
        told = (counts.tell(), "# TYPE care_atlas_snapshot_info gauge", snapshot, "")
        answer = Response("\n".join(told), content_type="text/plain; version=0.0.4; charset=utf-8")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    counts = None
    if settings.metrics:
        server.add_url_rule(ADDRESS, "metrics", show)
        counts = Counts(sorted({rule.rule for rule in server.url_map.iter_rules()}))
    server.extensions["care-atlas-counts"] = counts
    server.wsgi_app = Clocked(server.wsgi_app, counts)  # type: ignore[method-assign]
