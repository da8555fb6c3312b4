"""Reasons of the data in the words of the catalogue, with names and dates in their places."""

from __future__ import annotations

import pytest

from layouts import reasons

WELSH = {
    "took over {trust}": "cymerwyd drosodd: {trust}",
    "rating published on {date}": "cyhoeddwyd y sgôr ar {date}",
    "July": "Gorffennaf",
    "listed as “{hospital}” of “{trust}”, matched by town: {reason}": "“{hospital}”, “{trust}”: {reason}",
    "Nuffield's only hospital listed in Plymouth": "unig ysbyty Nuffield ar y rhestr yn Plymouth",
}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "took over Barts (RNJ); took over May Trust (RMM)",
            "cymerwyd drosodd: Barts (RNJ); cymerwyd drosodd: May Trust (RMM)",
        ),
        ("rating published on 12 July 2017", "cyhoeddwyd y sgôr ar 12 Gorffennaf 2017"),
        (
            "listed as “Plymouth” of “Nuffield”, matched by town: Nuffield's only hospital listed in Plymouth",
            "“Plymouth”, “Nuffield”: unig ysbyty Nuffield ar y rhestr yn Plymouth",
        ),
        ("a word of {its} own", "a word of {its} own"),
    ],
)
def test_a_reason_is_said_in_the_language_asked_for(monkeypatch, told, said):
    monkeypatch.setattr(reasons, "_", lambda message: WELSH.get(message, message))
    assert reasons.said(told) == said
    monkeypatch.setattr(reasons, "_", str)
    assert reasons.said(told) == told
