"""Answers shared through Redis, and what becomes of them when it does not answer."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from redis import ConnectionError as Gone

from app import create_app
from callbacks import line as line_module
from callbacks import shared
from callbacks.line import REST, Line
from callbacks.settings import SettingError, read_settings
from callbacks.shared import SharedCache, code_version
from tools.serving import free_port


class Store:
    """What the cache asks of Redis."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.asked = 0
        self.gone = False

    def get(self, name: str) -> bytes | None:
        self._answer()
        return self.held.get(name)

    def set(self, name: str, value: bytes, ex: int) -> None:
        self._answer()
        self.held[name] = value

    def _answer(self) -> None:
        self.asked += 1
        if self.gone:
            raise Gone("gone")


def process(store: Store) -> SharedCache:
    made = SharedCache("redis://127.0.0.1:1/0", 50)
    made._redis = store
    return made


TAG = "0123456789abcdef0123"


def test_what_one_process_made_another_finds() -> None:
    store = Store()
    process(store).set("map", (TAG, b"\x00body\nof bytes"))
    assert process(store).get("map") == (TAG, b"\x00body\nof bytes")


def test_what_a_process_holds_it_asks_of_nobody() -> None:
    store = Store()
    one = process(store)
    one.set("map", (TAG, b"body"))
    asked = store.asked
    assert one.get("map") == (TAG, b"body")
    assert store.asked == asked


def test_a_store_that_fails_is_left_alone_for_a_while_and_then_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(line_module.time, "monotonic", lambda: now[0])
    store = Store()
    one, other = process(store), process(store)
    store.gone = True
    assert one.get("map") is None
    one.set("map", (TAG, b"body"))
    assert one.get("map") == (TAG, b"body")
    assert store.asked == 1
    store.gone = False
    now[0] += REST + 0.1
    one.set("next", (TAG, b"more"))
    assert other.get("next") == (TAG, b"more")


def test_another_version_of_the_code_shares_no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    process(store).set("map", (TAG, b"body"))
    monkeypatch.setattr(shared, "code_version", lambda: "another")
    assert process(store).get("map") is None


def test_the_version_is_of_the_content_of_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "callbacks").mkdir()
    page = tmp_path / "callbacks" / "pages.py"
    monkeypatch.setattr(shared, "ROOT", tmp_path)
    told = []
    for text in ("one", "two", "one"):
        page.write_text(text, "utf-8")
        told.append(code_version.__wrapped__())
    assert told[0] == told[2] != told[1]


def test_a_redis_that_is_not_there_costs_no_reader_an_answer(caplog: pytest.LogCaptureFixture) -> None:
    settings = replace(read_settings(), cache_url=f"redis://127.0.0.1:{free_port()}/0", requests_a_minute=1000)
    client = create_app(settings).server.test_client()
    with caplog.at_level(logging.WARNING):
        assert {client.get("/api/v1/map").status_code for _ in range(20)} == {200}
    assert 1 <= len(caplog.records) <= 4
    assert "The shared store does not answer" in caplog.text


def _calls(line: socket.socket) -> int:
    """Count those who have called since somebody last looked."""
    line.setblocking(False)
    for number in count():
        try:
            line.accept()[0].close()
        except BlockingIOError:
            return number
    raise AssertionError


def test_a_redis_that_is_silent_holds_up_one_request_and_not_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_module.time, "monotonic", lambda: 1000.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        client = create_app(replace(read_settings(), cache_url=url, requests_a_minute=1000)).server.test_client()
        client.get("/healthz")
        called = []
        for _ in range(10):
            assert client.get("/about").status_code == 200
            called.append(_calls(silent))
    assert called[0] > 0
    assert called[1:] == [0] * 9


@pytest.mark.parametrize("address", ["/", "/place/RH5", "/embed", "/image.svg", "/api/v1/map"])
def test_every_process_makes_the_same_answer(client: FlaskClient, address: str) -> None:
    other = create_app(read_settings()).server.test_client()
    assert client.get(address).headers["ETag"] == other.get(address).headers["ETag"]


def test_only_what_a_store_raises_counts_as_its_failure() -> None:
    def fail() -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        Line(Gone, "").ask(fail)


def test_an_address_that_is_none_of_redis_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_ATLAS_CACHE_URL", "memcached://host")
    with pytest.raises(SettingError, match="CARE_ATLAS_CACHE_URL is 'memcached"):
        read_settings()
