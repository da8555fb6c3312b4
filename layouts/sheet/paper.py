"""Sheets as plain data for the press, which sets them on A4: texts, tables and drawings with their colours in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layouts.sheet.model import Cell, Figures, Part, Points, Section, Sheet, Table, Words
from layouts.shell import NAME
from layouts.words import _, spoken

#: The inks of a sheet in its drawings: they tell apart in grey, and on any printer.
STYLE = (
    ".land{fill:#e7e5df;stroke:#fff;stroke-width:4px}.there{fill:#0f5c63;stroke:#0f5c63;stroke-width:4px}"
    ".ring{fill:none;stroke:#0f5c63;stroke-width:16px}.frame{fill:none;stroke:#77756e;stroke-width:6px}"
    ".range{fill:#dedbd3}.run{fill:none;stroke:#1d1d1b;stroke-width:1.6px;stroke-linejoin:round}"
    ".signal{fill:#fff;stroke:#1d1d1b;stroke-width:1.3px}.newest{fill:#0f5c63}"
)


def document(sheets: Sequence[Sheet], title: str, site: str = "") -> dict[str, Any]:
    """Write sheets as the press reads them.

    Parameters
    ----------
    title
        Of the whole file.
    site
        Address of this site where readers know one; it then stands at the foot with the place's page.
    """
    return {"title": title, "author": NAME, "lang": spoken(), "sheets": [_sheet(one, site) for one in sheets]}


def _sheet(sheet: Sheet, site: str) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "kind": sheet.kind,
        "who": sheet.who,
        "locator": _inked(sheet.locator),
        "located": sheet.located,
        "sections": [_section(one) for one in sheet.sections],
        "foot": sheet.foot,
        "side": _("side"),
        "address": f"{site}/place/{sheet.code}" if site else "",
    }


def _section(section: Section) -> dict[str, Any]:
    return {"key": section.key, "title": section.title, "parts": [_part(part) for part in section.parts]}


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Words):
        return {"kind": "words", "text": part.text, "quiet": part.quiet}
    if isinstance(part, Points):
        return {"kind": "points", "items": [list(item) for item in part.items], "numbered": part.numbered}
    if isinstance(part, Table):
        rows = [[_text(cell) for cell in row] for row in part.rows]
        return {
            "kind": "table", "caption": part.caption, "heads": list(part.heads), "rows": rows,
            "numeric": sorted(part.numeric),
        }  # fmt: skip
    return {"kind": "figures", "items": _figures(part), "key": part.key}


def _figures(part: Figures) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "value": one.value or _("no figure"),
            "size": one.size if one.value else "absent",
            "when": one.when,
            "verdict": one.verdict,
            "said": list(one.said or (one.missing,)),
            "drawing": _inked(one.drawing),
            "drawn": one.drawn,
            "caption": one.caption,
        }
        for one in part.items
    ]


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]


def _inked(drawing: str) -> str:
    """Put the inks into a drawing that on a page takes them from the style sheet."""
    head, mark, rest = drawing.partition(">")
    return f"{head}{mark}<style>{STYLE}</style>{rest}" if mark else ""
