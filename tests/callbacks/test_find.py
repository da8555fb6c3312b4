from __future__ import annotations

import logging
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.serving import serve

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SECRET = "5DA"
"""The half of a postcode that nobody may keep."""


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/find", "/near"])
@pytest.mark.parametrize("typed", ["TA1 5DA", "ta15da", "Musgrove TA1 5DA", "TA1 5D"])
def test_a_postcode_is_answered_by_the_address_of_its_district(client: FlaskClient, address: str, typed: str) -> None:
    posted = client.post(address, data={"q": typed})
    asked = client.get(address, query_string={"q": typed})
    for answer in (posted, asked):
        assert answer.status_code == 303
        assert answer.headers["Location"].removesuffix("&") == f"{address}?q=TA1"
        assert answer.headers["Cache-Control"] == "no-store"
        assert SECRET not in answer.get_data(as_text=True)


def test_choices_survive_the_cutting_of_a_postcode(client: FlaskClient) -> None:
    answer = client.get("/near", query_string={"q": "TA1 5DA", "split": "C_110", "within": "50"})
    assert answer.headers["Location"] == "/near?q=TA1&split=C_110&within=50"
    posted = client.post("/near", data={"q": "ta1 5da", "split": "C_110", "within": "50", "order": "wait"})
    assert posted.headers["Location"] == "/near?q=TA1&split=C_110&within=50&order=wait"


def test_ta1_finds_musgrove_park_of_somerset_first(client: FlaskClient) -> None:
    text = text_of(client, "/find?q=TA1")
    main = text[text.index("<main") :]
    assert re.findall(r'class="what">([^<]+)<', main)[0] == "Musgrove Park Hospital"
    assert re.findall(r'href="/place/(\w+)"', main)[0] == "RH5"
    assert "Nearest is not always where you are sent" in main
    assert "miles (" in main and "km)" in main
    assert 'href="/?place=RH5"' in main
    assert 'href="/near?q=TA1"' in main


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a postcode, a town"), ("Newport", "Newport, Isle of Wight"), ("Ashford", "Ashford, Spelthorne, Surrey"),
        ("EH1", "EH1 is in Scotland"), ("BT1", "BT1 is in Northern Ireland"), ("IM1", "Isle of Man"), ("TA99", "Did you mean one of these"),
        ("\U0001f600", "Check the spelling"), ("taunt", "Taunton"), ("Musgrve", "Musgrove Park Hospital"), ("St James", "St James&#x27;s Hospital|St James's Hospital"),
        ("CF10", "This is in Wales. The health board here"), ("x", "type a little more"), ("<script>alert(1)</script>", "Nothing found"),
    ],
)  # fmt: skip
def test_whatever_is_typed_gets_a_helpful_answer(client: FlaskClient, typed: str, said: str) -> None:
    answer = client.get("/find", query_string={"q": typed}, follow_redirects=True)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert re.search(said, text)
    assert "<script>alert" not in text


def test_choices_lead_on_to_where_the_reader_was_going(client: FlaskClient) -> None:
    assert 'href="/near?q=Newport%2C+Isle+of+Wight"' in text_of(client, "/near?q=Newport")
    assert "Newport, Isle of Wight" in text_of(client, "/find?q=Newport%2C+Isle+of+Wight")


def test_a_browsers_place_becomes_a_district(client: FlaskClient) -> None:
    answer = client.post("/find", data={"q": "", "lat": "51.0152", "lon": "-3.1066"})
    assert answer.headers["Location"] == "/find?q=TA1"
    outside = client.post("/find", data={"q": "", "lat": "55.95", "lon": "-3.19"}, follow_redirects=True)
    assert "outside England and Wales" in outside.get_data(as_text=True)


@pytest.mark.parametrize(("lat", "lon"), [("x", "1"), ("nan", "1"), ("51", ""), ("inf", "0"), ("1e999", "0")])
def test_a_place_that_is_none_is_refused(client: FlaskClient, lat: str, lon: str) -> None:
    assert client.post("/find", data={"lat": lat, "lon": lon}).status_code == 400


def test_a_text_too_long_is_refused(client: FlaskClient) -> None:
    assert client.get("/find", query_string={"q": "x" * 5000}).status_code == 400
    assert client.post("/find", data={"q": "x" * 5000}).status_code == 400


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60), within=st.text(max_size=8))
def test_nothing_typed_breaks_a_page(client: FlaskClient, typed: str, within: str) -> None:
    assert client.get("/find", query_string={"q": typed}, follow_redirects=True).status_code == 200
    assert client.post("/near", data={"q": typed, "within": within}, follow_redirects=True).status_code < 500


def test_waits_near_a_place_are_told_with_distance_and_people(client: FlaskClient) -> None:
    text = text_of(client, "/near?q=TA1&split=C_110&within=30")
    body = text[text.index("<tbody") : text.index("</tbody")]
    codes = re.findall(r'<tr[^>]*data-code="(\w+)"', body)
    assert codes[0] == "RH5"
    assert "Nuffield Health, Taunton Hospital" in body
    assert "Musgrove Park Hospital" in body
    assert "Small differences are often chance" in text
    assert "Place not known" in text
    assert "January 2026" in text
    on_the_map = re.search(r'href="(/\?indicator=rtt-median-wait[^"]+place=RH5[^"]*)"', text)
    assert on_the_map and client.get(on_the_map[1].replace("&amp;", "&")).status_code == 200
    assert re.search(r"\d+\.\d weeks", body) and "miles" in body


def test_the_list_is_ordered_as_asked(client: FlaskClient) -> None:
    def medians(order: str) -> list[float]:
        text = text_of(client, f"/near?q=TA1&split=C_110&within=50&order={order}")
        body = text[text.index("<tbody") : text.index("</tbody")]
        rows = re.findall(r'data-code="\w+".*?data-label="Waiting: median"[^>]*>([\d.]+) weeks', body)
        return [float(found) for found in rows]

    assert medians("wait") == sorted(medians("wait"))
    assert medians("distance") != sorted(medians("distance"))


@pytest.mark.parametrize(
    "query",
    [
        "within=0",
        "within=-5",
        "within=1000",
        "within=\u0663",
        "order=best",
        "split=C_9",
        "indicator=ae-4-hour",
        "indicator=nope",
    ],
)
def test_a_bad_choice_near_a_place_is_told(client: FlaskClient, query: str) -> None:
    assert client.get(f"/near?q=TA1&{query}").status_code in (400, 404)


@pytest.mark.parametrize(
    "address", ["/find?q=TA1", "/near?q=TA1", "/api/v1/places?q=taunton", "/api/v1/places?near=TA1"]
)
def test_what_a_reader_looked_for_is_neither_kept_nor_told_on(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("address", ["/", "/about", "/find", "/nowhere"])
def test_a_labelled_search_box_stands_on_every_page(client: FlaskClient, address: str) -> None:
    text = client.get(address).get_data(as_text=True)
    assert '<form class="search" role="search" method="post" action="/find"' in text
    assert '<label for="find">' in text


def test_the_api_gives_trusts_by_distance_from_a_postcode(client: FlaskClient) -> None:
    rows = client.get("/api/v1/places", query_string={"type": "trust", "near": "TA1 5DA"}).get_json()
    assert rows[0]["code"] == "RH5"
    assert rows[0]["distance_km"] < 2
    far = [row["distance_km"] for row in rows if row["distance_km"] is not None]
    assert far == sorted(far)
    assert all(row["closed"] is None for row in rows)
    by_district = client.get("/api/v1/places", query_string={"type": "trust", "near": "TA1"}).get_json()
    assert by_district == rows


def test_the_api_measures_from_a_place_by_its_code(client: FlaskClient) -> None:
    rows = client.get("/api/v1/places?type=council&near=E06000066").get_json()
    assert (rows[0]["code"], rows[0]["distance_km"]) == ("E06000066", 0.0)


def test_the_api_finds_hospitals_towns_and_districts(client: FlaskClient) -> None:
    def first(query: str) -> dict:
        return client.get(f"/api/v1/places?{query}").get_json()[0]

    assert (first("q=musgrove")["type"], first("q=musgrove")["parents"]["trust"]) == ("site", "RH5")
    assert (first("q=TA1")["code"], first("q=TA1")["type"]) == ("TA1", "district")
    assert first("q=Tauntn&type=town")["name"] == "Taunton, Somerset"
    assert first("q=RH5&type=trust")["code"] == "RH5"
    assert len(client.get("/api/v1/places?q=st&limit=5").get_json()) == 5


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("near=EH1", 404), ("near=nowhere+at+all", 404), ("near=TA99+1AA", 404), ("type=planet", 400),
        ("q=a&limit=0", 400), ("q=a&limit=x", 400), (f"q={'a' * 101}", 400),
    ],
)  # fmt: skip
def test_the_api_tells_what_it_cannot_find(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/places?{query}")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


def test_no_log_of_the_app_holds_a_postcode(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/find", data={"q": "TA1 5DA"})
        for address in ("/find", "/near", "/api/v1/places"):
            client.get(address, query_string={"q": "TA1 5DA"})
    assert SECRET not in caplog.text


def test_not_even_a_fault_of_ours_writes_a_postcode_down(caplog: pytest.LogCaptureFixture) -> None:
    from app import create_app

    def fail() -> None:
        raise RuntimeError("ours")

    server = create_app().server
    server.before_request_funcs.setdefault(None, []).insert(0, fail)
    client = server.test_client()
    asked = [client.post("/find", data={"q": "TA1 5DA"})]
    asked += [client.get(address, query_string={"q": "TA1 5DA"}) for address in ("/find", "/near", "/api/v1/places")]
    assert [answer.status_code for answer in asked] == [500] * 4
    assert "Exception on /near [GET]" in caplog.text and "Exception on /find [POST]" in caplog.text
    assert SECRET not in caplog.text + "".join(answer.get_data(as_text=True) for answer in asked)


@pytest.mark.parametrize("feed", ["/changes.atom", "/place/RH5/changes.atom"])
def test_no_feed_holds_a_postcode(client: FlaskClient, feed: str) -> None:
    client.post("/find", data={"q": "TA1 5DA"})
    assert SECRET not in client.get(feed).get_data(as_text=True)
    refused = client.get(feed, query_string={"q": "TA1 5DA"})
    assert refused.status_code == 400
    assert SECRET not in refused.get_data(as_text=True)


def test_no_log_of_the_server_holds_a_postcode(tmp_path: Path) -> None:
    log, access = tmp_path / "server.log", tmp_path / "access.log"
    command = (
        f"exec {sys.executable} -m gunicorn app:server --bind 127.0.0.1:$PORT --log-level debug --error-logfile {log}"
        f" --access-logfile {access}"
    )
    with serve(command=("sh", "-c", command), workers=1) as server:
        for address in ("/find", "/near", "/api/v1/places"):
            for name in ("q", "near"):
                try:
                    urllib.request.urlopen(f"{server.url}{address}?{urlencode({name: 'TA1 5DA'})}", timeout=10).read()
                except urllib.error.HTTPError as refused:
                    assert refused.code == 400
        urllib.request.urlopen(f"{server.url}/find", data=urlencode({"q": "TA1 5DA"}).encode(), timeout=10).read()
    written = access.read_text(encoding="utf-8")
    assert " GET /near " in written and " POST /find " in written
    assert "TA1" not in written and "127.0.0.1" not in written
    assert log.read_text(encoding="utf-8")
    assert SECRET not in log.read_text(encoding="utf-8")


def test_the_first_request_of_all_may_be_a_search() -> None:
    from app import create_app

    fresh = create_app().server.test_client()
    assert fresh.get("/api/v1/places?near=TA1&type=trust").status_code == 200


def test_a_search_keeps_the_language_asked_for(client: FlaskClient) -> None:
    assert '<input type="hidden" name="lang" value="cy">' in client.get("/find?lang=cy").get_data(as_text=True)
    assert client.post("/find", data={"q": "TA1", "lang": "cy"}).headers["Location"] == "/find?q=TA1&lang=cy"


def test_the_map_near_a_place_carries_the_numbers_of_the_list(client: FlaskClient) -> None:
    text = text_of(client, "/near?q=TA1&split=C_110&within=30")
    drawn = text[text.index('<svg class="near-map') : text.index("</figure>")]
    body = text[text.index("<tbody") : text.index("</tbody")]
    marked = re.findall(r'data-code="(\w+)"><title>(\d+): ', drawn)
    listed = re.findall(r'data-code="(\w+)"><th[^>]*><span class="no">(\d+)<', body)
    assert marked == listed
    assert all(f'href="/place/{code}"' in drawn and f'href="/place/{code}"' in body for code, _ in marked)


def test_who_is_only_named_after_a_town_near_by_has_figures_and_no_mark(client: FlaskClient) -> None:
    text = text_of(client, "/near?q=TA1&split=C_130&within=10")
    assert "Perhaps near here" in text
    drawn = text[text.index('<svg class="near-map') : text.index("</figure>")]
    assert "G6S7A" not in drawn
    assert re.search(r'<tr role="row" data-code="G6S7A">.*?[\d.]+ weeks', text)


@pytest.mark.parametrize(
    "address",
    ["/near?q=TA1&split=C_110", "/near", "/near?q=Newport", "/find?q=TA1", "/find?q=Newport", "/find", "/find?q=EH1"],
)
def test_every_link_and_form_keeps_the_language_asked_for(client: FlaskClient, address: str) -> None:
    text = text_of(client, f"{address}{'&' if '?' in address else '?'}lang=cy")
    inside = re.findall(r'<a (?!class="switch")[^>]*href="(/(?!api/)[^"]*)"', text)
    assert len(inside) > 5
    assert [link for link in inside if "lang=cy" not in link] == []
    for form in re.findall(r"<form.*?</form>", text, re.S):
        assert re.search(r'<input[^>]*value="cy"[^>]*name="lang"|<input[^>]*name="lang" value="cy"', form)


def test_no_answer_speaks_the_language_of_the_one_before(client: FlaskClient) -> None:
    client.get("/near?q=TA1&lang=cy")
    for address in ("/nowhere", "/near?q=TA1&within=0", "/find?q=TA1"):
        assert client.get(address).get_data(as_text=True).count("lang=cy") == 1  # the switch alone


def test_a_choice_near_a_place_keeps_the_language_on_its_way(client: FlaskClient) -> None:
    posted = client.post("/near", data={"q": "TA1 5DA", "within": "10", "lang": "cy"})
    assert posted.headers["Location"] == "/near?q=TA1&within=10&lang=cy"
    asked = client.get("/near", query_string={"q": "TA1 5DA", "within": "10", "lang": "cy"})
    assert asked.headers["Location"] == "/near?q=TA1&within=10&lang=cy"


def test_waits_near_a_place_can_be_passed_on_as_bars_of_the_trusts_listed(client: FlaskClient) -> None:
    text = text_of(client, "/near?q=TA1&split=C_110&within=40")
    shared = re.search(r'data-shared="([^"]*)"', text)
    assert shared is not None
    assert "place=RH5" in shared[1] and "compare=" in shared[1]
    assert '<option value="bar" selected>' in text
    assert "/compare?" in text
    assert "data-shared" not in text_of(client, "/near?q=Newport")
