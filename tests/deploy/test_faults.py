"""What readers notice when parts of the site fail under load: nothing but time."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from data import shelf
from tests.deploy.stage import front, redis, running
from tests.editions import committed, earlier
from tools.serving import free_port, serve

READERS, PAUSE = 8, 0.03
RTT = "indicator=rtt-incomplete-18-weeks"
#: An address whose answer tells its newest month in words, so that body and header can be held against each other.
FRAME = f"/embed?{RTT}&period=latest"
MONTHS = {"December 2025", "January 2026"}
#: Somerset, and some pages, pictures and data that a campaign brings people to.
ADDRESSES = (
    FRAME, "/", f"/?{RTT}&split=C_110", "/place/RH5", "/place/R1H", f"/api/v1/map?{RTT}&split=C_110", f"/image.svg?{RTT}",
    f"/api/v1/map?{RTT}&period=2025-11", "/api/v1/values?indicator=ae-4-hour&place=RH5", "/find?q=TA1", "/readyz", "/about",
)  # fmt: skip


class Met(NamedTuple):
    """An answer as a reader met it."""

    when: float
    seconds: float
    address: str
    fault: str
    snapshot: str
    digest: str
    months: frozenset[str]


class Crowd:
    """Readers who ask on and on, each over a connection of his own, and note what they meet."""

    def __init__(self, url: str) -> None:
        self.met: list[Met] = []
        self._host, self._done = urlsplit(url).netloc, Event()
        self._threads = [Thread(target=self._read, args=(number,)) for number in range(READERS)]

    @contextmanager
    def reading(self) -> Iterator[None]:
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._done.set()
            for thread in self._threads:
                thread.join()

    def _read(self, number: int) -> None:
        chance, connection = random.Random(number), HTTPConnection(self._host, timeout=30)
        while not self._done.wait(PAUSE):
            address = chance.choice(ADDRESSES)
            began, fault, snapshot, body = time.monotonic(), "", "", b""
            try:
                if address.startswith("/find"):
                    connection.request("POST", "/find", "q=TA1", {"Content-Type": "application/x-www-form-urlencoded"})
                else:
                    connection.request("GET", address)
                answer = connection.getresponse()
                body, snapshot = answer.read(), answer.headers.get("Care-Atlas-Snapshot", "")
                if answer.status not in (200, 303):
                    fault = str(answer.status)
            except (OSError, HTTPException) as error:
                fault = type(error).__name__
                connection.close()
            months = frozenset(month for month in MONTHS if month.encode() in body) if address == FRAME else frozenset()
            digest = hashlib.sha256(body).hexdigest()
            self.met.append(Met(began, time.monotonic() - began, address, fault, snapshot, digest, months))


def table(met: list[Met], phases: list[tuple[str, float]]) -> str:
    """What was met in each phase, as the table of docs/deployment.md."""
    lines = ["| what happened | requests | failed | p50 ms | p99 ms | longest ms |", "|---|---|---|---|---|---|"]
    ends = [began for _name, began in phases[1:]] + [float("inf")]
    for (name, began), end in zip(phases, ends, strict=True):
        here = sorted(one.seconds * 1000 for one in met if began <= one.when < end)
        failed = sum(bool(one.fault) for one in met if began <= one.when < end)
        p50, p99 = here[len(here) // 2], here[int(len(here) * 0.99)]
        lines.append(f"| {name} | {len(here)} | {failed} | {p50:.0f} | {p99:.0f} | {here[-1]:.0f} |")
    return "\n".join(lines)


@pytest.mark.soak
@pytest.mark.front
def test_no_reader_meets_an_error_or_a_mixture_whatever_fails(tmp_path: Path) -> None:
    stand = earlier(tmp_path / "stand")
    old = shelf.build_of(stand)
    made, apps, store = committed(tmp_path / "made"), [free_port() for _ in range(3)], free_port()
    settings = {
        "CARE_ATLAS_SNAPSHOT": str(stand), "CARE_ATLAS_CACHE_URL": f"redis://127.0.0.1:{store}/0",
        "CARE_ATLAS_RATE_LIMIT": "900000", "CARE_ATLAS_METRICS": "on",
    }  # fmt: skip
    (tmp_path / "nginx").mkdir()
    phases: list[tuple[str, float]] = []

    def phase(name: str, seconds: float) -> None:
        phases.append((name, time.monotonic()))
        time.sleep(seconds)

    with ExitStack() as all_of_it:
        cache = all_of_it.enter_context(ExitStack())
        cache.enter_context(running(redis(store, tmp_path), store, tmp_path / "redis.log"))
        started = [all_of_it.enter_context(serve(workers=1, settings=settings, port=port)) for port in apps]
        crowd = Crowd(all_of_it.enter_context(front(tmp_path / "nginx", apps)))
        all_of_it.enter_context(crowd.reading())
        phase("three processes begin, their newest answers are being made", 25)
        phase("nothing: the usual load", 10)
        phases.append(("one process of three killed (SIGKILL)", time.monotonic()))
        os.killpg(started[0].pid, signal.SIGKILL)
        time.sleep(8)
        phases.append(("it begins again", time.monotonic()))
        all_of_it.enter_context(serve(workers=1, settings=settings, port=apps[0]))
        time.sleep(10)
        phases.append(("Redis stopped", time.monotonic()))
        cache.close()
        time.sleep(10)
        phases.append(("Redis started again, empty", time.monotonic()))
        back = all_of_it.enter_context(running(redis(store, tmp_path), store, tmp_path / "redis.log"))
        time.sleep(8)
        phases.append(("Redis silent (SIGSTOP)", time.monotonic()))
        back.send_signal(signal.SIGSTOP)
        time.sleep(8)
        back.send_signal(signal.SIGCONT)
        phase("Redis answers again", 5)
        phases.append(("another snapshot published", time.monotonic()))
        new = shelf.publish(stand, made, keep=6)
        time.sleep(25)
        phases.append(("one process ended in good order (SIGTERM), as for a new version", time.monotonic()))
        os.kill(started[1].pid, signal.SIGTERM)
        time.sleep(8)

    sys.stdout.write(f"\n{table(crowd.met, phases)}\n")
    published = dict(phases)["another snapshot published"]
    last_old = max(one.when for one in crowd.met if one.snapshot == old) - published
    first_new = min(one.when for one in crowd.met if one.snapshot == new) - published
    sys.stdout.write(
        f"first answer from the new snapshot after {first_new:.1f} s, last from the old {last_old:.1f} s\n"
    )

    assert [one for one in crowd.met if one.fault] == []
    told = {one.snapshot: one.months for one in crowd.met if one.address == FRAME}
    assert {new: {"January 2026"}, old: {"December 2025"}} == {
        name: set(months) & MONTHS for name, months in told.items()
    }
    bodies = {(one.address, one.snapshot): set() for one in crowd.met if one.snapshot}
    for one in crowd.met:
        if one.snapshot:
            bodies[one.address, one.snapshot].add(one.digest)
    assert [asked for asked, found in bodies.items() if len(found) > 1] == []
    assert first_new >= 0 and last_old < 15
    assert max(one.seconds for one in crowd.met) < 20
