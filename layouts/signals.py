"""What an XmR chart says, in words: the usual range, and why a point is more than chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.judge import verdicts
from data.judge.history import FEWEST, RULES
from data.judge.verdicts import Judged
from data.store import Snapshot
from layouts import sentences
from layouts.view import View
from layouts.words import _, month, ngettext


def rules_in_words() -> dict[str, str]:
    """Name what each rule has found, as it is said of one point."""
    return {
        "outside": _("outside its usual range"),
        "shift": _("one of seven or more in a row on one side of its mean"),
        "trend": _("one of seven or more in a row that only rise or only fall"),
        "two_of_three": _("one of two out of three near the same edge of its usual range"),
    }


def signal(rules: Sequence[str]) -> str:
    """Say why a point is more than chance: `More than chance: outside its usual range.`; '' where no rule flags it."""
    words = rules_in_words()
    found = "; ".join(words[rule] for rule in RULES if rule in rules)
    return _("More than chance: {signals}.").format(signals=found) if found else ""


def usual_range(judged: Judged, at: int) -> str:
    """Tell the mean, the usual range and how many months are more than chance, or that months are too few."""
    chart = judged.history
    months = int(chart.points[at])
    last = month(judged.periods[-1])
    if not months:
        return ""
    if not chart.enough[at]:
        return ngettext(
            "{n} month without a break up to {last}: too few to say what is usual. {fewest} are needed.",
            "{n} months without a break up to {last}: too few to say what is usual. {fewest} are needed.",
            months,
        ).format(n=months, last=last, fewest=FEWEST)
    mean, lower, upper = (
        sentences.figure(judged.indicator, level) for level in (float(chart.mean[at]), *within_reach(judged, at))
    )
    said = _(
        "Over the {n} months up to {last} the mean is {mean}, and the usual range {lower} to {upper}; "
        "months beyond chance: {beyond}."
    )
    beyond = int(np.count_nonzero(chart.special[:, at]))
    return said.format(n=months, last=last, mean=mean, lower=lower, upper=upper, beyond=beyond)


def within_reach(judged: Judged, at: int) -> tuple[float, float]:
    """Give the usual range of a place as far as the figure can go: none lies under 0, and no share over 100 %.

    The limits themselves, as programs get them, are arithmetic and may lie beyond.
    """
    lower, upper = max(float(judged.history.lower[at]), 0.0), float(judged.history.upper[at])
    return lower, min(upper, 100.0) if judged.indicator.is_share else upper


def usual_here(snapshot: Snapshot, view: View, code: str) -> str:
    """Tell the usual range of a place in a view; '' where the figure is not judged by its own past."""
    if not verdicts.can_be_judged(view.measured):
        return ""
    found = verdicts.judge(snapshot, view.measured, view.split, view.period)
    return usual_range(found, found.places.index(code))
