"""A&E monthly CSVs, as published since April 2021: booked appointments in columns of their own."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd

from data.errors import Refused
from data.reading import Reading, month_in
from data.release import Release, date_in_name, is_marked_revised
from data.sources import card
from data.sources.ae.shape import DEPARTMENTS, printed_totals, shape
from data.tables import require_columns

_AGAIN = "Download it again from the publisher's page"
_ERA = "If the publisher changed the header, add it as an era to data/sources/ae/source.yaml"


def read_csv(path: Path, file: str, sha256: str) -> Reading:
    """Read one month of A&E attendances from the publisher's CSV.

    Booked appointments are added to attendances and to breaches. The total row, however it is spelled, is
    kept apart as the printed total.

    Raises
    ------
    Refused
        If the file is empty, a web page, has a column missing or renamed, a value that is no count, another
        month than its name, no total row, or a total unlike the sum of its rows.
    """
    era = card("ae").era("csv")["columns"]
    rows = _read_rows(path, file, era)
    is_total = [row[era["code"]].upper() == "TOTAL" for row in rows]
    totals = [row for row, total in zip(rows, is_total, strict=True) if total]
    providers = [row for row, total in zip(rows, is_total, strict=True) if not total]
    if len(totals) != 1:
        raise Refused(file, f"one total row is expected, found {len(totals)}: it may have been cut short", _AGAIN)
    if not providers:
        raise Refused(file, "it has a total row and no provider", _AGAIN)
    period = _period(providers, era, path, file)
    counts = pd.DataFrame([line for row in providers for line in _lines(row, era, file)])
    table = shape(counts, period, file)
    printed = {
        (measure, split): sum(_count(totals[0], name, file) for name in era[measure][split])
        for measure in ("attendances", "breaches")
        for split in DEPARTMENTS
    }
    printed["over_12_hours", "all"] = _count(totals[0], era["over_12_hours"], file)
    release = Release("ae", period, file, sha256, "csv", is_marked_revised(path.name), date_in_name(path.name))
    names = pd.DataFrame(
        {"code": [row[era["code"]] for row in providers], "name": [row[era["name"]] for row in providers]}
    )
    return Reading(release, {"ae": table}, names, len(providers), printed_totals(table, printed, file))


def _read_rows(path: Path, file: str, era: dict[str, Any]) -> list[dict[str, str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if not text.strip():
        raise Refused(file, "it is empty", _AGAIN)
    if "\0" in text[:4096] or content[:2] == b"PK":
        raise Refused(file, "it is no CSV but a binary file", _AGAIN)
    if text.lstrip().startswith("<"):
        raise Refused(
            file,
            "it is a web page saved under the name of a table",
            "Download the file itself, not the page that links to it",
        )
    try:
        lines = [[" ".join(cell.split()) for cell in line] for line in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as broken:
        raise Refused(file, f"a row cannot be read ({broken})", _AGAIN) from broken
    lines = [line for line in lines if any(line)]
    header, rows = lines[0], lines[1:]
    needed = _needed(era)
    for name in needed:
        if header.count(name) > 1:
            raise Refused(file, f"column '{name}' stands in it twice", _ERA)
    require_columns(needed, header, file, _ERA)
    places = {name: header.index(name) for name in needed}
    short = [row for row in rows if len(row) <= max(places.values())]
    if short:
        raise Refused(file, f"a row is cut short ('{','.join(short[0])[:60]}')", _AGAIN)
    return [{name: row[place] for name, place in places.items()} for row in rows]


def _needed(era: dict[str, Any]) -> list[str]:
    names = [era["period"], era["code"], era["name"], era["over_12_hours"]]
    return names + [
        name for measure in ("attendances", "breaches") for split in DEPARTMENTS for name in era[measure][split]
    ]


def _period(providers: list[dict[str, str]], era: dict[str, Any], path: Path, file: str) -> str:
    said = {row[era["period"]] for row in providers}
    months = {month_in(text) for text in said}
    if len(months) != 1 or "" in months:
        raise Refused(file, f"one month is expected, its Period column says {', '.join(sorted(said)[:3])}", _AGAIN)
    period = months.pop()
    named = month_in(path.name)
    if named and named != period:
        raise Refused(
            file,
            f"its name says {named}, its rows say {period}",
            "Give the file the name it was published under, or download the month you want",
        )
    return period


def _lines(row: dict[str, str], era: dict[str, Any], file: str) -> list[dict[str, object]]:
    if not row[era["code"]]:
        raise Refused(file, f"'{row[era['name']]}' has no code", _AGAIN)
    over = _count(row, era["over_12_hours"], file)
    return [
        {
            "place_code": row[era["code"]],
            "split": split,
            "over_12_hours": over,
            **{
                measure: sum(_count(row, name, file) for name in era[measure][split])
                for measure in ("attendances", "breaches")
            },
        }
        for split in DEPARTMENTS
    ]


def _count(row: dict[str, str], name: str, file: str) -> float:
    text = row[name].replace(",", "")
    if not text.isdecimal():
        raise Refused(file, f"'{row[name]}' in column '{name}' is no count", _AGAIN)
    return float(text)
