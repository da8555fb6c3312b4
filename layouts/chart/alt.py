"""A chart told in words, for whoever does not see it, and what stands under it."""

from __future__ import annotations

from data import query
from data.judge import verdicts
from data.store import ENGLAND, Snapshot
from layouts import alt, judgement, plainly, sentences
from layouts.chart import beside, through
from layouts.chart.beside import Beside
from layouts.chart.through import Through
from layouts.view import View
from layouts.words import _, named


def told_through(snapshot: Snapshot, view: View, drawn: Through) -> str:
    """Tell a trend: what, where, the newest figure, the first, lowest and highest, the verdict, where it is broken."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    by_years = view.measured.by_years
    said = [_("Chart through time. {subject}.").format(subject=alt.subject(view))]
    codes = (view.place, *view.compare)
    said += [alt.told(snapshot, view, answer, code, plainly=code == view.place) for code in codes]
    own = next(line for line in drawn.lines if line.css == "here")
    spots = [
        (period, value) for periods, values in own.stretches for period, value in zip(periods, values, strict=True)
    ]
    if len(spots) > 1:
        words = _("First: {first} in {first_month}. Lowest: {low} in {low_month}. Highest: {high} in {high_month}.")
        ends = {"first": spots[0], "low": min(spots, key=lambda s: s[1]), "high": max(spots, key=lambda s: s[1])}
        values = {name: sentences.figure(view.measured, value) for name, (_period, value) in ends.items()}
        values |= {f"{name}_month": named(period, by_years) for name, (period, _value) in ends.items()}
        said.append(words.format(**values))
    said += [_england(snapshot, view, answer), _verdict(snapshot, view), *through.notes(view, drawn)]
    return " ".join(filter(None, said))


def _england(snapshot: Snapshot, view: View, answer: query.Answer) -> str:
    at = answer.place_at.get(ENGLAND)
    if at is None or ENGLAND in (view.place, *view.compare) or view.measured.measure == "count":
        return ""
    return alt.told(snapshot, view, answer, ENGLAND)


def _verdict(snapshot: Snapshot, view: View) -> str:
    """Say whether the place's figure is more than chance, where that can be judged."""
    if not verdicts.can_be_judged(view.measured) or view.place not in snapshot.places:
        return ""
    found = verdicts.judge(snapshot, view.measured, view.split, view.period)
    at = found.places.index(view.place)
    return judgement.sentence(judgement.verdict(found, at, None)) if found.history.points[at] else ""


def told_beside(view: View, drawn: Beside, *, areas: bool) -> str:
    """Tell bars: what, when, every place's figure in the order drawn, the standards, who was chosen to stand beside."""
    said = [_("Bar chart. {subject}.").format(subject=alt.subject(view))]
    words = _("{place}: {figure}.")
    with_interval = _("{place}: {figure} (95 % confidence interval {limits}).")
    for at, bar in enumerate(drawn.bars):
        told = bar.told if at or bar.value is None else plainly.beside(bar.told, view.measured, bar.value)
        if bar.lower is not None and bar.upper is not None:
            limits = sentences.interval(view.measured, bar.lower, bar.upper)
            said.append(with_interval.format(place=bar.name, figure=told, limits=limits))
        else:
            figure = _("{figure}, staff moved or trusts merged in between") if bar.moved else "{figure}"
            said.append(words.format(place=bar.name, figure=figure.format(figure=told)))
    for level in drawn.levels:
        target = _("Interim target: {value} %.") if level.interim else _("Standard: {value} %.")
        said.append(target.format(value=f"{level.value:g}"))
    return " ".join([*said, *beside.notes(drawn, areas=areas)])
