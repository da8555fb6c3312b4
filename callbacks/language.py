"""The language of each answer: the one its address asks for, else the first."""

from __future__ import annotations

from flask import Flask, request

from layouts import words
from layouts.words import LANGUAGES


def choose() -> None:
    """Speak the language asked for in the address, and never the one of the request before."""
    asked = request.args.get("lang", "")
    words.speak(asked if asked in LANGUAGES else LANGUAGES[0])


def register(server: Flask) -> None:
    """Let every request choose its language before anything is said."""
    server.before_request(choose)
