"""The real app under its real web server, on a free port of this machine, for as long as it is needed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]


class ServerDidNotStart(RuntimeError):
    """The app ended, or gave no answer, before it served its first page."""


@dataclass(frozen=True)
class Server:
    """A running app.

    Attributes
    ----------
    url : str
        Its address without a closing slash, such as ``http://127.0.0.1:40001``.
    pid : int
        The process id of the web server's master; its workers are its children.
    seconds_to_first_answer : float
        From the start of the process to the first 200 from ``/healthz``.
    """

    url: str
    pid: int
    seconds_to_first_answer: float


def free_port() -> int:
    """A port of the loopback address that nobody uses just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def usual_environment() -> dict[str, str]:
    """This process's environment, but that Python keeps what it translated, as on any reader's machine.

    Where it may not (``PYTHONDONTWRITEBYTECODE``), each start translates the whole project anew, half a second of it.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def serve(
    app: str = "app:server",
    *,
    command: Sequence[str] = (),
    workers: int = 2,
    settings: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    first: str = "/healthz",
    port: int = 0,
    within: float = 60.0,
) -> Iterator[Server]:
    """Run an app under gunicorn on a loopback port; end it and its workers afterwards.

    Parameters
    ----------
    app
        ``module:name`` of the WSGI app, seen from `folder`.
    command
        Another way to start it, such as ``("make", "run")``; it finds its port in the environment (PORT) and as
        ``{port}``.
    workers
        Number of worker processes.
    settings
        Environment variables on top of this process's own.
    first
        The address whose first 200 answer means that the app is there.
    port
        The port it listens on; a free one where none is given.
    within
        Seconds to wait for that answer.

    Raises
    ------
    ServerDidNotStart
        With the last lines that the server wrote.
    """
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    command = tuple(part.replace("{port}", str(port)) for part in command) or (
        sys.executable,
        "-m",
        "gunicorn",
        app,
        "--bind",
        f"127.0.0.1:{port}",
    )
    environment = {
        **usual_environment(),
        "PORT": str(port),
        "WEB_CONCURRENCY": str(workers),
        "CARE_ATLAS_RATE_LIMIT": "off",
        **(settings or {}),
    }
    with TemporaryFile("w+") as log:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            seconds = _wait_for(url + first, process, began, within, log)
            yield Server(url, process.pid, seconds)
        finally:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    """End a server that `serve` started, and its workers: gently, then at once."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(timeout=15)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        return


def _wait_for(address: str, process: subprocess.Popen, began: float, within: float, log) -> float:
    """Seconds from `began` until `address` answers 200."""
    why = "no answer"
    while time.perf_counter() - began < within:
        if process.poll() is not None:
            why = f"it ended with status {process.returncode}"
            break
        try:
            with urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return time.perf_counter() - began
        except HTTPError as error:
            why = f"{address} answered {error.code}"
        except (URLError, OSError) as error:
            why = f"{address}: {error}"
        time.sleep(0.01)
    log.seek(0)
    said = "".join(log.readlines()[-30:])
    raise ServerDidNotStart(f"The app did not start within {within:.0f} s ({why}). It said:\n{said}")
