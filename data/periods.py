"""Periods of official statistics: months for now, written `2026-01`."""

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
