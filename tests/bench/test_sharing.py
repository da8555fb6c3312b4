"""What is measured of sharing exists: an address that answers 404 would be quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.sharing import EMBED, TRUSTS

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize("code", TRUSTS)
def test_each_trust_measured_has_a_picture(client: FlaskClient, code: str) -> None:
    for address in (f"/image.svg?place={code}", f"/image.svg?place={code}&chart=trend"):
        assert client.get(address).status_code == 200
    assert f'href="/pack/{code}.zip"' in client.get(f"/place/{code}").get_data(as_text=True)


def test_the_frame_measured_is_there(client: FlaskClient) -> None:
    assert client.get(EMBED).status_code == 200
