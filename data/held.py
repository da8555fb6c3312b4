"""What a snapshot holds beside its arrays: which indicators, and the publisher's own estimates for England."""

from __future__ import annotations

from functools import lru_cache

from data.catalogue import Indicator, catalogue
from data.store import Snapshot


@lru_cache(maxsize=4)
def indicators(snapshot: Snapshot) -> dict[str, Indicator]:
    """List the indicators whose figures the snapshot holds, by slug."""
    return {slug: indicator for slug, indicator in catalogue().items() if indicator.dataset in snapshot.cubes}


def estimated(snapshot: Snapshot, indicator: Indicator, period: str) -> float | None:
    """Give England's value with the publisher's estimates for trusts that sent nothing; None where none is printed."""

    def told(measure: str) -> float | None:
        return snapshot.estimates.get((indicator.dataset, measure, period))

    part = told(indicator.value)
    if part is None or not indicator.is_percent:
        return part
    whole = told(indicator.denominator)
    return None if whole is None else 100 * part / whole
