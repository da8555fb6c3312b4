from __future__ import annotations

import pytest

from data import advice as advising
from data.advice import READERS, AdviceError, advice, rights
from data.catalogue import catalogue


@pytest.mark.parametrize("indicator", catalogue().values(), ids=lambda i: i.slug)
def test_every_figure_says_to_each_reader_where_to_find_it_whom_to_ask_and_what_to_bear_in_mind(indicator):
    told = advice(indicator)
    assert {"volunteer", "editor"} <= {one.reader for one in told}
    assert {"choosing", "resident"} & {one.reader for one in told}
    for one in told:
        assert all(len(text) > 20 for text in (one.particular, one.find, one.whom, one.also))


def test_who_waits_for_treatment_is_told_of_the_eighteen_weeks_and_of_asking_for_another_provider():
    told = {one.reader: one for one in advice(catalogue()["rtt-incomplete-18-weeks"])}
    named = {right.name for right in told["choosing"].rights}
    assert {"eighteen-weeks", "choose-hospital", "complain"} <= named
    assert "Regulations 2012" in rights()["eighteen-weeks"].citation


def test_nobody_is_sent_past_the_nearest_emergency_department_by_a_figure():
    for slug in ("ae-4-hour", "ae-12-hour-waits", "ae-attendances", "ae-breaches"):
        (choosing,) = [one for one in advice(catalogue()[slug]) if one.reader == "choosing"]
        assert "no reason to travel past" in choosing.also and "999" in choosing.whom


def test_the_same_question_is_not_put_for_every_figure_of_public_health():
    asked = [i.what_to_do["volunteer"] for i in catalogue().values() if i.group == "health"]
    assert len(set(asked)) >= len(asked) // 2


def test_a_right_that_no_file_lays_down_is_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "rights.yaml").write_text("complain: {nation: England, text: t, citation: c}\n")
    (tmp_path / "waits.yaml").write_text(
        "groups: [waiting]\nvolunteer: {find: f, whom: w, also: a, rights: [to-fly]}\n"
    )
    monkeypatch.setattr(advising, "FOLDER", tmp_path)
    advising.rights.cache_clear()
    advising._by_group.cache_clear()
    try:
        with pytest.raises(AdviceError, match=r"waits\.yaml.*to-fly"):
            advice(catalogue()["rtt-incomplete-18-weeks"])
    finally:
        advising.rights.cache_clear()
        advising._by_group.cache_clear()


def test_readers_come_in_a_fixed_order():
    for indicator in catalogue().values():
        order = [READERS.index(one.reader) for one in advice(indicator)]
        assert order == sorted(order)
