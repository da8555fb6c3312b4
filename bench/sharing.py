"""What it costs to put a view elsewhere: a frame, a picture, a newsletter pack."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.request import Request, urlopen

from playwright.sync_api import Browser

from bench import page
from bench.figures import Figure

PLACE = "place=RH5"
EMBED = f"/embed?{PLACE}"
#: Trusts whose view nobody asked for before, one for each sample of what is made anew.
TRUSTS = ("RH8", "RA9", "R0D", "RN5", "RTE", "RWE", "RBD", "RNZ", "RA7", "REF")


def _fetch(address: str) -> tuple[float, int]:
    """Ask once; milliseconds until the last byte, and bytes as sent."""
    asked = Request(address, headers={"Accept-Encoding": "br"})
    began = time.perf_counter()
    with urlopen(asked, timeout=60) as answer:
        body = answer.read()
    return 1000 * (time.perf_counter() - began), len(body)


def measure(browser: Browser, url: str, times: int) -> Iterator[Figure]:
    """The frame in a browser, then pictures and packs as a program fetches them, the first time and again."""
    frames = page.repeat(times, lambda: page.first_map(browser, url + EMBED))
    yield Figure("frame: all bytes", tuple(one.bytes_in_all / 1000 for one in frames), "kB", 90)
    yield Figure("frame: requests", tuple(float(one.requests) for one in frames), "", 4)
    yield Figure("frame: map visible", tuple(one.map_ms for one in frames), "ms")
    there = page.repeat(times, lambda: page.first_map(browser, url + EMBED, page.MOBILE))
    yield Figure("frame: map visible on Lighthouse's mobile line", tuple(one.map_ms for one in there), "ms")
    _fetch(f"{url}/image.svg?place=RAE")  # warms what all pictures share
    for name, address, cold, warm in (
        ("drawing (SVG)", "/image.svg?place={code}", 15, 3),
        ("picture (PNG, 1200 wide)", "/image.png?place={code}", 250, 3),
        ("picture of a trend (PNG)", "/image.png?place={code}&chart=trend", 250, 3),
        ("newsletter pack (ZIP)", "/pack/{code}.zip", None, None),
    ):
        addresses = [url + address.format(code=code) for code in TRUSTS[: max(times, 3)]]
        first = [_fetch(one) for one in addresses]
        again = [_fetch(one)[0] for one in addresses]
        yield Figure(f"{name}: made anew", tuple(ms for ms, _ in first), "ms", cold)
        yield Figure(f"{name}: asked again", tuple(again), "ms", warm)
        limit = None if address.startswith("/pack") else 150
        yield Figure(f"{name}: size as sent", tuple(size / 1000 for _, size in first), "kB", limit)
