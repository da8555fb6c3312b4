from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize(
    "address",
    ["/?place=RH5", "/place/RH5?lang=en", "/embed?place=RH5", "/compare?places=RH5,RK9", "/changes?place=RH5", "/near?q=TA1",
     "/image.svg?place=RH5", "/ledger?lang=en"],
)  # fmt: skip
def test_what_a_newsletter_tool_adds_to_a_link_changes_nothing(client: FlaskClient, address: str) -> None:
    added = "utm_source=news&utm_medium=e-mail&mc_cid=1a&fbclid=x%20y"
    plain, tracked = client.get(address), client.get(f"{address}&{added}")
    assert (tracked.status_code, tracked.get_data()) == (plain.status_code, plain.get_data())
    assert plain.status_code == 200
    assert client.get(f"{address.split('?')[0]}?{added}").status_code == client.get(address.split("?")[0]).status_code


def test_another_name_that_is_not_known_is_still_told(client: FlaskClient) -> None:
    assert client.get("/?utm=1").status_code == 400
    assert client.get("/?indicatr=ae-4-hour").status_code == 400
