"""The picture of the house: its rooms, what is in each, and which imports from which.

`python -m tools.architecture` (`make docs`) draws it anew from the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
#: The rooms from the outside in, each with what it is for: an import leads downward, never up.
ROOMS = {
    "app": "wires, nothing else",
    "callbacks": "answers the outside world: pages, callbacks, pictures, API",
    "layouts": "what a reader sees: values in; components, SVG or bytes out",
    "geo": "places on the ground: boundaries, catchments, search",
    "data": "official file \u2192 tidy snapshot \u2192 figures and verdicts",
}
WIDTH, LEFT, BOX, HIGH, GAP = 720, 20, 520, 80, 24
#: Folders of a room that hold no modules of ours.
_NOT_ROOMS = {"__pycache__", "snapshot", "locale", "cy"}


@dataclass(frozen=True)
class House:
    """The folders inside each room, and which room imports from which."""

    folders: dict[str, tuple[str, ...]]
    imports: frozenset[tuple[str, str]]


def read_house(root: Path = ROOT) -> House:
    """Read rooms and arrows from the code; the command line of the build is a door that may open any room."""
    imports: set[tuple[str, str]] = set()
    for room in ROOMS:
        paths = [root / "app.py"] if room == "app" else sorted((root / room).rglob("*.py"))
        for path in paths:
            if path.relative_to(root).as_posix() != "data/__main__.py":
                imports |= {(room, other) for other in _rooms_imported(path) if other != room}
    return House({room: _folders(root / room) for room in ROOMS}, frozenset(imports))


def _folders(room: Path) -> tuple[str, ...]:
    if not room.is_dir():
        return ()
    return tuple(sorted(one.name for one in room.iterdir() if one.is_dir() and one.name not in _NOT_ROOMS))


def _rooms_imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        yield from (name.split(".")[0] for name in names if name.split(".")[0] in ROOMS)


def draw(house: House) -> str:
    """Draw the rooms one below another, and an arrow where one imports from another."""
    order = list(ROOMS)
    tops = {room: 20 + at * (HIGH + GAP) for at, room in enumerate(order)}
    height = 16 + len(order) * (HIGH + GAP)
    told = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t">',
        f'<title id="t">{escape(_said(house))}</title>',
        "<style>text{font:14px system-ui,sans-serif;fill:#222}.name{font-weight:600;font-size:16px}.n{fill:#555}"
        ".room{fill:#f6f6f4;stroke:#888}.arrow{fill:none;stroke:#0b6e6e;stroke-width:1.5}.tip{fill:#0b6e6e}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for room, top in tops.items():
        inside = ", ".join(house.folders[room])
        told += [
            f'<rect class="room" x="{LEFT}" y="{top}" width="{BOX}" height="{HIGH}" rx="3"/>',
            f'<text class="name" x="{LEFT + 14}" y="{top + 24}">{"app.py" if room == "app" else room + "/"}</text>',
            f'<text x="{LEFT + 14}" y="{top + 45}">{escape(ROOMS[room])}</text>',
            f'<text class="n" x="{LEFT + 14}" y="{top + 66}">{escape(inside)}</text>',
        ]
    pairs = sorted(house.imports, key=lambda pair: _span(order, pair))
    for at, (room, other) in enumerate(pairs):
        x = LEFT + BOX + 18 + at * 20
        begins, ends = tops[room] + 46 + 3 * at, tops[other] + 6 + 4 * at
        told.append(
            f'<path class="arrow" marker-end="url(#tip)" d="M{LEFT + BOX} {begins}H{x}V{ends}H{LEFT + BOX + 2}"/>'
        )
    return "\n".join([*told, "</svg>"]) + "\n"


def _span(order: list[str], pair: tuple[str, str]) -> tuple[int, int]:
    first, second = order.index(pair[0]), order.index(pair[1])
    return second - first, first


def _said(house: House) -> str:
    arrows = "; ".join(
        f"{room} imports from {', '.join(other for other in ROOMS if (room, other) in house.imports)}"
        for room in ROOMS
        if any(pair[0] == room for pair in house.imports)
    )
    return f"The rooms of the house from the outside in. {arrows}. Nothing leads upward."


def main() -> None:
    """Draw the picture anew."""
    PICTURE.write_text(draw(read_house()), encoding="utf-8")


if __name__ == "__main__":
    main()
