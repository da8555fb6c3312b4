"""Twenty working days, as the Freedom of Information Act counts them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.workdays import bank_holidays, due


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("2013-06-03", "2013-07-01"),  # four plain weeks
        ("2013-06-01", "2013-06-28"),  # a Saturday: the first working day is Monday
        ("2011-04-15", "2011-05-19"),  # Good Friday, Easter Monday, a royal wedding, the first Monday in May
        ("2012-03-01", "2012-03-30"),  # Saint Patrick's day, on a Monday that year: Northern Ireland counts
        ("2011-12-01", "2012-01-04"),  # Christmas and New Year, two days of it in Scotland
    ],
)
def test_an_answer_is_due_on_the_twentieth_working_day(asked: str, answer: str) -> None:
    assert due(date.fromisoformat(asked)) == date.fromisoformat(answer)


@pytest.mark.parametrize(("year", "easter"), [(2010, "2010-04-05"), (2013, "2013-04-01"), (2024, "2024-04-01")])
def test_easter_monday_is_a_holiday(year: int, easter: str) -> None:
    assert np.datetime64(easter) in bank_holidays(year)


@given(st.dates(date(2005, 1, 1), date(2040, 12, 31)))
def test_an_answer_is_never_due_sooner_than_four_weeks_of_weekdays(asked: date) -> None:
    last = due(asked)
    assert np.busday_count(asked, last) >= 19
    assert last.weekday() < 5
