"""The dates on which NHS staff were counted, and the changes between two of them that can be asked for."""

from __future__ import annotations

from data.periods import MONTH_NAMES, months_between

#: Each September to 2024, then each month. A date that a newer file brings is added here.
CENSUSES = (*(f"{year}-09" for year in range(2009, 2025)), *months_between("2025-02", "2026-02"))
#: How staff are counted: part-time hours added up to full posts, or people.
COUNTING: dict[str, str] = {"all": "Full-time equivalents", "headcount": "People (headcount)"}
#: The earlier date of a change, the newest first: a change is a split of its indicator.
EARLIER: dict[str, str] = {
    f"from-{date}": f"Since {MONTH_NAMES[int(date[5:]) - 1]} {date[:4]}" for date in reversed(CENSUSES[:-1])
}
#: The earlier dates taken where none is named, the first that lies before the later date.
USUAL = ("from-2025-02", "from-2010-09", "from-2009-09")
#: The two changes offered ready made: earlier and later date.
PRESETS = {"then": ("from-2010-09", "2013-09"), "now": ("from-2025-02", "2026-02")}


def earlier_date(split: str) -> str:
    """Read the earlier date of a change: `2010-09` of `from-2010-09`."""
    return split.removeprefix("from-")


def usual_split(period: str) -> str:
    """Name the change taken up to a date where no earlier date is named."""
    return next((split for split in USUAL if earlier_date(split) < period), USUAL[-1])
