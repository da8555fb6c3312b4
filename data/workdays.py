"""Working days under the Freedom of Information Act 2000: when an answer is due."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np

DAYS_TO_ANSWER = 20
"""Section 10(1) of the Act: promptly, and not later than the twentieth working day after a request came in."""
_ONCE = (
    "2011-04-29", "2012-06-04", "2012-06-05", "2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08",
)  # fmt: skip
"""Bank holidays proclaimed for one year: weddings, jubilees, a funeral, a coronation, a moved May Day."""


def due(asked: date) -> date:
    """Give the last day on which an answer is in time.

    A bank holiday in any part of the United Kingdom is no working day (section 10(6)), so nobody is called late a
    day too early.
    """
    holidays = [day for year in range(asked.year, asked.year + 2) for day in bank_holidays(year)]
    last = np.busday_offset(np.datetime64(asked), DAYS_TO_ANSWER, roll="backward", holidays=holidays)
    return last.astype(date)


@cache
def bank_holidays(year: int) -> tuple[np.datetime64, ...]:
    """List the bank holidays of a year in any part of the United Kingdom, Good Friday and Christmas with them."""
    easter = _easter(year)
    days = {easter - timedelta(days=2), easter + timedelta(days=1)}
    days |= {_first_monday(year, 5), _first_monday(year, 8), _last_monday(year, 5), _last_monday(year, 8)}
    for month, day in ((1, 1), (1, 2), (3, 17), (7, 12), (11, 30), (12, 25), (12, 26)):
        fixed = date(year, month, day)
        while fixed.weekday() > 4 or fixed in days:
            fixed += timedelta(days=1)
        days.add(fixed)
    return tuple(
        np.datetime64(day) for day in sorted(days | {date.fromisoformat(d) for d in _ONCE if d[:4] == str(year)})
    )


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def _easter(year: int) -> date:
    """Find Easter Sunday by the rule of the Gregorian calendar (Butcher's)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
