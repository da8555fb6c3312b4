"""The ledger page: every record of announced cuts beside what became of the staff, with filters, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

import dash_bootstrap_components as dbc
from dash import html

from data import ledger
from data.cuts import EVIDENCE, STATES, Cut
from data.ledger import Entry
from data.store import Snapshot
from layouts import cuts
from layouts.choices import BadChoice, nearest
from layouts.place.tables import linked_list
from layouts.words import _, count, ngettext, statuses

SPLITS = ("told", "not-told")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
CSV_COLUMNS = (
    "code", "name", "nation", "region", "state", "posts_low", "posts_high", "unit", "clinical", "non_clinical", "period",
    "evidence", "evidence_in_source", "in_short", "publisher", "published", "link", "asked_on", "answered_on", "due_on",
    "staff_from", "staff_to", "staff_fte_from", "staff_fte_to", "staff_status", "staff_notes",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a reader wants to see of the ledger; '' for all."""

    state: str = ""
    evidence: str = ""
    clinical: str = ""
    region: str = ""

    def keeps(self, entry: Entry) -> bool:
        """Tell whether a line is asked for; a trust without a record has neither evidence nor a split."""
        cut = entry.cut
        return (
            self.state in ("", entry.state)
            and self.region in ("", entry.region_code)
            and (not self.evidence or (cut is not None and cut.evidence == self.evidence))
            and (not self.clinical or (cut is not None and cut.split_is_told == (self.clinical == "told")))
        )

    def to_query(self) -> str:
        """Write the filters as a query string, without what is empty."""
        return urlencode({one.name: told for one in fields(self) if (told := getattr(self, one.name))})


def regions(snapshot: Snapshot) -> dict[str, str]:
    """Name the regions of England and the nations that a body can lie in."""
    named = {place.code: place.name for place in snapshot.places.values() if place.type == "region"}
    listed = dict(sorted(named.items(), key=lambda one: one[1]))
    return listed | {"W92000004": _("Wales")} | {code: _(nation) for nation, code in ledger.OUTSIDE.items()}


def read_filters(snapshot: Snapshot, args: Mapping[str, str]) -> Filters:
    """Read the filters from a query string's parameters.

    Raises
    ------
    BadChoice
        If a parameter is unknown, or has a value that no line can have.
    """
    choices = {"state": STATES, "evidence": EVIDENCE, "clinical": SPLITS, "region": tuple(regions(snapshot))}
    for name, said in args.items():
        if name == "lang":
            continue
        if name not in choices:
            raise BadChoice(name[:80], "", _("There is no parameter of this name."), nearest(name, tuple(choices)))
        if said and said not in choices[name]:
            near = nearest(said, choices[name]) or choices[name][0]
            raise BadChoice(name, said, _("The ledger cannot be chosen by this."), near)
    return Filters(**{name: args.get(name, "") for name in choices})


def page(snapshot: Snapshot, filters: Filters) -> html.Div:
    """Lay out the ledger."""
    head: list[Any] = [html.H1(_("Announced cuts of posts, 2010 to 2013"))]
    if not ledger.is_held(snapshot):
        return html.Div([*head, html.P(_("{status}: the ledger is not in this collection of figures. It is loaded from the file announced_cuts_2010_2013.csv.").format(status=statuses()["not_held"]))], className="text")  # fmt: skip
    chosen = [entry for entry in ledger.entries(snapshot) if filters.keeps(entry)]
    records = [entry for entry in chosen if entry.cut is not None]
    silent = [entry.code for entry in chosen if entry.cut is None]
    address = f"/ledger.csv?{filters.to_query()}".rstrip("?")
    said = ngettext("{n} record.", "{n} records.", len(records)).format(n=count(len(records)))
    links = html.P(
        [
            html.B(said), " ",
            html.A(_("Download these lines as CSV"), href=address), " \u00b7 ",
            html.A(_("See them on the map"), href="/?indicator=announced-cuts"), " \u00b7 ",
            html.A(_("Write to a trust and ask"), href="/ledger/letter"),
        ]
    )  # fmt: skip
    listed = [html.Li(record(snapshot, entry.cut), className="record") for entry in records if entry.cut is not None]
    parts: list[Any] = [*head, *totals(snapshot, chosen, filters), *caution(), form(snapshot, filters), links]
    parts.append(html.Ol(listed, className="records") if listed else None)
    return html.Div([*parts, *without_record(snapshot, silent, not listed)], className="ledger")


def totals(snapshot: Snapshot, chosen: list[Entry], filters: Filters) -> list[Any]:
    """Say what the lines chosen add up to at the least, nation by nation."""
    said = []
    for nation, region in (("England", filters.region), ("Wales", "")):
        found = ledger.total(snapshot, nation, chosen, region if region.startswith("E") else "")
        if found.told:
            said.append(cuts.at_least(found, nation))
    if filters.region.startswith("E"):
        said = [_("In {region}: {total}").format(region=regions(snapshot)[filters.region], total=text) for text in said]
    if not said:
        return [html.P(_("None of these lines gives a number of posts in England or Wales."), className="lead")]
    return [*(html.P(text, className="lead") for text in said), html.P(cuts.together(snapshot, chosen))]


def caution() -> list[Any]:
    """Say what the ledger is and is not."""
    return [
        html.P(_("In 2011 campaigners, unions and newspapers asked NHS trusts how many posts would go. These are the answers and announcements we could find, each with its source. They are plans and claims: a post announced to go is not a job lost. Beside each stands what became of the staff in post."), className="caution"),
        html.P(_("A trust without a record is not a trust without cuts. Totals count only who gave a number of posts, take the lower of two figures, count \u201cup to\u201d as none, and never add two records of one trust. Northern Ireland is listed, on no map and in no total.")),
    ]  # fmt: skip


def form(snapshot: Snapshot, filters: Filters) -> html.Form:
    """Lay out the filters; they are sent as they stand, without any script."""
    told = {"told": _("Told apart"), "not-told": _("Not told apart")}
    boxes = (
        ("state", _("What it says"), cuts.state_words()),
        ("evidence", _("How we know"), cuts.evidence_words()),
        ("clinical", _("Clinical posts"), told),
        ("region", _("Where"), regions(snapshot)),
    )
    shown: list[Any] = []
    for name, label, choices in boxes:
        options = [{"value": "", "label": _("All")}, *({"value": v, "label": text} for v, text in choices.items())]
        select = dbc.Select(id=name, name=name, options=options, value=getattr(filters, name))
        shown.append(html.Div([html.Label(label, htmlFor=name), select], className="field"))
    shown.append(html.Button(_("Show"), type="submit", className="send"))
    return html.Form(shown, action="/ledger", method="get", className="choices", **{"aria-label": _("Choose records")})


def record(snapshot: Snapshot, cut: Cut, level: type | None = html.H2) -> list[Any]:
    """Tell one record in full: what was said, by whom, where it can be read, and what became of the staff.

    `level` is the heading that names the body; None where the page names it already.
    """
    name = html.A(cut.name, href=f"/place/{cut.place_code}") if cut.place_code in snapshot.places else cut.name
    now = snapshot.places[cut.place_code].name if cut.place_code in snapshot.places else cut.name
    told: list[Any] = [level(name)] if level else []
    if now != cut.name:
        said_so = _("Now {now}.") if level else _("Then called {then}.")
        told.append(html.P(said_so.format(now=now, then=cut.name), className="quiet"))
    said = [html.P([html.B(cuts.short(cut)), f" ({cuts.span(cut)})"])]
    said.append(html.P(cuts.actual(ledger.actual(snapshot, cut)), className="beside"))
    details = " ".join(filter(None, (cuts.split(cut), cuts.unit(cut))))
    if details:
        said.append(html.P(details))
    if cut.said:
        said.append(html.P(_("In short: {words}.").format(words=cut.said.rstrip("."))))
    if cuts.asked(cut):
        said.append(html.P(cuts.asked(cut)))
    return [*told, *said, html.P(reading(cut), className="source")]


def reading(cut: Cut) -> list[Any]:
    """Name the source, with the way to read on."""
    known = _("{kind}: {source}.").format(kind=cuts.evidence_words()[cut.evidence], source=cuts.source(cut))
    plain = cut.asked_on or cut.evidence_words == "FOI answer"
    words = "" if plain else " " + _("Recorded as: {words}.").format(words=cut.evidence_words)
    if not cut.link:
        return [known, words, " ", _("No address on the web; kept by the group that asked.")]
    more = html.A(_("Read more at the source"), href=cut.link, rel="noopener nofollow")
    return [known, words, " ", more]


def without_record(snapshot: Snapshot, codes: list[str], opened: bool) -> list[Any]:
    """List the trusts of that time that stand in no record; `opened` where they are all that was asked for."""
    if not codes:
        return []
    title = ngettext("{n} trust without a record", "{n} trusts without a record", len(codes)).format(
        n=count(len(codes))
    )
    return [
        html.H2(title),
        html.P([_("Nobody we know of asked them or published what they said. That is not a nought."), " ", html.A(_("You can ask: here is a letter."), href="/ledger/letter")]),
        html.Details([html.Summary(_("Show them")), linked_list(snapshot, codes)], open=opened),
    ]  # fmt: skip


def rows(snapshot: Snapshot, filters: Filters) -> list[dict[str, Any]]:
    """Give the lines of the page as rows, trusts without a record with them."""
    named = regions(snapshot)
    found = []
    for entry in ledger.entries(snapshot):
        if filters.keeps(entry):
            where = {"code": entry.code, "name": entry.name, "region": named.get(entry.region_code, "")}
            row = dict.fromkeys(CSV_COLUMNS) | where | {"nation": "England", "state": entry.state}
            found.append(row | (_cells(snapshot, entry.cut) if entry.cut else {}))
    return found


def _cells(snapshot: Snapshot, cut: Cut) -> dict[str, Any]:
    told = ledger.actual(snapshot, cut)
    whole = {"posts_low": cut.low, "posts_high": cut.high, "clinical": cut.clinical, "non_clinical": cut.non_clinical}
    held = told.status == "reported"
    return {
        **{name: None if number is None else int(number) for name, number in whole.items()},
        "nation": cut.nation,
        "unit": cut.unit,
        "period": cut.span,
        "evidence": cut.evidence,
        "evidence_in_source": cut.evidence_words,
        "in_short": cut.said,
        "publisher": cut.publisher,
        "published": cut.published,
        "link": cut.link,
        "asked_on": cut.asked_on,
        "answered_on": cut.answered_on,
        "due_on": cut.due_on,
        "staff_from": told.before,
        "staff_to": told.after,
        "staff_fte_from": round(told.first, 1) if held else None,
        "staff_fte_to": round(told.last, 1) if held else None,
        "staff_status": told.status,
        "staff_notes": "; ".join(told.notes),
    }


def as_csv(snapshot: Snapshot, filters: Filters) -> str:
    """Write the lines as CSV. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows(snapshot, filters):
        writer.writerow({name: harmless(cell) for name, cell in row.items()})
    return out.getvalue()


def harmless(cell: object) -> object:
    """Keep a text from being run as a formula by a spreadsheet; numbers stay as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell
