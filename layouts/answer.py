"""What the map shows now, in short: what a page carries, and what it asks for when the view changes."""

from __future__ import annotations

from math import floor, isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data import query
from data.censuses import earlier_date
from data.periods import pooled, shift
from data.query import Answer
from data.store import STATUSES, Snapshot
from geo.ground import Ground
from layouts import captions, cuts, sentences
from layouts.filters import how_ranked
from layouts.picture import Picture, paint
from layouts.reasons import said as in_words
from layouts.view import View
from layouts.words import _, named

Row = dict[str, Any]
#: What the compact answer tells apart from the rows, as short lists.
BESIDE = frozenset({"recent", "lower", "upper", "said"})
#: How many months are listed beside a value: this one and the three before it.
LISTED = 4


def listed_periods(snapshot: Snapshot, view: View) -> tuple[str, ...]:
    """Name the last four periods up to the one in view, newest first, as far as they are held."""
    held = query.periods(snapshot, view.measured)
    if view.measured.is_published:
        alike = held[: held.index(view.period) + 1]
        if view.measured.by_years:
            alike = tuple(p for p in alike if pooled(p) == pooled(view.period))
        if view.measured.change_of:
            alike = tuple(p for p in alike if p > earlier_date(view.split))
        return tuple(reversed(alike[-LISTED:]))
    return tuple(p for p in (shift(view.period, -back) for back in range(LISTED)) if p in held)


def compact(snapshot: Snapshot, ground: Ground, view: View) -> dict[str, Any]:
    """Make the compact answer of a view: place -> value, band, status; legend; sentences.

    Values of trusts are rounded to four decimals, which still tells the numerator exactly, published ones to the
    decimals they are shown with; `/api/v1/values` gives them whole. `beside` holds what stands beside the values (see
    `folded`), `others` the classes of shapes that have no row. A shape in neither is left out by the filters.
    """
    answer = query.on_map(snapshot, view.measured, view.split, view.period, (view.place, *view.compare))
    picture = paint(snapshot, ground, view, answer)
    rows = places(snapshot, view, answer, picture)
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
        "ranks": how_ranked(snapshot, view, picture.drawing.codes),
        "ground": captions.ground(view, picture.drawing.id),
        "caption": captions.caption(view, len(picture.shown)),
        "source": source_line(snapshot, view),
        "standard": standard_line(view),
        "months": list(listed_periods(snapshot, view)),
        "legend": [{"class": i.css, "label": i.label, "count": i.count} for i in picture.legend],
        "others": others(picture, rows),
        "beside": folded(rows, shown_decimals(view)),
        "places": {code: {key: row[key] for key in row if key not in BESIDE} for code, row in rows.items()},
    }


def others(picture: Picture, rows: dict[str, Row]) -> dict[str, list[str]]:
    """List by class the shapes that have no row and that no filter leaves out."""
    found: dict[str, list[str]] = {}
    for code in sorted(picture.drawing.codes - rows.keys()):
        css = picture.classes[code]
        if css != "out":
            found.setdefault(css, []).append(code)
    return found


def folded(rows: dict[str, Row], decimals: int) -> dict[str, Any]:
    """Write what stands beside the values as short lists, in the order of the rows.

    Each number is how far a figure lies from the row's value (from nought where there is none), in units of the last
    decimal shown: with `decimals` 1 a `below` of 11 beside 25.2 is a lower limit of 24.1, an `above` of 12 an upper of
    26.4 (the two are often alike, so they cost little). None stays None; limits are left out where none is
    known. Verdicts are told once each in `verdicts`; `said` holds which of them each row has.
    """
    unit = 10**decimals

    def whole(number: float | None) -> int | None:
        return None if number is None else floor(number * unit + 0.5)

    base = [whole(row["value"]) or 0 for row in rows.values()]

    def away(column: list[float | None]) -> list[int | None]:
        told = [whole(number) for number in column]
        return [None if number is None else number - start for number, start in zip(told, base, strict=True)]

    earlier = [list(column) for column in zip(*(row["recent"] for row in rows.values()), strict=True)]
    found: dict[str, Any] = {"decimals": decimals, "recent": [away(column) for column in earlier]}
    lower, upper = ([row.get(name) for row in rows.values()] for name in ("lower", "upper"))
    if any(number is not None for number in lower):
        below = [None if number is None else -number for number in away(lower)]
        found |= {"below": below, "above": away(upper)}
    said = [row.get("said", "") for row in rows.values()]
    if any(said):
        found["verdicts"] = sorted(set(said))
        found["said"] = [found["verdicts"].index(sentence) for sentence in said]
    return found


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


def shown_decimals(view: View) -> int:
    """Tell how many decimals an indicator is shown with."""
    if view.measured.is_published:
        return view.measured.decimals
    return 0 if view.measured.measure == "count" else 1


def places(snapshot: Snapshot, view: View, answer: Answer, picture: Picture) -> dict[str, Row]:
    """Give each place shown its value, class, status, comparison, counts, limits and the periods before.

    `recent` lists the values of the periods before, newest first, None where there is none; `lower` and `upper` are
    there where an interval is published.
    """
    decimals = shown_decimals(view)
    counts = answer.indicator.is_percent or not answer.indicator.is_published
    values = _short(answer.value[-1], 4 if counts else decimals)
    earlier = [
        _short(query.across(snapshot, view.measured, view.split, period, answer.columns).value[-1], decimals)
        for period in listed_periods(snapshot, view)
        if period != view.period
    ]
    status, denominators, numerators = (a[-1].tolist() for a in (answer.status, answer.denominator, answer.numerator))
    limits = {"lower": _short(answer.lower[-1], decimals), "upper": _short(answer.upper[-1], decimals)}
    counted = answer.indicator.measure != "count"
    announced = cuts.told_on_map(snapshot) if answer.indicator.by_states else {}
    found: dict[str, Row] = {}
    for at, code in enumerate(answer.places):
        if code not in picture.shown or not status[at]:
            continue
        row: Row = {"status": STATUSES[status[at]]}
        if (said := answer.comparison(-1, at)) != "not_compared":
            row["compared"] = said
        row |= {"band": picture.classes[code], "value": values[at]}
        if counted and not isnan(denominators[at]):
            row["denominator"] = round(denominators[at])
        if answer.indicator.change_of and not isnan(numerators[at]):
            row["numerator"] = round(numerators[at])
        if code in announced:
            row |= dict(zip(("text", "beside"), announced[code], strict=True))
        if code in picture.said:
            row["said"] = picture.said[code]
        row["recent"] = [before[at] for before in earlier]
        row |= {name: column[at] for name, column in limits.items() if column[at] is not None}
        found[code] = row
    return found


def _short(numbers: NDArray[np.float64], decimals: int) -> list[float | int | None]:
    """Round figures as they are shown: whole ones as integers, missing ones as None."""
    rounded = [round(number, decimals) for number in numbers.tolist()]
    return [None if isnan(number) else int(number) if number == int(number) else number for number in rounded]


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
        publisher=_(source["publisher"]), title=_(source["title"]), month=named(view.period, view.measured.by_years)
    )
    return f"{line} ({in_words(release)})." if release else f"{line}."
