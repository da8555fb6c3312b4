"""The same map made the usual way, for comparison in the same run: apps in an environment of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.serving import ROOT, Server, serve

#: The interpreter of the environment that `make bench` makes for peers.
PYTHON = ROOT / ".venv" / "bench" / "bin" / "python"


@dataclass(frozen=True)
class Peer:
    """A way to make the map: its name, and the arguments of Python that serve it with two workers or as it can."""

    name: str
    arguments: tuple[str, ...]
    by_http: bool = True

    def command(self, python: Path) -> tuple[str, ...]:
        """The whole command; the port goes in place of `{port}`."""
        return (str(python), *self.arguments)


def _under_gunicorn(app: str) -> tuple[str, ...]:
    """As the atlas is served, but with none of the atlas's own settings."""
    bound = ("--bind", "127.0.0.1:{port}", "--workers", "2", "--worker-class", "gthread", "--threads", "4", "--preload")
    return ("-m", "gunicorn", "--config", "/dev/null", app, *bound)


_STREAMLIT = (
    "-m", "streamlit", "run", "bench/peers/streamlit_app.py", "--server.port", "{port}", "--server.address",
    "127.0.0.1",
    "--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none",
)  # fmt: skip
PEERS = (
    Peer("Dash, geometry in the callback", _under_gunicorn("bench.peers.plain_dash:make_server()")),
    Peer("Streamlit", _STREAMLIT, by_http=False),
    Peer("Vizro", _under_gunicorn("bench.peers.vizro_app:make_server()")),
)


@contextmanager
def served(peer: Peer, python: Path = PYTHON) -> Iterator[Server]:
    """Serve a peer for as long as it is needed."""
    with serve(command=peer.command(python), first="/", within=120) as server:
        yield server


@contextmanager
def compressed(behind: Server, python: Path = PYTHON) -> Iterator[Server]:
    """Set a proxy before a peer that compresses what it sends."""
    command = (str(python), "-m", "bench.peers.compressing", "{port}", behind.url)
    with serve(command=command, first="/", within=60) as server:
        yield server
