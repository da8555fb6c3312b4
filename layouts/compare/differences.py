"""How far the chosen places lie apart, pair by pair, and whether that is more than chance or than usual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from dash import html

from data import query
from data.catalogue import Indicator
from data.judge import difference, verdicts
from data.judge.difference import Difference, Figure
from data.query import REPORTED, Answer
from data.store import Snapshot
from geo.relations import Relations
from layouts.compare.choice import Comparison
from layouts.compare.columns import short_name
from layouts.words import _, ngettext


@dataclass(frozen=True)
class Pair:
    """Two places, the one with the higher figure first: how far apart, and what `difference.told` says of it."""

    higher: str
    lower: str
    apart: Difference
    told: str


def pairs(snapshot: Snapshot, relations: Relations, chosen: Comparison) -> list[Pair]:
    """Set each chosen place beside each other one that has a figure, in the order chosen.

    An area and a part of it are no pair: the same people stand on both sides. Empty for counts and waits in weeks,
    for which no interval can be worked out here.
    """
    indicator = chosen.measured
    if not (indicator.is_percent or indicator.is_published):
        return []
    answer = query.across(snapshot, indicator, chosen.split, chosen.period)
    figures = {code: _figure(answer, code) for code in chosen.places if _is_told(answer, code)}
    return [
        _pair(snapshot, chosen, answer, figures, one, other)
        for one, other in combinations(figures, 2)
        if not _nested(snapshot, relations, one, other)
    ]


def _is_told(answer: Answer, code: str) -> bool:
    at = answer.place_at.get(code)
    return at is not None and bool(answer.status[-1, at] == REPORTED)


def _nested(snapshot: Snapshot, relations: Relations, one: str, other: str) -> bool:
    if one in relations.parents.get(other, ()) or other in relations.parents.get(one, ()):
        return True
    return "nation" in (snapshot.places[one].type, snapshot.places[other].type)


def _figure(answer: Answer, code: str) -> Figure:
    at = answer.place_at[code]
    if answer.indicator.is_percent:
        return difference.wilson(float(answer.numerator[-1, at]), float(answer.denominator[-1, at]))
    return Figure(float(answer.value[-1, at]), float(answer.lower[-1, at]), float(answer.upper[-1, at]))


def _pair(
    snapshot: Snapshot, chosen: Comparison, answer: Answer, figures: dict[str, Figure], one: str, other: str
) -> Pair:
    higher, lower = (one, other) if figures[one].value >= figures[other].value else (other, one)
    apart = difference.between(figures[higher], figures[lower])
    deviations = float("nan")
    if verdicts.can_be_judged(chosen.measured) and chosen.measured.is_percent:
        funnel = verdicts.judge(snapshot, chosen.measured, chosen.split, chosen.period).funnel
        counts = [
            (float(answer.numerator[-1, at]), float(answer.denominator[-1, at]))
            for at in (answer.place_at[higher], answer.place_at[lower])
        ]
        if funnel is not None and not np.isnan(funnel.tau2):
            deviations = difference.unusual(counts[0], counts[1], funnel.tau2)
    return Pair(higher, lower, apart, difference.told(apart, deviations))


def size(indicator: Indicator, number: float) -> str:
    """Write how far two figures lie apart: `3.1 points`, `0.8 years`."""
    text = f"{number:,.{indicator.decimals}f}".replace("-", "\u2212")
    if indicator.is_share:
        return _("{n} points").format(n=text)
    return _("{n} years").format(n=text) if indicator.measure == "years" else text


def meanings() -> dict[str, str]:
    """Say what each class of difference means."""
    return {
        "real": _("More than chance, and more than two trusts usually differ."),
        "edge": _("More than chance, and at the edge of what two trusts usually differ by."),
        "usual": _("More than chance in these counts, but two trusts often differ by so much: no verdict."),
        "apart": _("More than chance would explain."),
        "chance": _("It may be chance: the interval includes no difference."),
        "unknown": _("No interval is published for both, so nobody can say whether it is chance."),
    }


def sentence(snapshot: Snapshot, indicator: Indicator, pair: Pair) -> str:
    """Say how far two places lie apart, with the interval."""
    names = {"higher": short_name(snapshot, pair.higher), "lower": short_name(snapshot, pair.lower)}
    if size(indicator, pair.apart.value) == size(indicator, 0.0):
        told = _("{higher} and {lower}: the same, to the decimals shown")
    else:
        told = _("{higher} is {size} higher than {lower}")
    said = told.format(size=size(indicator, pair.apart.value), **names)
    if not pair.apart.is_known:
        return said + "."
    low = f"{pair.apart.lower:,.{indicator.decimals}f}".replace("-", "\u2212")
    interval = _("95 % interval {low} to {high}").format(low=low, high=size(indicator, pair.apart.upper))
    return f"{said} ({interval})."


def lead(snapshot: Snapshot, indicator: Indicator, found: list[Pair]) -> str:
    """Answer in a sentence or two whether the chosen places differ; '' where no pair can be judged."""
    if not found:
        return ""
    if len(found) == 1:
        return f"{sentence(snapshot, indicator, found[0])} {meanings()[found[0].told]}"
    told = [pair for pair in found if pair.told in ("real", "apart")]
    if not told:
        if all(pair.told == "unknown" for pair in found):
            return meanings()["unknown"]
        if any(pair.told in ("usual", "edge") for pair in found):
            return _("Some of these differ by more than chance in their counts, but no more than trusts usually do: no order can fairly be made of them.")  # fmt: skip
        return _("None of these places stands clearly apart from another: no order can fairly be made of them.")
    said = (
        ngettext(
            "Of {all} pairs, {n} differs by more than chance and more than two trusts usually do:",
            "Of {all} pairs, {n} differ by more than chance and more than two trusts usually do:",
            len(told),
        )
        if told[0].told == "real"
        else ngettext(
            "Of {all} pairs, {n} differs by more than chance would explain:",
            "Of {all} pairs, {n} differ by more than chance would explain:",
            len(told),
        )
    ).format(all=len(found), n=len(told))
    return said + " " + "; ".join(_named(snapshot, told)) + "."


def _named(snapshot: Snapshot, told: list[Pair]) -> Iterator[str]:
    for pair in told:
        yield _("{higher} is higher than {lower}").format(
            higher=short_name(snapshot, pair.higher), lower=short_name(snapshot, pair.lower)
        )


def section(snapshot: Snapshot, indicator: Indicator, found: list[Pair]) -> list[Any]:
    """List every pair, with the difference in words and what it means."""
    title = html.H2(_("How far apart are they?"), id="apart")
    if not found:
        why = _("For this figure no fair interval of a difference can be worked out, so none is given: look at the verdicts and the trend.")  # fmt: skip
        if indicator.is_percent or indicator.is_published:
            why = _("There are no two places here that can be set against each other: too few have a figure, or one is part of the other.")  # fmt: skip
        return [title, html.P(why)]
    items = [
        html.Li(
            [sentence(snapshot, indicator, pair), " ", html.B(meanings()[pair.told])], className=f"pair {pair.told}"
        )
        for pair in found
    ]
    return [title, html.Ul(items, className="pairs"), html.P(_method(indicator), className="quiet")]


def _method(indicator: Indicator) -> str:
    if indicator.is_welsh:
        return _("The interval is Newcombe's for two independent shares: it tells how far chance alone could move the difference in these counts. With so many waits nearly every difference is more than chance. That says nothing of why: health boards differ in their hospitals and specialties, and a wait counts where the hospital is, not where the patient lives.")  # fmt: skip
    if indicator.is_percent:
        return _("The interval is Newcombe's for two independent shares: it tells how far chance alone could move the difference in these counts. Trusts differ from one another in more than chance, since their patients and buildings differ. So an interval that leaves nought out is no verdict yet: each pair is also judged by how far any two trusts usually lie apart. None of this says what will happen to one patient.")  # fmt: skip
    return _("The interval of a difference is worked out from the published 95 % intervals (likely ranges) of the two figures. Places with small numbers have wide intervals. Even where nothing differs, about one pair in twenty stands apart by chance.")  # fmt: skip
