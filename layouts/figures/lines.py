"""Text broken into lines for a drawing, which unlike a page cannot break it by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

#: Advance widths of Arimo in thousandths of its size, by the signs that share them; Arial has the same.
_REGULAR = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft\u00a0\u2019", 333: "()-`r", 334: "{}", 355: '"', 389: "*",
    469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu\u2013", 584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY",
    722: "CDHNRUw", 737: "\u00a9", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl\u00a0\u2019", 280: "|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"', 500: "z",
    556: "#$0123456789J_aceksvxy\u2013", 584: "+<=>^~", 611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU",
    737: "\u00a9", 778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@",
}  # fmt: skip
_WIDTHS = tuple({sign: wide for wide, signs in table.items() for sign in signs} for table in (_REGULAR, _BOLD))
_OTHER = 778
LEADING, LEADING_OF_BOLD = 1.3, 1.18


def wide(text: str, size: float, bold: bool) -> float:
    """Tell how wide a text is; an accent adds nothing to its letter."""
    return _thousandths(text, bold) * size / 1000


def _thousandths(text: str, bold: bool) -> int:
    widths = _WIDTHS[bold]
    plain = (sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return sum(widths.get(sign, _OTHER) for sign in plain)


def broken(text: str, size: float, bold: bool, room: float) -> list[str]:
    """Break a text between words into lines that are no wider than the room; a longer word stands alone."""
    lines: list[str] = []
    filled, gap = 0, _thousandths(" ", bold)
    for word in text.split(" "):
        more = _thousandths(word, bold)
        if lines and (filled + gap + more) * size / 1000 <= room:
            lines[-1] += f" {word}"
            filled += gap + more
        else:
            lines.append(word)
            filled = more
    return lines


@dataclass
class Column:
    """Text set line under line from `y` on, `room` wide."""

    x: float
    y: float
    room: float
    parts: list[str] = field(default_factory=list)

    def say(self, text: str, size: float, css: str = "", *, bold: bool = False, after: float = 0) -> None:
        """Set a paragraph and leave `after` free below it."""
        if not text:
            return
        leading = LEADING_OF_BOLD if bold else LEADING
        lines = broken(text.replace("\u202f", "\u00a0"), size, bold, self.room)
        spans = "".join(
            f'<tspan x="{self.x:g}" y="{self.y + size + at * size * leading:.1f}">{escape(line)}</tspan>'
            for at, line in enumerate(lines)
        )
        classes = f"{css} bold" if bold else css
        self.parts.append(f'<text font-size="{size:g}" class="{classes}">{spans}</text>')
        self.y += len(lines) * size * leading + after

    def key(self, entries: Sequence[tuple[str, str]], size: float, columns: int, *, after: float = 0) -> None:
        """Set a legend, class and words of each entry, in columns filled from top to bottom."""
        rows, top, lowest = -(-len(entries) // columns), self.y, self.y
        for at in range(columns):
            y = top
            for css, text in entries[at * rows : (at + 1) * rows]:
                label = Column(self.x + at * self.room / columns + size * 1.6, y, self.room / columns - size * 2)
                label.say(text, size, after=size * 0.2)
                self.parts.append(
                    f'<g transform="translate({label.x - size * 1.6:g} {y:.1f}) scale({size * 1.2 / 44:.3f})">'
                    f'<rect class="swatch {css}" width="44" height="44"/></g>{label.parts[0]}'
                )
                y = label.y
            lowest = max(lowest, y)
        self.y = lowest + after


def fitting(words: str, room: float, size: float, least: float) -> tuple[str, float]:
    """Set words that are wider than their room in smaller letters, and cut them where even the least are too large."""
    fits = min(size, size * room / max(wide(words, size, False), 1.0))
    if fits >= least:
        return words, round(fits, 1)
    while words and wide(f"{words}\u2026", least, False) > room:
        words = words[:-1]
    return f"{words.rstrip()}\u2026", least
