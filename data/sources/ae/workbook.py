"""A&E workbooks "by provider", as published since April 2019."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.errors import Refused
from data.reading import Reading, month_in
from data.release import Release, date_in_name, date_in_words, is_marked_revised
from data.sources import card
from data.sources.ae.shape import DEPARTMENTS, printed_totals, shape
from data.workbooks import read_sheet

Row = Sequence[Any]
_AGAIN = "Download it again from the publisher's page"
_ERA = "If the publisher changed the sheet, add it as an era to data/sources/ae/source.yaml"
_CODE = re.compile(r"^(?:code\s*-\s*)?([A-Z0-9]{3,6})$", re.IGNORECASE)
FOOT_NOTE = "named in the workbook's foot note as not having submitted"
_GROUPED = ("attendances", "within_4_hours", "breaches")


def read_workbook(path: Path, file: str, sha256: str) -> Reading:
    """Read one month of A&E attendances from the publisher's workbook.

    "-" in the four-hour columns is a trust that was not judged; foot notes in the code column name
    organisations that did not submit and are no providers.

    Raises
    ------
    Refused
        If the workbook cannot be opened, its sheet or a column is missing, its month is not the one of its
        name, or the England row is missing.
    """
    era = card("ae").era("workbook")
    rows = read_sheet(path, file, era["sheet"])
    head = _find_header(rows, file)
    places = _columns(rows[head - 1], rows[head], era, file)
    period = _period(rows[:head], path, file)
    said_revised = date_in_words(_beside(rows[:head], "Revised:"))
    revised = bool(said_revised) or is_marked_revised(path.name)
    release = Release("ae", period, file, sha256, "workbook", revised, said_revised or date_in_name(path.name))
    england, providers, notes = _part(rows[head + 1 :], places, file)
    counts = pd.DataFrame([line for row in providers for line in _lines(row, places, file)])
    table = shape(counts, period, file)
    splits = {"all": "total"} | {split: split for split in DEPARTMENTS}
    printed = {
        (measure, split): _count(england, places[measure, column], file)
        for measure in _GROUPED
        for split, column in splits.items()
    }
    printed["over_12_hours", "all"] = _count(england, places["over_12_hours", ""], file)
    names = pd.DataFrame(
        {
            "code": [_text(row, places["code", ""]) for row in providers],
            "name": [_text(row, places["name", ""]) for row in providers],
        }
    )
    return Reading(release, {"ae": table}, names, len(providers), printed_totals(table, printed, file), notes)


def _text(row: Row, place: int) -> str:
    return " ".join(str(row[place]).split()) if place < len(row) else ""


def _find_header(rows: list[Row], file: str) -> int:
    for number, row in enumerate(rows[:40]):
        if "Code" in [_text(row, place) for place in range(min(len(row), 6))]:
            return number
    raise Refused(file, "no row has the heading 'Code'", _ERA)


def _columns(groups: Row, names: Row, era: dict[str, Any], file: str) -> dict[tuple[str, str], int]:
    """Find every column by its group's heading and its own.

    Returns
    -------
    dict
        (measure, department or `total` or '') to the column's place.
    """
    seen: dict[tuple[str, str], int] = {}
    group = ""
    for place in range(len(names)):
        group = _text(groups, place) or group
        seen.setdefault((group, _text(names, place)), place)
        seen.setdefault(("", _text(names, place)), place)
    titles = era["columns"]
    wanted = {(measure, ""): ("", titles[measure]) for measure in ("code", "name", "over_12_hours")}
    for measure in _GROUPED:
        heading = titles[measure]
        wanted |= {(measure, split): (heading, title) for split, title in era["departments"].items()}
        wanted[measure, "total"] = (heading, era["totals"][measure])
    for title in wanted.values():
        if title not in seen:
            said = " / ".join(part for part in title if part)
            near = [name for heading, name in seen if heading == title[0]][:4]
            raise Refused(
                file, f"column '{said}' is missing; there are {', '.join(near) or 'none in this group'}", _ERA
            )
    return {key: seen[title] for key, title in wanted.items()}


def _beside(rows: list[Row], label: str) -> str:
    for row in rows:
        texts = [_text(row, place) for place in range(len(row))]
        if label in texts:
            return next((text for text in texts[texts.index(label) + 1 :] if text), "")
    return ""


def _period(head: list[Row], path: Path, file: str) -> str:
    said = _beside(head, "Period:")
    period, named = month_in(said), month_in(path.name)
    if not period:
        raise Refused(file, f"its head says '{said}' where a month should stand", _AGAIN)
    if named and named != period:
        raise Refused(
            file,
            f"its name says {named}, its head says {period}",
            "Give the file the name it was published under, or download the month you want",
        )
    return period


def _part(rows: list[Row], places: dict[tuple[str, str], int], file: str) -> tuple[Row, list[Row], dict[str, str]]:
    """Part the England row, the providers and the foot notes, which stand in the column of codes."""
    code, name = places["code", ""], places["name", ""]
    england: list[Row] = []
    providers: list[Row] = []
    notes: dict[str, str] = {}
    noted = False
    for row in rows:
        text = _text(row, code)
        if not text:
            continue
        noted = noted or text.lower().startswith("note")
        found = _CODE.match(text)
        if text == "-" or _text(row, name) == "England":
            england.append(row)
        elif noted and found:
            notes[found[1].upper()] = FOOT_NOTE
        elif not noted and found and _text(row, name):
            providers.append(row)
        elif not noted:
            raise Refused(file, f"'{text[:40]}' in the column of codes is no code", _ERA)
    if len(england) != 1:
        raise Refused(file, f"one England row is expected, found {len(england)}", _AGAIN)
    if not providers:
        raise Refused(file, "it has no provider", _AGAIN)
    return england[0], providers, notes


def _lines(row: Row, places: dict[tuple[str, str], int], file: str) -> list[dict[str, object]]:
    over = _count(row, places["over_12_hours", ""], file)
    return [
        {
            "place_code": _text(row, places["code", ""]),
            "split": split,
            "over_12_hours": over,
            "attendances": _count(row, places["attendances", split], file),
            "breaches": _count(row, places["breaches", split], file),
        }
        for split in DEPARTMENTS
    ]


def _count(row: Row, place: int, file: str) -> float:
    value = row[place]
    if isinstance(value, int | float) and value >= 0 and float(value).is_integer():
        return float(value)
    if isinstance(value, str) and value.strip() == "-":
        return np.nan
    raise Refused(file, f"'{value}' of '{row[1]}' in column {place + 1} is no count", _AGAIN)
