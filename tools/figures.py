"""The list of every figure and how it is made, as a page of the docs: `python -m tools.figures` (`make docs`)."""

from __future__ import annotations

from pathlib import Path

from data.catalogue import Indicator, catalogue

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "figures.md"
_GROUPS = {
    "waiting": "People waiting for treatment",
    "treated": "People treated",
    "ae": "A&E",
    "wales": "The NHS in Wales",
    "staff": "Staff in post",
    "cuts": "Cuts announced from 2010 to 2013",
    "quality": "Inspections and quality, old",
    "health": "Public health",
}
_HEAD = """# Every figure, and how it is made
Listed from `data/indicators/` by `make docs`. On the site each has its own page, `/indicator/<slug>`, with caveats,
standards, classes of the map and what to do with it.

Percentages are never stored: counts are, and they are divided when a figure is shown. A place without a figure says
why; it never shows a nought that nobody reported.
"""


def write() -> str:
    """Write the page: a table for each group of figures, in the order of the menus."""
    groups: dict[str, list[Indicator]] = {}
    for indicator in catalogue().values():
        groups.setdefault(indicator.group, []).append(indicator)
    parts = [_HEAD]
    for group, indicators in groups.items():
        rows = [f"| `{one.slug}` | {_cell(one.title)} | {_cell(one.method)} | {one.source} |" for one in indicators]
        parts += [
            f"## {_GROUPS[group]}",
            "| slug | title | how it is made | source |\n|---|---|---|---|\n" + "\n".join(rows),
            "",
        ]
    return "\n".join(parts).rstrip() + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
