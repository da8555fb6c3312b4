"""The log of a refresh: one line an event, in names and values (logfmt), of files and addresses of publishers alone."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TextIO

NAME = "care_atlas.refresh"


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": time, "level": record.levelname.lower(), "event": record.getMessage()}
        told |= getattr(record, "told", {})
        return " ".join(f"{name}={_spell(value)}" for name, value in told.items())


def _spell(value: object) -> str:
    text = str(value)
    plain = text and not any(sign in text for sign in ' "=\n\t')
    return text if plain else json.dumps(text, ensure_ascii=False)


def write_log(to: TextIO, verbose: bool) -> None:
    """Write what happens, each request with `verbose`, else what was taken, tried again, refused and published."""
    handler = logging.StreamHandler(to)
    handler.setFormatter(_Lines())
    log = logging.getLogger(NAME)
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(logging.DEBUG if verbose else logging.INFO)
