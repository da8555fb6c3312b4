"""Every edge of every parameter of the API, and every choice that is offered: some three thousand requests."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from app import server
from tests.callbacks.test_openapi import TOLD

schema = schemathesis.openapi.from_dict(TOLD)
schema.app = server


@pytest.mark.soak
@schema.parametrize()
@settings(deadline=None, phases=[Phase.explicit], suppress_health_check=list(HealthCheck))
def test_at_every_edge_of_every_parameter_the_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
