from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import STATUSES
from layouts import words


@pytest.mark.parametrize(
    ("value", "said"),
    [(61.2, "about 3 in 5"), (58.9, "about 3 in 5"), (50, "about 1 in 2"), (33, "about 1 in 3"), (100, "all"), (98, "nearly all"),
     (0, "no"), (3, "fewer than 1 in 10"), (92, "about 9 in 10"), (96, "about 19 in 20")],
)  # fmt: skip
def test_shares_are_said_as_people_say_them(value: float, said: str) -> None:
    assert words.about(value) == said


@given(st.floats(7.5, 97.4))
def test_a_share_in_words_is_never_more_than_six_points_off(value: float) -> None:
    part, whole = (int(word) for word in words.about(value).replace("about ", "").split(" in "))
    assert abs(100 * part / whole - value) <= 6


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    assert words.per_cent(99.99) == "over 99.9\u202f%"
    assert words.per_cent(0.01) == "under 0.1\u202f%"
    assert words.per_cent(61.2345) == "61.2\u202f%"


def test_numbers_and_months_are_written_for_people() -> None:
    assert words.large(7427669) == "7.43 million"
    assert words.count(12345) == "12,345"
    assert words.month("2026-01") == "January 2026"
    assert words.weeks(104) == "104 weeks or more"


def test_every_kind_of_nothing_has_its_own_words() -> None:
    names, sentences = words.statuses(), words.status_sentences()
    assert set(names) == set(sentences) == set(STATUSES[1:])
    assert len(set(names.values())) == len(names)
    assert len(set(sentences.values())) == len(sentences)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_is_said_as_nothing(language: str) -> None:
    words.speak(language)
    try:
        assert words._("") == ""
    finally:
        words.speak("en")


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_number_is_never_parted_from_its_per_cent_sign(lang: str) -> None:
    words.speak(lang)
    for sentence in ("Standard: {value} %.", "95 % or more"):
        said = words._(sentence)
        assert "\u202f%" in said and " %" not in said
    words.speak("en")
