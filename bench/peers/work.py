"""The work that the atlas and its peers are measured by: what a browser sees of a peer, what its server answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bench.figures import Figure
from bench.load import ask, memory
from bench.page import HERE, NINE, Line, fresh_page, wait_until
from bench.peers import Peer, compressed, served

#: Every row that the atlas shares with its peers: its unit, and whether more is better.
ROWS: Mapping[str, tuple[str, bool]] = {
    "map visible": ("ms", False),
    "map visible at 9 Mbit/s": ("ms", False),
    "bytes of the whole page": ("kB", False),
    "change: click to paint": ("ms", False),
    "change: all bytes": ("kB", False),
    "changes a second": ("/s", True),
    "change: 95 of 100 answers within": ("ms", False),
    "memory of the largest process": ("MB", False),
    "memory of all processes (PSS)": ("MB", False),
    "start to first answer": ("s", False),
}
CHROMIUM = ("--enable-unsafe-swiftshader",)  # Plotly's map needs WebGL
CHOICES = ("C_100", "C_101", "C_110", "C_120")
LOADED = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map?.loaded()"

# From the click to the frame in which other figures stand in the graph and its map says that it has drawn them.
WATCH = """
() => {
  window.__painted = null;
  let began = null;
  const graph = () => document.querySelector(".js-plotly-plot");
  const sign = () => Array.prototype.slice.call(graph()?._fullData?.[0]?.z || [], 0, 40).join();
  const before = sign();
  window.addEventListener("click", () => { began ??= performance.now(); }, { capture: true, once: true });
  const look = () => {
    const now = sign();
    if (began !== null && now && now !== before && graph()._fullLayout?.map?._subplot?.map?.loaded()) {
      const after = new MessageChannel();
      after.port1.onmessage = () => { window.__painted = performance.now() - began; };
      after.port2.postMessage(0);
      return;
    }
    requestAnimationFrame(look);
  };
  look();
}
"""


@dataclass
class Seen:
    """Samples by row, and the request that a change was, where it was one."""

    samples: dict[str, list[float]] = field(default_factory=dict)
    changed_by: tuple[str, str] | None = None

    def add(self, row: str, value: float) -> None:
        """Keep a sample."""
        self.samples.setdefault(row, []).append(value)

    def figures(self, note: Mapping[str, str]) -> dict[str, Figure]:
        """Every row, measured or not."""
        return {
            row: Figure(row, tuple(self.samples.get(row, ())), unit, at_least=more, note=note.get(row, ""))
            for row, (unit, more) in ROWS.items()
        }


def look(browser: Browser, url: str, line: Line, choices: tuple[str, ...], seen: Seen) -> None:
    """Open a peer with an empty cache, then choose a few specialties."""
    with fresh_page(browser, line) as (page, wire):
        page.goto(url, wait_until="commit")
        wait_until(page, LOADED, 90)
        seen.add("map visible" if line is HERE else "map visible at 9 Mbit/s", page.evaluate("performance.now()"))
        if line is not HERE:
            return
        page.wait_for_timeout(1500)  # what else comes
        seen.add("bytes of the whole page", wire.bytes_of() / 1000)
        page.on("request", lambda request: _note(seen, request.url, request.method, request.post_data))
        for number, choice in enumerate(choices):
            page.evaluate(WATCH)
            wire.forget()
            page.get_by_text(choice, exact=True).first.click()
            wait_until(page, "window.__painted", 30)
            took = page.evaluate("window.__painted")
            page.wait_for_timeout(500)
            if number:  # the first warms up
                seen.add("change: click to paint", took)
                seen.add("change: all bytes", wire.bytes_of() / 1000)


def _note(seen: Seen, url: str, method: str, body: str | None) -> None:
    """Keep the callback that gave the figure, the longest told, to ask for it again without a browser."""
    if method == "POST" and body and (seen.changed_by is None or len(body) >= len(seen.changed_by[1])):
        seen.changed_by = (urlsplit(url).path, body)


def measure(browser: Browser, peer: Peer, times: int, seconds: int, behind: bool) -> Iterator[dict[str, Figure]]:
    """Figures of a peer by row: as it comes and then, where wanted, behind a proxy that compresses."""
    note = (
        {}
        if peer.by_http
        else {"changes a second": "answers over a websocket", "change: all bytes": "before compression"}
    )
    with served(peer) as server:
        seen = Seen()
        seen.add("start to first answer", server.seconds_to_first_answer)
        for _ in range(times):
            look(browser, server.url, HERE, CHOICES, seen)
            look(browser, server.url, NINE, (), seen)
        if peer.by_http and seen.changed_by:
            path, body = seen.changed_by
            load = ask(server.url, [path], seconds, connections=4, body=body)
            seen.add("changes a second", load.rate)
            seen.add("change: 95 of 100 answers within", load.p95)
        held = memory(server.pid)
        seen.add("memory of the largest process", held.largest)
        seen.add("memory of all processes (PSS)", held.together)
        yield seen.figures(note)
        if behind:
            with compressed(server) as proxy:
                packed = Seen()
                for _ in range(times):
                    look(browser, proxy.url, HERE, CHOICES, packed)
                    look(browser, proxy.url, NINE, (), packed)
            yield packed.figures(note)
