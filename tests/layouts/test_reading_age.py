"""What is explained can be read at 11 or 12: by school grades of whole groups of texts, and by the longest breath."""

from __future__ import annotations

import pytest

from tests.explanations import explanations, grade, sentences

#: The school grade that no group of texts is over. Grade 6 is a child of 11 to 12.
HARDEST_GROUP = 7.0
#: The grade that no single text of twenty words or more is over; a formula tells little of shorter ones.
HARDEST_TEXT = 12.0
LONGEST_BREATH = 35  # words

#: What a law, a licence or a letter to a public body has to say in these very words.
_AS_REQUIRED = ("Contains public sector information", "Under the Freedom of Information Act", "By clinical I mean")

TOLD = explanations()


@pytest.mark.parametrize("group", TOLD)
def test_a_group_of_explanations_can_be_read_at_eleven_or_twelve(group):
    texts = list(TOLD[group].values())
    if sum(len(text.split()) for text in texts) >= 100:
        assert grade(texts) <= HARDEST_GROUP


def test_no_single_explanation_is_much_harder_than_its_group():
    hard = {
        at: grade([text])
        for texts in TOLD.values()
        for at, text in texts.items()
        if len(text.split()) >= 20 and grade([text]) > HARDEST_TEXT and not _required(at)
    }
    assert not hard


def test_no_sentence_takes_more_than_one_breath():
    long = [
        at
        for texts in TOLD.values()
        for at, text in texts.items()
        if max(len(sentence.split()) for sentence in sentences(text)) > LONGEST_BREATH and not _required(at)
    ]
    assert not long


def test_every_kind_of_explanation_is_measured():
    kinds = {"question", "why_it_matters", "method", "caveats", "what_to_do", "advice", "rights", "guide choosing"}
    assert kinds < TOLD.keys()
    assert {"layouts/judgement.py", "layouts/pages.py", "layouts/words.py", "layouts/place", "callbacks"} < TOLD.keys()


def test_the_measure_tells_plain_words_from_hard_ones():
    assert grade(["People wait for a bed.", "Ask how long."]) < 3
    assert grade(["Consultant-led incomplete pathways exhibit over-dispersion beyond statistical expectation."]) > 14


def _required(at: str) -> bool:
    return any(words in at for words in _AS_REQUIRED)
