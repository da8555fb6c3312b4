"""The page on which a report is put together: the form, what it makes, and the ways to take it away."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from dash import html

from data.catalogue import catalogue
from data.store import Snapshot
from layouts.forms import select
from layouts.html import render
from layouts.links import kept_language, to
from layouts.sheet.model import Sheet
from layouts.sheet.page import sheet_tree
from layouts.sheet.report import Report, label, offered, periods, usual
from layouts.sheet.sheet import PARTS, part_titles
from layouts.words import _, ngettext

#: How many sheets the page itself shows.
SHOWN = 2


def builder(snapshot: Snapshot, report: Report, shown: list[Sheet]) -> str:
    """Lay out the page.

    Parameters
    ----------
    shown
        The first `SHOWN` sheets of the report, or fewer.
    """
    intro = [
        html.H1(_("Build a report")),
        html.P(_("Choose places, figures and parts; below stands what you get. The address of this page keeps your choice: bookmark it, or send it on.")),
    ]  # fmt: skip
    return (
        f'<div class="report">{render(intro)}{_form(snapshot, report)}<div id="preview" data-said="{escape(_said(report))}">'
        f"{_take_away(report)}{_preview(snapshot, report, shown)}</div></div>"
    )


def _said(report: Report) -> str:
    n = len(report.places)
    return ngettext("The report holds {n} place.", "The report holds {n} places.", n).format(n=n)


def _form(snapshot: Snapshot, report: Report) -> str:
    places = "".join(_tick("places", term, label(snapshot, term), True) for term in report.terms)
    chosen = f'<div class="ticks">{places}</div>' if places else f"<p>{escape(_('None yet.'))}</p>"
    sections = "".join(
        _tick("sections", key, part_titles()[key], not report.choice.sections or key in report.choice.sections)
        for key in PARTS
    )
    figures = "".join(
        _tick("indicators", slug, _(catalogue()[slug].title), slug in report.choice.indicators)
        for slug in offered(snapshot)
    )
    newest = {"": _("the newest of each")}
    times = newest | periods(snapshot, usual(snapshot, report))
    opened = " open" if report.choice.indicators else ""
    return (
        f'<form class="report-form" method="get" action="/report" id="report-form">{kept_language()}'
        f"<fieldset><legend>{escape(_('Places'))}</legend>{chosen}{_more(snapshot, report)}"
        f'<div class="choices"><div class="field"><label for="add">{escape(_("Add a place: its name or code"))}</label>'
        f'<input id="add" name="add" maxlength="80" autocomplete="off"></div>'
        f"{select('group', _('Add a group'), _groups(snapshot), '')}</div></fieldset>"
        f'<fieldset><legend>{escape(_("Parts"))}</legend><div class="ticks">{sections}</div></fieldset>'
        f"<details{opened}><summary>{escape(_('Choose the figures yourself'))}</summary><fieldset>"
        f"<legend>{escape(_('Figures; with none ticked, the usual ones'))}</legend>"
        f'<div class="ticks">{figures}</div></fieldset></details>'
        f'<div class="choices">{select("period", _("Period"), times, report.choice.period)}'
        f'<button class="send" type="submit">{escape(_("Show"))}</button></div></form>'
    )


def _more(snapshot: Snapshot, report: Report) -> str:
    """Offer the trusts of each council chosen."""
    councils = [term for term in report.terms if term in snapshot.places and snapshot.places[term].type == "council"]
    links = [
        html.Li(html.A(label(snapshot, f"used-by:{code}"), href=replace(report, terms=(*report.terms, f"used-by:{code}")).address()))
        for code in councils[:5]
        if f"used-by:{code}" not in report.terms
    ]  # fmt: skip
    return render([html.P(_("Add too:")), html.Ul(links)]) if links else ""


def _groups(snapshot: Snapshot) -> dict[str, str]:
    """List the groups that can be added by a press: what lies in each region, and in each county."""
    regions = sorted((p for p in snapshot.places.values() if p.type == "region"), key=lambda p: p.name)
    counties = sorted(
        (p for p in snapshot.places.values() if p.type == "county" and not p.closed), key=lambda p: p.name
    )
    terms = [f"trusts-in:{p.code}" for p in regions] + [f"councils-in:{p.code}" for p in (*regions, *counties)]
    return {"": _("none")} | {term: label(snapshot, term) for term in terms}


def _tick(name: str, value: str, text: str, ticked: bool) -> str:
    return (
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}"{" checked" if ticked else ""}> '
        f"{escape(text)}</label>"
    )


def _take_away(report: Report) -> str:
    if not report.places:
        return ""
    ways = [
        (_("One PDF"), report.address("pdf")),
        (_("HTML for an e-mail"), report.address("email")),
        (_("A PDF for each place, with progress"), report.address("progress")),
    ]
    links = [html.Li(html.A(text, href=to(address))) for text, address in ways]
    return render([html.H2(_("Take it away")), html.Ul(links, className="ways")])


def _preview(snapshot: Snapshot, report: Report, shown: list[Sheet]) -> str:
    if not report.places:
        return render(html.P(_("Add a place above, and its sheet stands here.")))
    drawn = "".join(render(*sheet_tree(sheet, first=False)) for sheet in shown)
    rest = report.places[len(shown) :]
    more = ""
    if rest:
        said = ngettext("And the sheet of {n} more place:", "And the sheets of {n} more places:", len(rest))
        items = [html.Li(html.A(snapshot.places[code].name, href=to(f"/sheet/{code}"))) for code in rest]
        more = render([html.H2(said.format(n=len(rest))), html.Ul(items, className="columns")])
    return drawn + more


def progress_page(report: Report, whole: str) -> tuple[str, str]:
    """Lay out the page that grows as sheets are made: what stands before the list, and what follows it."""
    before = (
        f'<div class="text"><h1>{escape(whole)}</h1><p>'
        f"{escape(_('The sheets are being made one after the other; each can be taken as soon as it stands here.'))}"
        '</p><ol aria-live="polite">'
    )
    ways = [
        (_("All of them as a ZIP"), report.address("zip")),
        (_("All of them as one PDF"), report.address("pdf")),
        (_("Change the report"), report.address()),
    ]
    links = "".join(f'<li><a href="{escape(to(address))}">{escape(text)}</a></li>' for text, address in ways)
    return before, f"</ol><p>{escape(_('All sheets are made.'))}</p><ul>{links}</ul></div>"


def made_row(sheet: Sheet, at: int, whole: int, address: str) -> str:
    """Write the row of a sheet that is made."""
    said = _("{place} ({n} of {whole})").format(place=sheet.name, n=at, whole=whole)
    return f'<li><a href="{escape(to(address))}">{escape(said)}</a></li>\n'
