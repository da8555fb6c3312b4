"""``python -m bench``: measure the app on the committed snapshot against its budgets, write RESULTS.md."""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from bench import building, growth, lighthouse, load, page, peers, refreshing, sharing
from bench.figures import Figure
from bench.peers import work
from bench.report import better, row, this_machine, write_report
from tools.browser import find_or_install_chromium, launch_chromium
from tools.serving import ROOT, Server, ServerDidNotStart, serve

log = logging.getLogger("care_atlas.bench")

VIEW = "/?indicator=rtt-incomplete-18-weeks&split=C_999&scale=spread"
CONTROLS = {
    "indicator": ("/", 5),
    "split": (VIEW, 7),
    "period": (VIEW, 7),
}
MAP_PATH = "/api/v1/map?indicator=rtt-incomplete-18-weeks&split={split}&period=2026-01"
#: What Lighthouse rates, and the rating promised.
RATED = {"/": 0.9, sharing.EMBED: 0.98}
#: How many readers a small machine should bear, how often each changes the view (s), how fast they are answered (ms).
READERS, PAUSE, ANSWERED = 2000, 4.0, 100
ATLAS = "Care Atlas"
SPLITS = ("C_100", "C_101", "C_110", "C_120", "C_130", "C_300", "C_320", "C_330", "C_502", "C_999")


def measure_first_map(browser: Browser, url: str, times: int, own: work.Seen) -> Iterator[Figure]:
    """The explorer, opened with an empty cache."""
    here = page.repeat(times, lambda: page.first_map(browser, url))
    yield Figure("bytes received when the map is painted", tuple(one.bytes_at_map / 1000 for one in here), "kB", 120)
    yield Figure("bytes of the whole page", tuple(one.bytes_in_all / 1000 for one in here), "kB")
    yield Figure("requests of the whole page", tuple(float(one.requests) for one in here), "")
    yield Figure("first contentful paint", tuple(one.first_paint_ms for one in here), "ms")
    painted = median(one.first_paint_ms for one in here)
    yield Figure("map visible", tuple(one.map_ms for one in here), "ms", painted + 17, note="with the first paint")
    nine = page.repeat(times, lambda: page.first_map(browser, url, page.NINE))
    own.samples["map visible"] = [one.map_ms for one in here]
    own.samples["map visible at 9 Mbit/s"] = [one.map_ms for one in nine]
    own.samples["bytes of the whole page"] = [one.bytes_in_all / 1000 for one in here]
    yield Figure("map visible at 9 Mbit/s", tuple(one.map_ms for one in nine), "ms")
    there = page.repeat(times, lambda: page.first_map(browser, url, page.MOBILE))
    yield Figure("map visible on Lighthouse's mobile line", tuple(one.map_ms for one in there), "ms")
    yield Figure("first contentful paint on that line", tuple(one.first_paint_ms for one in there), "ms")


def measure_changes(browser: Browser, url: str, most: int, own: work.Seen) -> Iterator[Figure]:
    """Click to paint, and bytes, for each control."""
    for control, (path, times) in CONTROLS.items():
        values = page.options_of(browser, url + path, control)[: min(times, most) + 1]
        made = page.changes(browser, url + path, control, values)[1:]  # the first warms up
        if control == "split":
            own.samples["change: click to paint"] = [one.paint_ms for one in made]
            own.samples["change: all bytes"] = [one.all_bytes / 1000 for one in made]
        yield Figure(f"change of {control}: click to paint", tuple(one.paint_ms for one in made), "ms", 50)
        yield Figure(f"change of {control}: bytes for the map", tuple(one.map_bytes / 1000 for one in made), "kB", 4)
        yield Figure(f"change of {control}: all bytes", tuple(one.all_bytes / 1000 for one in made), "kB")
    values = page.options_of(browser, url + VIEW, "split")[: min(3, most) + 1]
    slow = page.changes(browser, url + VIEW, "split", values, page.OLD)[1:]
    what = f"change of split with a processor {page.OLD.slower:g}x slower: click to paint"
    yield Figure(what, tuple(one.paint_ms for one in slow), "ms", 200)


def measure_server(server: Server, seconds: int, times: int, own: work.Seen) -> Iterator[Figure]:
    """Answers a second, how long they take, memory, start."""
    yield Figure("gunicorn, start to first answer", (server.seconds_to_first_answer,), "s", 2)
    paths = [MAP_PATH.format(split=split) for split in SPLITS]
    loads = [load.ask(server.url, paths, seconds) for _ in range(times + 1)][1:]  # the first warms up
    rates = tuple(one.rate if not one.failed else 0.0 for one in loads)
    yield Figure(
        "map changes a second, 2 workers", rates, "/s", 1500, at_least=True, note=f"asked by {loads[0].client}"
    )
    for name, part in (("50", "p50"), ("95", "p95"), ("99", "p99")):
        taken = tuple(getattr(one, part) for one in loads)
        yield Figure(f"under that load {name} of 100 answers within", taken, "ms")
    alike = load.ask(server.url, paths, seconds, connections=4)  # as the peers are asked
    held = load.memory(server.pid)
    own.add("changes a second", alike.rate)
    own.add("change: 95 of 100 answers within", alike.p95)
    own.add("memory of the largest process", held.largest)
    own.add("memory of all processes (PSS)", held.together)
    own.add("start to first answer", server.seconds_to_first_answer)
    yield Figure("memory of the largest worker, after that", (held.largest,), "MB", 250)
    yield from measure_readers(server.url, paths, 2 * seconds + 2)
    held = load.memory(server.pid)
    yield Figure("after these readers: memory of the largest worker", (held.largest,), "MB")
    yield Figure("after these readers: memory of all processes together (PSS)", (held.together,), "MB")


def measure_readers(url: str, paths: Sequence[str], seconds: int) -> Iterator[Figure]:
    """Many readers at once, each of whom changes the view every few seconds."""
    what = f"{READERS:,} readers, a change each {PAUSE:.0f} s: 95 of 100 answers within"
    if not peers.PYTHON.exists():
        yield Figure(what, (), "ms", ANSWERED, note="no .venv/bench")
        return
    played = load.readers(peers.PYTHON, url, paths, READERS, seconds, PAUSE)
    said = f"{played.rate:.0f} changes a second, by {played.client}"
    yield Figure(what, (played.p95,), "ms", ANSWERED, note=said)
    yield Figure(f"{READERS:,} readers: answers that failed", (float(played.failed),), "", 0)


def measure_start(times: int) -> Iterator[Figure]:
    """The second ``make run``: everything is installed."""
    if not (ROOT / ".venv" / ".run").exists() or not shutil.which("make"):
        yield Figure("second `make run`, start to first answer", (), "s", 2, note="no .venv")
        return
    samples = []
    for _ in range(times):
        with serve(command=("make", "run")) as server:
            samples.append(server.seconds_to_first_answer)
    yield Figure("second `make run`, start to first answer", tuple(samples), "s", 2)


def measure_build(raw_folders: Sequence[str]) -> Iterator[Figure]:
    """From the publishers' files to the snapshot; needs those files."""
    months = building.one_rtt_month(raw_folders) if raw_folders else []
    yield Figure("one RTT month (180,000 rows x 121 columns, zipped)", tuple(months), "s", 2)
    cost = [building.whole_build(raw_folders)] if raw_folders else []
    yield Figure("the whole build", tuple(one.seconds for one in cost), "s", 60)
    yield Figure("the whole build, most memory", tuple(one.peak_mb for one in cost), "MB", 1500)


def measure_peers(browser: Browser, times: int, seconds: int, quick: bool) -> Iterator[tuple[str, dict[str, Figure]]]:
    """Each peer as it comes and, but for a quick run, behind a proxy that compresses."""
    for peer in peers.PEERS:
        forms = iter((f"{peer.name}, as it comes", f"{peer.name}, compressed"))
        try:
            for figures in work.measure(browser, peer, times, seconds, behind=not quick):
                yield next(forms), figures
        except (ServerDidNotStart, page.NeverCame, PlaywrightError) as problem:
            log.warning("%s: %s", peer.name, problem)
            why = {row: f"not measured: {str(problem).splitlines()[0][:100]}" for row in list(work.ROWS)[:1]}
            yield next(forms), work.Seen().figures(why)


def against_peers(works: Mapping[str, Mapping[str, Figure]]) -> Iterator[Figure]:
    """The budgets that are promised as times better than a peer."""
    own = works[ATLAS]
    for name, figures in works.items():
        for peer, what, row_of, times in (
            ("Streamlit", "change: times quicker to paint than", "change: click to paint", 10),
            ("Vizro", "change: times quicker to paint than", "change: click to paint", 10),
            ("Dash", "changes a second: times those of", "changes a second", 100),
        ):
            ratio = better(own[row_of], figures[row_of]) if name.startswith(peer) else None
            if ratio is not None:
                yield Figure(f"{what} {name}", (ratio,), "x", times, at_least=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; say each figure as it comes; write the page."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--from", dest="raw", action="append", default=[], help="folder of the publishers' files")
    options.add_argument("--quick", action="store_true", help="each row a few times, no growth: under three minutes")
    options.add_argument("--times", type=int, default=0, help="how often to open a page (5; quick: 1)")
    options.add_argument("--without-peers", action="store_true", help="measure the atlas alone")
    options.add_argument(
        "--out", type=Path, default=None, help="where to write (bench/RESULTS.md; quick: on screen alone)"
    )
    chosen = options.parse_args(arguments)
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    times = chosen.times or (1 if chosen.quick else 5)
    seconds, few, most = (3, 1, 3) if chosen.quick else (6, min(3, times), max(times, 3) + 2)
    out = chosen.out or ROOT / (".venv/bench-quick.md" if chosen.quick else "bench/RESULTS.md")
    groups: dict[str, list[Figure]] = {}
    own = work.Seen()

    def keep(title: str, figures: Iterator[Figure]) -> None:
        for figure in figures:
            groups.setdefault(title, []).append(figure)
            log.info("%s", row(figure))

    program = find_or_install_chromium()
    with launch_chromium(program, *work.CHROMIUM) as browser:
        with serve():  # a new clone is translated by Python at its first start, once and for all
            pass
        with serve(workers=2) as server:
            keep("The first map", measure_first_map(browser, server.url + VIEW, times, own))
            keep("A change", measure_changes(browser, server.url, most, own))
            keep("Lighthouse", lighthouse.measure(program, server.url, few, RATED))
            keep("The server", measure_server(server, seconds, few, own))
        with serve(workers=1) as server:  # two would each make a picture once
            keep("Put elsewhere", sharing.measure(browser, server.url, times))
        keep("The server", measure_start(few))
        works = {ATLAS: own.figures({})}
        if not chosen.without_peers and peers.PYTHON.exists():
            for name, figures in measure_peers(browser, few, seconds, chosen.quick):
                works[name] = figures
                for figure in figures.values():
                    log.info("%s: %s", name, row(figure))
            keep("Promised against peers", against_peers(works))
        if not chosen.quick:
            keep("The build", measure_build(chosen.raw))
            keep("The refresh", refreshing.measure(chosen.raw))
            keep("Growth", growth.measure(raw=chosen.raw))
        machine = this_machine(browser.version)
    told = "A quick run: few samples." if chosen.quick else ""
    write_report(out, groups, machine, works if len(works) > 1 else None, told)
    log.info("%s", out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
