"""The staff of a trust on its page: how many, how that changed, who moved, what is missing."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dash import html

from data import held, query
from data.catalogue import Indicator, catalogue
from data.periods import month_number
from data.query import REPORTED, Answer
from data.store import STATUSES, Snapshot
from layouts import reasons, sentences
from layouts.charted import picture_of, taken_away, values_csv
from layouts.figures.line import line
from layouts.figures.trend import pieces
from layouts.place.tables import table
from layouts.staff import not_jobs_lost, starred
from layouts.view import View
from layouts.words import _, count, month, short_month, signed, status_sentences, statuses

GROUPS = ("staff-all", "staff-clinical", "staff-support", "staff-non-clinical")
#: The census before "the cuts then".
THEN = "2010-09"
DASH = "\u2013"


def group_names() -> dict[str, str]:
    """Name the groups of staff in short."""
    return {
        "staff-all": _("All staff"),
        "staff-clinical": _("Qualified clinical staff"),
        "staff-support": _("Support to clinical staff"),
        "staff-non-clinical": _("Non-clinical staff"),
    }


def section(snapshot: Snapshot, code: str) -> tuple[list[Any], dict[str, str]]:
    """Lay out the staff of a trust.

    Returns
    -------
    Components, and ready-made SVG by the id of the component it stands in; both empty where no staff are held.
    """
    indicators = held.indicators(snapshot)
    if GROUPS[0] not in indicators or code not in snapshot.cubes[GROUPS[0]].place_at:
        return [], {}
    through = {slug: _through(snapshot, slug, code) for slug in GROUPS if code in snapshot.cubes[slug].place_at}
    whole = through[GROUPS[0]]
    told = [period for at, period in enumerate(whole.periods) if whole.status[at, 0] == REPORTED]
    parts: list[Any] = [html.H2(_("Staff"), id="staff")]
    drawn = ""
    if told:
        latest = told[-1]
        earlier = tuple(dict.fromkeys(date for date in (long_ago(told), year_before(told)) if date != latest))
        marks = query.breaks(snapshot, whole, code)
        parts += [html.P(text) for text in _sentences(snapshot, code, latest, earlier) if text]
        label = _("All staff of {place} in full-time equivalents, {first} to {last}. The table below has the same figures.").format(
            place=sentences.place_name(snapshot, code), first=month(told[0]), last=month(latest)
        )  # fmt: skip
        drawn = line(pieces(whole, marks), label) if len(told) > 1 else ""
        if drawn:
            parts += [html.H3(_("All staff, in full-time equivalents")), html.Div(id="staff-line")]
            parts.append(_events([b for b in marks if b.kind != "gap"]))
            view = View(GROUPS[0], "all", latest, place=code)
            links = {_("These figures as CSV"): values_csv(GROUPS[0], "all", (code,))}
            parts.append(taken_away(links | {_("Picture of this chart"): picture_of(view, "trend")}))
        with_figures = {slug: answer for slug, answer in through.items() if (answer.status == REPORTED).any()}
        parts += _latest(snapshot, code, tuple(with_figures), latest, earlier)
        parts.append(html.Details([html.Summary(_("Each census as a table")), _history(with_figures)]))
    parts.append(_contents())
    parts += _missing(snapshot, through, code)
    return parts, {"staff-line": drawn} if drawn else {}


def _through(snapshot: Snapshot, slug: str, code: str) -> Answer:
    return query.through_time(snapshot, catalogue()[slug], "all", code)


def long_ago(told: list[str]) -> str:
    """Choose the census from which a trust's long change is told: September 2010, else its first."""
    return THEN if THEN in told else told[0]


def year_before(told: list[str]) -> str:
    """Choose the census nearest to a year before the last."""
    last = month_number(told[-1])
    return min(told, key=lambda date: abs(last - month_number(date) - 12))


def _sentences(snapshot: Snapshot, code: str, latest: str, earlier: tuple[str, ...]) -> list[str]:
    """Say how many staff there are, and each change in one sentence with what else happened meanwhile."""
    said = [_headline(snapshot, "staff-all", "all", latest, code)]
    said += [_headline(snapshot, "staff-all-change", f"from-{date}", latest, code, _("It")) for date in earlier]
    return [". ".join(text for text in said if text) + ".", not_jobs_lost()] if earlier else [f"{said[0]}."]


def _headline(snapshot: Snapshot, slug: str, split: str, period: str, code: str, name: str = "") -> str:
    indicator = catalogue()[slug]
    view = View(slug, split, period, place=code)
    return sentences.headline(snapshot, view, query.across(snapshot, indicator, split, period), name)


def _events(marks: list[query.Break]) -> html.Ul | None:
    items = [
        html.Li(
            _("{month}: {reason}. No line is drawn across it.").format(
                month=month(b.period), reason=reasons.said(b.reason)
            )
        )
        for b in marks
    ]
    return html.Ul(items, className="notes") if items else None


def _latest(snapshot: Snapshot, code: str, slugs: tuple[str, ...], latest: str, earlier: tuple[str, ...]) -> list[Any]:
    """Tabulate each group at the latest census, in posts, in people, and how it changed."""
    heads = [_("Group"), _("Full-time equivalents"), _("People")]
    heads += [_("Since {month}").format(month=short_month(date)) for date in earlier]
    rows, moved = [], False
    for slug in slugs:
        indicator = catalogue()[slug]
        row: list[Any] = [html.A(group_names()[slug], href=f"/?indicator={slug}&place={code}")]
        row += [_cell(snapshot, indicator, split, latest, code)[0] for split in ("all", "headcount")]
        for date in earlier:
            said, crossed = _cell(snapshot, catalogue()[f"{slug}-change"], f"from-{date}", latest, code)
            row.append(html.A(said, href=f"/?indicator={slug}-change&split=from-{date}&period={latest}&place={code}"))
            moved = moved or crossed
        rows.append(row)
    caption = _("Staff in post by group, {month}").format(month=month(latest))
    numeric = frozenset(range(1, 3 + len(earlier)))
    return [table(caption, heads, rows, numeric), html.P(starred(), className="source") if moved else None]


def _cell(snapshot: Snapshot, indicator: Indicator, split: str, period: str, code: str) -> tuple[str, bool]:
    """Write one figure, or why there is none, and tell whether staff moved meanwhile."""
    answer = query.across(snapshot, indicator, split, period)
    at = answer.place_at[code]
    if answer.status[-1, at] != REPORTED:
        return statuses()[STATUSES[answer.status[-1, at]]] if answer.status[-1, at] else DASH, False
    number, crossed = float(answer.value[-1, at]), bool(answer.moved[-1, at])
    if indicator.change_of:
        return f"{signed(number)}*" if crossed else signed(number), crossed
    return count(number), crossed


def _history(through: dict[str, Answer]) -> html.Div:
    whole = through[GROUPS[0]]
    rows: list[list[Any]] = []
    for at in reversed(range(len(whole.periods))):
        if not whole.status[at, 0]:
            continue
        cells = [_number(answer, at) for answer in through.values()]
        rows.append([month(whole.periods[at]), *cells])
    heads = [_("Census"), *(group_names()[slug] for slug in through)]
    numeric = frozenset(range(1, 1 + len(through)))
    return table(_("Staff in post, in full-time equivalents"), heads, rows, numeric)


def _number(answer: Answer, at: int) -> str:
    status = answer.status[at, 0]
    if status == REPORTED:
        return count(float(answer.value[at, 0]))
    return statuses()[STATUSES[status]] if status else DASH


def _contents() -> html.Details:
    """Say what each group contains."""
    items = [part for slug in GROUPS for part in (html.Dt(group_names()[slug]), html.Dd(_(catalogue()[slug].method)))]
    return html.Details([html.Summary(_("Who is in each group")), html.Dl(items)])


def _missing(snapshot: Snapshot, through: dict[str, Answer], code: str) -> list[Any]:
    """List which censuses have no figure, and why; groups with the same gaps are told together."""
    gaps: dict[tuple[tuple[str, str, str, str], ...], list[str]] = {}
    for slug, answer in through.items():
        runs = _runs(snapshot, answer, code)
        if runs:
            gaps.setdefault(runs, []).append(slug)
    if not gaps:
        return []
    words, explained = statuses(), status_sentences()
    parts: list[Any] = [html.H3(_("What is missing of the staff, and why"))]
    for runs, slugs in gaps.items():
        items = []
        for first, last, status, why in runs:
            span = month(first) if first == last else _("{start} to {end}").format(start=month(first), end=month(last))
            items.append(html.Li([html.B(words[status]), f": {span}. {explained[status]}{f' ({why})' if why else ''}"]))
        parts += [html.P("; ".join(group_names()[slug] for slug in slugs) + ":"), html.Ul(items)]
    return parts


def _runs(snapshot: Snapshot, answer: Answer, code: str) -> tuple[tuple[str, str, str, str], ...]:
    """Gather censuses without a figure that follow one another for one reason: first, last, status, why."""
    indicator = answer.indicator
    cells = [
        (int(status), reasons.why(snapshot, indicator, code, period), period)
        for period, status in zip(answer.periods, answer.status[:, 0], strict=True)
    ]
    found = []
    for (status, why), group in groupby(cells, key=lambda cell: cell[:2]):
        if status and status != REPORTED:
            dates = [cell[2] for cell in group]
            found.append((dates[0], dates[-1], STATUSES[status], why))
    return tuple(found)
