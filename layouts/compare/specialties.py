"""Every specialty (or kind of department) of the chosen places, with a small line through time on one scale."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from data import query
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Snapshot
from layouts import sentences
from layouts.compare.choice import Comparison, tells_of
from layouts.compare.columns import Row, folded, short_name, side_table
from layouts.compare.side import figure_of
from layouts.figures.dots import FEW
from layouts.figures.sparks import Piece, spark
from layouts.words import _, count, named

#: So many of the latest periods are drawn.
DRAWN = 24


def section(snapshot: Snapshot, chosen: Comparison) -> tuple[list[Any], dict[str, str]]:
    """Lay out all splits of the figure.

    Returns
    -------
    Components, and ready-made SVG by the id of the component it stands in; both empty where there is but one split.
    """
    indicator = chosen.measured
    splits = [split for split in indicator.splits if split in snapshot.cubes[indicator.dataset].split_at]
    if len(splits) < 2:
        return [], {}
    counts = indicator.measure == "count"
    places = chosen.places
    if not counts and ENGLAND not in places and tells_of(snapshot, indicator, ENGLAND):
        places = (*places, ENGLAND)
    lines = {} if counts else _lines(snapshot, chosen, places, splits)
    ends = [value for pieces in lines.values() for piece in pieces for _at, value in piece]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    rows, islands = [], {}
    for split in splits:
        answer = query.across(snapshot, indicator, split, chosen.period)
        if all(_empty(answer, code) for code in chosen.places):
            continue
        title = _(indicator.splits[split])
        cells = []
        for code in places:
            name = f"spark-{split}-{code}"
            if lines.get((split, code)):
                label = _("{split} at {place}, to {period}").format(
                    split=title, place=short_name(snapshot, code), period=named(chosen.period, indicator.by_years)
                )
                islands[name] = spark(lines[split, code], DRAWN, low, high, label)
            cells.append(_cell(answer, code, name if name in islands else ""))
        link = html.A(title, href=chosen.address(snapshot, split=split))
        rows.append(Row(link, cells, ["here" if split == chosen.split else ""] * len(cells)))
    return _laid_out(snapshot, chosen, places, rows, (low, high) if ends else None), islands


def _laid_out(
    snapshot: Snapshot, chosen: Comparison, places: tuple[str, ...], rows: list[Row], scale: tuple[float, float] | None
) -> list[Any]:
    indicator = chosen.measured
    by_specialty = indicator.splits_by == "treatment-function"
    corner = _("Specialty") if by_specialty else _("Department")
    caption = (_("{title} by specialty, {month}") if by_specialty else _("{title} by department, {month}")).format(
        title=_(indicator.title), month=named(chosen.period, indicator.by_years)
    )
    parts: list[Any] = [html.H2(_("Every specialty") if by_specialty else _("Every kind of department"), id="by-split")]
    if scale is not None:
        low, high = (sentences.figure(indicator, end) for end in scale)
        parts.append(
            html.P(
                _("Each small line runs over the last {n} months, all on one scale from {low} (foot) to {high} (top). It is cut where trusts merged, and where nothing or fewer than {few} patients were reported: one or two of them can swing the figure. Such a figure is marked \u201cfew\u201d.").format(n=DRAWN, low=low, high=high, few=FEW),
                className="quiet",
            )
        )  # fmt: skip
    shown = _("Show every specialty") if by_specialty else _("Show every kind of department")
    return [*parts, folded(shown, [side_table(snapshot, places, caption, corner, rows, "sparks")])]


def _empty(answer: Answer, code: str) -> bool:
    at = answer.place_at.get(code)
    return at is None or STATUSES[answer.status[-1, at]] in ("", "not_applicable")


def _cell(answer: Answer, code: str, name: str) -> list[Any]:
    at = answer.place_at.get(code)
    parts: list[Any] = [html.Span(id=name)] if name else []
    told: list[Any] = [html.Span(figure_of(answer, code), className="value")]
    if at is not None and answer.status[-1, at] == REPORTED and answer.indicator.measure != "count":
        patients = float(answer.denominator[-1, at])
        if not np.isnan(patients):
            said = _("{n}, few").format(n=count(patients)) if patients < FEW else count(patients)
            behind = _("of {n}").format(n=said) if answer.indicator.is_percent else _("{n} patients").format(n=said)
            told += [" ", html.Span(behind, className="quiet")]
    return [*parts, html.Span(told)]


def _lines(
    snapshot: Snapshot, chosen: Comparison, places: tuple[str, ...], splits: list[str]
) -> dict[tuple[str, str], list[Piece]]:
    """Cut every series of the drawn window into its unbroken stretches."""
    indicator = chosen.measured
    cube = snapshot.cubes[indicator.dataset]
    last = cube.period_at[chosen.period]
    first = max(query.first_position(cube, indicator), last + 1 - DRAWN)
    starts = query.break_mask(snapshot, indicator.dataset)[first : last + 1] if not indicator.by_years else None
    found: dict[tuple[str, str], list[Piece]] = {}
    for split in splits:
        window = query.between(snapshot, indicator, split, first, last)
        offset = DRAWN - len(window.periods)
        for code in places:
            at = window.place_at.get(code)
            if at is not None:
                column = starts[:, at] if starts is not None else np.zeros(len(window.periods), bool)
                enough = ~(window.denominator[:, at] < FEW)
                found[split, code] = _pieces(np.where(enough, window.value[:, at], np.nan), column, offset)
    return found


def _pieces(values: np.ndarray, starts: np.ndarray, offset: int) -> list[Piece]:
    pieces: list[list[tuple[int, float]]] = []
    whole = False
    for at, value in enumerate(values.tolist()):
        if value != value:
            whole = False
            continue
        if not whole or starts[at]:
            pieces.append([])
        pieces[-1].append((offset + at, value))
        whole = True
    return list(pieces)
