"""The page of what changed, and the last changes on the page of a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dash import html

from data import held
from data.changes.change import KINDS
from data.changes.entries import Entry, newest
from data.store import Snapshot
from layouts.changes.choice import Wanted
from layouts.changes.entries import heading, kinds, lines, provenance
from layouts.changes.sentences import Sides
from layouts.forms import select
from layouts.links import kept_language, to
from layouts.words import _, count, date, ngettext

#: So many entries of each kind stand on the first page, so many on a page of one kind.
MOST_OF_A_KIND = 8
ON_A_PAGE = 50
#: So many lines of an entry stand under its heading.
MOST_LINES = 3
ON_PLACE = 5
#: The component that the form, ready-made HTML, stands in.
FORM = "changes-form"


def page(sides: Sides, entries: Sequence[Entry], wanted: Wanted, kept: Mapping[str, str]) -> html.Div:
    """Lay out what changed; `form` goes into its component `FORM`.

    Parameters
    ----------
    entries
        All that are asked for, the most important first.
    kept
        Snapshots that can be compared, the newest first: build id to when it was made.
    """
    where = sides.name(wanted.place) if wanted.place else ""
    title = _("What changed at {place}").format(place=where) if where else _("What changed")
    parts: list[Any] = [html.H1(title), html.P(_span(sides, wanted, kept), className="lead")]
    parts += [html.Div(id=FORM), _follow(wanted)]
    if not entries:
        parts.append(html.P(_nothing(wanted)))
    for kind in KINDS:
        of_kind = [entry for entry in entries if entry.first.kind == kind]
        if of_kind:
            parts += _section(sides, kind, of_kind, wanted)
    return html.Div([*parts, *_how_to_read()], className="changes")


def _section(sides: Sides, kind: str, entries: Sequence[Entry], wanted: Wanted) -> list[Any]:
    whole = wanted.kind == kind
    first = (wanted.page - 1) * ON_A_PAGE if whole else 0
    shown = entries[first : first + (ON_A_PAGE if whole else MOST_OF_A_KIND)]
    items = [html.Li(_entry(sides, entry, wanted), className="change") for entry in shown]
    more: Any = None
    if whole:
        more = pages(wanted, len(entries), ON_A_PAGE)
    elif len(entries) > len(shown):
        told = _("All {n} under \u201c{kind}\u201d").format(n=count(len(entries)), kind=kinds()[kind])
        more = html.P(html.A(told, href=wanted.address(kind=kind, page=1)))
    return [html.H2(kinds()[kind]), html.Ol(items, className="entries"), more]


def _entry(sides: Sides, entry: Entry, wanted: Wanted) -> list[Any]:
    link = html.A(heading(sides, entry, wanted.place), href=wanted.address(entry=entry.id, kind="", page=1))
    told = lines(sides, entry, wanted.place)[:MOST_LINES]
    parts: list[Any] = [html.H3(link), _listed(told) if told else None]
    if told and entry.n > len(told):
        more = ngettext("and {n} more change", "and {n} more changes", entry.n - len(told))
        parts.append(html.P(more.format(n=count(entry.n - len(told))), className="quiet"))
    return parts


def _listed(told: Sequence[tuple[str, str]]) -> html.Ul:
    return html.Ul([html.Li(html.A(text, href=to(link)) if link else text) for text, link in told])


def entry_page(sides: Sides, entry: Entry, wanted: Wanted) -> html.Div:
    """Lay out one entry with every change in it, a page of them at a time."""
    told = lines(sides, entry, wanted.place)
    first = (wanted.page - 1) * ON_A_PAGE
    back = html.A(_("All that changed"), href=wanted.address(entry="", page=1))
    parts: list[Any] = [html.P(back), html.H1(heading(sides, entry, wanted.place))]
    if entry.dated:
        parts.append(html.P(_("It tells of the time up to {date}.").format(date=date(entry.dated)), className="quiet"))
    if told[first : first + ON_A_PAGE]:
        parts.append(_listed(told[first : first + ON_A_PAGE]))
    parts.append(pages(wanted, len(told), ON_A_PAGE))
    if source := provenance(entry):
        parts.append(html.P(source, className="source"))
    if not told and entry.first.place in sides.new.places:
        parts.append(html.P(html.A(sides.name(entry.first.place), href=to(f"/place/{entry.first.place}"))))
    return html.Div([*parts, *_how_to_read()], className="changes text")


def pages(wanted: Wanted, total: int, on_a_page: int) -> html.P | None:
    """Lead to the page before and the page after; None where one page holds all."""
    last = max(1, -(-total // on_a_page))
    if last == 1:
        return None
    steps: list[Any] = []
    if wanted.page > 1:
        steps += [html.A(_("Page before"), href=wanted.address(page=min(wanted.page - 1, last))), " \u00b7 "]
    steps.append(_("Page {n} of {last}").format(n=wanted.page, last=last))
    if wanted.page < last:
        steps += [" \u00b7 ", html.A(_("Next page"), href=wanted.address(page=wanted.page + 1))]
    return html.P(steps)


def form(snapshot: Snapshot, wanted: Wanted, kept: Mapping[str, str]) -> str:
    """Write the filters as HTML; they are sent as they stand, without any script."""
    figures = {slug: _(i.title) for slug, i in held.indicators(snapshot).items() if not i.change_of and not i.by_states}
    fields = select("indicator", _("Figure"), {"": _("All"), **figures}, wanted.indicator)
    fields += select("kind", _("Kind of change"), {"": _("All"), **kinds()}, wanted.kind)
    if len(kept) > 1:
        fields += select("from", _("From the figures of"), {"": _("Not chosen"), **_made(kept)}, wanted.since)
        fields += select("to", _("To the figures of"), {"": _("Not chosen"), **_made(kept)}, wanted.until)
    named = f"{snapshot.places[wanted.place].name} ({wanted.place})" if wanted.place else ""
    return (
        f'<form class="choices" method="get" action="/changes" aria-label="{escape(_("Choose changes"))}">'
        f'<div class="field"><label for="place">{escape(_("Place, by name or code"))}</label>'
        f'<input id="place" name="place" value="{escape(named)}" maxlength="120" autocomplete="off" spellcheck="false">'
        f'</div>{fields}{kept_language()}<button class="send" type="submit">{escape(_("Show"))}</button></form>'
    )


def _made(kept: Mapping[str, str]) -> dict[str, str]:
    told = _("{day}, {time} (build {id})")
    return {one: told.format(day=date(at[:10]), time=at[11:16], id=one[:8]) for one, at in kept.items()}


def _span(sides: Sides, wanted: Wanted, kept: Mapping[str, str]) -> str:
    if wanted.since:
        made = _made(kept)
        told = _("Between the figures of {old} and those of {new}.")
        return told.format(old=made[wanted.since], new=made.get(wanted.until) or made.get(sides.new.id, sides.new.id))
    return _("New figures, revisions, gaps, verdicts and mergers of the last two years, the most important first.")


def _follow(wanted: Wanted) -> html.P:
    place = f"/place/{wanted.place}" if wanted.place else ""
    return html.P([html.A(_("Follow these changes as a feed (Atom)"), href=to(f"{place}/changes.atom"))])


def _nothing(wanted: Wanted) -> str:
    if wanted.place or wanted.indicator or wanted.kind:
        return _("Nothing that you ask for has changed. Choose \u201cAll\u201d to see what has.")
    return _("Nothing has changed: the two hold the same figures.")


def _how_to_read() -> list[Any]:
    return [
        html.H2(_("How to read this")),
        html.Ul(
            [
                html.Li(_("A new month beside the one before is no trend: figures go up and down by season and by chance. The page of a place tells whether a change is more than that.")),
                html.Li(_("A verdict tells what chance does not explain. It rests on up to two years of figures or on all trusts together, not on the last step. So it can say \u201cgetting better\u201d in a month that is worse than the one before. Where a figure lies near a limit, it can tip and tip back.")),
                html.Li(_("A figure that was revised is right as it stands now. Whoever quoted the old one may want to say so.")),
                html.Li(_("No figures sent is not a nought. England\u2019s figure then leaves that provider out.")),
            ]
        ),
    ]  # fmt: skip


def on_place(sides: Sides, code: str, entries: Sequence[Entry]) -> list[Any]:
    """Tell the last changes on the page of a place, the newest first; nothing where none are known."""
    last = newest(entries)[:ON_PLACE]
    if not last:
        return []
    wanted = Wanted(place=code)
    items = [html.Li(_entry(sides, entry, wanted), className="change") for entry in last]
    links = [
        html.A(_("All that changed here"), href=wanted.address()), " \u00b7 ",
        html.A(_("Follow it as a feed (Atom)"), href=to(f"/place/{code}/changes.atom")),
    ]  # fmt: skip
    return [html.H2(_("What changed here")), html.Ol(items, className="entries"), html.P(links)]
