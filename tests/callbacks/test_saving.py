"""Pages for readers whose device is set to save data."""

from __future__ import annotations

from flask.testing import FlaskClient

SAVES = 'data-saves="yes"'


def test_who_saves_data_has_pages_of_their_own_and_caches_are_told(client: FlaskClient) -> None:
    for address in ("/?place=RH5", "/compare?places=RH5,RH8"):
        for _turn in range(2):  # made, then repeated from the cache
            spare, whole = client.get(address, headers={"Save-Data": "on"}), client.get(address)
            assert SAVES in spare.text and SAVES not in whole.text
            assert "Save-Data" in spare.headers["Vary"] and "Save-Data" in whole.headers["Vary"]
            assert spare.headers["ETag"] != whole.headers["ETag"]


def test_a_button_stands_before_each_chart(client: FlaskClient) -> None:
    page = client.get("/?place=RH5&view=verdict").text
    assert page.count('class="load"') == page.count('class="chart"') == 2
