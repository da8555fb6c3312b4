"""An app is served for as long as it is needed, and no longer."""

from __future__ import annotations

from urllib.request import urlopen

import pytest

from tools.serving import ServerDidNotStart, serve

APP = """
def app(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"here"]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tiny.py").write_text(APP)
    (tmp_path / "broken.py").write_text("raise RuntimeError('no snapshot here')")
    return tmp_path


def test_an_app_answers_while_it_is_served_and_not_afterwards(folder):
    with serve("tiny:app", workers=1, folder=folder, first="/") as server:
        assert urlopen(server.url).read() == b"here"
        assert 0 < server.seconds_to_first_answer < 30
    with pytest.raises(OSError):
        urlopen(server.url, timeout=2)


def test_an_app_that_breaks_at_its_start_is_an_error_that_tells_what_it_said(folder):
    with (
        pytest.raises(ServerDidNotStart, match="no snapshot here"),
        serve("broken:app", workers=1, folder=folder, within=20),
    ):
        pass


def test_the_real_app_says_that_it_is_alive(server_url):
    assert urlopen(server_url + "/healthz").status == 200
