"""The verdict on a figure of a place, as a cell of its table."""

from __future__ import annotations

from typing import Any

from dash import html

from data.catalogue import Indicator
from data.judge import verdicts
from data.store import Snapshot
from layouts import judgement


def verdict_cell(snapshot: Snapshot, indicator: Indicator, period: str, code: str) -> list[Any]:
    """Write the small sign and the sentence of a verdict on a place's figure of a month."""
    judged = verdicts.judge(snapshot, indicator, indicator.default_split, period)
    told = judgement.verdict(judged, judged.places.index(code), None)
    sign, css = judgement.icon(told)
    mark = html.Span(sign, className=f"sign sign-{css}", **{"aria-hidden": "true"})
    return [mark, " ", judgement.sentence(told)]
