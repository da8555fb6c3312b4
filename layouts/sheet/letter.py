"""Sheets as one HTML document to send by e-mail: every style stands in its element, and nothing needs loading."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from layouts.sheet.model import Cell, Figures, Part, Points, Sheet, Table, Words
from layouts.words import _, spoken

BODY = "margin:0 auto;max-width:640px;padding:16px;font:16px/1.5 Arial,Helvetica,sans-serif;color:#1d1d1b"
QUIET = "color:#5c5b56;font-size:14px;margin:4px 0 10px"
CELL = "padding:5px 10px 5px 0;border-bottom:1px solid #c9c6bd;text-align:left;vertical-align:top;font-size:14px"


def letter(sheets: Sequence[Sheet], title: str, site: str = "") -> str:
    """Write sheets for an e-mail.

    Parameters
    ----------
    site
        Address of this site where readers know one: links and the map, by their full addresses, stand in the letter only
        then.
    """
    body = "".join(_sheet(sheet, site) for sheet in sheets)
    return (
        f'<!DOCTYPE html><html lang="{spoken()}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f'<body style="{BODY}">{body}</body></html>'
    )


def _sheet(sheet: Sheet, site: str) -> str:
    shown = "".join(
        f'<h2 style="font-size:19px;line-height:1.25;margin:22px 0 8px;border-top:2px solid #1d1d1b;padding-top:8px">'
        f"{escape(section.title)}</h2>{''.join(_part(part, site) for part in section.parts)}"
        for section in sheet.sections
    )
    more = ""
    if site:
        address = f"{site}/place/{sheet.code}"
        picture = next(
            (one.slug for s in sheet.sections for p in s.parts if isinstance(p, Figures) for one in p.items), ""
        )
        alt = _("Map: {place} among the others. Its figures stand below.").format(place=sheet.name)
        if picture:
            source = f"{site}/image.png?indicator={picture}&place={sheet.code}&width=600"
            more = f'<img src="{escape(source)}" alt="{escape(alt)}" width="600" style="max-width:100%;height:auto">'
        more += f'<p style="{QUIET}"><a href="{escape(address)}">{escape(address)}</a></p>'
    return (
        f'<h1 style="font-size:26px;line-height:1.15;margin:24px 0 6px">{escape(sheet.name)}</h1>'
        f'<p style="margin:0 0 10px">{escape(sheet.who)}</p>{more}{shown}<p style="{QUIET}">{escape(sheet.foot)}</p>'
    )


def _part(part: Part, site: str) -> str:
    if isinstance(part, Words):
        return f'<p style="{QUIET if part.quiet else "margin:0 0 10px"}">{escape(part.text)}</p>'
    if isinstance(part, Points):
        tag = "ol" if part.numbered else "ul"
        items = "".join(
            f'<li style="margin:0 0 8px">{f"<b>{escape(lead)}</b> " if lead else ""}{escape(text)}</li>'
            for lead, text in part.items
        )
        return f'<{tag} style="margin:0 0 10px;padding-left:22px">{items}</{tag}>'
    if isinstance(part, Table):
        return _table(part, site)
    return "".join(
        f'<p style="margin:0 0 14px"><b style="font-size:26px;line-height:1.2">{escape(one.value or _("no figure"))}</b> '
        f'{escape(one.when)}<br><b>{escape(one.title)}</b><br>{escape(" ".join((one.verdict, *one.said)).strip() or one.missing)}'
        f"</p>"
        for one in part.items
    )  # fmt: skip


def _table(part: Table, site: str) -> str:
    sides = [f"{CELL};text-align:right" if at in part.numeric else CELL for at in range(len(part.heads))]
    heads = "".join(f'<th scope="col" style="{sides[at]}">{escape(head)}</th>' for at, head in enumerate(part.heads))
    rows = "".join(
        "<tr>" + "".join(f'<td style="{sides[at]}">{_cell(cell, site)}</td>' for at, cell in enumerate(row)) + "</tr>"
        for row in part.rows
    )
    return (
        f'<table style="border-collapse:collapse;width:100%"><caption style="{QUIET};text-align:left">'
        f"{escape(part.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(cell: Cell, site: str) -> str:
    if isinstance(cell, str):
        return escape(cell)
    return f'<a href="{escape(site + cell[1])}">{escape(cell[0])}</a>' if site else escape(cell[0])
