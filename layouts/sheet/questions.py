"""Three questions to put in a meeting, chosen from the verdicts by the rules of this module and no others.

Rules are tried in their order, and of one rule the figures in the order of the sheet. A rule is used once and a figure
asked about once; only where that leaves fewer than three may a rule be used again, then a figure be asked about again.
Each question carries the figure it rests on. The rules are told to readers in docs/decisions/sheet.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from layouts import sentences
from layouts.figures.spine import SpineRow, compared_words
from layouts.figures.spine import figure as spine_figure
from layouts.sheet import board
from layouts.sheet.model import Points, Question, Section, Words
from layouts.sheet.staff import last_change
from layouts.sheet.subject import BY_SPECIALTY, CARE, Choice, Subject
from layouts.sheet.told import Told
from layouts.words import _, month, named, per_cent, short_month, signed, statuses

MOST = 3
#: Figures of which any above nought is a question.
LONG_WAITS = ("rtt-over-52-weeks", "ae-12-hour-waits")


def choose(candidates: list[Question]) -> tuple[Question, ...]:
    """Choose three of the candidates, which stand in the order of the rules."""
    chosen: list[Question] = []
    for alike in (_same_rule_or_figure, _same_figure, _same):
        for one in candidates:
            if len(chosen) < MOST and not any(alike(one, other) for other in chosen):
                chosen.append(one)
    return tuple(sorted(chosen, key=candidates.index))


def _same_rule_or_figure(one: Question, other: Question) -> bool:
    return one.rule == other.rule or one.about == other.about


def _same_figure(one: Question, other: Question) -> bool:
    return one.about == other.about


def _same(one: Question, other: Question) -> bool:
    return one == other


def questions(subject: Subject) -> tuple[Question, ...]:
    """Ask what a place's figures make one ask; none of a place that has closed."""
    if subject.place.closed:
        return ()
    if subject.is_board:
        return choose([*board.questions(subject)])
    return choose([*(_of_area(subject) if subject.is_area else _of_care(subject))])


def section(subject: Subject) -> Section | None:
    """Set the questions, each with the figure it rests on."""
    found = questions(subject)
    if not found:
        return None
    whom = _("Questions for the council") if subject.is_area else _("Questions for the board")
    how = _("Chosen by fixed rules from the figures on this sheet, not by a person. Put them in your own words.")
    points = Points(tuple((one.rests_on, one.text) for one in found), numbered=True)
    return Section("questions", whom, (points, Words(how, quiet=True)))


def _cite(told: Told) -> str:
    """Write the figure that a question rests on: title, value, month, England, standard."""
    indicator = told.indicator
    title = _(indicator.title)
    if told.split != indicator.default_split and not indicator.change_of:
        title = _("{title}, {split}").format(title=title, split=sentences.split_words(indicator, told.split))
    when = named(told.period, indicator.by_years)
    if not told.is_reported:
        return _("{title}, {period}: {status}.").format(title=title, period=when, status=statuses()[told.status])
    number = sentences.figure(indicator, told.value)
    if told.standard is not None:
        said = _("{title}, {period}: {value}; the standard is {standard} %.")
        return said.format(title=title, period=when, value=number, standard=f"{told.standard.value:g}")
    return _("{title}, {period}: {value}.").format(title=title, period=when, value=number)


Rule = tuple[str, Callable[[Told], bool], Callable[[Told], str]]


def rules() -> tuple[Rule, ...]:
    """List the rules on figures of care: name, when it holds, what is asked."""
    return (
        (
            "not_sent",
            lambda told: told.status in ("not_submitted", "stopped_reporting"),
            lambda told: _("Why was no figure sent for {month}, and when will it be?").format(month=month(told.period)),
        ),
        (
            "worse_than_most",
            lambda told: told.verdict is not None and told.verdict.standing < 0,
            lambda told: _("This is worse than at most trusts, by more than chance. What do trusts that do better do differently, and has the board asked one of them?"),
        ),
        (
            "getting_worse",
            lambda told: told.verdict is not None and told.verdict.change < 0,
            lambda told: _("This is getting worse, by more than it usually moves. What has changed, and since when has the board known?"),
        ),
        (
            "will_not_meet",
            lambda told: told.verdict is not None and told.verdict.assurance == "missed",
            lambda told: _("Going on like this the standard will not be met. In which month does the board expect to meet it, and what will be done differently?"),
        ),
        (
            "long_waits",
            lambda told: told.indicator.slug in LONG_WAITS and told.is_reported and told.value > 0,
            lambda told: _("Who looks at whether anybody came to harm while they waited, and who tells people where they stand?"),
        ),
        (
            "getting_better",
            lambda told: told.verdict is not None and told.verdict.change > 0,
            lambda told: _("This is getting better, by more than it usually moves. What has made it better, and will that last?"),
        ),
        (
            "not_changing",
            lambda told: told.verdict is not None,
            lambda told: _("What does the board want this figure to be in a year\u2019s time, and how will people be able to check?"),
        ),
        (
            "everywhere",
            lambda told: told.verdict is not None,
            lambda told: _("Does this hold at each of its hospitals and clinics, and for people from poorer neighbourhoods too?"),
        ),
    )  # fmt: skip


def _of_care(subject: Subject) -> Iterator[Question]:
    """Ask of a trust or another provider, in the order of the rules."""
    for name, holds, words in rules():
        if name == "long_waits":
            yield from _specialty(subject)
        for told in subject.figures:
            if told.status and holds(told):
                yield Question(name, told.indicator.slug, words(told), _cite(told))
        if name == "long_waits":
            yield from _staff(subject)
    if not subject.waits:
        none = _("No figure on waits is held here for this organisation.")
        said = _("Which figures on waiting, safety and staff does the board look at each month, and where can the public read them?")  # fmt: skip
        yield Question("no_figures", "", said, none)
        for told in subject.figures:
            if told.is_reported:
                yield Question("empty_posts", told.indicator.slug, _("How many posts stand empty, and how many people leave in a year?"), _cite(told))  # fmt: skip
        yield Question("no_waits", "", _("How long do people wait for its services, and who checks that the longest waits are safe?"), none)  # fmt: skip


def _specialty(subject: Subject) -> Iterator[Question]:
    """Ask about the specialty farthest below England of those that are worse than at most trusts."""
    worst = next((told for told in subject.specialties if told.verdict and told.verdict.standing < 0), None)
    if worst is None:
        return
    name = sentences.split_words(worst.indicator, worst.split)
    said = _("What is the plan for {specialty}, and are its patients told that they may ask for another provider after 18 weeks?").format(specialty=name)  # fmt: skip
    cite = _("Still waiting under 18 weeks, {specialty}, {month}: {value}; England {england}.").format(
        specialty=name, month=month(worst.period), value=per_cent(worst.value), england=per_cent(worst.whole)
    )
    yield Question("specialty", f"{BY_SPECIALTY} {worst.split}", said, cite)


def _staff(subject: Subject) -> Iterator[Question]:
    """Ask about staff where there are fewer than about a year before, and no transfer is seen between."""
    change = last_change(subject)
    if change is None or not change.is_reported or change.moved or change.value >= change.indicator.edges[2]:
        return
    said = _("There are fewer staff than about a year before. Which services lost them, and how is the board sure that care is safe?")  # fmt: skip
    since = short_month(change.split.removeprefix("from-"))
    cite = _("All staff, {month}: {change} since {earlier}.").format(
        month=month(change.period), change=signed(change.value), earlier=since
    )
    yield Question("fewer_staff", "staff", said, cite)


def _of_area(subject: Subject) -> Iterator[Question]:
    """Ask of a council: what is worst beside England, the trust most used, what is missing or stands apart."""
    asked = {
        "worse": _("This is worse than England, by more than chance. What does the council\u2019s needs assessment say of it, and what has been done since?"),
        "worse_too": _("This is worse than England too, by more than chance. Whose task is it, and by when should it be better?"),
        "better": _("This is better than England, by more than chance. What keeps it so, and does that hold in every part of the area?"),
        "similar": _("This is much as in England, as far as chance lets us tell. Does that hold in the poorest part of the area too?"),
        "not_compared": _("Nobody compares this officially. How does the council know whether it is good enough?"),
    }  # fmt: skip
    worse = [row for row in subject.health if row.compared == "worse"]
    for row, rule in zip(worse, ("worse", "worse_too"), strict=False):
        yield Question(rule, row.slug, asked[rule], _beside(row))
    yield from _most_used(subject)
    rest = [row for row in subject.health if row.compared not in ("worse", "higher", "lower")]
    for kind in ("better", "similar", "not_compared"):
        for row in rest:
            if row.compared == kind:
                yield Question(kind, row.slug, asked[kind], _beside(row))
    if not subject.health:
        said = _("Which figures on people\u2019s health does the council look at each year, and where can the public read them?")  # fmt: skip
        yield Question("no_figures", "", said, _("No figure on health is held here for this area."))


def _beside(row: SpineRow) -> str:
    said = _("{title}, {period}: {here}, {compared}; England {england}.")
    return said.format(
        title=row.title,
        period=row.period,
        here=spine_figure(row, row.value) if row.value is not None else row.status,
        compared=compared_words()[row.compared],
        england=spine_figure(row, row.england),
    )


def _most_used(subject: Subject) -> Iterator[Question]:
    """Ask about the trust that most people of the area are admitted to, by its first figure that gives cause."""
    used = next((one for one in subject.relations.trusts_used(subject.code) if one.code), None)
    if used is None or used.code not in subject.snapshot.places:
        return
    trust = Subject(subject.snapshot, subject.ground, subject.relations, subject.snapshot.places[used.code], Choice())
    causes = rules()[:4]
    found = next((told for _name, holds, _words in causes for told in trust.asked(CARE, only_told=True) if holds(told)), None)  # fmt: skip
    if found is None:
        return
    said = _("Will the health scrutiny committee ask {trust}, to which more people here are admitted than to any other, about its waits?").format(trust=trust.place.name)  # fmt: skip
    yield Question("most_used_trust", used.code, said, f"{trust.place.name}. {_cite(found)}")
