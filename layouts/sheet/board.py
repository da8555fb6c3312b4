"""What stands on the sheet of a Welsh health board alone: its questions, A&E at its hospitals, its councils.

Its figures are of one month of 2022, so no question asks about a verdict: each asks what has become of a figure since.
"""

from __future__ import annotations

from collections.abc import Iterator

from data import held, query
from data.catalogue import Indicator
from data.store import Snapshot
from layouts import inferred
from layouts.place.wales import AE, emergencies, lowest_department, many_councils, of_councils
from layouts.sentences import figure, place_name
from layouts.sheet.model import Cell, Part, Question, Section, Table, Words
from layouts.sheet.subject import Subject
from layouts.sheet.told import Told
from layouts.words import _, per_cent, statuses


def questions(subject: Subject) -> Iterator[Question]:
    """Ask what has become of each figure since, the longest waits first."""
    asked = {
        "wales-rtt-over-53-weeks": _("How many people wait over a year today, in which specialties, and who looks at whether anybody came to harm while they waited?"),
        "wales-rtt-over-18-weeks": _("What share waits no more than 26 weeks today, and in which month does the board expect to meet the standard of Wales?"),
    }  # fmt: skip
    told = {one.indicator.slug: one for one in subject.figures if one.is_reported}
    for slug, words in asked.items():
        if slug in told and told[slug].value > 0:
            yield Question(f"since_{slug}", slug, words, _cite(subject.snapshot, told[slug]))
    lowest = lowest_department(subject.snapshot, subject.relations, subject.code)
    if lowest is not None:
        words = _("What has changed here since then, and how many people waited over 12 hours last month?")
        cite = _("A&E within 4 hours at {hospital}, {month}: {value}; the standard is {standard} %.").format(
            hospital=lowest.name, month=lowest.month, value=per_cent(lowest.value), standard=f"{lowest.standard:g}"
        )
        yield Question("below_standard", "hospital", words, cite)
    none = _("Not held here: staff, safety, and any figure of the board newer than 2022.")
    said = _("Which figures on waiting, safety and staff does the board look at each month, and where can the public read them?")  # fmt: skip
    yield Question("not_held", "", said, none)


def _cite(snapshot: Snapshot, told: Told) -> str:
    """Write the figure that a question rests on, with its month as it is known, and that of all Wales."""
    indicator = told.indicator
    said = _("{title}. {place}, {month}: {value}; Wales {wales}.")
    return said.format(
        title=_(indicator.title),
        place=place_name(snapshot, told.code),
        month=inferred.told(snapshot, indicator, told.period),
        value=figure(indicator, told.value),
        wales=figure(indicator, told.whole),
    )


def hospitals(subject: Subject) -> Section | None:
    """Tabulate A&E at each hospital of a health board; nothing elsewhere."""
    found = emergencies(subject.snapshot, subject.relations, subject.code) if subject.is_board else None
    if found is None:
        return None
    rows: list[tuple[Cell, ...]] = [(site.name, share, counts) for site, share, counts in found.rows]
    heads = (_("Hospital"), _("Within 4 hours"), _("Of how many"))
    told = Table(found.caption, heads, tuple(rows), frozenset({1, 2}))
    return Section("hospitals", _("A&E, hospital by hospital"), (told, Words(found.note, quiet=True)))


def councils(subject: Subject) -> Section | None:
    """Tabulate the councils of a health board with Wales's own figures of them."""
    codes = subject.relations.within(subject.code, "council")
    heads, several = many_councils(subject.snapshot, codes)
    if not several:
        return None
    rows: list[tuple[Cell, ...]] = [
        ((place_name(subject.snapshot, code), f"/place/{code}"), *cells) for code, cells in several
    ]
    told = Table(_("Wales's own figures of its councils"), tuple(heads), tuple(rows), frozenset(range(1, len(heads))))
    own = _("Wales counts these in its own way. They stand beside Wales's councils alone, never beside England's.")
    return Section("bridge", _("Its councils in figures"), (told, Words(own, quiet=True)))


def shown(subject: Subject) -> list[tuple[Indicator, str]]:
    """List the figures in the tables of hospitals and councils, each with its period, so that their source is named."""
    known = held.indicators(subject.snapshot)
    told = [known[AE]] if AE in known else []
    told += of_councils(subject.snapshot)
    return [(one, query.periods(subject.snapshot, one)[-1]) for one in told]


def definitions() -> list[tuple[str, str]]:
    """Say in plain words what else is to be known of the figures."""
    where = _("With the board that runs the hospital, not where the patient lives. Most people of Powys wait with other boards, and in England.")  # fmt: skip
    return [(_("Where a wait counts"), where)]


def not_held() -> list[Part]:
    """Say what is not held of a health board."""
    status = statuses()["not_held"]
    return [
        Words(_("{status}: newer waits in Wales, and any by council. Wales counts to its own rules: its figures and England's never share one scale.").format(status=status)),
        Words(_("{status}: waits of a health board by specialty, its share within 26 weeks, and its staff.").format(status=status)),
    ]  # fmt: skip
