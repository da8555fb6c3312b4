"""The local figures of a place: gathered by people there, marked as no official statistics."""

from __future__ import annotations

from typing import Any

from dash import html

from data import held
from data.own import NAME
from data.store import Snapshot
from layouts.place.newest import newest_table
from layouts.words import _


def section(snapshot: Snapshot, code: str) -> list[Any]:
    """Tabulate the newest local figures of a place, each with who says so; nothing where there are none."""
    mine = [one for one in held.indicators(snapshot).values() if one.group == NAME]
    told = newest_table(_("Local figures"), snapshot, code, mine)
    if told is None:
        return []
    said = html.P(_("Gathered by people here or by their own request. They are not official statistics."))
    return [html.H2(_("Local figures"), id="local"), said, told]
