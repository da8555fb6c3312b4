"""How much a server answers a second, how long its answers take, and what memory its processes hold."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tools.serving import ROOT

# Asks in turn for each path, or sends each body; tells percentiles in the end.
SCRIPT = """
local paths, body, at = %s, %s, 0
request = function()
  at = at %% #paths + 1
  if body then return wrk.format("POST", paths[at], {["Content-Type"] = "application/json"}, body) end
  return wrk.format("GET", paths[at], {["Accept-Encoding"] = "br, gzip"})
end
done = function(summary, latency)
  local wrong = summary.errors
  io.write(string.format("TOLD %%f %%f %%f %%f %%d\\n", 1e6 * summary.requests / summary.duration,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    wrong.status + wrong.read + wrong.write + wrong.timeout + wrong.connect))
end
"""


@dataclass(frozen=True)
class Load:
    """Answers a second; milliseconds within which 50, 95 and 99 of 100 answers came; how many failed; the client."""

    rate: float
    p50: float
    p95: float
    p99: float
    failed: int
    client: str


def ask(url: str, paths: Sequence[str], seconds: int, connections: int = 16, body: str = "") -> Load:
    """Ask for paths in turn as fast as answers come.

    The client shares the machine's cores with the server, so the true figure is higher. ``wrk`` is used where
    it is installed; else threads of this process, which cost the server more.

    Parameters
    ----------
    body
        JSON to send with each request; without it they are asked for with GET.
    """
    if wrk := shutil.which("wrk"):
        return _by_wrk(wrk, url, paths, seconds, connections, body)
    return _by_threads(url, paths, seconds, connections, body)


def _lua(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\/", "/") if text else "nil"


def _by_wrk(wrk: str, url: str, paths: Sequence[str], seconds: int, connections: int, body: str) -> Load:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "ask.lua"
        listed = "{" + ", ".join(map(_lua, paths)) + "}"
        script.write_text(SCRIPT % (listed, _lua(body)), encoding="utf-8")
        command = [
            wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(script), url,
        ]  # fmt: skip
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"TOLD (\S+) (\S+) (\S+) (\S+) (\d+)", said)
    if found is None:
        raise RuntimeError(f"wrk told nothing of {url}:\n{said[-500:]}")
    return Load(*(float(part) for part in found.groups()[:4]), int(found[5]), "wrk")


def _by_threads(url: str, paths: Sequence[str], seconds: int, connections: int, body: str) -> Load:
    host = urlsplit(url).netloc
    took: list[list[float]] = [[] for _ in range(connections)]
    failed = [0] * connections
    end = time.perf_counter() + seconds

    def ask_on(worker: int) -> None:
        line = HTTPConnection(host, timeout=30)
        turn = worker
        while (began := time.perf_counter()) < end:
            headers = {"Content-Type": "application/json"} if body else {"Accept-Encoding": "br"}
            line.request("POST" if body else "GET", paths[turn % len(paths)], body or None, headers)
            answer = line.getresponse()
            answer.read()
            turn += 1
            took[worker].append(1000 * (time.perf_counter() - began))
            failed[worker] += answer.status >= 400
        line.close()

    threads = [threading.Thread(target=ask_on, args=(worker,)) for worker in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = sorted(one for part in took for one in part)
    return Load(len(every) / seconds, *percentiles(every), sum(failed), "Python threads")


def percentiles(ordered: Sequence[float]) -> tuple[float, float, float]:
    """The values that 50, 95 and 99 of 100 do not pass."""
    if not ordered:
        return (0.0, 0.0, 0.0)
    p50, p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99))
    return p50, p95, p99


def readers(python: Path, url: str, paths: Sequence[str], many: int, seconds: int, pause: float) -> Load:
    """Let many readers change their view every few seconds, each over a connection of their own."""
    asked = json.dumps({"url": url, "paths": list(paths), "many": many, "seconds": seconds, "pause": pause})
    ended = subprocess.run(
        [str(python), "-m", "bench.readers"], cwd=ROOT, input=asked, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise RuntimeError(f"bench.readers ended with {ended.returncode}:\n{ended.stderr[-1000:]}")
    told = json.loads(ended.stdout)
    ordered = sorted(told["took"])
    return Load(len(ordered) / seconds, *percentiles(ordered), told["failed"], "aiohttp")


@dataclass(frozen=True)
class Memory:
    """MB: in the largest process (shared pages included), and in all processes shared pages shared out."""

    largest: float
    together: float


def memory(master: int) -> Memory:
    """What a server's processes hold just now."""
    every = [master, *descendants(master)]
    return Memory(max(map(resident_mb, every[1:] or every)), sum(map(proportional_mb, every)))


def descendants(pid: int) -> list[int]:
    """Process ids of the children of a process, and of theirs."""
    children = [
        int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()
    ]
    return children + [one for child in children for one in descendants(child)]


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB."""
    return _told(Path(f"/proc/{pid}/status"), "VmRSS")


def proportional_mb(pid: int) -> float:
    """Memory of a process in MB, each page divided by how many processes share it."""
    return _told(Path(f"/proc/{pid}/smaps_rollup"), "Pss")


def _told(path: Path, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", path.read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) / 1000 if found else 0.0
