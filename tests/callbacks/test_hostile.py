"""Requests that no reader sends find the app standing: no fault of ours, nothing slow, nothing of the asker's in a page."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from flask import Flask

from app import server
from tests.answered import Answered, ask, faults
from tests.hostile import MARK, MARKUP, Asked, addresses, request

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.datastructures import Headers

KNOWN = addresses(server)
#: What cannot be an HTTP request, and what only looks like one.
BROKEN = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0" * 9000 + b"\r\n\r\n",
    b"GET <script>" + MARK.encode() + b"</script> HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 99_000 + b"\r\n\r\n",
    b"GET /?" + b"a" * 99_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"A: 1\r\n" * 5000 + b"\r\n",
    b"POST /find HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"POST /find HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
    b"POST /find HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /find HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"GET //evil.example/%2e%2e HTTP/1.1\r\nHost: x\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /place/\xff\xfe\xfd HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /?q=\xc3\x28 HTTP/1.1\r\nHost: x\r\nCookie: \xff\r\n\r\n",
)  # fmt: skip


@pytest.fixture(scope="module")
def warm() -> None:
    """Open what the first pages open, in each language: tables, drawings, fonts, names."""
    first = ("/?", "/place/RH5?", "/sheet/RH5?", "/image.png?", "/compare?places=RH5,R1H&", "/near?q=TA1&")
    for address in (f"{one}lang={lang}" for one in first for lang in ("en", "cy")):
        ask(server, Asked(*address.partition("?")[::2]))


def wrong(first: int, number: int) -> list[str]:
    """Put requests to the app, by their numbers; give what was wrong with each answer."""
    found = []
    for seed in range(first, first + number):
        asked = request(Random(seed), KNOWN)
        found += [f"{seed}: {fault}: {asked}"[:600] for fault in faults(asked, ask(server, asked))]
    return found


@pytest.mark.usefixtures("warm")
def test_a_sample_of_hostile_requests_finds_no_fault() -> None:
    assert wrong(0, 200) == []


@pytest.mark.soak
@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_hostile_requests_find_no_fault(part: int) -> None:
    assert wrong(1000 * (1 + part), 1000) == []


def test_every_address_of_the_app_is_asked() -> None:
    stated = {rule.endpoint for rule in server.url_map.iter_rules()}
    adapter = server.url_map.bind("localhost")
    met = set()
    for seed in range(3000):
        asked = request(Random(seed), KNOWN)
        for method in ("GET", "POST"):
            if adapter.test(asked.path, method):
                met.add(adapter.match(asked.path, method)[0])
    # what no unescaped part of an address can reach, or a fixed rule shadows
    assert stated - met - {"/", "/<path:path>", "shared.picture"} == set()


@pytest.mark.parametrize("markup", [one for one in MARKUP if "<" in one])
def test_the_judge_of_answers_sees_markup_that_comes_back(markup: str) -> None:
    app = Flask("echo")
    app.add_url_rule("/", view_func=lambda: f"<p>{markup}</p>")
    answer = ask(app, Asked("/"))
    told = list(faults(Asked("/"), answer))
    assert any("asker" in one or "reflected" in one for one in told)
    assert "200 without Content-Security-Policy" in told


def test_the_judge_of_answers_sees_a_fault_a_wait_and_a_foreign_address(client: FlaskClient) -> None:
    headers: Headers = client.get("/nowhere").headers
    headers["Location"] = "//evil.example/"
    told = " ".join(faults(Asked("/x"), Answered(500, headers, b"<p>http://evil.example/</p>", 9.0)))
    for fault in ("status 500", "9.00 s", "sent elsewhere", "believes a foreign host"):
        assert fault in told


@pytest.mark.parametrize("code", ["dash", "plotly", "zqxj"])
def test_a_script_that_dash_does_not_have_is_not_there(client: FlaskClient, code: str) -> None:
    assert client.get(f"/_dash-component-suites/{code}/nothing.js").status_code == 404


@pytest.mark.parametrize(
    "body", ['{"inputs": null}', "null", "[", "[]", '{"output": 3, "outputs": {}, "inputs": [], "changedPropIds": []}',
             '{"output": "a.b", "outputs": {"id": "a", "property": "b"}, "inputs": [3], "changedPropIds": []}']
)  # fmt: skip
def test_a_forged_request_for_a_callback_is_the_slip_of_who_sent_it(client: FlaskClient, body: str) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "ours" not in answer.get_data(as_text=True)


def test_what_is_too_large_is_told_to_be(client: FlaskClient) -> None:
    answer = client.post("/find", data={"q": "x" * 70_000})
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def _answers(url: str, sent: bytes) -> Iterator[bytes]:
    where = urlsplit(url)
    with socket.create_connection((where.hostname, where.port), timeout=10) as line:
        try:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65536):
                yield part
        except OSError:  # hung up on: an answer too
            return


@pytest.mark.parametrize("sent", BROKEN)
def test_what_is_no_request_is_refused_and_the_server_stands(server_url: str, sent: bytes) -> None:
    answer = b"".join(_answers(server_url, sent))
    assert b"Traceback" not in answer
    assert f"<script>{MARK}".encode() not in answer
    assert answer[:12] not in (b"HTTP/1.1 500", b"HTTP/1.1 502")
    assert urlopen(f"{server_url}/healthz", timeout=10).status == 200
