"""What is wrong in a file that somebody wrote by hand: every fault with file and line, told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process

from data.errors import Refused

MOST_TOLD = 20
"""Faults told of a file; those beyond are counted."""
_LONGEST = 40


def quoted(text: str) -> str:
    """Quote a cell, cut where it is longer than anybody reads."""
    return f"'{text[:_LONGEST]}{'...' if len(text) > _LONGEST else ''}'"


def nearest(text: str, choices: Iterable[str]) -> str:
    """Name the choice most like a text."""
    found = process.extractOne(text, list(choices), processor=str.lower)
    return str(found[0]) if found else ""


@dataclass
class Faults:
    """The faults of one file, in the order in which they were found; only the first `MOST_TOLD` are kept."""

    file: str
    told: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, why: str) -> None:
        """Note a fault of a line."""
        self.count += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(f"{self.file}:{line}: {why}")


def refusal(faults: Faults) -> Refused:
    """Refuse a file that has faults: all of them in one message, each on a line of its own with file and line."""
    lines = list(faults.told)
    if faults.count > len(lines):
        lines.append(f"and {faults.count - len(lines):,} more")
    why = f"{faults.count:,} {'fault' if faults.count == 1 else 'faults'}\n      " + "\n      ".join(lines)
    return Refused(faults.file, why, "Mend these lines; nothing of it was taken")
