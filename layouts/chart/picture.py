"""A place's chart as one picture that stands alone: title, chart, what its signs mean, source and date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import product

from data import filters, query
from data.store import Snapshot
from layouts import alt, sentences
from layouts.answer import source_line
from layouts.chart import among, beside, every, heat, through
from layouts.chart.alt import told_beside, told_through
from layouts.choices import NOT_HERE, BadChoice
from layouts.figures import bars_svg, funnel_svg, inks, time_svg
from layouts.figures.bars_svg import bar_chart
from layouts.figures.lines import wide
from layouts.figures.time_svg import Box, time_chart
from layouts.image import ACROSS, MARGIN, SHAPES, SMALLEST, foot, head, moved
from layouts.shell import NAME
from layouts.view import View
from layouts.words import _

#: What a picture can show: the map, a place through time, beside others, all trusts as a funnel, all
#: specialties, or every figure at a glance.
CHARTS = ("map", "trend", "bar", "funnel", "specialties", "glance")
#: What is as high as it needs, and so has but one shape.
ONE_SHAPE = ("specialties", "glance")
#: The chart is so high where it is as high as needed, and at least so high where the picture's height is given.
HIGH, LOWEST = 560.0, 320.0
_SIGN = 60.0


@dataclass(frozen=True)
class Made:
    """A chart before it is set: how it is drawn into a box with letters of a size, how high it must be, and its words.

    `key` lists the chart's signs with their words, `notes` what else must be said under it; `headline` and `source`
    stand in place of those of the view where the chart tells of more than its one figure.
    """

    draw: Callable[[Box, float], str]
    needs: Callable[[float], float]
    style: str
    key: Sequence[tuple[str, str]]
    told: str
    notes: Sequence[str]
    headline: str = ""
    source: str = ""


def without_map(view: View) -> View:
    """Leave out of a view what only a map shows: its colours, boundaries, the filters, and what it changes by."""
    return replace(
        view, scale="spread", view="performance", geography="areas", region=filters.EVERY, deprivation=filters.EVERY
    )


def chart(snapshot: Snapshot, view: View, kind: str, alike: Sequence[str] = (), *, brief: bool = False) -> Made:
    """Make a place's chart.

    Parameters
    ----------
    kind
        `trend`, `bar`, `funnel`, `specialties` or `glance`.
    alike
        The places most like it, for the bars of a view that compares none.
    brief
        Leave out of the drawing what only the notes under it explain.

    Raises
    ------
    BadChoice
        If it cannot be drawn of this place and figure; says why.
    """
    areas = view.measured.of_areas
    if kind == "trend":
        line = through.through(snapshot, view)
        cut = [_("The scale does not begin at 0.")] if time_svg.above_nought(line) else []
        return Made(
            draw=lambda box, _letters: time_chart(replace(line, happened=()) if brief else line, box),
            needs=lambda _letters: LOWEST,
            style=time_svg.STYLE,
            key=time_svg.key(line),
            told=told_through(snapshot, view, line),
            notes=[*through.notes(view, line), *cut],
        )
    if kind == "funnel":
        judged, named = among.among(snapshot, view)
        return Made(
            draw=lambda box, _letters: funnel_svg.funnel_svg(judged, box, tuple(named)),
            needs=lambda _letters: funnel_svg.LOWEST,
            style=funnel_svg.STYLE,
            key=funnel_svg.key(judged, tuple(named.values())),
            told=among.told(snapshot, view, judged, named),
            notes=among.notes(judged),
        )
    if kind == "specialties":
        all_of = every.every(snapshot, view)
        return Made(
            draw=lambda box, _letters: every.drawn(all_of, box),
            needs=lambda _letters: every.needed(all_of),
            style=every.STYLE,
            key=every.key(),
            told=every.told(view, snapshot, all_of),
            notes=every.notes(all_of),
        )
    if kind == "glance":
        table = heat.glance(snapshot, view, alike)
        return Made(
            draw=lambda box, _letters: heat.drawn(table, box),
            needs=lambda _letters: heat.needed(table),
            style=heat.STYLE,
            key=heat.key(table),
            told=heat.told(table),
            notes=heat.notes(),
            headline=heat.headline(table),
            source=heat.sources(snapshot, table),
        )
    bars = beside.beside_others(snapshot, view, alike)
    room = ACROSS - 2 * MARGIN
    return Made(
        draw=lambda box, letters: bar_chart(bars, view.measured, box, letters),
        needs=lambda letters: bars_svg.needed(bars_svg.rows(bars, room, letters), letters),
        style=bars_svg.STYLE,
        key=bars_svg.key(bars, view.measured),
        told=told_beside(view, bars, areas=areas),
        notes=beside.notes(bars, areas=areas),
    )


def chart_alt(snapshot: Snapshot, view: View, kind: str, alike: Sequence[str] = ()) -> str:
    """Tell a chart in words, as `chart` draws it."""
    return chart(snapshot, without_map(view), kind, alike).told


def chart_image(snapshot: Snapshot, view: View, *, kind: str, shape: str, width: int, alike: Sequence[str] = ()) -> str:
    """Draw a place's chart as an SVG that needs nothing beside it; its parameters are those of `chart` and `image`.

    Returns
    -------
    The same bytes for the same view and figures, every time.
    """
    view = without_map(view)
    made = chart(snapshot, view, kind, alike, brief=shape == "card")
    if kind in ONE_SHAPE and shape != SHAPES[0]:
        why = _("This picture is as high as what it tells; it comes in one shape.")
        raise BadChoice("shape", shape, why, SHAPES[0], NOT_HERE)
    answer = query.across(snapshot, view.measured, view.split, view.period)
    subject, headline = alt.subject(view), alt.title(snapshot, view, answer)
    publisher = _("Source: {publisher}.").format(
        publisher=snapshot.manifest["sources"][view.measured.source]["publisher"]
    )
    source = f"{source_line(snapshot, view)} {NAME}."
    context, revised = sentences.context(snapshot, view, answer), alt.revised(snapshot, view, answer)
    if made.headline:
        subject, headline, context, revised = _("All figures at a glance"), made.headline, "", ""
        source = f"{made.source} {NAME}."
    room = ACROSS - 2 * MARGIN
    if shape == "card":
        for letters, size in product((SMALLEST, 20), (42, 38, 34, 30)):
            top, under = head(subject, headline, "", (), size, room), foot(f"{publisher} {NAME}.")
            signs, high = _key(made.key, room)
            box = Box(MARGIN, top.y + 8, room, 630.0 - 26 - under.y - high - top.y - 16)
            if box.height >= made.needs(letters):
                break
        height = 630.0
    else:
        letters = SMALLEST
        top = head(subject, headline, context, (), 42, room)
        under = foot(*made.notes, revised, source)
        signs, high = _key(made.key, room)
        tall = max(
            0.0 if kind in ("bar", "specialties") else HIGH,
            made.needs(letters) * (1.0 if kind in ONE_SHAPE else 1.15),
        )
        height = float(ACROSS) if shape == "square" else round(top.y + 24 + tall + high + 16 + under.y + 36)
        box = Box(MARGIN, top.y + 24, room, height - 36 - under.y - 16 - high - top.y - 24)
    key_y = box.y + box.height + 8
    title, told = escape(headline), escape(made.told)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{round(height * width / ACROSS)}" '
        f'viewBox="0 0 {ACROSS} {height:g}" role="img" aria-labelledby="t d"><title id="t">{title}</title>'
        f'<desc id="d">{told}</desc><style>{inks.TEXT}{made.style}</style>'
        f'<rect width="{ACROSS}" height="{height:g}" fill="#fff"/>{"".join(top.parts)}{made.draw(box, letters)}'
        f'<g transform="translate(0 {key_y:.1f})">{signs}</g>{moved(under, key_y + high + 8)}</svg>'
    )


def _key(entries: Sequence[tuple[str, str]], room: float) -> tuple[str, float]:
    """Set signs and words in rows, as many in a row as there is room for; give the SVG and its height."""
    x, y, leading, parts = 0.0, 0.0, SMALLEST * 1.5, []
    for sign, words in entries:
        across = _SIGN + 12 + wide(words, SMALLEST, False) + 30
        if x and x + across - 30 > room:
            x, y = 0.0, y + leading
        parts.append(
            f'<g transform="translate({MARGIN + x:.1f} {y:.1f})">{sign}'
            f'<text font-size="{SMALLEST}" x="{_SIGN + 12:g}" y="23">{escape(words)}</text></g>'
        )
        x += across
    return "".join(parts), (y + leading if entries else 0.0)
