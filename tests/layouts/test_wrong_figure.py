from __future__ import annotations

import pytest

from layouts.html import render
from layouts.pages import about

GIVEN = {"place": "RH5", "indicator": "rtt-incomplete-18-weeks", "split": "", "period": "2026-01"}


@pytest.mark.parametrize(
    ("contact", "leads"),
    [
        ("figures@atlas.example", 'href="mailto:figures@atlas.example?subject=place%20RH5%2C%20indicator%20rtt-incomplete-18-weeks%2C%20period%202026-01"'),
        ("https://code.example/atlas/issues/new", 'href="https://code.example/atlas/issues/new?template=figure-is-wrong.yml&amp;place=RH5&amp;indicator=rtt-incomplete-18-weeks&amp;period=2026-01"'),
        ("https://atlas.example/contact", 'href="https://atlas.example/contact"'),
    ],
)  # fmt: skip
def test_a_report_of_a_wrong_figure_goes_out_with_the_figure_filled_in(contact: str, leads: str) -> None:
    assert leads in render(about(contact, "", GIVEN))


def test_without_a_contact_the_page_says_so() -> None:
    assert "has not set a contact address" in render(about("", "", GIVEN))
