"""The load put on a server: answers counted, failures told, percentiles right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.load import ask, percentiles


class Answers(BaseHTTPRequestHandler):
    """Good for every address but /wrong; takes what is sent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(404 if self.path == "/wrong" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def answering() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["threads", pytest.param("wrk", marks=pytest.mark.needs("wrk"))])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "threads":
        monkeypatch.setattr(shutil, "which", lambda _name: None)
    return request.param


@pytest.mark.parametrize("body", ["", '{"output":"map.figure"}'])
def test_good_answers_are_counted(client: str, answering: str, body: str) -> None:
    load = ask(answering, ["/a", "/b?c=1"], 1, connections=2, body=body)
    assert load.rate > 10 and load.failed == 0
    assert 0 < load.p50 <= load.p95 <= load.p99


def test_wrong_answers_are_told(client: str, answering: str) -> None:
    assert ask(answering, ["/wrong"], 1, connections=2).failed > 5


def test_percentiles_of_a_hundred() -> None:
    assert percentiles([float(n) for n in range(100)]) == (50, 95, 99)
    assert percentiles([]) == (0, 0, 0)
