"""The indicators of one's own that a snapshot holds: their definitions travel with their figures."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from data.catalogue import Indicator
from data.own import DEFINITIONS
from data.own.definition import Definition, define, shipped, source_name
from data.own.faults import Faults, refusal


def own_definitions(snapshot: Path) -> list[Definition]:
    """Read the definitions that a snapshot holds, in order of name; one that is official by now is left out.

    Raises
    ------
    Refused
        If one cannot be understood any more.
    """
    path = snapshot / f"{DEFINITIONS}.parquet"
    if not path.exists():
        return []
    found = []
    for row in pq.ParquetFile(path).read().to_pylist():
        if row["slug"] in shipped():
            continue
        faults = Faults(row["source_file"])
        definition = define(row["slug"], row["text"], faults)
        if definition is None:
            raise refusal(faults)
        found.append(definition)
    return found


def own_indicators(snapshot: Path) -> tuple[Indicator, ...]:
    """Read the indicators of one's own that a snapshot holds."""
    return tuple(one.indicator for one in own_definitions(snapshot))


def own_sources(snapshot: Path) -> dict[str, dict[str, str]]:
    """Tell where each of them comes from, as the manifest lists sources."""
    return {source_name(one.indicator.slug): one.source for one in own_definitions(snapshot)}
