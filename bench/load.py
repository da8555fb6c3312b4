"""How many changes of the map a server answers a second, and what memory its workers hold."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit


def requests_per_second(url: str, paths: list[str], seconds: int = 6, connections: int = 16) -> tuple[float, str]:
    """Answers of status 200 a second, and the name of the client that asked.

    The client shares the machine's cores with the server, so the true figure is higher. ``wrk`` is used where
    it is installed; else threads of this process, which cost the server more.
    """
    if wrk := shutil.which("wrk"):
        return _by_wrk(wrk, url + paths[0], seconds, connections), "wrk"
    return _by_threads(url, paths, seconds, connections), "Python threads"


def _by_wrk(wrk: str, address: str, seconds: int, connections: int) -> float:
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "-H", "Accept-Encoding: br, gzip", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(found[1]) if found and not refused else 0.0


def _by_threads(url: str, paths: list[str], seconds: int, connections: int) -> float:
    host = urlsplit(url).netloc
    answered = [0] * connections
    end = time.perf_counter() + seconds

    def ask(worker: int) -> None:
        line = HTTPConnection(host, timeout=10)
        while time.perf_counter() < end:
            line.request("GET", paths[(answered[worker] + worker) % len(paths)], headers={"Accept-Encoding": "br"})
            answer = line.getresponse()
            answer.read()
            answered[worker] += answer.status == 200
        line.close()

    threads = [threading.Thread(target=ask, args=(worker,)) for worker in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / seconds


def largest_worker_mb(master: int) -> float:
    """Resident memory of the largest process below a web server's master, in MB, shared pages included."""
    found = [resident_mb(child) for child in descendants(master)]
    return max(found, default=resident_mb(master))


def descendants(pid: int) -> list[int]:
    """Process ids of the children of a process, and of theirs."""
    children = [
        int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()
    ]
    return children + [one for child in children for one in descendants(child)]


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0
