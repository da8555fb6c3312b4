"""One place beside others in one period, ready to be drawn: England, the standard, and those compared or alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data import query
from data.query import REPORTED
from data.store import ENGLAND, Snapshot
from layouts import sentences
from layouts.chart.through import Level, check_place, names
from layouts.choices import BadChoice
from layouts.compare.side import figure_of
from layouts.view import View
from layouts.words import _, ngettext


@dataclass(frozen=True)
class Bar:
    """One place's figure; `value` is None where there is none, and `told` then says which kind of nothing.

    `lower` and `upper` are the published 95 % limits, None where none is published; `moved` marks a change in staff
    with a merger or a transfer in between, which is neither hiring nor cutting.
    """

    name: str
    css: str
    value: float | None
    lower: float | None
    upper: float | None
    told: str
    moved: bool = False


@dataclass(frozen=True)
class Beside:
    """The bars in the order in which they are drawn (never that of their values), and the standards then in force."""

    bars: tuple[Bar, ...]
    levels: tuple[Level, ...]
    alike: int


def beside_others(snapshot: Snapshot, view: View, alike: Sequence[str]) -> Beside:
    """Set a place beside England and those compared with it or, where none is, those most like it.

    Parameters
    ----------
    alike
        Codes of the places most like it, the most alike first.

    Raises
    ------
    BadChoice
        If no place is named, if it does not report the figure, if the figure is a word, or if nobody has one.
    """
    check_place(snapshot, view)
    indicator = view.measured
    if indicator.names:
        raise BadChoice("chart", "bar", _("This figure is a word, and a word has no length to draw."), "trend")
    answer = query.across(snapshot, indicator, view.split, view.period)
    others = [code for code in view.compare if code != view.place]
    if not others:
        plain = (answer.status[-1] == REPORTED) & ~answer.moved[-1]
        told = {code for code, fit in zip(answer.places, plain, strict=True) if fit}
        others = [code for code in alike if code in told]
    whole = indicator.nation
    beside = whole in answer.place_at and indicator.measure != "count" and view.place != whole
    codes = [view.place, *([whole] if beside and whole not in others else []), *others]
    standards = [indicator.standard(view.period, kind) for kind in ("standard", "interim")]
    bars = tuple(_bar(answer, code, name, view.place) for code, name in names(snapshot, tuple(codes)).items())
    if all(bar.value is None for bar in bars):
        raise BadChoice("chart", "bar", _("None of these places has a figure to draw."), "map")
    return Beside(
        bars=bars,
        levels=tuple(Level(one.value, one.start, one.end, one.kind != "standard") for one in standards if one),
        alike=0 if set(others) & set(view.compare) else len(others),
    )


def _bar(answer: query.Answer, code: str, name: str, place: str) -> Bar:
    at = answer.place_at.get(code)
    css = {place: "here", ENGLAND: "england"}.get(code, "other")
    status = answer.status[-1, at] if at is not None else 0
    if at is None or status != REPORTED:
        return Bar(name, css, None, None, None, figure_of(answer, code))
    number = float(answer.value[-1, at])
    low, high = (float(limit[-1, at]) for limit in (answer.lower, answer.upper))
    known = not np.isnan(low) and not np.isnan(high)
    return Bar(
        name=name,
        css=css,
        value=number,
        lower=low if known else None,
        upper=high if known else None,
        told=sentences.figure(answer.indicator, number),
        moved=bool(answer.moved[-1, at]),
    )


def notes(drawn: Beside, *, areas: bool) -> list[str]:
    """Say who stands beside the place, that no order is meant, and what the thin lines are."""
    said = []
    if drawn.alike:
        words = (
            ngettext(
                "Beside it: the {n} place most like it in people, density and deprivation.",
                "Beside it: the {n} places most like it in people, density and deprivation.",
                drawn.alike,
            )
            if areas
            else ngettext(
                "Beside it: the {n} trust most like it in size and in the deprivation of its patients' areas.",
                "Beside it: the {n} trusts most like it in size and in the deprivation of their patients' areas.",
                drawn.alike,
            )
        )
        said.append(words.format(n=drawn.alike))
    said.append(_("This is no league table: small differences are often chance."))
    return said
