"""The chosen places beside each other: figure, what lies behind it, whether it is chance, and the periods before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from dash import html

from data import held, query
from data.catalogue import Indicator
from data.judge import verdicts
from data.query import REPORTED, Answer
from data.store import STATUSES, Snapshot
from layouts import judgement, reasons, sentences
from layouts.answer import listed_periods
from layouts.compare.choice import Comparison
from layouts.compare.columns import Row
from layouts.view import View
from layouts.welsh import note
from layouts.words import _, comparisons, count, named, status_sentences, statuses

#: What stands for a provider of care that does not report an indicator at all: it offers no such service.
NOT_TOLD = "not_applicable"


def view_of(chosen: Comparison, place: str = "") -> View:
    """Give the explorer's view of the same figure."""
    return View(chosen.indicator, chosen.split, chosen.period, place=place, lang=chosen.lang)


def shown_beside(snapshot: Snapshot, chosen: Comparison) -> View | None:
    """Give the view whose bars show the comparison as a picture; None where it has nothing to draw as bars."""
    indicator = chosen.measured
    if indicator.names or indicator.by_states or not indicator.on_map:
        return None
    answer = query.across(snapshot, indicator, chosen.split, chosen.period)
    first = next((code for code in chosen.places if status_of(answer, code) == "reported"), "")
    others = tuple(code for code in chosen.places if code != first)
    return replace(view_of(chosen, first), compare=others) if first else None


def status_of(answer: Answer, code: str) -> str:
    """Name why a place has or has no value in an answer's last period; '' where nothing is held of it."""
    at = answer.place_at.get(code)
    if at is None:
        return "" if answer.indicator.of_areas else NOT_TOLD
    return STATUSES[answer.status[-1, at]]


def _nothing(indicator: Indicator) -> str:
    """Say that nothing is held of a place, where no status says why."""
    if indicator.of_areas:
        return _("No figure held")
    return _("Nothing held: it had closed, or does not report")


def figure_of(answer: Answer, code: str) -> str:
    """Write a place's value, or in words why there is none."""
    at = answer.place_at.get(code)
    if at is not None and answer.status[-1, at] == REPORTED:
        return sentences.figure(answer.indicator, float(answer.value[-1, at]))
    return statuses().get(status_of(answer, code), _nothing(answer.indicator))


def side_rows(snapshot: Snapshot, chosen: Comparison) -> list[Row]:
    """Tell the figure of each place in its period, and the three before it."""
    indicator, places = chosen.measured, chosen.places
    answer = query.across(snapshot, indicator, chosen.split, chosen.period)
    rows = [
        Row(
            named(chosen.period, indicator.by_years),
            [_figure(snapshot, chosen, answer, code) for code in places],
            ["big"] * len(places),
        ),
        Row(_("What lies behind it"), [_behind(answer, code) for code in places]),
    ]
    if indicator.of_areas:
        rows.append(Row(_("Official comparison with England"), [_compared(answer, code) for code in places]))
    elif verdicts.can_be_judged(indicator) and not indicator.is_welsh:
        judged = [_judged(snapshot, chosen, code) for code in places]
        rows.append(Row(_("Is it more than chance?"), [verdict for verdict, _sure in judged]))
        if any(sure for _verdict, sure in judged):
            rows.append(Row(_("Can it meet the standard?"), [sure or "\u2013" for _verdict, sure in judged]))
    for period in listed_periods(snapshot, view_of(chosen))[1:]:
        before = query.across(snapshot, indicator, chosen.split, period)
        rows.append(Row(named(period, indicator.by_years), [figure_of(before, code) for code in places]))
    return rows


def history_rows(snapshot: Snapshot, chosen: Comparison) -> list[Row]:
    """Tell the figure of each place in every period held, the newest first."""
    indicator = chosen.measured
    through = {
        code: query.through_time(snapshot, indicator, chosen.split, code)
        for code in chosen.places
        if code in snapshot.cubes[indicator.dataset].place_at
    }
    held_periods = next(iter(through.values())).periods
    return [
        Row(
            named(period, indicator.by_years),
            [_then(through[code], at) if code in through else "\u2013" for code in chosen.places],
        )
        for at, period in reversed(list(enumerate(held_periods)))
    ]


def _then(through: Answer, at: int) -> str:
    if through.status[at, 0] == REPORTED:
        return sentences.figure(through.indicator, float(through.value[at, 0]))
    return statuses().get(STATUSES[through.status[at, 0]], "\u2013")


def _behind(answer: Answer, code: str) -> str:
    at = answer.place_at.get(code)
    if at is None or answer.status[-1, at] != REPORTED:
        return "\u2013"
    indicator = answer.indicator
    part, whole, low, high = (
        float(numbers[-1, at]) for numbers in (answer.numerator, answer.denominator, answer.lower, answer.upper)
    )
    noun = sentences.worded(indicator, "noun", whole)
    if indicator.is_percent:
        return _("{part} of {whole} {noun}").format(part=count(part), whole=count(whole), noun=noun)
    if not np.isnan(low):
        return _("95 % interval {low} to {high}").format(
            low=f"{low:,.{indicator.decimals}f}", high=sentences.figure(indicator, high)
        )
    if not np.isnan(whole):
        return _("{n} {noun}").format(n=count(whole), noun=noun) if noun else count(whole)
    return _(indicator.noun) or "\u2013"


def _figure(snapshot: Snapshot, chosen: Comparison, answer: Answer, code: str) -> html.Span:
    """Write a place's value with its status; where there is none, why."""
    said = html.Span(_status(snapshot, chosen, answer, code), className="quiet")
    return html.Span([html.Span(figure_of(answer, code), className="value"), html.Br(), said])


def _status(snapshot: Snapshot, chosen: Comparison, answer: Answer, code: str) -> str:
    status = status_of(answer, code)
    if status == "reported":
        first = held.first_published(snapshot, chosen.measured, chosen.split, code, chosen.period)
        if first is None:
            return statuses()[status]
        return _("Reported; revised since it was first published as {value}").format(
            value=sentences.figure(chosen.measured, first)
        )
    reason = reasons.why(snapshot, chosen.measured, code, chosen.period)
    unknown = _("It had closed, or does not report this figure.")
    if chosen.measured.of_areas:
        unknown = _("None is held of this place in this period; it may have been published for other areas or years.")
    said = status_sentences().get(status, unknown)
    return f"{said} ({reason})" if reason else said


def _compared(answer: Answer, code: str) -> str:
    at = answer.place_at.get(code)
    return comparisons()[answer.comparison(-1, at)] if at is not None else "\u2013"


def _judged(snapshot: Snapshot, chosen: Comparison, code: str) -> tuple[str, str]:
    """Give the verdict, and whether the standard can be met, for a place with a value in the period."""
    found = verdicts.judge(snapshot, chosen.measured, chosen.split, chosen.period)
    at = found.places.index(code) if code in found.places else -1
    if at < 0 or np.isnan(found.history.values[-1, at]):
        return _("No figure to judge"), ""
    standard = chosen.measured.standard(chosen.period)
    told = judgement.verdict(found, at, standard.value if standard else None)
    assured = judgement.assurance_sentence(told, standard.value) if standard else ""
    return judgement.sentence(told), " ".join(filter(None, (assured, note("verdicts"))))
