"""How Lighthouse, the browser makers' own judge, rates a page on a middling phone: its performance, 0 to 1.

Lighthouse is a program for node. It belongs to the benchmark alone: `make bench` installs it beside the libraries where
npm is to be had, and a row says so where it is not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure
from tools.serving import ROOT

VERSION = "12.8.2"
HOME = ROOT / ".venv" / "lighthouse"
PROGRAM = HOME / "node_modules" / ".bin" / "lighthouse"
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
INSTALLING, RATING = 300, 180  # seconds


class NoRating(RuntimeError):
    """Lighthouse is not there, or gave no rating; says why in a line."""


def find_or_install() -> Path:
    """Find Lighthouse: on the PATH, or beside our libraries; else install it there.

    Raises
    ------
    NoRating
        If npm is absent or cannot install it.
    """
    if found := shutil.which("lighthouse"):
        return Path(found)
    if not PROGRAM.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise NoRating("no npm")
        command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(HOME), f"lighthouse@{VERSION}"]
        ended = _run(command, INSTALLING, {"npm_config_cache": str(HOME / "cache")})
        if ended is None or ended.returncode or not PROGRAM.exists():
            raise NoRating("npm could not install Lighthouse")
    return PROGRAM


def _run(command: list[str], seconds: float, more: Mapping[str, str]) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(
            command, env={**os.environ, **more}, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return None


def rate(program: Path, chromium: Path, url: str) -> float:
    """Open a page as a middling phone on slow 4G does; its performance, 0 to 1.

    Raises
    ------
    NoRating
        If Lighthouse ended without one.
    """
    with TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        command = [
            str(program), url, "--quiet", "--only-categories=performance", "--output=json", f"--output-path={told}",
            f"--chrome-flags={CHROME}",
        ]  # fmt: skip
        ended = _run(command, RATING, {"CHROME_PATH": str(chromium)})
        if ended is None or not told.exists():
            last = (ended.stderr.strip().splitlines() if ended else [])[-1:] or ["no answer"]
            raise NoRating(last[0][:100])
        score = json.loads(told.read_text("utf-8"))["categories"]["performance"]["score"]
    if score is None:
        raise NoRating("it rated nothing")
    return float(score)


def measure(chromium: Path, url: str, times: int, budgets: Mapping[str, float]) -> Iterator[Figure]:
    """Rate pages, each several times: its address and the rating promised."""
    for address, budget in budgets.items():
        what = f"Lighthouse mobile performance of {address.partition('?')[0]}"
        try:
            program = find_or_install()
            samples, why = tuple(rate(program, chromium, url + address) for _ in range(times)), ""
        except NoRating as problem:
            samples, why = (), str(problem)
        yield Figure(what, samples, "", budget, at_least=True, note=why)
