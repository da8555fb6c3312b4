"""The map for the keyboard and the ear: where each arrow leads from a place, and what is said on coming to it."""

from __future__ import annotations

from typing import Any

from data import query
from data.judge import verdicts
from data.judge.verdicts import Judged
from data.store import Snapshot
from geo.ground import Ground
from geo.ways import middles, ways
from layouts import judgement, sentences
from layouts.answer import Row, places
from layouts.picture import Picture, paint
from layouts.view import View
from layouts.words import _, comparisons, statuses


def walk(snapshot: Snapshot, ground: Ground, view: View) -> dict[str, Any]:
    """Tell a view's places by name, each with its four neighbours and with what is said of it.

    Returns
    -------
    dict
        codes: the places that have a row in the table, by name; to: for each the positions in `codes` of its
        neighbours on the left, the right, above and below, -1 for none; says: for each its name, figure, standard and
        verdict in words.
    """
    answer = query.on_map(snapshot, view.measured, view.split, view.period, (view.place, *view.compare))
    picture = paint(snapshot, ground, view, answer)
    rows = places(snapshot, view, answer, picture)
    spots = middles((*picture.drawing.areas, *picture.drawing.points))
    codes = sorted(rows, key=lambda code: sentences.place_name(snapshot, code).casefold())
    to = ways({code: spots[code] for code in codes})
    judged = _judged(snapshot, view)
    says = [
        _("{place}, {told}. {n} of {total} by name.").format(
            place=sentences.place_name(snapshot, code),
            told=". ".join(told(view, picture, rows[code], code, judged)),
            n=at,
            total=len(codes),
        )
        for at, code in enumerate(codes, 1)
    ]
    return {"codes": codes, "to": [to[code] for code in codes], "says": says}


def told(view: View, picture: Picture, row: Row, code: str, judged: Judged | None) -> list[str]:
    """Say the figure of a place beside its standard, then whether it is more than chance, or how it has changed."""
    number = row["value"]
    if number is None:
        return [statuses()[row["status"]]]
    said = [beside_standard(view, number, row.get("text") or spoken_figure(view, number))]
    if "lower" in row:
        limits = sentences.interval(view.measured, row["lower"], row["upper"])
        said.append(_("95 % confidence interval {limits}").format(limits=limits))
    if "compared" in row and view.view != "verdict":
        said.append(comparisons()[row["compared"]])
    if judged and view.view in ("performance", "verdict") and judged.history.points[at := judged.places.index(code)]:
        said.append(judgement.sentence(judgement.verdict(judged, at, None)).rstrip("."))
    elif view.view != "performance" or view.measured.change_of:
        said += [item.label for item in picture.legend if item.css == row["band"]]
    return said


def spoken_figure(view: View, number: float) -> str:
    """Write a figure as it is spoken: a share in "per cent"."""
    text = sentences.figure(view.measured, number)
    share = text.removesuffix("\u202f%")
    return text if share == text else _("{n} per cent").format(n=share)


def beside_standard(view: View, number: float, figure: str) -> str:
    """Say whether a figure meets the standard in force; the figure alone where there is none."""
    standard = view.measured.standard(view.period)
    if standard is None:
        return figure
    met, missed = _("{figure}, which meets the standard of {n}"), _("{figure}, below the standard of {n}")
    return (met if number >= standard.value else missed).format(figure=figure, n=f"{standard.value:g}")


def _judged(snapshot: Snapshot, view: View) -> Judged | None:
    if not verdicts.can_be_judged(view.measured):
        return None
    return verdicts.judge(snapshot, view.measured, view.split, view.period)
