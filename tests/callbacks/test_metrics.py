"""What is counted, and what is not."""

from __future__ import annotations

import multiprocessing
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from app import create_app
from callbacks.metrics import OWN, Clocked, Counts, count_in_row
from callbacks.settings import SettingError, read_settings
from callbacks.world import served
from tools.serving import serve

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def counting() -> Flask:
    return create_app(replace(read_settings(), metrics=True)).server


def counted(text: str, address: str, status: str) -> int:
    found = re.search(
        rf'^care_atlas_requests_total{{address="{re.escape(address)}",status="{status}"}} (\d+)$', text, re.M
    )
    return int(found[1]) if found else 0


def test_every_answer_tells_how_long_the_app_took(client: FlaskClient) -> None:
    for address in ("/healthz", "/api/v1/map", "/nowhere", "/place/RH5", "/api/v1/map?period=soon"):
        assert re.fullmatch(r"app;dur=\d+\.\d", client.get(address).headers["Server-Timing"]), address


def test_counts_are_not_there_unless_asked_for(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_answers_are_counted_by_kind_of_address_and_status(counting: Flask) -> None:
    client = counting.test_client()
    before = client.get("/metrics").get_data(as_text=True)
    for address in ("/place/RH5", "/place/RH8", "/place/none", "/healthz"):
        client.get(address)
    answer = client.get("/metrics")
    after = answer.get_data(as_text=True)
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    for address, status, more in (("/place/<code>", "200", 2), ("/place/<code>", "404", 1), ("/healthz", "200", 1)):
        assert counted(after, address, status) - counted(before, address, status) == more
    assert f'care_atlas_snapshot_info{{snapshot="{served(counting).snapshot.id}"}} 1' in after.splitlines()


def test_a_histogram_grows_step_by_step_to_the_number_of_answers() -> None:
    counts = Counts(["/"])
    for seconds in (0.0005, 0.003, 0.2, 60):
        counts.add("/", "200", seconds)
    text = counts.tell()
    steps = [int(count) for count in re.findall(r'_bucket{address="/",le="[^"]+"} (\d+)', text)]
    assert steps == sorted(steps) and steps[0] == 1 and steps[-2:] == [3, 4]
    assert 'care_atlas_request_seconds_count{address="/"} 4' in text
    assert float(re.findall(r"_seconds_sum{[^}]+} (\S+)", text)[0]) == pytest.approx(60.2035)


def test_every_line_is_of_prometheus_format(counting: Flask) -> None:
    line = re.compile(r'# (HELP|TYPE) care_atlas_\w+ .+|care_atlas_\w+{\w+="[^"\n]*"(,\w+="[^"\n]*")*} \d+(\.\d+)?')
    text = counting.test_client().get("/metrics").get_data(as_text=True)
    assert text.endswith("\n")
    assert [told for told in text.splitlines() if not line.fullmatch(told)] == []


def test_nothing_a_reader_asked_for_is_told(counting: Flask) -> None:
    client = counting.test_client()
    client.post("/find", data={"q": "TA1 5DA"})
    for address in ("/find?q=TA1+5DA", "/near?q=TA1+5DA", "/TA1-5DA", "/place/TA15DA"):
        client.get(address, environ_base={"REMOTE_ADDR": "192.0.2.77"})
    text = client.get("/metrics").get_data(as_text=True)
    assert "5DA" not in text and "192.0.2" not in text


def test_what_the_app_asks_of_itself_is_not_counted(counting: Flask) -> None:
    client = counting.test_client()
    before = counted(client.get("/metrics").get_data(as_text=True), "/about", "200")
    client.get("/about", environ_base={OWN: "warm"})
    assert counted(client.get("/metrics").get_data(as_text=True), "/about", "200") == before


def test_a_status_that_is_rare_is_told_by_its_hundred() -> None:
    counts = Counts(["/"])
    counts.add("/", "418", 0)
    assert counted(counts.tell(), "/", "4xx") == 1


def test_any_process_tells_the_sum_of_all_of_them() -> None:
    counts = Counts(["/"])

    def work(number: int) -> None:
        counts.take_row(number)
        for _ in range(500):
            counts.add("/", "200", 0.001)

    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=work, args=(number,)) for number in (1, 2, 3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert counted(counts.tell(), "/", "200") == 1500


def test_every_worker_of_the_web_server_tells_the_same_counts() -> None:
    from urllib.request import urlopen

    with serve(workers=2, settings={"CARE_ATLAS_METRICS": "on"}) as server:
        for _ in range(40):
            urlopen(f"{server.url}/about", timeout=10).read()
        told = {
            counted(urlopen(f"{server.url}/metrics", timeout=10).read().decode(), "/about", "200") for _ in range(10)
        }
    assert told == {40}


def test_counting_costs_a_request_no_more_than_twenty_calls_however_many_were_counted() -> None:
    def calls(app: Callable[..., object]) -> int:
        made: list[str] = []
        sys.setprofile(lambda _frame, event, _told: made.append(event))
        try:
            app({}, lambda status, headers: None)
        finally:
            sys.setprofile(None)
        return sum(event in ("call", "c_call") for event in made)

    def app(environ: dict, start: object) -> list[bytes]:
        start("200 OK", [])
        return []

    counted_app = Clocked(app, Counts(["/"]))
    first = calls(counted_app)
    assert first - calls(app) <= 20
    assert {calls(counted_app) for _ in range(2000)} == {first}


def test_an_app_that_keeps_no_counts_lets_its_workers_be(client: FlaskClient) -> None:
    assert count_in_row(client.application, 3) is None


def test_the_setting_is_on_or_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for told, meant in (("", False), ("off", False), ("on", True)):
        monkeypatch.setenv("CARE_ATLAS_METRICS", told)
        assert read_settings().metrics is meant
    monkeypatch.setenv("CARE_ATLAS_METRICS", "yes")
    with pytest.raises(SettingError, match="CARE_ATLAS_METRICS is 'yes'"):
        read_settings()
