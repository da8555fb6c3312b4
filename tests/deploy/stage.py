"""nginx, Redis and app processes on this machine, set up by the files under `deploy/`."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.serving import free_port

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def wait_for_port(port: int, process: subprocess.Popen, within: float = 10.0) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"{process.args} does not listen on {port}")


@contextmanager
def running(command: Sequence[str], port: int, log: Path) -> Iterator[subprocess.Popen]:
    """Run a program until the end of the block."""
    with log.open("ab") as written, subprocess.Popen(command, stdout=written, stderr=written) as process:
        try:
            wait_for_port(port, process)
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(timeout=15)


def redis(port: int, folder: Path) -> list[str]:
    """The command that runs Redis as `deploy/redis.conf` says, on a port of its own."""
    return ["redis-server", str(DEPLOY / "redis.conf"), "--port", str(port), "--dir", str(folder)]


def nginx_conf(folder: Path, port: int, apps: Sequence[int]) -> Path:
    """Write `deploy/nginx.conf` with these ports and logs in `folder`, and what a distribution sets up around it."""
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    for was, now in zip(re.findall(r"server 127\.0\.0\.1:(\d+) ", site), apps, strict=True):
        site = site.replace(f"127.0.0.1:{was} ", f"127.0.0.1:{now} ")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/log/nginx/", f"{folder}/")
    (folder / "site.conf").write_text(site, "utf-8")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = folder / "nginx.conf"
    around.write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\nworker_processes 1;\ndaemon off;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/start.log warn;\nevents {{ worker_connections 1024; }}\n"
        f"http {{\n{temporary}include {folder}/site.conf;\n}}\n",
        "utf-8",
    )
    return around


@contextmanager
def front(folder: Path, apps: Sequence[int]) -> Iterator[str]:
    """Run nginx before app processes; give its address."""
    port = free_port()
    conf = nginx_conf(folder, port, apps)
    command = ["nginx", "-p", str(folder), "-e", str(folder / "start.log"), "-c", str(conf)]
    with running(command, port, folder / "nginx.out"):
        yield f"http://127.0.0.1:{port}"
