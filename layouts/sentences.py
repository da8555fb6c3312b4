"""Sentences about figures: the headline that is the answer, and the line of context under it."""

from __future__ import annotations

import numpy as np

from data import held
from data.catalogue import Indicator
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Snapshot
from layouts.view import View
from layouts.words import _, about, comparisons, count, date, large, named, per_cent, status_sentences, value

#: Types of places that people are in, not at.
AREAS = frozenset({"council", "county", "region", "nation", "health-board"})


def place_name(snapshot: Snapshot, code: str) -> str:
    """Give a place's name as people write it."""
    known = snapshot.named(code)
    return known.name if known else code


def where(snapshot: Snapshot, code: str) -> str:
    """Say where: `in England`, `at Somerset NHS Foundation Trust`."""
    if code == ENGLAND:
        return _("in England")
    name = place_name(snapshot, code)
    if code in snapshot.places and snapshot.places[code].type in AREAS:
        return _("in {place}").format(place=name)
    return _("at {place}").format(place=name)


def split_words(indicator: Indicator, split: str) -> str:
    """Write a split inside a sentence: `trauma and orthopaedics`, `major A&E (type 1)`."""
    title = _(indicator.splits[split])
    return title[0].lower() + title[1:]


def capital(sentence: str) -> str:
    """Begin a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def figure(indicator: Indicator, number: float) -> str:
    """Write a value with its unit."""
    return value(indicator.measure, number, indicator.decimals, indicator.names)


def headline(snapshot: Snapshot, view: View, answer: Answer) -> str:
    """Answer the indicator's question for the place in view (England when none is chosen) in one sentence."""
    indicator, code = view.measured, view.place or ENGLAND
    at = answer.place_at.get(code)
    status = answer.status[-1, at] if at is not None else 0
    if status != REPORTED or at is None:
        if not view.place and indicator.names:
            return _("{title}: {tally}").format(title=_(indicator.title), tally=tally(snapshot, answer))
        if not view.place and at is None:
            choose = _("{title}: choose a council") if indicator.of_areas else _("{title}: choose a trust")
            return choose.format(title=_(indicator.title))
        if at is None:
            return _("{place} is not among those who report this figure").format(place=place_name(snapshot, code))
        return missing(snapshot, code, STATUSES[status], named(view.period, indicator.by_years))
    number = float(answer.value[-1, at])
    total = _is_total(view)
    sentence = _(indicator.headline if total else indicator.headline_of_a_split)
    return capital(
        sentence.format(
            share=about(number) if indicator.is_share else "",
            value=figure(indicator, number),
            count=large(number),
            where=where(snapshot, code),
            split=split_words(indicator, view.split),
        )
    )


def since_then(snapshot: Snapshot, code: str, period: str) -> str:
    """Warn that a trust has taken over others after a period, so that a figure of then is not of it as it is now."""
    later = [step for step in snapshot.predecessors.get(code, ()) if step.date > f"{period}-31"]
    if not later:
        return ""
    names = ", ".join(f"{place_name(snapshot, step.old_code)} ({date(step.date)})" for step in later)
    said = _(
        "Since then it has taken over, whole or in part: {trusts}. This is a figure of the trust as it was before."
    )
    return said.format(trusts=names)


def tally(snapshot: Snapshot, answer: Answer) -> str:
    """Count the trusts, or hospitals, in each grade, the highest first: `12 Outstanding, 110 Good`."""
    indicator = answer.indicator
    places = [snapshot.named(code) for code in answer.places]
    drawn = np.array([indicator.drawn == "site" or bool(one and one.type == indicator.drawn) for one in places])
    told = answer.value[-1, drawn]
    found = [(name, int(np.sum(told == number))) for number, name in reversed(indicator.names.items())]
    return ", ".join(_("{n} {grade}").format(n=count(n), grade=_(name)) for name, n in found if n)


def missing(snapshot: Snapshot, code: str, status: str, when: str) -> str:
    """Say in one sentence that and why a place has no figure in a period, named as people read it."""
    sentences = {
        "not_submitted": _("{place} did not send figures for {month}"),
        "stopped_reporting": _("{place} reports no more in {month}; the reason is not known"),
        "not_collected": _("This was not collected from {place} in {month}"),
        "not_applicable": _("{place} had nobody in this group in {month}, or does not offer it"),
        "no_comparable_record": _("{place} has no figure for {month} that can fairly be compared"),
        "not_held": _("A figure for {place} in {month} may have been published, but is not held here"),
    }
    other = _("There is no figure for {place} in {month}")
    return sentences.get(status, other).format(place=place_name(snapshot, code), month=when)


def context(snapshot: Snapshot, view: View, answer: Answer) -> str:
    """Give value, counts, month, standard and England's value in one line under the headline."""
    indicator, code = view.measured, view.place or ENGLAND
    at = answer.place_at.get(code)
    parts = []
    if at is not None and answer.status[-1, at] == REPORTED:
        parts.append(counted(indicator, answer, at))
    elif at is not None and answer.status[-1, at]:
        parts.append(status_sentences()[STATUSES[answer.status[-1, at]]])
    parts.append(named(view.period, indicator.by_years) + ".")
    if at is not None and answer.comparison(-1, at) != "not_compared":
        parts.append(comparisons()[answer.comparison(-1, at)] + ".")
    standard, interim = indicator.standard(view.period), indicator.standard(view.period, "interim")
    if standard:
        parts.append(_("Standard: {value} %.").format(value=f"{standard.value:g}"))
    if interim:
        parts.append(_("Interim target: {value} %.").format(value=f"{interim.value:g}"))
    england = answer.place_at.get(ENGLAND)
    if (
        code != ENGLAND
        and indicator.measure != "count"
        and england is not None
        and answer.status[-1, england] == REPORTED
    ):
        parts.append(_("England: {value}.").format(value=figure(indicator, float(answer.value[-1, england]))))
    estimated = held.estimated(snapshot, indicator, view.period) if code == ENGLAND and _is_total(view) else None
    if estimated is not None:
        told = _("With the publisher's estimates for trusts that sent nothing: {value}.")
        parts.append(told.format(value=figure(indicator, estimated)))
    return " ".join(parts)


def _is_total(view: View) -> bool:
    return view.split == view.measured.default_split


def counted(indicator: Indicator, answer: Answer, at: int) -> str:
    """Write a value with the counts behind it: `61.2 % (23,456 of 38,012 people waiting).`"""
    number, part, whole = (float(a[-1, at]) for a in (answer.value, answer.numerator, answer.denominator))
    noun = _(indicator.noun)
    if indicator.is_percent:
        return _("{value} ({part} of {whole} {noun}).").format(
            value=per_cent(number), part=count(part), whole=count(whole), noun=noun
        )
    if indicator.measure == "weeks":
        return _("{value} ({whole} {noun}).").format(value=figure(indicator, number), whole=count(whole), noun=noun)
    if indicator.is_published:
        if np.isnan(answer.lower[-1, at]):
            return f"{figure(indicator, number)}."
        low = f"{float(answer.lower[-1, at]):,.{indicator.decimals}f}"
        high = figure(indicator, float(answer.upper[-1, at]))
        return _("{value} (95 % confidence interval {low} to {high}).").format(
            value=figure(indicator, number), low=low, high=high
        )
    return _("{value} {noun}.").format(value=figure(indicator, number), noun=noun)


def ground(view: View, drawing: str) -> str:
    """Say what is drawn: councils of which year, catchments of trusts, or points."""
    if view.measured.of_areas:
        sentence = _(
            "Drawn on the borders of councils in {year}, those that most of these figures were published for. A "
            "council that had merged or not yet merged has no figure of its own on them."
        )
        return sentence.format(year=drawing.partition(".")[0][-4:])
    if "trust-" in drawing:
        return _(
            "Each area is where most patients admitted from a neighbourhood went to one trust, in 2019. It is no legal "
            "boundary. Circles are trusts without such an area. Wales has its own NHS figures."
        )
    if view.measured.drawn == "site":
        return _("Each circle is a hospital, over the outlines of councils.")
    said = _("Each circle is a trust, at its largest hospital, over the outlines of councils.")
    if view.period < "2019-04":
        said += " " + _("Areas are only known from April 2019 on.")
    return said


def caption(indicator: Indicator) -> str:
    """Name the table of what is on the map."""
    words = {"trust": _("{title}: trusts on the map"), "site": _("{title}: hospitals on the map")}
    return words.get(indicator.drawn, _("{title}: councils on the map")).format(title=_(indicator.title))


def coverage(answer: Answer, drawn: frozenset[str]) -> str:
    """Say how many of the places drawn have a figure: `148 of 150 trusts on the map have a figure.`"""
    due = [at for at, code in enumerate(answer.places) if code in drawn and answer.status[-1, at]]
    told = sum(1 for at in due if answer.status[-1, at] == REPORTED)
    words = {
        "trust": _("{n} of {total} trusts on the map have a figure."),
        "site": _("{n} of {total} hospitals on the map are marked."),
    }
    other = _("{n} of {total} councils on the map have a figure.")
    return words.get(answer.indicator.drawn, other).format(n=told, total=len(due))
