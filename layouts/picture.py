"""The picture of a view: what is drawn and in which class, knowing no renderer.

A `Drawing` is geometry alone and depends on the boundaries of a month and on who reports; a `Picture` is a drawing
painted with the classes of one view, with its legend and labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data import filters, query
from data.catalogue import Indicator
from data.judge import verdicts
from data.measures import spread_bands
from data.query import REPORTED, Answer
from data.store import STATUSES, Snapshot, collection_of
from geo.ground import Ground
from layouts import captions, cuts, judgement, sentences
from layouts.drawing import Drawing, areas_of, drawing
from layouts.view import View
from layouts.wales_map import drawing_of
from layouts.words import _, count, statuses


@dataclass(frozen=True)
class LegendItem:
    """One class of the map: its CSS class, its words, and how many of the places drawn are in it."""

    css: str
    label: str
    count: int


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing painted with a view: classes, legend, title, what is in focus; `shown` passed the filters.

    `said` holds the verdict on each place in a sentence, where the map shows verdicts.
    """

    drawing: Drawing
    shown: frozenset[str]
    classes: dict[str, str]
    legend: tuple[LegendItem, ...]
    ramp: str
    title: str
    description: str
    said: dict[str, str]
    focus: str
    compared: tuple[str, ...]


def band_words(indicator: Indicator, split: str, period: str, scale: str) -> dict[str, str]:
    """Name the classes of a colour scale in order, from best to worst where that can be told."""
    if scale == "standard":
        standard, interim = indicator.standard(period), indicator.standard(period, "interim")
        if standard is None:
            return {}
        floor = interim.value if interim else standard.value - 5
        return {
            "met": _("Met: {n} % or more").format(n=f"{standard.value:g}"),
            "interim": (_("Interim target: {n} % or more") if interim else _("Near: {n} % or more")).format(
                n=f"{floor:g}"
            ),
            "missed": _("Missed: under {n} %").format(n=f"{floor:g}"),
        }
    if scale == "classic":
        return {"all": _("All: 100 %"), "target": _("95 % or more"), "below": _("Under 95 %")}
    if indicator.change_of:
        return staff_change_words()
    if indicator.by_states:
        return cuts.state_classes()
    edges = indicator.class_edges(split)
    if indicator.names:
        css = spread_bands(np.array(list(indicator.names), float), edges)
        named = {str(one): _(name) for one, name in zip(css, indicator.names.values(), strict=True)}
        return dict(reversed(named.items())) if indicator.polarity == "high" else named
    unit = "\u202f%" if indicator.is_share else ""
    said = [count(e) if indicator.measure == "count" else f"{e:g}" for e in edges]
    whole = indicator.measure == "count"
    words = {"s1": _("Under {b}").format(b=said[0] + unit) if edges[0] != 1 or not whole else _("None")}
    for at in range(4):
        top = count(edges[at + 1] - 1) if whole else said[at + 1]
        label = said[at] if top == said[at] else _("{a} to {b}").format(a=said[at], b=top)
        words[f"s{at + 2}"] = label + unit
    words["s6"] = _("{a} or more").format(a=said[4] + unit)
    if indicator.measure == "years":
        words = {css: _("{range} years").format(range=text) for css, text in words.items()}
    if indicator.measure == "weeks":
        words = {css: _("{range} weeks").format(range=text) for css, text in words.items()}
    return words if indicator.polarity != "high" else dict(reversed(words.items()))


def staff_change_words() -> dict[str, str]:
    """Name the classes of a change in staff between two dates; what was a move between bodies has its own."""
    return {
        "s1": _("Fewer, by over 10 %"),
        "s2": _("Fewer, by 5 to 10 %"),
        "s3": _("Fewer, by 1 to 5 %"),
        "s4": _("About the same: within 1 %"),
        "s5": _("More, by 1 to 5 %"),
        "s6": _("More, by 5 % or over"),
        "transfer": _("Staff moved in or out, or a merger: neither hired nor cut"),
    }


def change_words() -> dict[str, str]:
    """Name the classes of the two views of change."""
    return {
        "better": _("Better, by more than it usually moves"),
        "usual": _("No more than the usual move"),
        "worse": _("Worse, by more than it usually moves"),
    }


def class_words(view: View) -> dict[str, str]:
    """Name the classes of a view, in the order of its legend."""
    if view.view == "performance":
        return band_words(view.measured, view.split, view.period, view.scale)
    return judgement.classes(view.measured) if view.view == "verdict" else change_words()


def ramp(indicator: Indicator) -> str:
    """Tell which end of the scale is dark: the worse one, in red; where nothing is better or worse, more, in grey.

    A change is dark at both ends.
    """
    if indicator.change_of:
        return "both-ends"
    return {"high": "dark-low", "low": "dark-high"}.get(indicator.polarity, "plain")


def painted(snapshot: Snapshot, view: View, answer: Answer) -> list[str]:
    """Give the CSS class of every place of an answer, in its order.

    It is a band where there is a value (or a change) to colour, else the status.
    """
    if view.view == "performance":
        bands, status = query.bands(answer, view.scale)[-1], answer.status[-1]
    elif view.view == "verdict":
        bands = verdicts.classes(snapshot, answer.indicator, view.split, view.period, answer.columns)
        status = answer.status[-1]
    else:
        months = 1 if view.view == "improvement" else 12
        moved = query.change(snapshot, answer.indicator, view.split, view.period, months, answer.columns)
        bands, status = moved.band, moved.status
    return [str(b) if s == REPORTED and b else STATUSES[s] for b, s in zip(bands, status, strict=True)]


def labels(snapshot: Snapshot, answer: Answer, picture: Picture) -> dict[str, str]:
    """Write name, figure and verdict of each place drawn, for where no script shows a card; of those out the name."""
    nothing = statuses()
    told_then = cuts.told_on_map(snapshot) if answer.indicator.by_states else {}
    found = {code: sentences.place_name(snapshot, code) for code in picture.drawing.codes}
    for code in picture.shown:
        css = picture.classes[code]
        found[code] = f"{found[code]}: {nothing[css if css in nothing else 'not_applicable']}"
    for at, code in enumerate(answer.places):
        status = answer.status[-1, at]
        if code in picture.shown and status:
            told = sentences.counted(answer.indicator, answer, at) if status == REPORTED else nothing[STATUSES[status]]
            told = ". ".join(told_then.get(code, (told,)))
            label = f"{sentences.place_name(snapshot, code)}: {told}"
            found[code] = f"{label} {picture.said[code]}" if code in picture.said else label
    return found


def paint(snapshot: Snapshot, ground: Ground, view: View, answer: Answer) -> Picture:
    """Paint the drawing of a view; a place that the filters leave out is an outline, `out`, and counts nowhere."""
    indicator = view.measured
    if indicator.is_welsh:
        what = drawing_of(ground, indicator)
    elif indicator.of_areas:
        what = areas_of(snapshot, ground, indicator, view.period, view.geography)
    else:
        collection = collection_of(indicator.dataset)
        what = drawing(snapshot, ground, collection, view.period, view.geography, indicator.drawn)
    classes = painted(snapshot, view, answer)
    untold = "no_record" if indicator.is_welsh else "no_comparable_record" if indicator.of_areas else "not_applicable"
    css = dict.fromkeys(what.codes, untold)
    areas = {shape.code for shape in what.areas}
    for at, code in enumerate(answer.places):
        if code in what.codes and (answer.status[-1, at] or untold == "not_applicable"):
            css[code] = classes[at] if answer.status[-1, at] else "not_applicable" if code in areas else "off"
    wanted = filters.wanted(snapshot, view.period, view.region, view.deprivation)
    shown = what.codes if wanted is None else what.codes & wanted
    css |= {code: "out" for code in what.codes - shown if css[code] != "off"}
    words = class_words(view)
    title = _(indicator.title)
    return Picture(
        drawing=what,
        classes=css,
        legend=legend(words, css),
        ramp=ramp(indicator),
        title=title,
        description=cuts.coverage(snapshot) if indicator.by_states else captions.coverage(view, answer, shown),
        shown=shown,
        said=judgement.sentences_on_map(snapshot, view, answer.columns),
        focus=view.place,
        compared=view.compare,
    )


def legend(words: dict[str, str], css: dict[str, str]) -> tuple[LegendItem, ...]:
    """Count the places of each class: bands in their order, then each kind of nothing that occurs."""
    counts: dict[str, int] = {}
    for name in css.values():
        counts[name] = counts.get(name, 0) + 1
    items = [LegendItem(name, label, counts.get(name, 0)) for name, label in words.items()]
    items += [
        LegendItem(name, label, counts[name])
        for name, label in statuses().items()
        if name in counts and name != "reported"
    ]
    return tuple(items)
