"""A server that is asked all day by everybody, the hostile too, holds no more memory in the end than when it was warm."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException, InvalidURL
from random import Random
from statistics import median
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from app import server as application
from bench.load import descendants, resident_mb
from tests.hostile import ASKED, addresses, request
from tools.serving import serve

MINUTES = float(os.environ.get("CARE_ATLAS_SOAK_MINUTES", "30"))
READERS, PAUSE, EVERY = 4, 0.02, 10.0
#: So many hostile requests, again and again: what can be kept of their answers is kept when the server is warm.
ODD = 1000
#: The share of the whole time in which caches fill.
WARMING = 1 / 2
FLAT = 1.05
SPLITS = ("C_999", "C_100", "C_110", "C_120", "C_130", "C_300", "C_320", "C_330", "C_502")
USUAL = (
    *ASKED,
    *(f"/?indicator=rtt-incomplete-18-weeks&split={split}" for split in SPLITS),
    *(f"/api/v1/map?indicator=rtt-waiting-list&split={split}&period=2025-{month}" for split in SPLITS for month in ("10", "11")),
    *(f"/image.png?indicator=ae-4-hour&place={code}" for code in ("RH5", "R1H", "RRV")),
    *(f"/place/{code}" for code in ("RH5", "R1H", "RRV", "E07000246", "W06000015")), "/find?q=Bristol", "/readyz", "/sources",
)  # fmt: skip


class Crowd:
    """Readers who ask on and on: what readers ask, in every encoding, and one time in five what nobody asks."""

    def __init__(self, url: str) -> None:
        self.host, self.done, self.statuses = urlsplit(url).netloc, Event(), Counter[str]()
        self.threads = [Thread(target=self._ask, args=(Random(number),)) for number in range(READERS)]

    def _ask(self, chance: Random) -> None:
        known, line = addresses(application), HTTPConnection(self.host, timeout=60)
        while not self.done.wait(PAUSE):
            usual = chance.random() < 0.8
            asked = None if usual else request(Random(chance.randrange(ODD)), known)
            address = chance.choice(USUAL) if asked is None else f"{asked.path}?{asked.query}"
            headers = {"Accept-Encoding": chance.choice(("br", "gzip", "identity"))}
            try:
                line.request("GET", address.encode("ascii", "ignore").decode().replace(" ", "%20"), headers=headers)
                answer = line.getresponse()
                answer.read()
                kind = f"{answer.status}" if answer.status >= 500 else f"{answer.status // 100}xx"
                self.statuses[kind + " to a reader" * usual] += 1
            except (InvalidURL, ValueError):  # control characters: this client sends no such address
                line.close()
            except (OSError, HTTPException) as error:
                self.statuses[type(error).__name__] += 1
                line.close()


@pytest.mark.soak
def test_memory_is_flat_once_the_server_is_warm() -> None:
    held: list[tuple[float, float]] = []
    with serve(workers=2) as running:
        crowd, began = Crowd(running.url), time.monotonic()
        for thread in crowd.threads:
            thread.start()
        try:
            while (now := time.monotonic() - began) < MINUTES * 60:
                time.sleep(min(EVERY, MINUTES * 3))
                held.append((now, sum(resident_mb(child) for child in descendants(running.pid))))
        finally:
            crowd.done.set()
            for thread in crowd.threads:
                thread.join()
    warm = [mb for when, mb in held if when > MINUTES * 60 * WARMING]
    part = max(1, len(warm) // 4)
    first, last = median(warm[:part]), median(warm[-part:])
    sys.stdout.write(
        f"\n{MINUTES:.0f} minutes, {crowd.statuses.total()} answers {dict(crowd.statuses)}; memory of the workers: "
        f"{held[0][1]:.0f} MB at first, {first:.0f} MB warm, {last:.0f} MB in the end\n"
    )
    assert last <= FLAT * first
    # of an unknown format of oEmbed 501, as is stated; of sheets while others are being made 503, with when to come back
    assert {kind for kind in crowd.statuses if kind[0] == "5" or kind[0].isalpha()} <= {"501", "501 to a reader", "503"}
