"""The lines of a ledger written by hand: each cell is checked, and every fault is named by line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rapidfuzz import process

from data.errors import Refused

LONGEST = 600
"""Characters that a cell may hold."""
_LINK = re.compile(r"^https?://[^\s<>\"']+$")
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")
_MONTHS = ("%Y-%m", "%b-%y", "%B %Y", *_DAYS)
_PARTIAL = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$")


@dataclass(frozen=True)
class Line:
    """One line: its cells by our names, the publisher's header for each, and the faults found so far in the file."""

    number: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]
    faults: list[str]

    def fault(self, name: str, why: str) -> None:
        """Note a fault of a cell."""
        self.faults.append(f"line {self.number}, {self.headers[name]}: {why}")

    def text(self, name: str, needed: bool = False) -> str:
        """Read a text; a fault if it is needed and not there, or longer than anybody reads."""
        said = " ".join(self.cells[name].split())
        if needed and not said:
            self.fault(name, "it is empty")
        if len(said) > LONGEST:
            self.fault(name, f"it is longer than {LONGEST} characters")
        return said

    def count(self, name: str) -> float | None:
        """Read a whole number of posts, None for an empty cell."""
        said = self.cells[name].strip().replace(",", "")
        if not said:
            return None
        if not said.isdecimal():
            self.fault(name, f"'{self.cells[name][:40]}' is no whole number")
            return None
        return float(said)

    def day(self, name: str, today: date, needed: bool = False) -> date | None:
        """Read a day that is not in the future, None for an empty cell."""
        said = self.text(name, needed)
        if not said:
            return None
        day = _read(said, _DAYS)
        if day is None:
            self.fault(name, f"'{said[:40]}' is no date such as 2012-03-01")
        elif day > today:
            self.fault(name, f"{day} lies in the future")
        return day

    def month(self, name: str) -> str:
        """Read a month such as `2010-09`; '' where it is none."""
        said = self.text(name, needed=True)
        month = _read(said, _MONTHS)
        if said and month is None:
            self.fault(name, f"'{said[:40]}' is no month such as 2010-09")
        return month.strftime("%Y-%m") if month else ""

    def published(self, name: str, today: date) -> str:
        """Read a year, month or day of publication that is not in the future."""
        said = self.text(name, needed=True)
        if said and not _PARTIAL.match(said):
            self.fault(name, f"'{said[:40]}' is no date such as 2011, 2011-02 or 2011-02-23")
        elif said > today.isoformat():
            self.fault(name, f"{said} lies in the future")
        return said

    def link(self, name: str, needed: bool = False) -> str:
        """Read an address on the web."""
        said = self.text(name, needed)
        if said and not _LINK.match(said):
            self.fault(name, f"'{said[:60]}' is no address that begins with https:// or http://")
        return said

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """Read a word of a list; a fault names the nearest."""
        said = self.text(name, needed=True)
        if said and said not in choices:
            nearest = process.extractOne(said, choices)
            self.fault(name, f"'{said[:40]}' is none of {', '.join(choices)}; the nearest is {nearest[0]}")
        return said


def _read(said: str, forms: tuple[str, ...]) -> date | None:
    for form in forms:
        try:
            return datetime.strptime(said, form).date()
        except ValueError:
            continue
    return None


def read_lines(path: Path, file: str, columns: Mapping[str, str], faults: list[str]) -> Iterator[Line]:
    """Read a CSV line by line; empty lines are passed over.

    Parameters
    ----------
    columns
        Our name of each column to its header in the file.
    faults
        Where the lines note theirs.

    Raises
    ------
    Refused
        If it is no CSV in UTF-8, lacks a column or has one that nobody knows.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check_header(header, file, columns)
            ours = {theirs: name for name, theirs in columns.items()}
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(header):
                    faults.append(
                        f"line {reader.line_num}: it has {len(cells)} cells where the first line has {len(header)}"
                    )
                    continue
                told = {ours[name]: cell for name, cell in zip(header, cells, strict=True)}
                yield Line(reader.line_num, told, columns, faults)
    except (UnicodeDecodeError, csv.Error) as problem:
        raise Refused(file, f"it is no CSV in UTF-8 ({problem})", "Save it anew as CSV UTF-8") from problem


def _check_header(header: list[str], file: str, columns: Mapping[str, str]) -> None:
    expected = list(columns.values())
    missing = [name for name in expected if name not in header]
    unknown = [name for name in header if name not in expected]
    if missing or unknown or len(set(header)) != len(header):
        wrong = (
            f"it has no column '{missing[0]}'" if missing else f"it has a column '{(unknown or header)[0]}' too many"
        )
        raise Refused(file, wrong, f"Its first line must be: {','.join(expected)}")
