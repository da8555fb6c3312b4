from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from app import server
from callbacks.openapi import openapi

if TYPE_CHECKING:
    from flask.testing import FlaskClient

with server.app_context():
    TOLD = openapi(server.extensions["care-atlas"].served)
schema = schemathesis.openapi.from_dict(TOLD)
schema.app = server
schema.config.phases.coverage.enabled = False  # every edge of every parameter takes long: test_soak_openapi.py


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described_whatever_is_asked(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


def test_every_address_of_the_api_is_described_and_no_other() -> None:
    rules = {str(rule) for rule in server.url_map.iter_rules() if str(rule).startswith("/api/v1/")}
    served = {rule.removeprefix("/api/v1").replace("<kind>", "{type}") for rule in rules} - {"/openapi.json"}
    assert served == set(TOLD["paths"])


def test_the_description_is_served_and_offers_what_this_snapshot_holds(client: FlaskClient) -> None:
    told = client.get("/api/v1/openapi.json").get_json()
    assert told["openapi"] == "3.1.0"
    slugs = {one["slug"] for one in client.get("/api/v1/indicators").get_json()}
    assert set(told["components"]["parameters"]["indicator"]["schema"]["enum"]) == slugs
    assert "not_collected" in told["components"]["schemas"]["Status"]["enum"]


def test_no_list_of_choices_is_left_empty() -> None:
    def empty(node: object) -> bool:
        if isinstance(node, dict):
            return node.get("enum") == [] or any(empty(value) for value in node.values())
        return isinstance(node, list) and any(empty(value) for value in node)

    assert not empty(TOLD)


@pytest.mark.parametrize("method", ["POST", "TRACE", "DELETE"])
def test_a_method_that_is_not_allowed_is_answered_with_those_that_are(client: FlaskClient, method: str) -> None:
    answer = client.open("/api/v1/indicators", method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
