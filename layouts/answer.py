"""What the map shows now, in short: what a page carries, and what it asks for when the view changes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data import query
from data.periods import pooled, shift
from data.query import Answer
from data.store import STATUSES, Snapshot
from geo.ground import Ground
from layouts import cuts, sentences
from layouts.picture import Picture, paint
from layouts.view import View
from layouts.words import _, named

#: How many months are listed beside a value: this one and the three before it.
LISTED = 4


def listed_periods(snapshot: Snapshot, view: View) -> tuple[str, ...]:
    """Name the last four periods up to the one in view, newest first, as far as they are held."""
    held = query.periods(snapshot, view.measured)
    if view.measured.is_published:
        alike = held[: held.index(view.period) + 1]
        if view.measured.by_years:
            alike = tuple(p for p in alike if pooled(p) == pooled(view.period))
        return tuple(reversed(alike[-LISTED:]))
    return tuple(p for p in (shift(view.period, -back) for back in range(LISTED)) if p in held)


def compact(snapshot: Snapshot, ground: Ground, view: View) -> dict[str, Any]:
    """Make the compact answer of a view: place -> value, band, status; legend; sentences.

    Values are rounded to four decimals, which still tells the numerator exactly, those of earlier months to one;
    `/api/v1/values` gives them whole.
    `recent` lists the values of the months before, newest first, None where there is none.
    """
    answer = query.across(snapshot, view.measured, view.split, view.period)
    picture = paint(snapshot, ground, view, answer)
    return {
        "query": view.to_query(),
        "indicator": view.indicator,
        "split": view.split,
        "period": view.period,
        "view": view.view,
        "scale": view.scale,
        "drawing": picture.drawing.id,
        "ramp": picture.ramp,
        "headline": sentences.headline(snapshot, view, answer),
        "sentence": sentences.context(snapshot, view, answer),
        "coverage": picture.description,
        "ground": sentences.ground(view, picture.drawing.id),
        "caption": sentences.caption(view.measured),
        "source": source_line(snapshot, view),
        "standard": standard_line(view),
        "months": list(listed_periods(snapshot, view)),
        "legend": [{"class": i.css, "label": i.label, "count": i.count} for i in picture.legend],
        "places": places(snapshot, view, answer, picture),
    }


def standard_line(view: View) -> str:
    """Name the official standard, and the interim target, in force in the month in view; '' where there is none."""
    standard, interim = view.measured.standard(view.period), view.measured.standard(view.period, "interim")
    if standard is None:
        return ""
    if interim is None:
        return _("Standard: {value} %").format(value=f"{standard.value:g}")
    return _("Standard: {value} %, interim target: {interim} %").format(
        value=f"{standard.value:g}", interim=f"{interim.value:g}"
    )


def places(snapshot: Snapshot, view: View, answer: Answer, picture: Picture) -> dict[str, dict[str, Any]]:
    """Give each place on the map its value, class, status, counts and the months before."""
    digits, earlier_digits = (answer.indicator.decimals,) * 2 if answer.indicator.is_published else (4, 1)
    shown = _short(answer.value[-1], digits)
    earlier = [
        _short(query.across(snapshot, view.measured, view.split, period).value[-1], earlier_digits)
        for period in listed_periods(snapshot, view)
        if period != view.period
    ]
    status, denominators = answer.status[-1].tolist(), answer.denominator[-1].tolist()
    counted = answer.indicator.measure != "count"
    announced = cuts.told_on_map(snapshot) if answer.indicator.by_states else {}
    found: dict[str, dict[str, Any]] = {}
    for at, code in enumerate(answer.places):
        if code not in picture.drawing.codes or not status[at]:
            continue
        row: dict[str, Any] = {"value": shown[at], "band": picture.classes[code], "status": STATUSES[status[at]]}
        if counted and denominators[at] == denominators[at]:
            row["denominator"] = int(denominators[at])
        if answer.indicator.is_published:
            row |= _judged(answer, at)
        if code in announced:
            row |= dict(zip(("text", "beside"), announced[code], strict=True))
        row["recent"] = [before[at] for before in earlier]
        found[code] = row
    return found


def _judged(answer: Answer, at: int) -> dict[str, Any]:
    """Say how a council's figure compares with England, where that is told."""
    said = answer.comparison(-1, at)
    return {"compared": said} if said != "not_compared" else {}


def _short(numbers: NDArray[np.float64], digits: int) -> list[float | int | None]:
    """Round figures for sending: whole ones as integers, missing ones as None."""
    rounded = np.round(numbers, digits).tolist()
    return [None if number != number else int(number) if number == int(number) else number for number in rounded]


def source_line(snapshot: Snapshot, view: View) -> str:
    """Name publisher, dataset, month and release behind the figures drawn."""
    source = snapshot.manifest["sources"][view.measured.source]
    collection = view.measured.collections[-1]
    release = next(
        (
            r["release"]
            for r in snapshot.releases
            if r["used"] and (r["collection"], r["period"]) == (collection, view.period)
        ),
        "",
    )
    line = _("Source: {publisher}, {title}, {month}").format(
        publisher=source["publisher"], title=source["title"], month=named(view.period, view.measured.by_years)
    )
    return f"{line} ({release})." if release else f"{line}."
