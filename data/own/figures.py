"""The CSV of an indicator of one's own: each line is checked, and every fault is named by file and line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from data.catalogue import Indicator
from data.cube import STATUSES
from data.own.definition import not_utf8
from data.own.faults import Faults, nearest, quoted
from data.periods import first_and_last, is_month, read_years

LARGEST = 20_000_000
"""Bytes of a CSV: 400 places and 100 periods have 4 million."""
MOST_ROWS = 200_000
COLUMNS = ("place", "name", "period", "value", "lower", "upper", "numerator", "denominator", "status", "note")
NEEDED = ("place", "period", "value")
NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
REASONS = tuple(status for status in STATUSES if status not in ("", "reported"))
LONGEST_NOTE = 300
LARGEST_NUMBER = 1e12
SAME = 0.051
"""A percentage and its counts may differ by this much: one of them is rounded to one decimal."""
_EARLIEST = 1900
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_CODE = re.compile(r"^(?=.*\d)[A-Z0-9]{3,12}$|^[A-Z]{3,4}$")
_DATE = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}$|^\d{1,2}-[A-Za-z]{3}(-\d{2,4})?$|^[A-Za-z]{3}-\d{2,4}$")
_SERIAL = re.compile(r"^[34]\d{4}$")
_EPOCH = date(1899, 12, 30)

Row = dict[str, object]


def read_figures(path: Path, indicator: Indicator, known: Mapping[str, str], faults: Faults, today: date) -> list[Row]:
    """Read the figures of an indicator of one's own.

    A line of which only place and name are filled in is passed over: it was not asked about.

    Parameters
    ----------
    known
        Code to name of the places that can have a figure of the indicator.
    faults
        Where each fault is noted with its line.
    today
        No period may begin after it.

    Returns
    -------
    list
        Place, period, numbers (None where empty), status and note of each line without a fault.
    """
    rows: list[Row] = []
    first: dict[tuple[str, str], int] = {}
    for number, cells in _lines(path, faults):
        if not any(cells[name] for name in COLUMNS if name not in ("place", "name")):
            continue
        before = faults.count
        line = _Line(number, cells, faults)
        place, period = line.place(known, indicator.place_type), line.period(indicator.by_years, today)
        row = line.figures(indicator)
        if place and period and (place, period) in first:
            line.fault("place", f"{place} in {period} stands in line {first[place, period]} too")
        first.setdefault((place, period), number)
        if faults.count == before:
            rows.append({"place_code": place, "period": period, **row})
    if not rows and not faults.count:
        faults.add(1, "it has no line with a figure")
    return rows


def _lines(path: Path, faults: Faults) -> Iterator[tuple[int, dict[str, str]]]:
    """Read the lines as cells by column; damage of the whole file is noted and ends it."""
    size = path.stat().st_size
    if size > LARGEST:
        faults.add(1, f"it has {size:,} bytes; figures of one indicator have at most {LARGEST:,}")
        return
    raw = path.read_bytes()
    if raw.startswith((b"PK", b"\xd0\xcf")):
        faults.add(1, "it is a workbook under the name of a table; save it as 'CSV UTF-8'")
        return
    try:
        text = raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as broken:
        faults.add(raw[: broken.start].count(b"\n") + 1, not_utf8(raw[broken.start : broken.start + 1]))
        return
    text = text.lstrip("\ufeff")
    if not text.strip():
        faults.add(1, "it is empty")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if not _is_header(header, faults):
            return
        read = 0
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            read += 1
            if read > MOST_ROWS:
                faults.add(reader.line_num, f"it has more than {MOST_ROWS:,} lines; that is no table of places")
                return
            if len(cells) != len(header):
                faults.add(reader.line_num, f"it has {len(cells)} cells where the first line has {len(header)}")
                continue
            told = dict(zip(header, (cell.strip() for cell in cells), strict=True))
            yield reader.line_num, {name: told.get(name, "") for name in COLUMNS}
    except csv.Error as broken:
        faults.add(reader.line_num, f"it is no CSV from here on ({broken})")


def _is_header(header: list[str], faults: Faults) -> bool:
    before = faults.count
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        faults.add(1, "its cells are parted by semicolons or tabs; save it with commas")
        return False
    for name in header:
        if name not in COLUMNS:
            faults.add(1, f"there is no column {quoted(name)}; the nearest is '{nearest(name, COLUMNS)}'")
    for name in dict.fromkeys(one for one in header if header.count(one) > 1):
        faults.add(1, f"column {quoted(name)} stands in it twice")
    for name in NEEDED:
        if name not in header:
            faults.add(1, f"column '{name}' is missing")
    return faults.count == before


class _Line:
    """One line: its cells by column, and where its faults are noted."""

    def __init__(self, number: int, cells: Mapping[str, str], faults: Faults) -> None:
        self.number, self.cells, self.faults = number, cells, faults

    def fault(self, name: str, why: str) -> None:
        self.faults.add(self.number, f"{name}: {why}")

    def place(self, known: Mapping[str, str], kind: str) -> str:
        said = self.cells["place"].upper()
        if said in known:
            return said
        if not said:
            self.fault("place", "it is empty")
        elif said.replace(".", "").replace("+", "").replace("E", "").isdigit() and not said.startswith("E"):
            self.fault(
                "place",
                f"{quoted(said)} is a number: a spreadsheet has changed the code; "
                "make the column text and write such as E06000001",
            )
        elif _CODE.match(said):
            near = nearest(said, known)
            self.fault(
                "place",
                f"{quoted(said)} is no {kind.replace('-', ' ')} known; the nearest is {near} ({known.get(near, '')})",
            )
        else:
            by_name = {name: code for code, name in known.items()}
            near = nearest(said, by_name)
            self.fault(
                "place", f"{quoted(said)} is no code; the place most like it is {near} ({by_name.get(near, '')})"
            )
        return ""

    def period(self, by_years: bool, today: date) -> str:
        said = self.cells["period"]
        wanted = "years such as 2024, 2024-25 or 2022-24" if by_years else "a month such as 2024-09"
        if not said:
            self.fault("period", f"it is empty; write {wanted}")
            return ""
        found = read_years(said) if by_years else said if is_month(said) else ""
        if not found and (_DATE.match(said) or _SERIAL.match(said)):
            meant = f" (it may be {_EPOCH + timedelta(days=int(said))})" if _SERIAL.match(said) else ""
            self.fault(
                "period",
                f"{quoted(said)} is a date that a spreadsheet has made{meant}; make the column text and write {wanted}",
            )
        elif not found:
            self.fault("period", f"{quoted(said)} is not {wanted}")
        elif (
            not int(found[:4]) >= _EARLIEST
            or (found[:4] if by_years else found) > today.isoformat()[: 4 if by_years else 7]
        ):
            self.fault("period", f"{found} lies in the future, or before {_EARLIEST}")
        elif by_years and first_and_last(found)[1] - first_and_last(found)[0] > 10:
            self.fault("period", f"{found} takes more than ten years together; is it a month? Then write time: months")
        else:
            return found
        return ""

    def figures(self, indicator: Indicator) -> Row:
        numbers = {name: self._number(name) for name in NUMBERS}
        value, part, whole = (numbers[name] for name in ("value", "numerator", "denominator"))
        if whole is not None and whole <= 0:
            self.fault("denominator", "it must be more than 0")
        elif part is not None and whole is not None and indicator.measure == "percent":
            if not 0 <= part <= whole:
                self.fault("numerator", f"{part:g} is no part of {whole:g}")
            worked = 100 * part / whole
            if value is None:
                value = numbers["value"] = worked
            elif abs(value - worked) > SAME:
                self.fault("value", f"{value:g} is not 100 x numerator / denominator, which is {worked:.2f}")
        elif value is not None and indicator.measure == "percent" and None in (part, whole):
            self.fault(
                "numerator", "with measure: percent a value needs both counts; without counts write measure: share"
            )
        if value is not None:
            self._bounds(indicator.measure, value)
        lower, upper = numbers["lower"], numbers["upper"]
        if (lower is None) != (upper is None):
            self.fault("lower" if lower is None else "upper", "one limit of the interval is empty; give both or none")
        elif lower is not None and upper is not None and (value is None or not lower <= value <= upper):
            self.fault("value", f"it does not lie in its interval, {lower:g} to {upper:g}")
        if len(self.cells["note"]) > LONGEST_NOTE:
            self.fault("note", f"it is longer than {LONGEST_NOTE} characters")
        return {**numbers, "status": self._status(value), "note": " ".join(self.cells["note"].split())}

    def _bounds(self, measure: str, value: float) -> None:
        if measure in ("percent", "share") and not 0 <= value <= 100:
            self.fault("value", f"{value:g} is no percentage from 0 to 100")
        elif measure == "count" and (value < 0 or value != int(value)):
            self.fault("value", f"{value:g} is no count: a whole number from 0")
        elif measure in ("rate", "years") and value < 0:
            self.fault("value", f"{value:g} is below nought")

    def _number(self, name: str) -> float | None:
        said = self.cells[name]
        if not said:
            return None
        if not _NUMBER.match(said) or abs(float(said)) > LARGEST_NUMBER:
            plain = said.strip("% £").replace(",", "")
            hint = (
                f"; write {plain}" if plain != said and _NUMBER.match(plain) else "; leave it empty and give a status"
            )
            self.fault(name, f"{quoted(said)} is no number{hint}")
            return None
        return float(said)

    def _status(self, value: float | None) -> str:
        said = self.cells["status"].lower()
        if self.cells["value"] and value is None:  # told already: the number is none
            return ""
        if value is not None:
            if said not in ("", "reported"):
                self.fault("status", f"{quoted(said)} beside a value; a place has either")
            return "reported"
        if not said:
            self.fault("status", f"there is no value, so it must say why: {', '.join(REASONS)}")
        elif said not in REASONS:
            self.fault(
                "status", f"{quoted(said)} is none of {', '.join(REASONS)}; the nearest is '{nearest(said, REASONS)}'"
            )
        return said
