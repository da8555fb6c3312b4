"""Newly come months beside the months around them: what has shrunk too much to be whole is refused."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from data.errors import Refused
from data.periods import month_number
from data.reading import Reading

FEWEST = 0.8
"""A file with less than this share of its neighbours' rows is refused."""
_NEAR = 6
"""Months a file is compared with to either side."""


def cut_short(readings: list[Reading], known_rows: dict[tuple[str, str], int]) -> Iterator[Refused]:
    """Refuse files with far fewer rows than the months beside them."""
    for one in readings:
        if one.release.form == "table":
            continue
        near = {
            ("last build", month): rows
            for (collection, month), rows in known_rows.items()
            if collection == one.release.collection and _is_near(month, one)
        }
        near |= {
            (other.release.file, other.release.period): other.rows
            for other in readings
            if other is not one
            and other.release.collection == one.release.collection
            and other.release.form != "table"
            and _is_near(other.release.period, one)
        }
        usual = median(near.values()) if len(near) > 2 else 0
        if one.rows < FEWEST * usual:
            yield Refused(
                one.release.file,
                f"it has {one.rows:,} rows where its neighbours have {usual:,.0f}",
                "It may have been cut short: download it again",
            )


def _is_near(month: str, one: Reading) -> bool:
    return abs(month_number(month) - month_number(one.release.period)) <= _NEAR
