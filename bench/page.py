"""What a reader's browser sees of a map: bytes and time until it is there, and until a change is painted."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

log = logging.getLogger("care_atlas.bench")

#: Stands for the request of what a websocket brought.
SOCKET = "websocket"
OUR_SHAPES = "svg path[data-code]"

# Waits, frame by frame, for the first frame in which shapes stand on screen.
WATCH_FIRST_MAP = """
(() => {
  const look = () => {
    const shape = document.querySelector(SHAPES);
    const box = shape && shape.getBoundingClientRect();
    if (box && !window.__shape) window.__shape = performance.now();
    const painted = performance.getEntriesByName("first-contentful-paint")[0];
    if (box && box.width + box.height > 0 && painted) {
      window.__map = { at: Math.max(painted.startTime, window.__shape), fcp: painted.startTime };
      return;
    }
    requestAnimationFrame(look);
  };
  look();
})();
"""

# From the reader's change to the frame after the shapes' classes changed.
WATCH_CHANGE = """
() => {
  window.__painted = null;
  const map = document.querySelector("svg path[data-code]").closest("svg");
  let began = null;
  window.addEventListener("change", () => { began ??= performance.now(); }, { capture: true, once: true });
  const seen = new MutationObserver(() => {
    if (began === null) return;
    seen.disconnect();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => { window.__painted = performance.now() - began; };
      after.port2.postMessage(0);
    });
  });
  seen.observe(map, { subtree: true, attributes: true, attributeFilter: ["class"], childList: true });
}
"""


class NeverCame(RuntimeError):
    """What was waited for on a page did not come in time."""


@dataclass(frozen=True)
class Line:
    """A connection and processor to imitate."""

    latency_ms: float = 0
    bytes_per_second: float = -1
    slower: float = 1


HERE = Line()
NINE = Line(latency_ms=20, bytes_per_second=9_000_000 / 8)  # 9 Mbit/s, the processor as it is
MOBILE = Line(latency_ms=150, bytes_per_second=1_638_400 / 8, slower=4)  # Lighthouse's slow 4G and 4x processor
OLD = Line(slower=6)  # the connection as it is, the processor of an old phone
#: How long what a change brings along (panel, table) is waited for before the next one, in milliseconds.
SETTLED_MS = 700


@dataclass(frozen=True)
class FirstMap:
    """The first sight of a map: milliseconds, and bytes as sent."""

    map_ms: float
    first_paint_ms: float
    bytes_at_map: float
    bytes_in_all: float
    requests: int


@dataclass(frozen=True)
class Change:
    """One change of the view: milliseconds to paint, and bytes as sent for the map and in all."""

    paint_ms: float
    map_bytes: float
    all_bytes: float


class Wire:
    """Counts what a page receives, as the browser itself tells."""

    def __init__(self, page: Page, line: Line = HERE) -> None:
        self.session = page.context.new_cdp_session(page)
        self.sent: dict[str, dict[str, Any]] = {}
        self.received: list[tuple[float, str, float]] = []
        self.session.on("Network.requestWillBeSent", lambda event: self.sent.setdefault(event["requestId"], event))
        self.session.on("Network.loadingFinished", self._note)
        self.session.on("Network.webSocketFrameReceived", self._note_message)
        self.session.send("Network.enable")
        if line is not HERE:
            self.session.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": line.latency_ms,
                    "downloadThroughput": line.bytes_per_second,
                    "uploadThroughput": line.bytes_per_second,
                },
            )
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": line.slower})

    def _note(self, event: dict[str, Any]) -> None:
        self.received.append((event["timestamp"], event["requestId"], event["encodedDataLength"]))

    def _note_message(self, event: dict[str, Any]) -> None:
        """Count a message of a websocket, as large as it is before it is compressed: the browser tells no more."""
        told = event["response"]
        size = len(told["payloadData"]) * (0.75 if told["opcode"] == 2 else 1)
        self.received.append((event["timestamp"], SOCKET, size))

    def bytes_until(self, wall_seconds: float) -> float:
        """Bytes of everything that had arrived at a moment (seconds since 1970)."""
        first = min(self.sent.values(), key=lambda event: event["timestamp"])
        moment = wall_seconds - first["wallTime"] + first["timestamp"]
        return sum(size for at, _, size in self.received if at <= moment)

    def bytes_of(self, part: str = "") -> float:
        """Bytes of all answers whose address contains `part`."""
        return sum(
            size
            for _, request, size in self.received
            if (request == SOCKET and not part)
            or (request in self.sent and part in self.sent[request]["request"]["url"])
        )

    def forget(self) -> None:
        """Begin to count anew."""
        self.sent.clear()
        self.received.clear()


@contextmanager
def fresh_page(browser: Browser, line: Line = HERE, **options: Any) -> Iterator[tuple[Page, Wire]]:
    """A page with an empty cache, and the count of what it receives."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    try:
        yield page, Wire(page, line)
    finally:
        context.close()


def wait_until(page: Page, condition: str, seconds: float) -> None:
    """Ask the page again and again, from outside: its security policy forbids waiting inside it.

    Raises
    ------
    NeverCame
        Not within these seconds.
    """
    end = time.perf_counter() + seconds
    while not page.evaluate(condition):
        if time.perf_counter() > end:
            raise NeverCame(f"{page.url}: {condition}, within {seconds:.0f} s")
        page.wait_for_timeout(20)


def open_live(page: Page, url: str) -> None:
    """Open the explorer and wait until Dash has taken it over, and until nothing more arrives."""
    page.goto(url, wait_until="networkidle")
    page.evaluate("dispatchEvent(new Event('atlas:wanted'))")
    page.locator("html[data-live=yes]").wait_for()
    page.wait_for_load_state("networkidle")


def first_map(browser: Browser, url: str, line: Line = HERE, shapes: str = OUR_SHAPES) -> FirstMap:
    """Open a page with an empty cache and wait for its map.

    Raises
    ------
    NeverCame
        No map within a minute.
    """
    with fresh_page(browser, line) as (page, wire):
        page.add_init_script(WATCH_FIRST_MAP.replace("SHAPES", repr(shapes)))
        page.goto(url, wait_until="commit")
        wait_until(page, "window.__map", 60)
        seen = page.evaluate("({...window.__map, origin: performance.timeOrigin})")
        if page.locator("#atlas-boot").count():  # all bytes: with those of Dash, which a reader may never need
            page.evaluate("dispatchEvent(new Event('atlas:wanted'))")
            page.locator("html[data-live=yes]").wait_for()
            page.locator("#trend .main-svg").first.wait_for(timeout=60_000)
        page.wait_for_load_state("networkidle")
        return FirstMap(
            map_ms=seen["at"],
            first_paint_ms=seen["fcp"],
            bytes_at_map=wire.bytes_until((seen["origin"] + seen["at"]) / 1000),
            bytes_in_all=wire.bytes_of(),
            requests=len(wire.received),
        )


def changes(browser: Browser, url: str, control: str, values: Sequence[str], line: Line = HERE) -> list[Change]:
    """Choose one value after the other in a control of the explorer; what each change took.

    A value that changes nothing on the map within five seconds is left out.
    """
    made = []
    with fresh_page(browser, line) as (page, wire):
        open_live(page, url)
        for value in values:
            page.evaluate(WATCH_CHANGE)
            wire.forget()
            page.select_option(f"[name={control}]", value)
            try:
                wait_until(page, "window.__painted !== null", 5)
            except NeverCame:
                continue
            paint_ms = page.evaluate("window.__painted")
            page.wait_for_timeout(SETTLED_MS * line.slower)
            made.append(Change(paint_ms, wire.bytes_of("/api/v1/map"), wire.bytes_of()))
    return made


def options_of(browser: Browser, url: str, control: str) -> list[str]:
    """Values that a control of the explorer offers and has not chosen."""
    with fresh_page(browser) as (page, _):
        open_live(page, url)
        return page.eval_on_selector(
            f"[name={control}]",
            "select => [...select.options].filter(o => !o.selected && !o.disabled).map(o => o.value)",
        )


def repeat(times: int, measure: Callable[[], FirstMap]) -> list[FirstMap]:
    """Measure a few times, after one that does not count; what the browser gave up is told and measured once more."""

    def once() -> FirstMap:
        try:
            return measure()
        except PlaywrightError as problem:
            log.warning("measured once more: %s", str(problem).splitlines()[0])
            return measure()

    return [once() for _ in range(times + 1)][1:]
