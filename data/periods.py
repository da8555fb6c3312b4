"""Periods of official statistics: months (`2026-01`), and the years of public health.

Years come as `2024`, `2024-25` (financial, school or survey year), `2022-24` (years pooled), `2025-26-Q3` (the first
quarters of a financial year, added up). `2010-12` is December 2010 or the years 2010 to 2012: only the indicator
that it belongs to can tell.
"""

from __future__ import annotations

import re

_MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def is_month(text: str) -> bool:
    """Tell whether a text is a calendar month such as `2026-01`."""
    return bool(_MONTH.match(text))


def month_number(month: str) -> int:
    """Count months since year 0, so that months can be subtracted.

    Raises
    ------
    ValueError
        If the text is no month.
    """
    found = _MONTH.match(month)
    if not found:
        raise ValueError(f"'{month}' is not a month; write it as 2026-01")
    return int(found[1]) * 12 + int(found[2]) - 1


def month_of(number: int) -> str:
    """Write a month number as `2026-01` (the inverse of `month_number`)."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def shift(month: str, by: int) -> str:
    """Go `by` months forward (or back, if negative) from a month."""
    return month_of(month_number(month) + by)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """List every month from the first to the last, both included."""
    return tuple(month_of(n) for n in range(month_number(first), month_number(last) + 1))


_NAMED_YEARS = (
    (re.compile(r"^(\d{4})(?:\.0)?$"), 1),
    (re.compile(r"^(\d{4}) ?[-/] ?(?:20)?(\d{2})$"), 2),
    (re.compile(r"^(\d{4}) to (?:20)?(\d{2})$"), 2),
    (re.compile(r"^(\d{4})-\d{2} and \d{4}-(\d{2})$"), 2),
)
_QUARTERS = re.compile(r"^(?:\d{4}/\d{2} Q1 - )?(\d{4})/(\d{2}) Q([1-4])$")
_SPAN = re.compile(r"^(\d{4})-(\d{2})-\d{2}/P(\d+)Y$")
_YEARS = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-Q([1-4]))?$")


def read_years(text: str) -> str:
    """Read the years a publisher names, in any of the ways publishers name them.

    Understands "2024", "2015.0", "2015/16", "2022 - 24", "2009-11", "2021 to 2023", "2021-22 and 2022-23",
    "2021/22 Q1 - 2025/26 Q3" and "2022-01-01/P3Y".

    Returns
    -------
    str
        Such as `2022-24`; '' where no years are named.
    """
    text = text.strip()
    quarters = _QUARTERS.match(text)
    if quarters:
        return f"{quarters[1]}-{quarters[2]}-Q{quarters[3]}"
    span = _SPAN.match(text)
    if span:
        start, length = int(span[1]), int(span[3])
        last = start + length - (span[2] == "01")
        return str(start) if last == start else f"{start}-{last % 100:02d}"
    for pattern, parts in _NAMED_YEARS:
        found = pattern.match(text)
        if found:
            return found[1] if parts == 1 else f"{found[1]}-{found[2]}"
    return ""


def first_and_last(years: str) -> tuple[int, int]:
    """Give the first and last calendar year that years such as `2022-24` touch.

    Raises
    ------
    ValueError
        If the text names no years.
    """
    found = _YEARS.match(years)
    if not found:
        raise ValueError(f"'{years}' names no years; write them as 2024, 2024-25, 2022-24 or 2025-26-Q3")
    first = int(found[1])
    last = first if found[2] is None else first - first % 100 + int(found[2])
    return first, last if last >= first else last + 100


def pooled(years: str) -> int:
    """Count the years that are taken together: 3 for `2022-24`, 1 for `2024` and for `2024-25`."""
    first, last = first_and_last(years)
    return max(last - first, 1) + (last - first > 1)


def order_of_years(years: str) -> tuple[int, int, str]:
    """Sort single years before pooled ones, each by time: the two are series of their own."""
    return pooled(years), first_and_last(years)[1], years
