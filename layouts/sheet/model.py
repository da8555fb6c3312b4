"""What a sheet is made of, before anybody decides whether it becomes a page, paper or an e-mail."""

from __future__ import annotations

from dataclasses import dataclass

#: A text, or a text and the address on this site to which it leads.
Cell = str | tuple[str, str]


@dataclass(frozen=True)
class Words:
    """A paragraph; a `quiet` one explains the others."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Points:
    """A list, each point with a few words that stand out before it ('' for none); `numbered` where order counts."""

    items: tuple[tuple[str, str], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows; `numeric` columns are set to the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Question:
    """A question, the figure it rests on in words, and by which rule it was chosen; `about` names the figure."""

    rule: str
    about: str
    text: str
    rests_on: str


@dataclass(frozen=True)
class Figure:
    """One figure of the place.

    Parameters
    ----------
    slug, split, period
        What it is, so that anybody can ask the API for the same figure; `period` is that of `value`.
    value
        As a reader reads it; '' where there is none, and then `missing` says why.
    verdict, said
        Whether it differs or changes by more than chance, in a sentence ('' where nobody can tell); and what else is to
        be known: counts, standard, England.
    drawing, drawn, caption
        A sparkline (SVG), the same in words, and what stands under it; all '' where there are too few periods.
    place
        Code of the place it is of where that is another than the sheet's: the nation it lies in.
    """

    slug: str
    split: str
    period: str
    title: str
    value: str
    when: str
    verdict: str
    said: tuple[str, ...]
    missing: str = ""
    drawing: str = ""
    drawn: str = ""
    caption: str = ""
    place: str = ""

    @property
    def size(self) -> str:
        """Tell in which size the figure is set, so that a long one fits its column."""
        return "large" if len(self.value) <= 8 else "small"


@dataclass(frozen=True)
class Figures:
    """Headline figures, one under the other; `key` says how their drawings are read, '' where there are none."""

    items: tuple[Figure, ...]
    key: str = ""


Part = Words | Points | Table | Figures


@dataclass(frozen=True)
class Section:
    """A part of a sheet that a reader can leave out; `key` is its name in an address."""

    key: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet on one place.

    Parameters
    ----------
    who
        Sentences on what the place is.
    locator, located
        A small map (SVG) and the same in words; both '' for a place that is drawn nowhere.
    foot
        Stands at the foot of each side: what it is, of which edition.
    """

    code: str
    name: str
    kind: str
    who: str
    locator: str
    located: str
    sections: tuple[Section, ...]
    foot: str
