"""What is passed on may be in another language than the page on which it is chosen."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


def snippet(page: str, name: str) -> str:
    """The element of a text to paste, with its attributes."""
    found = re.search(rf'<pre[^>]*data-snippet="{name}"[^>]*>.*?</pre>', page, re.S)
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("asked", "page", "text", "said"),
    [("", "en", "en", "January 2026"), ("&text=cy", "en", "cy", "Ionawr 2026"),
     ("&lang=cy", "cy", "cy", "Ionawr 2026"), ("&lang=cy&text=en", "cy", "en", "January 2026")],
)  # fmt: skip
def test_what_is_passed_on_has_its_own_language_and_the_page_keeps_the_readers(
    client: FlaskClient, asked: str, page: str, text: str, said: str
) -> None:
    found = client.get(f"/share?place=RH5&period=2026-01{asked}").text
    assert f'<html lang="{page}"' in found
    assert ("Pass it on" in found or "Share this view" in found) == (page == "en")
    for name in ("text", "alt"):
        assert said in snippet(found, name) and f'lang="{text}"' in snippet(found, name)
    picture = re.search(r"--picture:url\(([^)]*)\)", found)
    assert picture and ("lang=cy" in picture[1]) == (text == "cy")


def test_an_unknown_language_of_what_is_passed_on_is_told(client: FlaskClient) -> None:
    refused = client.get("/share?place=RH5&text=fr")
    assert refused.status_code == 400 and "same, en, cy" in refused.text
