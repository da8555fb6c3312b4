"""What it costs to make the snapshot from the publishers' files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]


class BuildFailed(RuntimeError):
    """The build ended with an error; the message is what it said."""


@dataclass(frozen=True)
class Cost:
    """Seconds of wall clock, and the most memory held at once, in MB."""

    seconds: float
    peak_mb: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command in the repository; what it cost.

    Raises
    ------
    BuildFailed
        It ended with another status than 0.
    """
    with TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        with said.open("w") as log:
            began = time.perf_counter()
            process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
            _, status, used = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
            raise BuildFailed("\n".join([" ".join(command), *lines[-15:]]))
    return Cost(seconds, used.ru_maxrss / 1000)


def whole_build(raw_folders: Sequence[str]) -> Cost:
    """The cost of the whole build: figures, geometry, checks."""
    with TemporaryDirectory() as out:
        sources = [part for folder in raw_folders for part in ("--from", folder)]
        return cost_of([sys.executable, "-m", "data", "build", *sources, "--out", f"{out}/snapshot"])


def one_rtt_month(raw_folders: Sequence[str], times: int = 5) -> list[float]:
    """Seconds of each reading of the newest RTT extract in these folders; none where there is no extract."""
    extracts = sorted(path for folder in raw_folders for path in Path(folder).rglob("*rtt*extract*.zip"))
    if not extracts:
        return []
    command = [sys.executable, "-m", "bench.one_month", str(extracts[-1]), str(times)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise BuildFailed(f"{' '.join(command)}\n{ended.stderr[-2000:]}")
    return [float(line) for line in ended.stdout.split()]


def one_rtt_month_each(raw_folders: Sequence[str], most: int) -> list[float]:
    """Seconds of one reading of each of the newest RTT extracts, in one process, after one that does not count."""
    extracts = sorted(path for folder in raw_folders for path in Path(folder).rglob("*rtt*extract*.zip"))[-most:]
    if not extracts:
        return []
    command = [sys.executable, "-m", "bench.one_month", *map(str, (extracts[0], *extracts)), "1"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise BuildFailed(f"{' '.join(command)}\n{ended.stderr[-2000:]}")
    return [float(line) for line in ended.stdout.split()][1:]
