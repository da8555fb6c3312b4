"""What the panel tells of staff: who moved between two dates, each way of counting, each earlier date."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from data import query, transfers
from data.query import REPORTED, Answer
from data.store import STATUSES, Snapshot
from layouts import reasons, sentences
from layouts.view import View
from layouts.words import _, count, month, short_month, signed, split_title, statuses

DASH = "\u2013"


def unchosen() -> list[Any]:
    """Say why there is no figure for England."""
    return [
        html.P(_("Choose a trust on the map or in the table.")),
        html.P(
            _(
                "No figure for England is given: the files hold one trust beside the other, under today's names, and "
                "their sum would leave out the trusts that are gone."
            )
        ),
    ]


def not_jobs_lost() -> str:
    """Say what a change of staff in post is not."""
    return _("That is the change in staff in post, not jobs lost or people hired.")


def happened(snapshot: Snapshot, view: View, code: str) -> str:
    """Name the mergers and transfers of staff between the two dates in view, or say that none was seen."""
    found = sentences.between(snapshot, view, code)
    if not found:
        return _("No merger or transfer of staff is seen between the two dates.")
    told = "; ".join(f"{month(b.period)}: {reasons.said(b.reason)}" for b in found)
    return _("Between the two dates, so not all of it was hiring or cutting \u2013 {events}.").format(events=told)


def before_merger(snapshot: Snapshot, view: View, code: str) -> str:
    """Say that a figure from before a merger is of one of the trusts that made today's, under today's name; else ''."""
    later = [b for b in transfers.breaks(snapshot, view.measured.dataset, code) if b.period > view.period]
    merged = [reasons.said(b.reason) for b in later if b.kind == "merger"]
    if not merged:
        return ""
    return _("This is before it {events}: the trust of then stands here under the name of today.").format(
        events="; ".join(merged)
    )


def by_split(snapshot: Snapshot, view: View, code: str) -> list[Any]:
    """Tabulate a trust's staff in each way of counting, or its change since each earlier date."""
    indicator = view.measured
    answers = query.by_split(snapshot, indicator, view.period, code)
    rows = [
        html.Tr(
            [html.Th(_link(view, split), scope="row"), *_cells(answer)], className="here" if split == view.split else ""
        )
        for split, answer in answers
        if answer.status[0, 0]
    ]
    if indicator.change_of:
        title = _("Up to {month}, since each earlier date").format(month=month(view.period))
        heads = [_("Since"), _("Change"), _("Then"), _("Now")]
    else:
        title = _("In posts and in people, {month}").format(month=month(view.period))
        heads = [_("Counted as"), _("Here")]
    head = html.Tr([html.Th(text, scope="col", className="num" if at else "") for at, text in enumerate(heads)])
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="small")
    marked = indicator.change_of and any(answer.moved[0, 0] for _split, answer in answers)
    return [html.H3(title), table, html.P(starred(), className="source") if marked else None]


def starred() -> str:
    """Explain the star beside a change."""
    return _("* In between, staff moved in or out, or there was a merger: not all of it was hiring or cutting.")


def _link(view: View, split: str) -> html.A:
    indicator = view.measured
    title = short_month(split[5:]) if indicator.change_of else split_title(split, indicator.splits[split])
    return html.A(title, href=f"/?{view.to_query(split=split)}", **{"data-split": split})


def _cells(answer: Answer) -> list[html.Td]:
    if answer.status[0, 0] != REPORTED:
        said = html.Td(statuses()[STATUSES[answer.status[0, 0]]], className="num quiet")
        return [said, html.Td(DASH, className="num"), html.Td(DASH, className="num")][: 3 if _is_change(answer) else 1]
    value = float(answer.value[0, 0])
    if not _is_change(answer):
        return [html.Td(count(value), className="num")]
    marked = f"{signed(value)}*" if answer.moved[0, 0] else signed(value)
    behind = (float(np.asarray(part)[0, 0]) for part in (answer.denominator, answer.numerator))
    return [html.Td(marked, className="num"), *(html.Td(count(n), className="num quiet") for n in behind)]


def _is_change(answer: Answer) -> bool:
    return bool(answer.indicator.change_of)
