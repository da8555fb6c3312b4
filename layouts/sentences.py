"""Sentences about figures: the headline that is the answer, and the line of context under it."""

from __future__ import annotations

import numpy as np

from data import held, transfers
from data.catalogue import WALES, Indicator
from data.censuses import earlier_date
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Break, Snapshot
from layouts import cuts, inferred
from layouts.filters import filtered
from layouts.plainly import beside
from layouts.view import View
from layouts.words import (
    _,
    about,
    comparisons,
    count,
    date,
    large,
    month,
    named,
    ngettext,
    signed,
    split_title,
    status_sentences,
    value,
)

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
    title = split_title(split, indicator.splits[split])
    return title[0].lower() + title[1:]


def capital(sentence: str) -> str:
    """Begin a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def figure(indicator: Indicator, number: float) -> str:
    """Write a value with its unit."""
    return value(indicator.measure, number, indicator.decimals, indicator.names)


def worded(indicator: Indicator, key: str, number: float) -> str:
    """Give a figure's headline or noun for one, or for as many as there are."""
    one, many = indicator.wording(key)
    return _(many) if one == many else ngettext(one, many, 2 if np.isnan(number) else round(number))


def interval(indicator: Indicator, lower: float, upper: float, unit: bool = False) -> str:
    """Write a published confidence interval, `23.1 to 25.2`, on request with its unit, said once."""
    low, high = (f"{limit:,.{indicator.decimals}f}" for limit in (lower, upper))
    return _("{low} to {high}").format(low=low, high=figure(indicator, upper) if unit else high)


def headline(snapshot: Snapshot, view: View, answer: Answer, name: str = "") -> str:
    """Answer the indicator's question for the place in view (England when none is chosen) in one sentence.

    `name` stands for the place where it was named before.
    """
    indicator, code = view.measured, view.place or view.measured.nation
    if indicator.by_states:
        return cuts.headline(snapshot, code)
    at = answer.place_at.get(code)
    status = answer.status[-1, at] if at is not None else 0
    if status != REPORTED or at is None:
        if not view.place and indicator.group == "staff":
            return all_trusts(snapshot, view, answer)
        if not view.place and indicator.names:
            return _("{title}: {tally}").format(title=_(indicator.title), tally=tally(snapshot, answer))
        if not view.place and (at is None or indicator.of_areas):
            choose = _("{title}: choose a council") if indicator.of_areas else _("{title}: choose a trust")
            return choose.format(title=_(indicator.title))
        if at is None:
            return _("{place} is not among those who report this figure").format(place=place_name(snapshot, code))
        return missing(snapshot, code, STATUSES[status], named(view.period, indicator.by_years))
    number = float(answer.value[-1, at])
    sentence = worded(indicator, "headline" if _is_total(view) else "headline_of_a_split", number)
    told = capital(
        sentence.format(
            share=about(number) if indicator.is_share else "",
            value=figure(indicator, number),
            count=large(number),
            where=where(snapshot, code),
            split=split_words(indicator, view.split),
            place=name or place_name(snapshot, code),
            month=named(view.period, indicator.by_years),
            **(_compared_with(view, answer, at) if indicator.change_of else {}),
        )
    )
    return f"{told} \u2013 {meanwhile(snapshot, view, code)}" if answer.moved[-1, at] else told


def _compared_with(view: View, answer: Answer, at: int) -> dict[str, str]:
    """Say how many more or fewer there are, and than when: no percentage where a merger more than doubled them."""
    change, earlier = float(answer.value[-1, at]), month(earlier_date(view.split))
    if change > transfers.DOUBLED and answer.moved[-1, at]:
        added = float(answer.numerator[-1, at] - answer.denominator[-1, at])
        return {"more": _("{percent} more").format(percent=count(added)), "earlier": earlier}
    size = signed(abs(change)).removeprefix("+")
    more = _("{percent} more") if change > 0 else _("{percent} fewer")
    same = signed(change)[0] not in "+\u2212"
    return {
        "more": _("no more and no fewer") if same else more.format(percent=size),
        "earlier": earlier,
    }


def between(snapshot: Snapshot, view: View, code: str) -> list[Break]:
    """List the mergers and transfers of a place between the two dates of a change."""
    found = transfers.breaks(snapshot, view.measured.dataset, code)
    return [b for b in found if earlier_date(view.split) < b.period <= view.period]


def meanwhile(snapshot: Snapshot, view: View, code: str) -> str:
    """Say in half a sentence what else happened between the two dates of a change."""
    kinds = {b.kind for b in between(snapshot, view, code)}
    if "merger" in kinds:
        return _("but it took over another trust, or part of one, meanwhile")
    if {"moved_in", "moved_out"} <= kinds:
        return _("but staff seem to have moved in from other bodies, and out to others, meanwhile")
    if "moved_in" in kinds:
        return _("but staff seem to have moved in from another body meanwhile")
    if "moved_out" in kinds:
        return _("but staff seem to have moved out to another body meanwhile")
    return _("but staff seem to have moved, or to be counted in another group, meanwhile")


def all_trusts(snapshot: Snapshot, view: View, answer: Answer) -> str:
    """Sum up the trusts that have a figure, where no place is chosen; it is never called England."""
    trusts = [
        at
        for at, code in enumerate(answer.places)
        if answer.status[-1, at] == REPORTED and code in snapshot.places and snapshot.places[code].type == "trust"
    ]
    values, when = answer.value[-1, trusts], named(view.period, by_years=False)
    indicator = view.measured
    if not indicator.change_of:
        noun = worded(indicator, "noun" if _is_total(view) else "noun_of_a_split", float(values.sum()))
        return _("{count} {noun} worked at the {n} trusts held here in {month}").format(
            count=large(float(values.sum())), noun=noun, n=len(trusts), month=when
        )
    moved = answer.moved[-1, trusts]
    low, high = indicator.edges[2:4]
    fewer, more = int((values[~moved] < low).sum()), int((values[~moved] >= high).sum())
    told = _(
        "Of {n} trusts, {fewer} had fewer {staff} in {month} than in {earlier}, {more} had more, {same} about as many; "
        "at the other {moved} staff moved in or out"
    )
    return told.format(
        fewer=fewer,
        more=more,
        same=len(trusts) - fewer - more - int(moved.sum()),
        moved=int(moved.sum()),
        n=len(trusts),
        staff=_(indicator.short.removeprefix("change in ")),
        month=when,
        earlier=month(earlier_date(view.split)),
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
    indicator, code = view.measured, view.place or view.measured.nation
    if indicator.by_states:
        return cuts.context(snapshot, code)
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
    wales = answer.place_at.get(WALES) if indicator.is_welsh and code != WALES else None
    if wales is not None and answer.status[-1, wales] == REPORTED:
        parts.append(_("Wales: {value}.").format(value=figure(indicator, float(answer.value[-1, wales]))))
    estimated = held.estimated(snapshot, indicator, view.period) if code == ENGLAND and _is_total(view) else None
    if estimated is not None:
        told = _("With the publisher's estimates for trusts that sent nothing: {value}.")
        parts.append(told.format(value=figure(indicator, estimated)))
    return " ".join(
        filter(
            None,
            (*parts, inferred.sentence(snapshot, indicator, view.period), _(indicator.always_said), filtered(view)),
        )
    )


def _is_total(view: View) -> bool:
    return view.split == view.measured.default_split


def counted(indicator: Indicator, answer: Answer, at: int, *, plainly: bool = False) -> str:
    """Write a value with the counts behind it, `61.2 % (23,456 of 38,012 people waiting).`; `plainly` its share too."""
    number, part, whole = (float(a[-1, at]) for a in (answer.value, answer.numerator, answer.denominator))
    total = answer.split == indicator.default_split or not indicator.noun_of_a_split
    many = number if indicator.measure == "count" else whole
    noun = worded(indicator, "noun" if total else "noun_of_a_split", many)
    told = beside(figure(indicator, number), indicator, number) if plainly else figure(indicator, number)
    if indicator.is_percent:
        words = _("{value} ({part} of {whole} {noun}).")
        return words.format(value=told, part=count(part), whole=count(whole), noun=noun)
    if indicator.measure == "change":
        if number > transfers.DOUBLED and answer.moved[-1, at]:
            return _("Not comparable: {then} full-time equivalents then, {now} now.").format(
                then=count(whole), now=count(part)
            )
        return _("{value} ({then} full-time equivalents then, {now} now).").format(
            value=told, then=count(whole), now=count(part)
        )
    if indicator.measure == "weeks":
        return _("{value} ({whole} {noun}).").format(value=told, whole=count(whole), noun=noun)
    if indicator.is_published and indicator.measure != "count":
        if np.isnan(answer.lower[-1, at]):
            return f"{told}."
        return _("{value} (95 % confidence interval {limits}, its likely range).").format(
            value=told,
            limits=interval(indicator, float(answer.lower[-1, at]), float(answer.upper[-1, at]), unit=True),
        )
    return _("{value} {noun}.").format(value=told, noun=noun)
