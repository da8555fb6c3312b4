"""Clients that never end, and crowds of connections: who is answered all the same, behind nginx and without it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.deploy.stage import front
from tools.serving import Server

#: Seconds within which a reader is answered while others misbehave; on a machine that does much else at the same time.
SOON = 10.0
SLOW, CROWD = 60, 250


def line_to(url: str) -> socket.socket:
    """Open a connection."""
    where = urlsplit(url)
    return socket.create_connection((where.hostname, where.port), timeout=30)


@contextmanager
def lines(url: str, number: int, said: bytes) -> Iterator[list[socket.socket]]:
    """Hold connections open that have said so much and no more."""
    with ExitStack() as open_lines:
        held = []
        for _ in range(number):
            held.append(open_lines.enter_context(line_to(url)))
            held[-1].sendall(said)
        yield held


def seconds_to_answer(url: str) -> float:
    """Ask as a reader does, over a connection of one's own."""
    began = time.monotonic()
    with urlopen(f"{url}/about", timeout=60) as answer:
        assert answer.status == 200
    return time.monotonic() - began


@pytest.fixture
def site(running_server: Server, tmp_path: Path) -> Iterator[str]:
    """Three app processes behind nginx would be one too many here: one stands for them."""
    port = urlsplit(running_server.url).port
    assert port
    with front(tmp_path, [port] * 3) as url:
        yield url


@pytest.mark.front
def test_behind_nginx_slow_clients_are_hung_up_on_and_hold_up_nobody(site: str) -> None:
    with lines(site, SLOW, b"GET /about HTTP/1.1\r\nHost: x\r\nX-Slow: ") as slow:
        began = time.monotonic()
        gone = 0
        while time.monotonic() - began < 14:  # nginx waits for a header 10 seconds, a byte a second notwithstanding
            for one in slow:
                try:
                    one.sendall(b"a")
                except OSError:
                    gone += 1
            assert seconds_to_answer(site) < SOON
            time.sleep(1)
        assert gone >= SLOW


@pytest.mark.front
def test_behind_nginx_a_crowd_of_idle_connections_holds_up_nobody(site: str) -> None:
    with lines(site, CROWD, b""):
        assert seconds_to_answer(site) < SOON


@pytest.mark.front
def test_behind_nginx_one_address_has_so_many_connections_and_no_more(site: str) -> None:
    # a connection counts once its header is read, so each has a body still to come
    half = b"POST /find HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nq="
    with lines(site, 300, half):
        time.sleep(1)
        with line_to(site) as one_more:
            one_more.sendall(b"GET /about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert one_more.recv(64).startswith(b"HTTP/1.1 429")


@pytest.mark.parametrize("said", [b"", b"GET /about HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_without_nginx_a_worker_waits_for_four_slow_clients_until_they_go(server_url: str, said: bytes) -> None:
    # what bare gunicorn does not stand, as docs/deployment.md says; once they hang up all is well
    with lines(server_url, 4, said), line_to(server_url) as waiting:
        waiting.settimeout(2)
        waiting.sendall(b"GET /about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        with pytest.raises(TimeoutError):
            waiting.recv(64)
    assert seconds_to_answer(server_url) < SOON
