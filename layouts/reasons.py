"""What the data tell in English of a figure that is missing, broken or noted, said in the reader's language."""

from __future__ import annotations

import re

from data import query
from data.catalogue import Indicator
from data.periods import MONTH_NAMES
from data.reasons import parts
from data.store import Snapshot
from layouts.words import _

_MONTH = re.compile(rf"\b({'|'.join(MONTH_NAMES)})\b")


def said(told: str) -> str:
    """Say a reason of the data; one that is not known stays in the words of the data."""
    return "; ".join(
        _(sentence).format(**{name: _value(name, value) for name, value in places.items()}) if places else _(sentence)
        for sentence, places in parts(told)
        if sentence
    )


def _value(name: str, value: str) -> str:
    if name == "reason":
        return said(value)
    return _MONTH.sub(lambda found: _(found[0]), value) if name == "date" else value


def why(snapshot: Snapshot, indicator: Indicator, place: str, period: str) -> str:
    """Give the publisher's or the events file's own reason for a missing value, or ''."""
    return said(query.why(snapshot, indicator, place, period))
