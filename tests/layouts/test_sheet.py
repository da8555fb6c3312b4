"""What stands on a sheet: questions by rule, courses that never cross a break, words for every nothing."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from geo import relations as relations_module
from layouts.figures.course import course
from layouts.judgement import Verdict
from layouts.sheet import paper
from layouts.sheet.model import Figure, Figures, Question
from layouts.sheet.questions import choose, questions, rules
from layouts.sheet.sheet import PARTS, make, part_titles
from layouts.sheet.subject import Choice, Subject
from layouts.sheet.told import Told, ask
from tests import committed

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOT = committed.snapshot()
GROUND = committed.ground()
RELATIONS = relations_module.load(ROOT / "data" / "snapshot", GROUND.latest)


def subject(code: str, **choice: str) -> Subject:
    return Subject(SNAPSHOT, GROUND, RELATIONS, SNAPSHOT.places[code], Choice(**choice))


def told(**changes: object) -> Told:
    from data.catalogue import catalogue

    found = ask(SNAPSHOT, catalogue()["rtt-incomplete-18-weeks"], "C_999", "RH5", "2026-01")
    assert found is not None
    return dataclasses.replace(found, **changes)


def holding(one: Told) -> list[str]:
    return [name for name, holds, _words in rules() if holds(one)]


def question(rule: str, about: str) -> Question:
    return Question(rule, about, f"{rule} {about}?", "61 %")


@pytest.mark.parametrize(
    ("verdict", "rule"),
    [
        (Verdict(beside=-2, way=0, sign=1, with_most=False, assurance=""), "worse_than_most"),
        (Verdict(beside=0, way=-1, sign=1, with_most=False, assurance=""), "getting_worse"),
        (Verdict(beside=0, way=0, sign=1, with_most=False, assurance="missed"), "will_not_meet"),
        (Verdict(beside=0, way=1, sign=1, with_most=False, assurance=""), "getting_better"),
    ],
)
def test_a_verdict_leads_to_its_question(verdict: Verdict, rule: str) -> None:
    assert holding(told(verdict=verdict))[0] == rule


def test_a_difference_at_the_edge_of_chance_is_no_reason_to_ask() -> None:
    assert holding(told(verdict=Verdict(beside=-1, way=0, sign=1, with_most=False, assurance=""))) == [
        "not_changing",
        "everywhere",
    ]


def test_nobody_is_asked_why_a_service_that_is_not_offered_sends_no_figure() -> None:
    nan = float("nan")
    assert holding(told(status="not_applicable", value=nan, verdict=None)) == []
    assert holding(told(status="not_submitted", value=nan, verdict=None)) == ["not_sent"]


def test_rules_and_figures_are_used_once_while_there_are_others() -> None:
    candidates = [question("a", "x"), question("a", "y"), question("b", "x"), question("b", "y"), question("c", "z")]
    assert [(one.rule, one.about) for one in choose(candidates)] == [("a", "x"), ("b", "y"), ("c", "z")]


def test_a_rule_is_used_again_before_a_figure_is_asked_about_twice() -> None:
    candidates = [question("a", "x"), question("a", "y"), question("b", "x")]
    assert [(one.rule, one.about) for one in choose(candidates)] == [("a", "x"), ("a", "y"), ("b", "x")]


def test_every_trust_with_waits_gets_three_questions_that_each_carry_their_figure() -> None:
    trusts = [c for c, p in SNAPSHOT.places.items() if p.type == "trust" and p.kind == "acute" and not p.closed][:25]
    for code in trusts:
        found = questions(subject(code))
        assert len(found) == 3, code
        assert all(re.search(r"\d|Did not send|Reports no more", one.rests_on) for one in found), code


def test_a_council_is_asked_about_what_is_worst_and_about_the_trust_most_used() -> None:
    found = {one.rule: one for one in questions(subject("E06000066"))}
    assert found["worse"].about == "health-checks"
    assert found["most_used_trust"].about == "RH5"


def test_a_line_never_crosses_a_merger() -> None:
    figures = [p for s in make(SNAPSHOT, GROUND, RELATIONS, "RAL").sections for p in s.parts if isinstance(p, Figures)]
    drawn = next(one for one in figures[0].items if one.slug == "rtt-waiting-list").drawn
    assert "January 2025 to January 2026" in drawn  # North Middlesex joined it on 1 January 2025


def test_a_course_stays_on_its_drawing_and_rings_what_is_more_than_chance() -> None:
    drawn = course([1.0, 9.0, 5.0], [(2.0, 8.0)] * 3, [False, True, False], "a <label>", steps=24)
    points = [float(n) for n in re.findall(r"[\d.]+ ([\d.]+)", drawn.split("viewBox")[1].split(">", 1)[1])]
    assert all(0 <= y <= 54 for y in points)
    assert drawn.count('class="signal"') == 1
    assert 'aria-label="a &lt;label&gt;"' in drawn


def test_who_is_not_set_beside_trusts_is_not_said_to_differ_from_them_or_not() -> None:
    assert "specialties" not in [one.key for one in make(SNAPSHOT, GROUND, RELATIONS, "NVC01").sections]


def test_specialties_are_told_of_the_last_month_that_was_sent() -> None:
    (section,) = [one for one in make(SNAPSHOT, GROUND, RELATIONS, "RHQ").sections if one.key == "specialties"]
    assert "June 2025" in str(section.parts[0])


def test_each_part_has_a_name() -> None:
    assert list(PARTS) == list(part_titles())


def test_a_figure_without_a_value_is_set_as_words() -> None:
    nothing = Figure("x", "all", "2026-01", "X", "", "January 2026", "", (), "Did not send figures.")
    (row,) = paper._figures(Figures((nothing,)))
    assert row["value"] == "no figure"
    assert row["said"] == ["Did not send figures."]


def test_each_class_of_a_sheets_drawings_has_an_ink_on_paper() -> None:
    sheet = make(SNAPSHOT, GROUND, RELATIONS, "RJ1")
    drawings = [
        sheet.locator,
        *(f.drawing for s in sheet.sections for p in s.parts if isinstance(p, Figures) for f in p.items),
    ]
    used = {css for one in drawings for css in re.findall(r'class="([^"]+)"', one)} - {"locator", "course"}
    assert {css for css in used if f".{css}{{" not in paper.STYLE} == set()
