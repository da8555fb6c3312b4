"""The parts of a sheet beside its headline figures and questions: what stands out, who is served, what is missing."""

from __future__ import annotations

from data import query
from layouts.figures.spine import compared_words
from layouts.figures.spine import figure as spine_figure
from layouts.judgement import change_clause
from layouts.place.figures import headline_cell, headline_heads, headline_slugs
from layouts.place.health import not_held
from layouts.place.missing import missing as gaps_of
from layouts.place.people import LEAST
from layouts.sentences import capital, place_name
from layouts.sheet import board
from layouts.sheet.figures import figure, legend
from layouts.sheet.model import Cell, Figures, Part, Points, Section, Table, Words
from layouts.sheet.subject import Subject
from layouts.sheet.told import Told
from layouts.welsh import unreviewed
from layouts.words import _, count, month, named, per_cent, status_sentences, statuses

#: How many rows of a table and points of a list have room; how many more there are is told.
MOST_SPECIALTIES = 6
MOST_OUTSTANDING = 8
MOST_BRIDGED = 5
MOST_GAPS = 4


def headlines(subject: Subject) -> Section | None:
    """Set the headline figures."""
    if not subject.figures:
        return None
    items = tuple(figure(subject.snapshot, told) for told in subject.figures)
    key = legend(subject.is_area, subject.waits) if any(item.drawing for item in items) else ""
    always = dict.fromkeys(_(told.indicator.always_said) for told in subject.figures)
    said = (Words(one, quiet=True) for one in always if one)
    return Section("figures", _("The figures"), (Figures(items, key), *said))


def specialties(subject: Subject) -> Section | None:
    """Tabulate the specialties that differ by more than chance, the farthest below England first."""
    indicator = subject.specialty_figure
    if subject.place.type != "trust" or indicator is None:
        return None
    if subject.specialty_month not in query.periods(subject.snapshot, indicator):
        return None
    title = _("Specialties that differ by more than chance")
    found = subject.specialties
    if not found:
        none = _("In {month}, in no specialty did the share of people still waiting under 18 weeks differ from that of most trusts by more than chance would explain.")  # fmt: skip
        return Section("specialties", title, (Words(none.format(month=month(subject.specialty_month))),))
    worst, best = MOST_SPECIALTIES - MOST_SPECIALTIES // 3, MOST_SPECIALTIES // 3
    shown = found if len(found) <= MOST_SPECIALTIES else (*found[:worst], *found[-best:])
    rows: list[tuple[Cell, ...]] = [
        (
            (_(indicator.splits[told.split]), f"/?indicator={indicator.slug}&split={told.split}&place={subject.code}"),
            per_cent(told.value),
            per_cent(told.whole),
            count(told.denominator),
            _standing(told),
        )
        for told in shown
    ]
    heads = (_("Specialty"), _("Here"), _("England"), _("Waiting"), _("Beside other trusts"))
    caption = _("Share still waiting under 18 weeks, {month}").format(month=month(found[0].period))
    parts: list[Part] = [Table(caption, heads, tuple(rows), frozenset({1, 2, 3}))]
    if len(found) > len(shown):
        more = _("The farthest below and above England of {n} that differ; all stand on the page of the trust.")
        parts.append(Words(more.format(n=len(found)), quiet=True))
    return Section("specialties", title, tuple(parts))


def _standing(told: Told) -> str:
    """Say in a few words how a specialty stands and where it goes; all of these differ by more than chance."""
    if told.verdict is None:
        return ""
    above = told.verdict.standing * told.verdict.sign > 0
    said = _("Higher than most, {change}") if above else _("Lower than most, {change}")
    return said.format(change=change_clause(told.verdict))


def health(subject: Subject) -> Section | None:
    """Tabulate the public-health figures that are officially worse or better than England's, the worst first."""
    if not subject.health:
        return None
    out = [row for row in subject.health if row.compared in ("worse", "better")]
    title = _("Where it differs from England by more than chance")
    if not out:
        return Section(
            "health", title, (Words(_("None of these figures is officially better or worse than England's.")),)
        )
    shown = out if len(out) <= MOST_OUTSTANDING else [*out[: MOST_OUTSTANDING // 2], *out[-MOST_OUTSTANDING // 2 :]]
    words = compared_words()
    rows: list[tuple[Cell, ...]] = [
        (
            (row.title, row.link),
            row.period,
            spine_figure(row, row.value) if row.value is not None else row.status,
            spine_figure(row, row.england),
            capital(words[row.compared]),
        )
        for row in shown
    ]
    heads = (_("Figure"), _("Period"), _("Here"), _("England"), _("Compared"))
    caption = _("Farthest from England on the way to the worst place first, to the best last")
    parts: list[Part] = [Table(caption, heads, tuple(rows), frozenset({2, 3}))]
    if len(out) > len(shown):
        parts.append(Words(_("The farthest of {n} that differ; all stand on the page of the area.").format(n=len(out)), quiet=True))  # fmt: skip
    return Section("health", title, tuple(parts))


def bridge(subject: Subject) -> Section | None:
    """Tell which councils a trust serves or a health board has, or which trusts the people of an area use."""
    if subject.is_board:
        return board.councils(subject)
    found = subject.relations.trusts_used(subject.code) if subject.is_area else subject.relations.councils_served(subject.code)  # fmt: skip
    shown = [one for one in found if one.code and one.share >= LEAST][:MOST_BRIDGED]
    if not shown:
        return None
    note = _("Shares are of admissions in 2019 (Office for Health Improvement and Disparities). People may ask to be referred elsewhere.")  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one in shown:
        named_place = (place_name(subject.snapshot, one.code), f"/place/{one.code}")
        cells = [headline_cell(subject.snapshot, slug, one.code) for slug in headline_slugs(subject.snapshot)]
        rows.append((named_place, per_cent(100 * one.share), *(cells if subject.is_area else ())))
    rest = sum(one.share for one in found) - sum(one.share for one in shown)
    blank = ("",) * (len(rows[0]) - 2)
    rows.append((_("All others together"), per_cent(100 * max(rest, 0)), *blank))
    if subject.is_area:
        title, heads = _("Trusts that people here are admitted to"), (_("Trust"), _("Share of admissions"), *headline_heads(subject.snapshot))  # fmt: skip
    else:
        title, heads = _("Councils it serves"), (_("Council"), _("Share of its patients"))
    caption = _("By share, the largest first")
    table = Table(caption, heads, tuple(rows), frozenset(range(1, len(heads))))
    return Section("bridge", title, (table, Words(note, quiet=True)))


def missing(subject: Subject) -> Section:
    """Say what is missing, and why: the newest gaps first, each with the figures that share it."""
    title = _("What is missing, and why")
    items: list[tuple[str, tuple[str, str]]] = [
        (gap.last, (f"{gap.what}:", f"{figures}: {gap.told}"))
        for figures, gaps in gaps_of(subject.snapshot, subject.code)
        for gap in gaps
    ]
    items.sort(key=lambda item: item[0], reverse=True)
    points = [point for _last, point in items[:MOST_GAPS]]
    explained = status_sentences()["not_held"]
    if subject.is_area:
        points += [
            (f"{statuses()['not_held']}:", f"{one}. {explained}") for one in not_held(subject.snapshot, subject.code)
        ]
    parts: list[Part] = [Points(tuple(points[:MOST_GAPS]))] if points else []
    if len(items) > MOST_GAPS:
        more = _("The newest of {n} gaps; all stand on its page.").format(n=len(items))
        parts.append(Words(more, quiet=True))
    if not subject.waits and not subject.is_area:
        parts.append(Words(_("{status}: waits for treatment and A&E. No such figures are held of it.").format(status=statuses()["not_applicable"])))  # fmt: skip
    if subject.is_board:
        parts += board.not_held()
    elif subject.relations.is_welsh(subject.code):
        parts.append(Words(_("{status}: waits in Wales. They are counted to other rules than in England and never share one scale.").format(status=statuses()["not_held"])))  # fmt: skip
    if not parts:
        parts.append(Words(_("No period is missing between the first and the last that are held.")))
    return Section("missing", title, tuple(parts))


def definitions(subject: Subject) -> Section:
    """Say in plain words what each figure means, and what the sheet's own words do."""
    points = [(_(told.indicator.title), _(told.indicator.question)) for told in subject.figures]
    judged = any(told.verdict is not None for told in subject.figures)
    if judged and not subject.is_board:
        points.append((_("More than chance"), _("We compare a trust with all others, allowing for its number of patients and for how much trusts usually differ, and with its own last 24 months. About 1 in 500 would lie so far out by chance.")))  # fmt: skip
    if judged:
        points.append((_("Usual range"), _("Where nearly all months lie as long as nothing has really changed (an XmR chart).")))  # fmt: skip
    elif subject.is_area:
        points.append((_("Better or worse than England"), _("The official comparison: the 95 % interval (likely range) of the area leaves England\u2019s figure out.")))  # fmt: skip
    points += board.definitions() if subject.is_board else []
    points.append((_("What no figure here tells"), _("How one person will be cared for. A short wait is not the same as good care.")))  # fmt: skip
    said = tuple((f"{what}.", meaning) for what, meaning in points)
    return Section("definitions", _("In plain words"), (Points(said),))


def sources(subject: Subject) -> Section:
    """Name publisher, dataset and newest period of the figures, the licence and the edition."""
    manifest = subject.snapshot.manifest
    newest: dict[str, list[str]] = {}
    shown = [(told.indicator, told.period) for told in subject.figures]
    for indicator, period in shown + (board.shown(subject) if subject.is_board else []):
        newest.setdefault(indicator.source, []).append(named(period, indicator.by_years))
    said = [
        _("{publisher}: {title} ({periods}).").format(
            publisher=manifest["sources"][source]["publisher"],
            title=_(manifest["sources"][source]["title"]),
            periods=", ".join(dict.fromkeys(periods)),
        )
        for source, periods in newest.items()
    ]
    said.append(_("Contains public sector information licensed under the Open Government Licence v3.0; contains OS data © Crown copyright and database right."))  # fmt: skip
    said.append(unreviewed())
    return Section("sources", _("Sources"), (Words(" ".join(filter(None, said))),))
