"""One figure of one place with all that is known of it: value, its nation's, verdict, standard; or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data import query
from data.catalogue import WALES, Indicator, Standard
from data.judge import verdicts
from data.query import REPORTED, Answer
from data.store import STATUSES, Snapshot
from layouts import judgement
from layouts.judgement import Verdict
from layouts.place.figures import has_closed, last_reported
from layouts.place.health import newest_told


@dataclass(frozen=True, eq=False)
class Told:
    """A figure of a place in a period.

    `value` and `whole`, that of its nation, are NaN where there is none; `status` says why, in the words of the store ('' where the period
    is not held at all). `verdict` is None where none is given: on figures kept as published, which carry the official
    comparison `compared` instead. `moved` tells that staff were transferred between the two dates of a change.
    """

    indicator: Indicator
    split: str
    period: str
    code: str
    status: str
    value: float
    whole: float
    numerator: float
    denominator: float
    verdict: Verdict | None
    standard: Standard | None
    compared: str = "not_compared"
    moved: bool = False

    @property
    def is_reported(self) -> bool:
        """Tell whether there is a figure."""
        return self.status == "reported"


def ask(snapshot: Snapshot, indicator: Indicator, split: str, code: str, period: str = "") -> Told | None:
    """Ask for one figure.

    Parameters
    ----------
    period
        '' is the newest; of a place that has closed, and of staff and quality, the last with a figure.

    Returns
    -------
    None where the place is not among those that the figure is told of.
    """
    if code not in snapshot.cubes[indicator.dataset].place_at:
        return None
    period = period or _newest(snapshot, indicator, code)
    standard = indicator.standard(period)
    nan = float("nan")
    if period not in query.periods(snapshot, indicator):
        return Told(indicator, split, period, code, "", nan, nan, nan, nan, None, standard)
    answer = query.across(snapshot, indicator, split, period)
    at = answer.place_at[code]
    nation = answer.place_at.get(indicator.nation) if code != WALES else None
    status = STATUSES[answer.status[-1, at]]
    judged = None
    if status == "reported" and verdicts.can_be_judged(indicator) and code in snapshot.places:
        found = verdicts.judge(snapshot, indicator, split, period)
        judged = judgement.verdict(found, found.places.index(code), standard.value if standard else None)
        judged = judged if judged.way is not None or not indicator.is_welsh else None
    return Told(
        indicator,
        split,
        period,
        code,
        status,
        float(answer.value[-1, at]),
        _whole(indicator, answer, nation),
        float(answer.numerator[-1, at]),
        float(answer.denominator[-1, at]),
        judged,
        standard,
        answer.comparison(-1, at),
        bool(answer.moved[-1, at]),
    )


def _whole(indicator: Indicator, answer: Answer, nation: int | None) -> float:
    """Give the nation's figure; a count of a whole nation says nothing beside that of one place."""
    return float("nan") if nation is None or indicator.measure == "count" else float(answer.value[-1, nation])


def _newest(snapshot: Snapshot, indicator: Indicator, code: str) -> str:
    newest = query.periods(snapshot, indicator)[-1]
    if indicator.of_areas:
        return newest_told(snapshot, indicator, code) or newest
    sends_no_more = indicator.is_published or has_closed(snapshot, code, newest)
    return (last_reported(snapshot, indicator, code) if sends_no_more else "") or newest


def ever(snapshot: Snapshot, indicator: Indicator, code: str) -> bool:
    """Tell whether a place has ever reported a figure."""
    if code not in snapshot.cubes[indicator.dataset].place_at:
        return False
    through = query.through_time(snapshot, indicator, indicator.default_split, code)
    return bool(np.any(through.status == REPORTED))
