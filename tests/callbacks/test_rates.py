from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from limits.errors import StorageError

from callbacks import rates
from callbacks.rates import Rates, is_costly, reader_address
from callbacks.settings import USUAL_RATE, SettingError, read_settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def limited(a_minute: int) -> FlaskClient:
    from callbacks import language

    server = Flask("limited")
    language.register(server)
    rates.register(server, replace(read_settings(), requests_a_minute=a_minute))
    for address in ("/api/v1/x", "/static/x", "/image.png", "/healthz"):
        server.add_url_rule(address, address, lambda: "here")
    return server.test_client()


def test_an_address_that_asks_too_often_is_told_how_long_to_wait():
    client = limited(3)
    assert [client.get("/api/v1/x").status_code for _ in range(3)] == [200] * 3
    refused = client.get("/api/v1/x")
    assert refused.status_code == 429
    assert refused.mimetype == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_another_address_is_not_made_to_wait():
    client = limited(1)
    first, second = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}
    assert client.get("/api/v1/x", environ_base=first).status_code == 200
    assert client.get("/api/v1/x", environ_base=first).status_code == 429
    assert client.get("/api/v1/x", environ_base=second).status_code == 200


def test_what_takes_long_to_make_counts_as_ten():
    client = limited(20)
    assert [client.get("/image.png").status_code for _ in range(2)] == [200, 200]
    assert client.get("/api/v1/x").status_code == 429


def test_files_and_what_machines_watch_are_never_refused():
    client = limited(1)
    assert {client.get("/static/x").status_code for _ in range(5)} == {200}
    assert {client.get("/healthz").status_code for _ in range(5)} == {200}


@pytest.mark.parametrize(
    ("peer", "told", "is_of"),
    [
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        ("10.1.2.3", "203.0.113.7", "203.0.113.7"),
        ("8.8.8.8", "203.0.113.7", "8.8.8.8"),
    ],
)
def test_only_a_proxy_near_by_is_believed_about_who_asks(peer: str, told: str, is_of: str):
    headers = {"X-Forwarded-For": told} if told else {}
    with Flask("x").test_request_context("/", environ_base={"REMOTE_ADDR": peer}, headers=headers):
        assert reader_address() == is_of


def test_a_shared_store_that_does_not_answer_refuses_nobody():
    class Broken:
        def incr(self, *_told: object, **_more: object) -> int:
            raise StorageError(OSError("gone"))

    from limits import parse
    from limits.storage import MemoryStorage

    storage = MemoryStorage()
    storage.incr = Broken().incr
    counted = Rates(storage, parse("2/minute"))
    assert [bool(counted.seconds_to_wait("a", 1)) for _ in range(3)] == [False, False, True]


@pytest.mark.parametrize("path", ["/image.png", "/image.svg", "/pack/RH5.zip", "/sheet/RH5.pdf", "/report.pdf"])
def test_pictures_pdfs_and_zips_are_costly(path: str):
    assert is_costly(path)
    assert not is_costly("/place/RH5")


def test_the_setting_is_off_a_number_or_told_what_it_can_be(monkeypatch: pytest.MonkeyPatch):
    for told, meant in (("off", 0), ("", USUAL_RATE), ("120", 120)):
        monkeypatch.setenv("CARE_ATLAS_RATE_LIMIT", told)
        assert read_settings().requests_a_minute == meant
    for told in ("-1", "many", "0", "1e9"):
        monkeypatch.setenv("CARE_ATLAS_RATE_LIMIT", told)
        with pytest.raises(SettingError, match="CARE_ATLAS_RATE_LIMIT"):
            read_settings()
