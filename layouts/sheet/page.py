"""A sheet as part of a page, for the screen and for a browser's own printing."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts.html import render
from layouts.links import to
from layouts.place.tables import table
from layouts.sheet.model import Cell, Figure, Part, Points, Section, Sheet, Table, Words
from layouts.words import _


def sheet_body(sheet: Sheet, report: str) -> str:
    """Write the page of one sheet.

    Parameters
    ----------
    report
        Address of the report that holds this sheet alone, where it can be changed.
    """
    links = (
        (f"/sheet/{sheet.code}.pdf", _("Take it as a PDF, two sides of A4")),
        (report, _("Change what stands on it, or add places")),
        (f"/place/{sheet.code}", _("Everything held on {place}").format(place=sheet.name)),
    )
    ways = html.Ul([html.Li(html.A(text, href=to(address))) for address, text in links], className="ways")
    tree, islands = sheet_tree(sheet)
    return render([ways, tree], islands)


def sheet_tree(sheet: Sheet, first: bool = True) -> tuple[html.Article, dict[str, str]]:
    """Lay out a sheet.

    Parameters
    ----------
    first
        Whether its name is the heading of the whole page; on a page of several sheets it is one below.

    Returns
    -------
    Components, and ready-made SVG by the id of the component it stands in.
    """
    islands: dict[str, str] = {}
    name, title = (html.H1, html.H2) if first else (html.H2, html.H3)
    head: list[Any] = [html.P(sheet.kind, className="sheet-kind"), name(sheet.name), html.P(sheet.who)]
    place = html.Div([html.Div(head)], className="place-head")
    if sheet.locator:
        spot = f"locator-{sheet.code}"
        islands[spot] = sheet.locator
        place.children.append(html.Div(id=spot, className="where"))
    parts = [_section(sheet, one, title, islands) for one in sheet.sections]
    return html.Article([place, *parts, html.P(sheet.foot, className="source")], className="sheet"), islands


def _section(sheet: Sheet, section: Section, title: Any, islands: dict[str, str]) -> html.Section:
    drawn = [one for part in section.parts for one in _part(sheet, part, islands)]
    return html.Section([title(section.title), *drawn], **{"data-part": section.key})


def _part(sheet: Sheet, part: Part, islands: dict[str, str]) -> list[Any]:
    if isinstance(part, Words):
        return [html.P(part.text, className="quiet" if part.quiet else None)]
    if isinstance(part, Points):
        items = [html.Li([html.B(lead), " ", text] if lead else text) for lead, text in part.items]
        return [html.Ol(items, className="asked") if part.numbered else html.Ul(items)]
    if isinstance(part, Table):
        rows = [[_cell(cell) for cell in row] for row in part.rows]
        return [table(part.caption, part.heads, rows, part.numeric)]
    key = [html.P(part.key, className="quiet")] if part.key else []
    return [*(_figure(sheet, one, islands) for one in part.items), *key]


def _figure(sheet: Sheet, one: Figure, islands: dict[str, str]) -> html.Div:
    link = f"/?indicator={one.slug}&split={one.split}&place={one.place or sheet.code}"
    words: list[Any] = [html.P(html.A(one.title, href=to(link)), className="sheet-title")]
    words += [html.P(one.verdict)] if one.verdict else []
    words.append(html.P(" ".join(one.said) or one.missing, className="quiet"))
    number = html.P(
        [html.B(one.value or _("no figure"), className="sheet-value"), html.Span(one.when, className="quiet")]
    )
    known = {"data-slug": one.slug, "data-split": one.split, "data-period": one.period}
    row = [number, html.Div(words)]
    if one.drawing:
        spot = f"course-{sheet.code}-{one.slug}-{one.split}"
        islands[spot] = one.drawing
        row.append(html.Div([html.Div(id=spot), html.P(one.caption, className="quiet")]))
    return html.Div(row, className="sheet-figure", **known)


def _cell(cell: Cell) -> Any:
    return cell if isinstance(cell, str) else html.A(cell[0], href=to(cell[1]))
