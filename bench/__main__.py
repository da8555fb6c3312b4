"""``python -m bench``: measure the app on the committed snapshot against its budgets, write RESULTS.md."""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench import building, lighthouse, load, page, refreshing, sharing
from bench.figures import Figure
from bench.peers import plain_dash
from bench.report import row, this_machine, write_report
from tools.browser import find_or_install_chromium, launch_chromium
from tools.serving import ROOT, serve

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
SPLITS = ("C_100", "C_101", "C_110", "C_120", "C_130", "C_300", "C_320", "C_330", "C_502", "C_999")


def measure_first_map(browser: Browser, url: str, times: int) -> Iterator[Figure]:
    """The explorer, opened with an empty cache."""
    here = page.repeat(times, lambda: page.first_map(browser, url))
    yield Figure("bytes received when the map is painted", tuple(one.bytes_at_map / 1000 for one in here), "kB", 120)
    yield Figure("bytes of the whole page", tuple(one.bytes_in_all / 1000 for one in here), "kB")
    yield Figure("requests of the whole page", tuple(float(one.requests) for one in here), "")
    yield Figure("first contentful paint", tuple(one.first_paint_ms for one in here), "ms")
    painted = median(one.first_paint_ms for one in here)
    yield Figure("map visible", tuple(one.map_ms for one in here), "ms", painted + 17, note="with the first paint")
    there = page.repeat(times, lambda: page.first_map(browser, url, page.MOBILE))
    yield Figure("map visible on Lighthouse's mobile line", tuple(one.map_ms for one in there), "ms")
    yield Figure("first contentful paint on that line", tuple(one.first_paint_ms for one in there), "ms")


def measure_changes(browser: Browser, url: str) -> Iterator[Figure]:
    """Click to paint, and bytes, for each control."""
    for control, (path, times) in CONTROLS.items():
        values = page.options_of(browser, url + path, control)[: times + 1]
        made = page.changes(browser, url + path, control, values)[1:]  # the first warms up
        yield Figure(f"change of {control}: click to paint", tuple(one.paint_ms for one in made), "ms", 50)
        yield Figure(f"change of {control}: bytes for the map", tuple(one.map_bytes / 1000 for one in made), "kB", 4)
        yield Figure(f"change of {control}: all bytes", tuple(one.all_bytes / 1000 for one in made), "kB")


def measure_server(url: str, pid: int, seconds: float) -> Iterator[Figure]:
    """Answers a second, memory, start."""
    yield Figure("gunicorn, start to first answer", (seconds,), "s", 2)
    paths = [MAP_PATH.format(split=split) for split in SPLITS]
    rates, client = [], ""
    for _ in range(3):
        rate, client = load.requests_per_second(url, paths)
        rates.append(rate)
    yield Figure("map changes a second, 2 workers", tuple(rates), "/s", 1500, at_least=True, note=f"asked by {client}")
    yield Figure("memory of the largest worker, after that", (load.largest_worker_mb(pid),), "MB", 250)


def measure_start() -> Iterator[Figure]:
    """The second ``make run``: everything is installed."""
    if not (ROOT / ".venv" / ".run").exists() or not shutil.which("make"):
        yield Figure("second `make run`, start to first answer", (), "s", 2, note="no .venv")
        return
    samples = []
    for _ in range(3):
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; say each figure as it comes; write the page."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--from", dest="raw", action="append", default=[], help="folder of the publishers' files")
    options.add_argument("--times", type=int, default=5, help="how often to open a page")
    options.add_argument("--without-peers", action="store_true", help="measure the atlas alone")
    options.add_argument("--out", type=Path, default=ROOT / "bench" / "RESULTS.md")
    chosen = options.parse_args(arguments)
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    groups: dict[str, list[Figure]] = {}

    def keep(title: str, figures: Iterator[Figure]) -> None:
        for figure in figures:
            groups.setdefault(title, []).append(figure)
            log.info("%s", row(figure))

    program = find_or_install_chromium()
    with launch_chromium(program, *plain_dash.CHROMIUM) as browser:
        with serve(workers=2) as server:
            keep("The first map", measure_first_map(browser, server.url + VIEW, chosen.times))
            keep("A change", measure_changes(browser, server.url))
            keep("Lighthouse", lighthouse.measure(program, server.url, 3, RATED))
            keep("The server", measure_server(server.url, server.pid, server.seconds_to_first_answer))
        with serve(workers=1) as server:  # two would each make a picture once
            keep("Put elsewhere", sharing.measure(browser, server.url, chosen.times))
        keep("The server", measure_start())
        keep("The build", measure_build(chosen.raw))
        keep("The refresh", refreshing.measure(chosen.raw))
        if not chosen.without_peers:
            keep("Peer: Dash, Plotly map, geometry in the callback", plain_dash.measure(browser))
        machine = this_machine(browser.version)
    write_report(chosen.out, groups, machine)
    log.info("%s", chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
