"""The headline figures of a sheet: the figure, what it is measured against, whether it is chance, and its course."""

from __future__ import annotations

import numpy as np

from data import query
from data.judge import verdicts
from data.periods import first_and_last
from data.store import Snapshot
from layouts import inferred, judgement, plainly, reasons, sentences
from layouts.figures.course import course
from layouts.figures.trend import pieces
from layouts.place.figures import last_reported
from layouts.sheet.model import Figure
from layouts.sheet.told import Told
from layouts.signals import within_reach
from layouts.story import compared as official
from layouts.words import _, count, named, short_named, status_sentences, statuses

#: Fewer values than this are no course.
FEWEST = 4
#: At most so many of the latest periods are drawn; of months as many as limits are taken over.
MOST = 24


def figure(snapshot: Snapshot, told: Told) -> Figure:
    """Write one figure for a sheet."""
    indicator = told.indicator
    title = _(indicator.title)
    if told.split != indicator.default_split:
        title = _("{title}, {split}").format(title=title, split=sentences.split_words(indicator, told.split))
    when = named(told.period, indicator.by_years) if told.status else ""
    if not told.is_reported:
        missing = _nothing(snapshot, told)
        return Figure(indicator.slug, told.split, told.period, title, "", when, "", (), missing, place=told.code)
    drawing, drawn, caption = _course(snapshot, told, title)
    return Figure(
        indicator.slug,
        told.split,
        told.period,
        title,
        sentences.figure(indicator, told.value),
        when,
        _verdict(snapshot, told),
        tuple(filter(None, (*_said(told), inferred.sentence(snapshot, indicator, told.period)))),
        drawing=drawing,
        drawn=drawn,
        caption=caption,
        place=told.code,
    )


def _nothing(snapshot: Snapshot, told: Told) -> str:
    """Say why there is no figure, and which was the last."""
    indicator = told.indicator
    if not told.status:
        held = query.periods(snapshot, indicator)
        first, last = (named(period, indicator.by_years) for period in (held[0], held[-1]))
        return _("Not held for this period: this figure is held from {first} to {last}.").format(first=first, last=last)
    said = f"{statuses()[told.status]}. {status_sentences()[told.status]}"
    reason = reasons.why(snapshot, indicator, told.code, told.period)
    said += f" ({reason})" if reason else ""
    last = last_reported(snapshot, indicator, told.code)
    if not last or last > told.period or indicator.is_published:
        return said
    through = query.through_time(snapshot, indicator, told.split, told.code)
    number = float(through.value[through.periods.index(last), 0])
    before = _("The last it sent: {value} in {month}.")
    return f"{said} {before.format(value=sentences.figure(indicator, number), month=named(last, False))}"


def _verdict(snapshot: Snapshot, told: Told) -> str:
    """Say whether a figure differs or changes by more than chance, by our verdict or the official comparison."""
    if told.verdict is not None:
        return judgement.sentence(told.verdict)
    if told.indicator.of_areas:
        answer = query.across(snapshot, told.indicator, told.split, told.period)
        return official(answer, answer.place_at[told.code], told.code)
    return ""


def _said(told: Told) -> list[str]:
    """Say what stands behind a figure and beside it: counts or unit, the standard, its nation."""
    indicator, said = told.indicator, []
    share = plainly.share(indicator, told.value)
    if indicator.is_percent:
        total = told.split == indicator.default_split or not indicator.noun_of_a_split
        noun = sentences.worded(indicator, "noun" if total else "noun_of_a_split", told.denominator)
        counts = {"part": count(told.numerator), "whole": count(told.denominator), "noun": noun}
        counted = _("{share}: {part} of {whole} {noun}.") if share else _("{part} of {whole} {noun}.")
        said.append(sentences.capital(counted.format(share=share, **counts)))
    elif share:
        said.append(sentences.capital(f"{share}."))
    elif indicator.measure in ("rate", "score"):
        said.append(_("{unit}.").format(unit=sentences.capital(_(indicator.unit))))
    elif indicator.is_published and indicator.measure == "count":
        said.append(_("{unit}.").format(unit=sentences.capital(_(indicator.noun))))
    if not np.isnan(told.whole):
        nation = _("Wales: {value}.") if indicator.is_welsh else _("England: {value}.")
        said.append(nation.format(value=sentences.figure(indicator, told.whole)))
    if indicator.drawn == "nation":
        said.append(_("This is Wales as a whole: no such series of its health boards is held."))
    if told.standard:
        said.append(_("Standard: {value} %.").format(value=f"{told.standard.value:g}"))
        if told.verdict is not None:
            said.append(judgement.assurance_sentence(told.verdict, told.standard.value))
    return [one for one in said if one]


def _course(snapshot: Snapshot, told: Told, title: str) -> tuple[str, str, str]:
    """Draw the figure's run since the last break, in words too: drawing, alternative text, caption."""
    periods, values, ranges, flagged = _published(snapshot, told) if told.verdict is None else _judged(snapshot, told)
    if len(values) < FEWEST or len(set(values)) == 1:
        return "", "", ""
    indicator = told.indicator
    first, last = (named(period, indicator.by_years) for period in (periods[0], periods[-1]))
    begins, ends = (sentences.figure(indicator, number) for number in (values[0], values[-1]))
    words = _("{title}, {first} to {last}: from {begins} to {ends}.")
    said = words.format(title=title, first=first, last=last, begins=begins, ends=ends)
    span = [short_named(period, indicator.by_years) for period in (periods[0], periods[-1])]
    caption = _("{first} to {last}.").format(first=span[0], last=span[1])
    if ranges and told.verdict is not None:
        low, high = (sentences.figure(indicator, number) for number in ranges[0])
        caption += " " + _("Usual range: {low} to {high}.").format(low=low, high=high)
        said += " " + _("By itself it moves between {low} and {high}.").format(low=low, high=high)
    if any(flagged):
        said += " " + _("More than chance is seen in {n} of {whole} months.").format(n=sum(flagged), whole=len(values))
    steps = MOST if told.verdict is not None else 0
    return course(values, ranges, flagged, said, steps), said, caption


Run = tuple[list[str], list[float], list[tuple[float, float]], list[bool]]


def _judged(snapshot: Snapshot, told: Told) -> Run:
    """Give the months that limits are taken over, with those limits and what lies beyond chance."""
    judged = verdicts.judge(snapshot, told.indicator, told.split, told.period)
    chart, at = judged.history, judged.places.index(told.code)
    inside = [when for when in range(len(judged.periods)) if not np.isnan(chart.values[when, at])]
    return (
        [judged.periods[when] for when in inside],
        [float(chart.values[when, at]) for when in inside],
        [within_reach(judged, at)] * len(inside) if chart.enough[at] else [],
        [bool(chart.special[when, at]) for when in inside],
    )


def _published(snapshot: Snapshot, told: Told) -> Run:
    """Give the newest unbroken stretch of a series kept as published, with its 95 % intervals."""
    indicator = told.indicator
    through = query.through_time(snapshot, indicator, told.split, told.code)
    upto = through.periods.index(told.period)
    stretches = pieces(through, query.breaks(snapshot, through, told.code))
    run = next((months for months, _values in stretches if told.period in months), [])
    positions = [through.periods.index(period) for period in run]
    kept = [at for at in positions if at <= upto and _alike(indicator.by_years, through.periods[at], told.period)][
        -MOST:
    ]
    limits = [(float(through.lower[at, 0]), float(through.upper[at, 0])) for at in kept]
    known = bool(limits) and not np.isnan(np.asarray(limits)).any()
    return (
        [through.periods[at] for at in kept],
        [float(through.value[at, 0]) for at in kept],
        limits if known else [],
        [False] * len(kept),
    )


def _alike(by_years: bool, one: str, other: str) -> bool:
    """Tell whether two periods are of one length: single years and pooled ones are series of their own."""
    if not by_years:
        return True
    lengths = {last - first for first, last in map(first_and_last, (one, other))}
    return len(lengths) == 1


def legend(areas: bool, judged: bool) -> str:
    """Say how the small lines are to be read.

    Parameters
    ----------
    areas, judged
        Whether they carry 95 % intervals where such are published, or else usual ranges.
    """
    if areas:
        return _("Each line is the figure through time, the dot its newest value; the grey band, where there is one, the 95 % interval. A line begins anew where a definition or a border changed.")  # fmt: skip
    if judged:
        return _("Each line is the figure through time, the dot the month told of; the grey band its usual range; a ring marks more than chance. A line begins anew after a merger or a gap.")  # fmt: skip
    return _("Each line is the figure through time, the dot the month told of. A line begins anew after a merger, a transfer or a gap.")  # fmt: skip
