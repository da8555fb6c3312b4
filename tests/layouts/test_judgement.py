from __future__ import annotations

import itertools
import re

import pytest

from data.catalogue import catalogue
from layouts.judgement import Verdict, assurance_sentence, classes, code, icon, sentence

EVERY = [
    Verdict(beside, way, sign, with_most, sure)
    for beside, way, sign, with_most, sure in itertools.product(
        (-2, -1, 0, 1, 2, None), (1, 0, -1, None), (1, 0, -1), (True, False), ("met", "missed", "hit_or_miss", "")
    )
    if way or not with_most
]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Verdict(-2, 0, 0, False, ""), "Lower than most trusts, more than chance would explain, and not changing."),
        (Verdict(-2, -1, 1, False, ""), "Lower than most trusts, more than chance would explain, and getting worse."),
        (Verdict(-2, -1, 1, True, ""), "Lower than most trusts, more than chance would explain, and getting worse, as most trusts are."),
        (Verdict(-1, 1, 1, False, ""), "Lower than most trusts, at the edge of what chance would explain, and getting better."),
        (Verdict(0, 0, 0, False, ""), "No different from most trusts, as far as chance lets us tell, and not changing."),
        (Verdict(0, None, 0, False, ""), "No different from most trusts, as far as chance lets us tell, and too few months to say whether it changes."),
        (Verdict(2, 1, 1, True, ""), "Higher than most trusts, more than chance would explain, and getting better, as most trusts are."),
        (Verdict(1, 1, 0, False, ""), "Higher than most trusts, at the edge of what chance would explain, and rising."),
        (Verdict(None, -1, 0, True, ""), "Falling, as at most trusts."),
        (Verdict(None, -1, -1, False, ""), "Getting better."),
        (Verdict(None, None, 0, False, ""), "Too few months to say whether it changes."),
    ],
)  # fmt: skip
def test_a_verdict_is_one_sentence_a_neighbour_understands(told: Verdict, said: str) -> None:
    assert sentence(told) == said


@pytest.mark.parametrize("told", EVERY)
def test_every_verdict_reads_as_english(told: Verdict) -> None:
    said = sentence(told)
    assert re.fullmatch(r"[A-Z][a-z ,]+\.", said), said
    assert not re.search(r"\b(\w+) \1\b|,,| ,", said)
    assert re.fullmatch(r"[a-z_-]+", code(told))


def test_verdicts_that_differ_are_worded_differently() -> None:
    said: dict[str, set[tuple[object, ...]]] = {}
    for told in EVERY:
        meaning = (told.beside, told.way if not told.change else None, told.change, told.with_most, told.way is None)
        said.setdefault(sentence(told), set()).add(meaning)
    assert all(len(meanings) == 1 for meanings in said.values())


@pytest.mark.parametrize(
    ("sure", "said"),
    [
        ("met", "Its usual range meets the standard of 92\u202f%: unless it changes, it will go on meeting it."),
        ("missed", "Its usual range does not reach the standard of 92\u202f%: meeting it would take a real change."),
        ("hit_or_miss", "The standard of 92\u202f% lies within its usual range: met in some months, missed in others."),
        ("", ""),
    ],
)
def test_what_can_be_expected_speaks_of_the_usual_range_and_names_the_standard(sure: str, said: str) -> None:
    assert assurance_sentence(Verdict(0, 1, 1, False, sure), 92) == said


def test_every_map_of_verdicts_has_a_class_for_too_few() -> None:
    for indicator in catalogue().values():
        if "verdict" in indicator.views:
            assert list(classes(indicator))[-1] == "too_few"
            assert len(set(classes(indicator).values())) == 4


@pytest.mark.parametrize(
    ("told", "sign", "css"),
    [(Verdict(-2, -1, 1, False, ""), "\u25bc\u2198", "worse"), (Verdict(2, 0, 1, False, ""), "\u25b2\u2192", "better"),
     (Verdict(2, 0, -1, False, ""), "\u25b2\u2192", "worse"), (Verdict(0, 1, 1, False, ""), "\u25cf\u2197", "better"),
     (Verdict(0, 0, 1, False, ""), "\u25cf\u2192", "usual"), (Verdict(None, None, 1, False, ""), "\u25cf", "usual")],
)  # fmt: skip
def test_the_small_sign_shows_where_it_stands_and_where_it_goes(told: Verdict, sign: str, css: str) -> None:
    assert icon(told) == (sign, css)
