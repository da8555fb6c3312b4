"""What stands before the app: nginx, as `deploy/nginx.conf` sets it up."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode, urlsplit

import pytest

from tests.deploy.stage import DEPLOY, front
from tools.serving import Server, free_port, serve

SECRET = "5DA"
#: Where the reader of these tests stands: another address of this machine.
READER = "127.0.0.9"


class Reader:
    """Somebody who asks nginx for pages."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc

    def ask(self, method: str, address: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection(self.host, timeout=20, source_address=(READER, 0))
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, address, body, headers | kind)
        answer = connection.getresponse()
        told = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("front")


@pytest.fixture(scope="module")
def app_behind() -> Iterator[Server]:
    with serve(workers=1, settings={"CARE_ATLAS_METRICS": "on", "CARE_ATLAS_RATE_LIMIT": "40"}) as server:
        yield server


@pytest.fixture(scope="module")
def reader(folder: Path, app_behind: Server) -> Iterator[Reader]:
    own = urlsplit(app_behind.url).port or 0
    with front(folder, (free_port(), own, free_port())) as url:
        yield Reader(url)


def log(folder: Path, until: str) -> str:
    """What nginx has written down, once a line of it holds a text."""
    for _ in range(100):
        written = "".join(path.read_text("utf-8") for path in folder.glob("*.log"))
        if until in written:
            break
        time.sleep(0.02)
    return written


@pytest.mark.front
def test_processes_that_are_gone_cost_no_reader_an_answer(reader: Reader) -> None:
    assert [reader.ask("GET", "/healthz")[0] for _ in range(12)] == [200] * 12


@pytest.mark.front
def test_no_log_of_nginx_holds_a_search_or_an_address_of_a_reader(reader: Reader, folder: Path) -> None:
    for address in ("/find", "/near", "/api/v1/places"):
        for name in ("q", "near"):
            reader.ask("GET", f"{address}?{urlencode({name: 'TA1 5DA'})}", Referer=f"http://x/find?q=TA1+{SECRET}")
    assert reader.ask("POST", "/find", urlencode({"q": "TA1 5DA"}))[0] == 303
    reader.ask("GET", "/healthz?last")
    written = log(folder, "/healthz 200")
    assert re.search(r"GET /near 303 ", written) and re.search(r"POST /find 303 ", written)
    assert SECRET not in written and "TA1" not in written and "?" not in written
    assert READER not in written


@pytest.mark.front
def test_not_even_a_failure_writes_a_search_down(tmp_path: Path) -> None:
    with front(tmp_path, (free_port(), free_port(), free_port())) as url:
        assert Reader(url).ask("GET", "/near?q=TA1+5DA")[0] == 502
    written = log(tmp_path, "/near 502")
    assert "/near 502" in written
    assert SECRET not in written and READER not in written


@pytest.mark.front
def test_a_queue_for_pdfs_that_is_full_takes_no_page_with_it(tmp_path: Path) -> None:
    class Queueing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(503 if self.path.startswith("/sheet") else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    with ExitStack() as apps:
        several = [apps.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Queueing)) for _ in range(3)]
        for one in several:
            Thread(target=one.serve_forever, daemon=True).start()
            apps.callback(one.shutdown)
        with front(tmp_path, [one.server_address[1] for one in several]) as url:
            met = [Reader(url).ask("GET", address)[0] for _ in range(12) for address in ("/sheet/RH5.pdf", "/about")]
    assert met == [503, 200] * 12


@pytest.mark.front
def test_counts_are_not_for_the_world(reader: Reader) -> None:
    assert reader.ask("GET", "/metrics")[0] == 404


@pytest.mark.front
def test_what_the_app_says_of_keeping_and_packing_passes_unchanged(reader: Reader, app_behind: Server) -> None:
    direct = Reader(app_behind.url).ask("GET", "/api/v1/map", **{"Accept-Encoding": "br"})
    passed = reader.ask("GET", "/api/v1/map", **{"Accept-Encoding": "br"})
    kept = ("etag", "cache-control", "content-encoding", "vary", "care-atlas-snapshot", "content-security-policy")
    assert {name: direct[1][name] for name in kept} == {name: passed[1][name] for name in kept}
    assert direct[2] == passed[2]


@pytest.mark.front
def test_a_reader_is_counted_by_the_address_nginx_sees_whatever_he_says_of_himself(reader: Reader) -> None:
    told = [reader.ask("GET", "/about", **{"X-Forwarded-For": f"198.51.100.{n}"})[0] for n in range(60)]
    assert told[-1] == 429


@pytest.mark.front
def test_a_body_that_is_too_large_is_refused_at_the_door(reader: Reader) -> None:
    assert reader.ask("POST", "/find", "q=" + "x" * 70_000)[0] == 413


def test_nginx_hangs_up_before_the_app_does() -> None:
    conf = (DEPLOY / "nginx.conf").read_text("utf-8")
    app = (DEPLOY.parent / "gunicorn.conf.py").read_text("utf-8")
    own, its = re.search(r"keepalive_timeout (\d+)s", conf), re.search(r"keepalive = (\d+)", app)
    assert own and its and int(own[1]) < int(its[1])


def test_every_setting_in_the_example_is_one_the_project_knows() -> None:
    named = re.findall(r"^(\w+)=", (DEPLOY / "care-atlas.env").read_text("utf-8"), re.M)
    known = (DEPLOY.parent / "README.md").read_text("utf-8")
    assert named
    assert [name for name in named if f"| `{name}` |" not in known] == []


def test_the_container_takes_only_libraries_whose_hash_is_known() -> None:
    lines = (DEPLOY / "Containerfile").read_text("utf-8")
    assert "--require-hashes -r requirements.txt" in lines
    assert re.search(r"^USER care-atlas$", lines, re.M)
