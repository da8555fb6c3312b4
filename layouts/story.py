"""A place's figure told in a few sentences: how much, beside England, more than chance or not, and how it has moved."""

from __future__ import annotations

import numpy as np

from data import held, query
from data.catalogue import WALES
from data.judge import verdicts
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Snapshot
from layouts import judgement, reasons, sentences, staff
from layouts.view import View
from layouts.welsh import note
from layouts.words import _, comparisons, count, month, named, status_sentences


def story(snapshot: Snapshot, view: View, code: str, *, plainly: bool = True) -> str:
    """Tell the figure, how it compares with England, and how it has moved, in a few sentences.

    `plainly` says the share beside its per cent; not where it was said just before.
    """
    indicator = view.measured
    answer = query.across(snapshot, indicator, view.split, view.period)
    at, england = answer.place_at[code], answer.place_at.get(ENGLAND)
    when = named(view.period, indicator.by_years)
    status = answer.status[-1, at]
    if status != REPORTED:
        told = sentences.missing(snapshot, code, STATUSES[status], when) + "."
        reason = reasons.why(snapshot, indicator, code, view.period)
        return " ".join(
            filter(None, (told, status_sentences().get(STATUSES[status], ""), f"({reason})" if reason else ""))
        )
    told = sentences.counted(indicator, answer, at, plainly=plainly)
    said = [_("In {month}: {figure}").format(month=when, figure=told)]
    if (
        code != ENGLAND
        and indicator.measure != "count"
        and england is not None
        and answer.status[-1, england] == REPORTED
    ):
        said.append(
            _("England as a whole: {value}.").format(
                value=sentences.figure(indicator, float(answer.value[-1, england]))
            )
        )
    wales = answer.place_at.get(WALES) if indicator.is_welsh and code != WALES else None
    if wales is not None and answer.status[-1, wales] == REPORTED:
        said.append(
            _("Wales as a whole: {value}.").format(value=sentences.figure(indicator, float(answer.value[-1, wales])))
        )
    if indicator.of_areas:
        said.append(compared(answer, at, code))
    if indicator.change_of:
        said += [staff.not_jobs_lost(), staff.happened(snapshot, view, code)]
    if indicator.group == "staff":
        said.append(staff.before_merger(snapshot, view, code))
    if indicator.is_published:
        note = reasons.why(snapshot, indicator, code, view.period)
        said.append(_("Note: {note}.").format(note=note) if note else "")
        said.append(sentences.since_then(snapshot, code, view.period) if indicator.drawn == "trust" else "")
    if verdicts.can_be_judged(indicator) and code in snapshot.places:
        said += judged(snapshot, view, code)
    if "improvement" in indicator.views:
        said += [moved(snapshot, view, at, months) for months in (1, 12)]
    first = held.first_published(snapshot, indicator, view.split, code, view.period)
    if first is not None:
        said.append(_("Revised since: first published as {value}.").format(value=sentences.figure(indicator, first)))
    behind = answer.denominator[-1, at]
    if indicator.is_percent and behind < 100:
        said.append(_("Only {n} patients: one or two of them can swing this share.").format(n=count(behind)))
    return " ".join(filter(None, said))


def judged(snapshot: Snapshot, view: View, code: str) -> list[str]:
    """Give the verdict on the place in view, and whether it can be expected to meet the standard."""
    found = verdicts.judge(snapshot, view.measured, view.split, view.period)
    standard = view.measured.standard(view.period)
    goal = standard.value if standard else None
    told = judgement.verdict(found, found.places.index(code), goal)
    assured = judgement.assurance_sentence(told, goal) if goal is not None else ""
    return [judgement.sentence(told), assured, note("verdicts")]


def compared(answer: Answer, at: int, code: str) -> str:
    """Say the official comparison with England in a sentence."""
    if code == ENGLAND:
        return ""
    said = answer.comparison(-1, at)
    if said == "not_compared":
        return _("It is not compared with England.")
    if said == "similar":
        return _("Similar to England: the difference may be chance.")
    return _("{comparison}, by more than chance would explain.").format(comparison=comparisons()[said])


def moved(snapshot: Snapshot, view: View, at: int, months: int) -> str:
    """Say how the figure differs from an earlier month, and whether that is more than it usually moves."""
    change = query.change(snapshot, view.measured, view.split, view.period, months)
    difference = float(change.change[at])
    if np.isnan(difference):
        return ""
    measure = view.measured.measure
    size = {"percent": _("{n} points"), "weeks": _("{n} weeks"), "count": "{n}"}[measure].format(
        n=count(abs(difference)) if measure == "count" else f"{abs(difference):.1f}"
    )
    if (measure == "count" and difference == 0) or (measure != "count" and abs(difference) < 0.05):
        return _("That is the same as in {month}.").format(month=month(change.earlier))
    direction = _("up {size} on") if difference > 0 else _("down {size} on")
    verdict = {
        "better": _("better, by more than it usually moves from month to month"),
        "worse": _("worse, by more than it usually moves from month to month"),
        "usual": _("no more than it usually moves from month to month"),
    }[str(change.band[at])]
    return _("That is {direction} {month}: {verdict}.").format(
        direction=direction.format(size=size), month=month(change.earlier), verdict=verdict
    )
