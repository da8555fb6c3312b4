"""What one raw file says of one month."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pandas as pd

from data.periods import MONTH_NAMES
from data.release import Release

ENGLAND = "E92000001"

_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTH_NAMES)
_MONTH_YEAR = re.compile(rf"(?<![a-z])({_NAMES}|sept)[\s_-]*(20\d\d|\d\d)(?!\d)", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True)
class Printed:
    """A total as its publisher printed it, and the total of what we read.

    `built` is None until the tables are put together.
    """

    what: str
    printed: float
    built: float | None
    file: str


@dataclass(frozen=True)
class Reading:
    """The figures of one month from one release.

    Parameters
    ----------
    release
        Whence they come.
    tables
        Dataset name to tidy frame (period, place_code, split, measures); England included.
    providers
        Frame code, name, as the file spells it.
    rows
        Rows of the raw file (of this month).
    printed
        Totals printed in the same file, with ours.
    not_submitted
        Code to reason: organisations the file itself says did not submit.
    held
        Whether it comes out of a snapshot, not out of its file. One without tables is known to have been published,
        and no more.
    """

    release: Release
    tables: dict[str, pd.DataFrame]
    providers: pd.DataFrame
    rows: int
    printed: tuple[Printed, ...] = ()
    not_submitted: dict[str, str] = field(default_factory=dict)
    held: bool = False


def month_in(text: object) -> str:
    """Find the month a text speaks of.

    Understands "RTT-APRIL-2019", "MSitAE-APRIL-2021", "Jan26", "January 2026", "2016-04-01" and
    "2024-04-rtt...".

    Returns
    -------
    str
        Such as `2026-01`; '' where no month is named.
    """
    text = str(text)
    found = _MONTH_YEAR.search(text)
    if found:
        year = int(found[2])
        return f"{year if year > 99 else 2000 + year:04d}-{_SHORT[found[1][:3].lower()]:02d}"
    found = _YEAR_MONTH.search(text)
    return f"{found[1]}-{found[2]}" if found else ""
