"""Verdicts in words: how a figure stands beside others, whether it changes, and whether chance would explain it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.catalogue import Indicator
from data.columns import Columns
from data.judge import history, verdicts
from data.judge.verdicts import Judged
from data.store import Snapshot
from layouts.view import View
from layouts.words import _


@dataclass(frozen=True)
class Verdict:
    """What is said of one place.

    `beside` is -2 to 2 (how far below or above most, see `Judged.beside`), None where it has no peers; `way` is 1 where
    the figure moves upwards by more than chance, -1 downwards, 0 neither, None where months are too few; `sign` is 1
    where high is good, -1 where low is, 0 where neither; `with_most` tells whether most places move alike; `assurance`
    is as `history.assurance` says, or ''.
    """

    beside: int | None
    way: int | None
    sign: int
    with_most: bool
    assurance: str

    @property
    def change(self) -> int:
        """1 for getting better, -1 for getting worse, 0 for neither."""
        return (self.way or 0) * self.sign

    @property
    def standing(self) -> int:
        """1 for better than most by more than chance, -1 for worse, 0 for neither."""
        return {-2: -1, 2: 1}.get(self.beside or 0, 0) * self.sign


def verdict(judged: Judged, at: int, standard: float | None) -> Verdict:
    """Read the verdict on one place out of those on all."""
    funnel = judged.funnel
    peer = funnel is not None and not np.isnan(funnel.z_adjusted[at])
    enough = bool(judged.history.enough[at])
    way = int(judged.history.direction[at])
    sure = ""
    if standard is not None and enough and judged.sign:
        sure = str(history.assurance(judged.history, standard, judged.sign > 0)[at])
    return Verdict(
        beside=int(judged.beside[at]) if peer else None,
        way=way if enough else None,
        sign=judged.sign,
        with_most=bool(judged.with_most[at]),
        assurance=sure,
    )


def beside_words() -> dict[int, str]:
    """Say where a place stands among the others, by how far out it lies."""
    return {
        -2: _("Lower than most trusts, more than chance would explain"),
        -1: _("Lower than most trusts, at the edge of what chance would explain"),
        0: _("No different from most trusts, as far as chance lets us tell"),
        1: _("Higher than most trusts, at the edge of what chance would explain"),
        2: _("Higher than most trusts, more than chance would explain"),
    }


def change_clause(told: Verdict) -> str:
    """Say whether the figure changes by more than it usually does."""
    if told.way is None:
        return _("too few months to say whether it changes")
    if told.way == 0:
        return _("not changing")
    if told.change == 0:
        plain, alike = (
            (_("rising"), _("rising, as at most trusts"))
            if told.way > 0
            else (_("falling"), _("falling, as at most trusts"))
        )
    elif told.change > 0:
        plain, alike = _("getting better"), _("getting better, as most trusts are")
    else:
        plain, alike = _("getting worse"), _("getting worse, as most trusts are")
    return alike if told.with_most else plain


def sentence(told: Verdict) -> str:
    """Give the verdict in one sentence: `Lower than most trusts, more than chance would explain, and not changing.`"""
    change = change_clause(told)
    if told.beside is None:
        return change[:1].upper() + change[1:] + "."
    return _("{beside}, and {change}.").format(beside=beside_words()[told.beside], change=change)


def assurance_sentence(told: Verdict, standard: float) -> str:
    """Say whether the place's usual range meets the standard; '' where nobody can tell.

    It speaks of the range, not of where a trend may lead: a place can be getting better and its range lie below.
    """
    words = {
        "met": _("Its usual range meets the standard of {n} %: unless it changes, it will go on meeting it."),
        "missed": _("Its usual range does not reach the standard of {n} %: meeting it would take a real change."),
        "hit_or_miss": _("The standard of {n} % lies within its usual range: met in some months, missed in others."),
    }
    return words[told.assurance].format(n=f"{standard:g}") if told.assurance else ""


def code(told: Verdict) -> str:
    """Name the verdict for programs: `lower-worsening`, `similar-steady`, `higher-too_few`."""
    names = {-2: "lower", -1: "somewhat-lower", 0: "similar", 1: "somewhat-higher", 2: "higher", None: "no-peers"}
    return f"{names[told.beside]}-{variation(told)}"


def icon(told: Verdict) -> tuple[str, str]:
    """Give a small sign for a verdict and its class: up or down beside others, then which way it goes.

    The class is `better`, `worse` or `usual`, by what is more than chance: where it stands, else where it is going.
    """
    stands = {-2: "\u25bc", -1: "\u25bd", 1: "\u25b3", 2: "\u25b2"}.get(told.beside or 0, "\u25cf")
    goes = {1: "\u2197", -1: "\u2198", 0: "\u2192", None: ""}[told.way]
    weight = told.standing or told.change
    return stands + goes, "better" if weight > 0 else "worse" if weight < 0 else "usual"


def variation(told: Verdict) -> str:
    """Name what the history says: `improving`, `worsening`, `rising`, `falling`, `steady` or `too_few`."""
    if told.way is None:
        return "too_few"
    if told.change:
        return "improving" if told.change > 0 else "worsening"
    return {1: "rising", 0: "steady", -1: "falling"}[told.way]


def sentences_on_map(snapshot: Snapshot, view: View, columns: Columns) -> dict[str, str]:
    """Give the verdict on every place with a chart in one sentence, where the map shows verdicts; else nothing."""
    if view.view != "verdict" or not verdicts.can_be_judged(view.measured):
        return {}
    judged = verdicts.judge(snapshot, view.measured, view.split, view.period, columns=columns)
    return {
        code: sentence(verdict(judged, at, None)) for at, code in enumerate(judged.places) if judged.history.points[at]
    }


def classes(indicator: Indicator) -> dict[str, str]:
    """Name the classes of the map of verdicts, in the order of the legend."""
    if indicator.of_areas:
        if indicator.polarity == "none":
            return {
                "higher": _("Higher than England, more than chance would explain"),
                "usual": _("Similar to England: it may be chance"),
                "lower": _("Lower than England, more than chance would explain"),
                "too_few": _("Not compared with England: no interval is published"),
            }
        return {
            "better": _("Better than England, more than chance would explain"),
            "usual": _("Similar to England: it may be chance"),
            "worse": _("Worse than England, more than chance would explain"),
            "too_few": _("Not compared with England: no interval is published"),
        }
    if indicator.is_percent:
        return {
            "better": _("Better than most trusts, more than chance would explain"),
            "usual": _("No more different than chance would explain"),
            "worse": _("Worse than most trusts, more than chance would explain"),
            "too_few": _("Too few to say"),
        }
    if indicator.measure == "count":
        return {
            "better": _("Getting better, more than chance would explain"),
            "usual": _("Not changing by more than chance would explain"),
            "worse": _("Getting worse, more than chance would explain"),
            "too_few": _("Too few months to say"),
        }
    return {
        "better": _("Getting better beside England, more than chance would explain"),
        "usual": _("Going as England does"),
        "worse": _("Getting worse beside England, more than chance would explain"),
        "too_few": _("Too few months to say"),
    }
