"""The language of each answer: the one its address asks for, else the first."""

from __future__ import annotations

from functools import partial

from flask import Flask, Response, request

from layouts import words
from layouts.choices import LONGEST_VALUE, BadChoice
from layouts.words import LANGUAGES, OFFERS, _

#: What is the same in every language, or made of code alone.
_WORDLESS = ("/static/", "/geometry/", "/healthz", "/readyz", "/metrics")


def choose() -> None:
    """Speak the language asked for in the address or the form sent, and never the one of the request before.

    Raises
    ------
    BadChoice
        If it is neither English nor Welsh.
    """
    words.speak(LANGUAGES[0])
    asked = request.values.get("lang") or LANGUAGES[0]
    if asked not in LANGUAGES:
        raise BadChoice("lang", asked[:LONGEST_VALUE], _("Pages come in English (en) or Welsh (cy)."), LANGUAGES[0])
    words.speak(asked)


def tell(answer: Response) -> Response:
    """Tell of each answer which language it is in; a draft is kept from search engines."""
    if not request.path.startswith(_WORDLESS):
        answer.headers["Content-Language"] = words.spoken()
        if words.spoken() != LANGUAGES[0] and words.offered() == "draft":
            answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def register(server: Flask, welsh: str = OFFERS[0]) -> None:
    """Let every request choose its language before anything is said; `welsh` tells how far that is offered."""
    server.before_request(partial(words.offer, welsh))
    server.before_request(choose)
    server.after_request(tell)
