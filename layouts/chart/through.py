"""One place through time, ready to be drawn: its values up to the period in view, and what they are read against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data import query
from data.judge import verdicts
from data.occasions import Occasion, occasions
from data.query import REPORTED, Answer, Break
from data.store import ENGLAND, STATUSES, Snapshot
from layouts import sentences
from layouts.choices import BadChoice
from layouts.compare.choice import short
from layouts.figures.trend import Limits, pieces
from layouts.panel import limits
from layouts.reasons import said as in_words
from layouts.view import View
from layouts.words import _, month, named, ngettext, statuses

Stretch = tuple[tuple[str, ...], tuple[float, ...]]
#: A picture has room for so many reasons why a line is broken; the page of the place has them all.
MOST_NOTES = 3


@dataclass(frozen=True)
class Line:
    """A series: whose, how it is drawn (`here`, `other1` to `other5`, `england`), and its unbroken stretches."""

    name: str
    css: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Level:
    """A target and the periods over which it is drawn; an interim one is drawn at its last alone."""

    value: float
    first: str
    last: str
    interim: bool


@dataclass(frozen=True, eq=False)
class Through:
    """A place through time.

    `periods` are those of the series up to the one in view; `lines` has the place itself last, on top of the others;
    `limits` is None where months are too few; `marks` are the breaks that no line crosses, `missing` counts the periods
    without a figure by the kind of nothing.
    """

    answer: Answer
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    levels: tuple[Level, ...]
    limits: Limits | None
    marks: tuple[Break, ...]
    happened: tuple[Occasion, ...]
    missing: dict[str, int]


def check_place(snapshot: Snapshot, view: View) -> None:
    """Refuse a chart of no place, of a place that does not report the figure, or of what is no number.

    Raises
    ------
    BadChoice
        Naming what to choose instead.
    """
    if not view.place:
        raise BadChoice("place", "", _("A chart is of one place: name it by its code."), "RH5")
    if view.measured.by_states:
        why = _("Announced cuts are records, not a series of figures: only the map can be drawn.")
        raise BadChoice("chart", "", why, "map", link="/ledger")
    if view.place not in snapshot.cubes[view.measured.dataset].place_at:
        why = _("{place} is not among those who report this figure.")
        why = why.format(place=sentences.place_name(snapshot, view.place))
        raise BadChoice("place", view.place, why, status=404, link=f"/place/{view.place}")


def through(snapshot: Snapshot, view: View) -> Through:
    """Gather a place's series up to the period in view; later figures are left out, so a picture stays what it was.

    Raises
    ------
    BadChoice
        If no place is named, if it does not report the figure, or if there are fewer than two periods to draw.
    """
    check_place(snapshot, view)
    indicator = view.measured
    own = query.through_time(snapshot, indicator, view.split, view.place)
    shown = own.periods[: own.periods.index(view.period) + 1]
    if len(shown) < 2:
        raise BadChoice("chart", "trend", _("There is but one period up to then, and one is no trend."), "bar")
    marks = query.breaks(snapshot, own, view.place)
    others = [code for code in view.compare if code != view.place]
    told = snapshot.cubes[indicator.dataset].place_at
    drawn = {code: f"other{at}" for at, code in enumerate(others, 1) if code in told}
    if ENGLAND in told and ENGLAND not in (view.place, *others) and indicator.measure != "count":
        drawn = {ENGLAND: "england"} | drawn
    drawn |= {view.place: "here"}
    called = names(snapshot, tuple(drawn))
    lines = [_line(snapshot, view, code, called[code], css, shown) for code, css in drawn.items()]
    if sum(len(values) for _periods, values in lines[-1].stretches) < 2:
        why = _("There are not two figures of {place} up to then, so there is no trend to draw.")
        raise BadChoice("chart", "trend", why.format(place=lines[-1].name), "bar")
    kinds = own.status[: len(shown), 0]
    absent = [STATUSES[kind] for kind in kinds if kind and kind != REPORTED]
    return Through(
        answer=own,
        periods=shown,
        lines=tuple(lines),
        levels=_levels(view, shown[0]),
        limits=limits(snapshot, view, view.place) if verdicts.can_be_judged(indicator) else None,
        marks=tuple(one for one in marks if one.period in shown and one.kind != "gap"),
        happened=occasions(indicator, shown),
        missing={name: absent.count(name) for name in dict.fromkeys(absent)},
    )


def names(snapshot: Snapshot, codes: tuple[str, ...]) -> dict[str, str]:
    """Name places as briefly as they can be told apart; a trust may share its first word with a council."""
    brief = {code: short(sentences.place_name(snapshot, code)) for code in codes}
    said = list(brief.values())
    return {
        code: name if said.count(name) == 1 else sentences.place_name(snapshot, code) for code, name in brief.items()
    }


def _line(snapshot: Snapshot, view: View, code: str, name: str, css: str, shown: tuple[str, ...]) -> Line:
    found = query.through_time(snapshot, view.measured, view.split, code)
    stretches = []
    for periods, values in pieces(found, query.breaks(snapshot, found, code)):
        kept = [(when, float(v)) for when, v in zip(periods, values, strict=True) if when in shown and v is not None]
        if kept:
            stretches.append((tuple(when for when, _v in kept), tuple(v for _when, v in kept)))
    return Line(name, css, tuple(stretches))


def _levels(view: View, first: str) -> tuple[Level, ...]:
    """List the targets in force within the series, each over its own dates."""
    return tuple(
        Level(one.value, max(one.start, first), min(one.end or view.period, view.period), one.kind != "standard")
        for one in view.measured.standards
        if one.start <= view.period and (not one.end or one.end >= first)
    )


def notes(view: View, drawn: Through) -> list[str]:
    """Say why lines stop, what moved everybody's figures, and of how many periods there is no figure."""
    reasons: dict[str, list[str]] = {}
    for one in drawn.marks:
        reasons.setdefault(named(one.period, view.measured.by_years), []).append(in_words(one.reason))
    broken = _("{month}: {reason}. No line is drawn across it.")
    said = [broken.format(month=when, reason="; ".join(why)) for when, why in reasons.items()]
    if len(said) > MOST_NOTES:
        left = len(said) - MOST_NOTES
        more = ngettext("And {n} earlier break.", "And {n} earlier breaks.", left).format(n=left)
        said = [*said[-MOST_NOTES:], more]
    said += [f"{month(one.period)}: {_(one.what)}." for one in drawn.happened]
    if drawn.missing:
        kinds = "; ".join(f"{statuses()[name]} ({n})" for name, n in drawn.missing.items())
        said.append(_("Where the line stops there is no figure: {kinds}.").format(kinds=kinds))
    return said


def newest(drawn: Through) -> tuple[str, float] | None:
    """Give the place's figure in the period in view; None where it has none."""
    value = float(drawn.answer.value[len(drawn.periods) - 1, 0])
    return None if np.isnan(value) else (drawn.periods[-1], value)
