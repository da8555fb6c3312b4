"""Public-health figures of an area that stand in no profile, such as those that England as a whole has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from data import held
from data.store import Snapshot
from layouts.figures.spine import SpineRow
from layouts.place.health import DOMAINS
from layouts.place.newest import newest_table
from layouts.words import _


def section(snapshot: Snapshot, code: str, profile: Sequence[SpineRow]) -> list[Any]:
    """Tabulate the newest public-health figures of an area that are not in its profile; nothing where all are."""
    there = {row.slug for row in profile}
    mine = [one for slug, one in held.indicators(snapshot).items() if one.domain in DOMAINS and slug not in there]
    told = newest_table(_("Other figures on health"), snapshot, code, mine)
    if told is None:
        return []
    where = _("Each is told by itself here; its link leads to the map, with all other places.")
    return [html.H2(_("Other figures on health")), html.P(where, className="source"), told]
