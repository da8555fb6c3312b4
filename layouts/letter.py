"""A letter that asks a trust for its figures under the Freedom of Information Act, filled in and ready to copy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from data.store import Place, Snapshot
from layouts.choices import BadChoice, nearest
from layouts.words import _, date, month

FIRST, LAST = "2010-09", "2013-09"
"""The period that is asked for where none is named: the cuts of that time, between two September counts of staff."""
SEPTEMBERS = tuple(f"{year}-09" for year in range(2009, 2026))
"""The months offered: those of the yearly counts of staff. The address takes any month."""
_MONTH = re.compile(r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")
LINE = 62
"""Characters that stand on a line of the letter's box on a wide screen."""
ANSWERING = ("trust", "health-board")


@dataclass(frozen=True)
class Letter:
    """Whom to ask about which months; `place` is None where nobody is chosen yet."""

    place: Place | None
    first: str
    last: str


def read_letter(snapshot: Snapshot, args: Mapping[str, str]) -> Letter:
    """Read whom and when from a query string's parameters.

    Raises
    ------
    BadChoice
        If there is no such trust (404, naming the nearest), or a month is none or out of order.
    """
    for name in args:
        if name not in ("trust", "from", "to", "lang"):
            raise BadChoice(
                name[:80], "", _("There is no parameter of this name."), nearest(name, ("trust", "from", "to"))
            )
    said = args.get("trust", "")
    place = snapshot.places.get(said.upper())
    if said and (place is None or place.type not in ANSWERING):
        raise BadChoice(
            "trust", said, _("There is no NHS trust or health board with this code."), _nearest(snapshot, said), 404
        )
    first, last = args.get("from") or FIRST, args.get("to") or LAST
    for name, asked, plain in (("from", first, FIRST), ("to", last, LAST)):
        if not _MONTH.match(asked):
            raise BadChoice(name, asked, _("Write a month as {example}.").format(example=plain), plain)
    if first > last:
        raise BadChoice("to", last, _("It is before the month from which you ask."), first)
    return Letter(place, first, last)


def _nearest(snapshot: Snapshot, said: str) -> str:
    asked = [place for place in snapshot.places.values() if place.type in ANSWERING]
    by_name = {place.name: place.code for place in asked}
    short = len(said) <= 4
    found = nearest(said, tuple(place.code for place in asked) if short else tuple(by_name))
    return found if short else by_name.get(found, "")


def page(snapshot: Snapshot, letter: Letter) -> html.Div:
    """Lay out the letter, with the form that fills it in."""
    parts: list[Any] = [
        html.H1(_("Ask for the figures")),
        html.P(_("Anybody may ask an NHS trust or a Welsh health board what it knows, under the Freedom of Information Act 2000. It costs nothing. You need not say why. Send it by e-mail or post to the trust's freedom of information team; the address is on the trust's own web site.")),
        _form(snapshot, letter),
    ]  # fmt: skip
    if letter.place is not None:
        label = _("The letter about {trust}, ready to copy").format(trust=letter.place.name)
        text = write(snapshot, letter.place, letter.first, letter.last)
        rows = sum(1 + len(line) // LINE for line in text.splitlines()) + 1
        parts += [
            html.H2(html.Label(label, htmlFor="letter")),
            html.Textarea(text, id="letter", readOnly=True, rows=rows, className="letter", spellCheck="false"),
            html.P(_("Put your name and address where the brackets stand: a request must carry a real name.")),
            html.H2(_("Then")),
            html.Ul([html.Li(step) for step in _then()]),
        ]
    return html.Div(parts, className="text")


def _then() -> list[Any]:
    return [
        _("Write down the day on which you sent it. The answer is due by the twentieth working day after."),
        _("No answer by then? Ask for an internal review, then complain to the Information Commissioner (ico.org.uk)."),
        _("Whoever runs a copy of this atlas can add the answer, a refusal, or that none came. The guide \u201cAdding answers of your own\u201d in its documentation says how."),
    ]  # fmt: skip


def _form(snapshot: Snapshot, letter: Letter) -> html.Form:
    asked = sorted((p for p in snapshot.places.values() if p.type in ANSWERING), key=lambda p: p.name)
    options = [{"value": "", "label": _("Choose a trust")}, *({"value": p.code, "label": p.name} for p in asked)]
    chosen = letter.place.code if letter.place else ""
    boxes = [html.Div([html.Label(_("Trust"), htmlFor="trust"), dbc.Select(id="trust", name="trust", options=options, value=chosen)], className="field field-indicator")]  # fmt: skip
    for name, label, told in (("from", _("From"), letter.first), ("to", _("To"), letter.last)):
        months = [{"value": m, "label": month(m)} for m in sorted({*SEPTEMBERS, told})]
        box = dbc.Select(id=name, name=name, options=months, value=told)
        boxes.append(html.Div([html.Label(label, htmlFor=name), box], className="field"))
    return html.Form(
        [*boxes, html.Button(_("Write the letter"), type="submit", className="send")],
        action="/ledger/letter", method="get", className="choices", **{"aria-label": _("Whom to ask about which months")},
    )  # fmt: skip


def write(snapshot: Snapshot, place: Place, first: str, last: str) -> str:
    """Write the letter as plain text. One about a trust that has gone is addressed to who took over from it."""
    heirs = [step for step in snapshot.successors.get(place.code, ()) if step.new_code in snapshot.places]
    gone = heirs[-1] if heirs and place.closed else None
    to = snapshot.places[gone.new_code].name if gone else place.name
    about = place.name
    spell = _("{start} to {end}").format(start=month(first), end=month(last))
    lines = [
        _("To: Freedom of Information team, {trust}").format(trust=to),
        _("Subject: Freedom of Information request: posts and staff, {spell}").format(spell=spell),
        "",
        _("Dear Freedom of Information team,"),
        "",
        _("Under the Freedom of Information Act 2000, please send me the following for {trust}, for each financial year that lies wholly or partly in {spell}.").format(trust=about, spell=spell),
    ]  # fmt: skip
    if gone:
        lines.append(_("({old} became part of {new} on {date}; I understand that you hold its records.)").format(old=about, new=to, date=date(gone.date)))  # fmt: skip
    lines += [
        "",
        _("1. Posts that the organisation planned or announced to remove from its establishment: how many, as headcount and as full-time equivalents (FTE), each divided into clinical and non-clinical posts. If no posts were to be removed, please say so: I shall record that as none, not as no answer."),
        _("2. Posts that were in fact removed, divided in the same way, and how many of them were filled at the time."),
        _("3. Redundancies, compulsory and voluntary apart: how many people, and how many FTE."),
        _("4. Staff in post on 30 September of each year: headcount and FTE, clinical and non-clinical."),
        _("5. Staff who came from or went to another organisation with a service that was transferred: how many FTE, when, and from or to whom."),
        _("6. The board paper, plan or consultation in which the posts were announced, or its address on the web."),
        "",
        _("By clinical I mean professionally qualified clinical staff (doctors, nurses, midwives, health visitors, scientific, therapeutic and technical staff, ambulance staff) and those who support them. By non-clinical I mean NHS infrastructure support: managers, central functions, hotel, property and estates. If you use other groups, please send your own figures and say what each group contains. FTE means full-time equivalent, that is, contracted hours divided by those of a full-time post."),
        "",
        _("A spreadsheet or CSV by e-mail is best. If part of this would exceed the cost limit, please answer the points in the order above as far as the limit allows, and tell me how I could narrow the rest (section 16). If you do not hold some of it, please say which (section 1(1)(a)), and who may hold it. If a number is too small to publish, please say so in its place rather than leave it out."),
        "",
        _("I understand that you will answer promptly, and in any case within 20 working days of receiving this (section 10). Please confirm that you have received it."),
        "",
        _("Thank you for your help."),
        "",
        _("Yours faithfully,"),
        _("[your name]"),
        _("[your postal or e-mail address]"),
        _("[date]"),
    ]  # fmt: skip
    return "\n".join(lines)
