"""Which of several releases of one month is the newest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from data.periods import MONTH_NAMES

_STAMP = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\s+(\d{4})")
_FORMS = ("table", "csv", "extract", "workbook")


@dataclass(frozen=True)
class Release:
    """One publication of one month of a collection.

    Parameters
    ----------
    collection
        `ae` or `rtt`.
    period
        Month, such as `2026-01`.
    file
        Path relative to its `--from` folder.
    sha256
        Of the file's bytes.
    form
        `workbook`, `csv`, `extract` or `table`.
    revised
        Whether the publisher marks it as revised, in the file's name or the workbook's head.
    dated
        ISO date of the revision (workbook's head, else the six figures in the name, else, for an RTT extract,
        the date on the file inside the archive); '' if unknown.
    """

    collection: str
    period: str
    file: str
    sha256: str
    form: str
    revised: bool
    dated: str = ""

    @property
    def rank(self) -> tuple[bool, str, int, str, str]:
        """Sorts releases of one month from the oldest to the newest, whatever the order they came in.

        A revision stands over a first release, a later date over an earlier one or none, a workbook over a
        CSV.
        """
        return (
            self.revised,
            self.dated if self.revised or self.form == "extract" else "",
            _FORMS.index(self.form),
            self.file,
            self.sha256,
        )

    @property
    def words(self) -> str:
        """How a reader is told of it: "first release", "revised" or "revised 2022-05-12"."""
        if not self.revised:
            return "first release"
        return f"revised {self.dated}".strip()


def is_marked_revised(name: str) -> bool:
    """Tell whether a file's name says that it was revised."""
    return "revised" in name.lower()


def date_in_name(name: str) -> str:
    """Read the revision date from a name such as `April-2021-revised-120522-ABC456.csv`.

    Returns
    -------
    str
        ISO date, '' where the name holds no date of day, month and year in six figures.
    """
    _, _, tail = name.lower().rpartition("revised")
    for where in (tail, name):
        for found in _STAMP.finditer(where):
            day, month, year = (int(part) for part in found.groups())
            try:
                return date(2000 + year, month, day).isoformat()
            except ValueError:
                continue
    return ""


def date_in_words(text: object) -> str:
    """Read a date such as "11th May 2023"; '' where there is none."""
    found = _WORDS.search(str(text))
    if not found:
        return ""
    months = [name for name in MONTH_NAMES if name.lower().startswith(found[2].lower()[:3])]
    try:
        return date(int(found[3]), MONTH_NAMES.index(months[0]) + 1, int(found[1])).isoformat() if months else ""
    except ValueError:
        return ""
