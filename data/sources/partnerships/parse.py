"""How far community services in Wales have come, as local partnerships score themselves on the framework of 2007."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
from rapidfuzz import process

from data.errors import Refused
from data.indicator_files import COLUMNS, IndicatorFile
from data.partnerships import INDICATOR, NAME
from data.sources import card
from data.sources.job_cuts.lines import Line, read_lines

STAGES = ("1", "2", "3")
_MEND = "Mend these lines; nothing of it was taken"


def read_partnerships(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the scores of partnerships; a file is taken whole or not at all.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `scores`.

    Returns
    -------
    IndicatorFile
        Stages 1 to 3 by council, theme (the split) and year; of two in one year the later stands. A line without a
        stage is not scored yet and has no row. The note tells who scored it and when.

    Raises
    ------
    Refused
        If a line has a fault; every fault is named by line and column.
    """
    faults: list[str] = []
    today = datetime.now(UTC).date()
    lines = read_lines(path, file, card(NAME).era(form)["columns"], faults)
    rows = [row for line in lines if (row := _score(line, today)) is not None]
    keys = [(row["place_code"], row["split"], row["scored_on"]) for row in rows]
    if faults:
        raise Refused(file, f"faults ({len(faults)}): {'; '.join(faults)}", _MEND)
    if not rows:
        raise Refused(
            file, "no line of it has a stage", "Write a stage of 1, 2 or 3 beside the themes that were scored"
        )
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise Refused(file, f"{twice[0]} is scored twice on {twice[1]} on {twice[2]}", _MEND)
    table = pd.DataFrame(rows).sort_values("scored_on", kind="stable")
    table = table.drop_duplicates(["place_code", "split", "period"], keep="last")
    figures = table.assign(indicator=INDICATOR, compared="not_compared", status="reported")
    return IndicatorFile(NAME, file, sha256, len(rows), figures.reindex(columns=[*COLUMNS, "split"]), table="services")


def _score(line: Line, today: date) -> dict[str, object] | None:
    code, theme = _council(line), line.one_of("theme", tuple(card(NAME).details["themes"]))
    note = line.text("note")
    if not line.text("stage"):
        return None
    stage = line.one_of("stage", STAGES)
    day, who = line.day("scored_on", today, needed=True), line.text("scored_by", needed=True)
    if not (code and theme and stage in STAGES and day and who):
        return None
    said = f"scored by {who} on {day.isoformat()}"
    return {
        "place_code": code,
        "split": theme,
        "period": str(day.year),
        "scored_on": day.isoformat(),
        "value": float(stage),
        "note": f"{said}: {note}" if note else said,
    }


def _council(line: Line) -> str:
    """Find a Welsh council by code or name; a fault names the nearest."""
    councils: dict[str, str] = card(NAME).details["councils"]
    said = line.text("council", needed=True)
    by_name = {name.lower(): code for code, name in councils.items()}
    code = said.upper() if said.upper() in councils else by_name.get(said.lower(), "")
    if said and not code:
        nearest = process.extractOne(said, list(councils.values()))
        line.fault("council", f"'{said[:40]}' is no council of Wales; the nearest is {nearest[0]}")
    return code
