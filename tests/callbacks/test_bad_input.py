from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layouts.view import PARAMETERS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize(
    "value", [SCRIPT, "x" * 5000, "'; drop table", "\u202e\u0000", "-1", "../../etc/passwd", "%00", "\U0001f600"]
)
@pytest.mark.parametrize("address", ["/", "/api/v1/map", "/api/v1/values", "/compare"])
def test_a_bad_value_is_told_and_never_echoed_raw(client: FlaskClient, address: str, name: str, value: str) -> None:
    answer = client.get(address, query_string={"indicator": "ae-4-hour", name: value})
    assert answer.status_code in (400, 404)
    assert SCRIPT not in answer.get_data(as_text=True)


def test_the_error_page_names_the_nearest_right_value_and_links_to_it(client: FlaskClient) -> None:
    page = client.get("/?indicator=ae-4-hours")
    assert page.status_code == 404
    assert 'href="/?indicator=ae-4-hour"' in page.get_data(as_text=True)
    problem = client.get("/api/v1/values?indicator=ae-4-hour&split=type1")
    assert problem.status_code == 400
    assert problem.get_json()["nearest"] == "type-1"


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/place/NOPE", "/place/<b>", "/indicator/x", "/api/v1/nowhere", "/api/v1/boundaries/x.geojson", "/geometry/x/y.svg",
     "/static/0/../app.py", "/static/0/nothing.css", "/place/", "/api/v1/boundaries/trust.geojson?vintage=1999"],
)  # fmt: skip
def test_what_is_not_there_is_404(client: FlaskClient, address: str) -> None:
    assert client.get(address, follow_redirects=True).status_code == 404


def test_a_place_of_another_kind_is_answered_with_its_reason(client: FlaskClient) -> None:
    rows = client.get("/api/v1/values?indicator=ae-4-hour&period=2026-01&place=RRV,RH5").get_json()["rows"]
    assert {r["place"] for r in rows} == {"RRV", "RH5"}


def test_naming_a_parameter_twice_is_refused(client: FlaskClient) -> None:
    assert client.get("/?place=RH5&place=RTH").status_code == 400
    assert client.get("/api/v1/values?indicator=ae-4-hour&place=RH5&place=RTH").status_code == 400


def test_other_methods_are_refused(client: FlaskClient) -> None:
    assert client.post("/api/v1/values").status_code == 405
    assert client.delete("/").status_code == 405


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(
        [
            "/",
            "/api/v1/map",
            "/api/v1/values",
            "/api/v1/values.csv",
            "/api/v1/places",
            "/api/v1/indicators",
            "/about",
            "/find",
            "/near",
            "/compare",
        ]
    ),
    args=st.dictionaries(
        st.one_of(
            st.sampled_from([*PARAMETERS, "q", "type", "vintage", "near", "limit", "within", "order", "places", "add"]),
            st.text(max_size=10),
        ),
        st.text(max_size=60),
        max_size=4,
    ),
)
def test_no_query_breaks_a_page(client: FlaskClient, address: str, args: dict[str, str]) -> None:
    assert client.get(address, query_string=args).status_code < 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_no_address_breaks_the_app(client: FlaskClient, address: str) -> None:
    from urllib.parse import quote

    for start in ("/", "/place/", "/indicator/", "/api/v1/boundaries/", "/geometry/a/"):
        assert client.get(start + quote(address, safe="")).status_code < 500


def test_a_forged_callback_leaves_the_server_standing(client: FlaskClient) -> None:
    body = {
        "output": "panel.children", "outputs": {"id": "panel", "property": "children"}, "changedPropIds": ["shown.data"],
        "inputs": [{"id": "shown", "property": "data", "value": "indicator=nope&split=<b>"}],
    }  # fmt: skip
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code in (400, 404)
