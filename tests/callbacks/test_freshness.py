"""A reader and a machine are told how fresh the figures are, on the day they ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

LINE = (
    "Newest figures here: A&amp;E, March 2026; planned treatment, January 2026. "
    "Newer ones, due since 9 April 2026, are not here yet."
)


@pytest.fixture
def on(client: FlaskClient) -> Iterator[object]:
    """Ask on a day."""

    def ask(day: date, address: str) -> str:
        client.application.config["TODAY"] = day
        return client.get(address).get_data(as_text=True)

    yield ask
    client.application.config.pop("TODAY", None)


@pytest.mark.parametrize("address", ["/", "/place/RH5", "/sources", "/about", "/ledger", "/nowhere"])
def test_every_page_tells_once_that_newer_figures_are_overdue(on, address):
    assert on(date(2026, 11, 22), address).count(LINE) == 1


@pytest.mark.parametrize("address", ["/", "/sources"])
def test_nothing_is_said_while_nothing_is_overdue_and_the_same_address_tells_a_day_later(on, address):
    assert "Newest figures here" not in on(date(2026, 4, 12), address)
    assert "planned treatment, January 2026. Newer ones, due since 9 April 2026" in on(date(2026, 4, 13), address)
    assert "A&amp;E, March" not in on(date(2026, 4, 13), address)


@pytest.mark.parametrize("address", ["/", "/place/RH5"])
def test_a_page_of_a_named_snapshot_says_nothing_of_the_day_whoever_asked_before(on, client, address):
    of = client.get("/readyz").get_json()["snapshot"]
    late = date(2026, 11, 23)
    assert on(late, address).count(LINE) == 1
    assert "Newest figures here" not in on(late, f"{address}?snapshot={of}")
    assert on(late, address).count(LINE) == 1


@pytest.mark.parametrize("address", ["/embed", "/image.svg"])
def test_frames_and_pictures_on_other_sites_say_nothing_of_the_day(on, address):
    assert on(date(2026, 4, 12), address) == on(date(2026, 11, 22), address)


def test_the_page_of_sources_tells_of_each_when_it_was_taken_and_when_the_next_is_expected(on):
    text = on(date(2026, 4, 20), "/sources")
    assert '<h2 id="fresh">' in text
    taken = r"<td>\d+ [A-Z][a-z]+ 20\d\d</td>"
    overdue = "<td>February 2026, expected on 9 April 2026: overdue</td>"
    assert re.search(rf"<td>January 2026</td><td>not told</td>{taken}{overdue}", text)
    due = "<td>April 2026, expected on 14 May 2026</td>"
    assert re.search(rf"<td>March 2026</td><td>14 May 2026</td>{taken}{due}", text)
    assert "<td>2025/26, to quarter 3</td>" in text


def test_readyz_tells_machines(on, client):
    client.application.config["TODAY"] = date(2026, 4, 20)
    told = client.get("/readyz").get_json()["freshness"]
    assert told["rtt"]["overdue"] is True
    assert told["ae"]["overdue"] is False
    assert told["ae"]["expected"] == "2026-05-14"
