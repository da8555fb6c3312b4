"""Postcodes are cut, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.postcodes import cut_postcode, elsewhere


@pytest.mark.parametrize(
    "typed",
    ["TA1 5DA", "ta15da", " Ta1  5dA ", "TA1-5DA", "TA1.5DA", "TA1\u00a05DA", "T\u200bA1 5DA", "\uff34\uff21\uff11 5DA", "TA1 5D", "TA1 5",
     "TA15D", "Musgrove Park, TA1 5DA", "I live at TA1 5DA, Taunton", "TA1", "TA1 ODA"],
)  # fmt: skip
def test_of_a_postcode_only_the_district_is_left(typed: str) -> None:
    assert cut_postcode(typed) == "TA1"


@pytest.mark.parametrize(
    ("typed", "district"), [("EC1A1BB", "EC1A"), ("W1A 0AX", "W1A"), ("m1 1ae", "M1"), ("CR26XH", "CR2")]
)
def test_every_form_of_postcode_is_known(typed: str, district: str) -> None:
    assert cut_postcode(typed) == district


@pytest.mark.parametrize("typed", ["Newport, Isle of Wight", "St James's", "Ward 5", "10 Downing Street"])
def test_other_words_stay_as_they_are(typed: str) -> None:
    assert cut_postcode(typed) == typed


@given(
    st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]?", fullmatch=True),
    st.sampled_from(["", " ", "  ", "-"]),
    st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True),
    st.sampled_from(["", "near ", "(", "x, "]),
)
def test_no_postcode_gets_through(out: str, between: str, inward: str, before: str) -> None:
    cut = cut_postcode(f"{before}{out}{between}{inward}")
    assert inward not in cut
    assert len(cut) <= 4


@given(st.text(max_size=60))
def test_what_was_cut_is_not_cut_again(typed: str) -> None:
    once = cut_postcode(typed)
    assert cut_postcode(once) == once


@pytest.mark.parametrize(
    ("district", "where"), [("EH1", "scotland"), ("BT1", "northern-ireland"), ("JE2", "islands"), ("TA1", "")]
)
def test_districts_of_other_countries_are_told(district: str, where: str) -> None:
    assert elsewhere(district) == where
