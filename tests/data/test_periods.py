from __future__ import annotations

import pytest

from data.periods import first_and_last, order_of_years, pooled, read_years


@pytest.mark.parametrize(
    ("printed", "years"),
    [
        ("2024", "2024"),
        ("2015.0", "2015"),
        ("2015/16", "2015-16"),
        ("2022 - 24", "2022-24"),
        ("2009-11", "2009-11"),
        ("2021 to 2023", "2021-23"),
        ("2021-22 and 2022-23", "2021-23"),
        ("2021/22 Q1", "2021-22-Q1"),
        ("2021/22 Q1 - 2025/26 Q3", "2025-26-Q3"),
        ("2022-01-01/P3Y", "2022-24"),
        ("2022-01-01/P1Y", "2022"),
        ("2021-04-01/P1Y", "2021-22"),
        ("2024-11-16/P1Y", "2024-25"),
        ("last year", ""),
        ("2020/21 - 24/25", ""),
    ],
)
def test_years_are_read_in_every_way_publishers_write_them(printed: str, years: str) -> None:
    assert read_years(printed) == years


def test_pooled_years_follow_single_ones_so_that_the_newest_pool_is_the_latest() -> None:
    mixed = ["2022-24", "2023", "2019-21", "2011"]
    assert sorted(mixed, key=order_of_years) == ["2011", "2023", "2019-21", "2022-24"]


def test_a_school_year_is_one_year_and_a_pool_is_three() -> None:
    assert [pooled(years) for years in ("2024", "2024-25", "2022-24", "2025-26-Q3")] == [1, 1, 3, 1]
    assert first_and_last("1999-01") == (1999, 2001)
    with pytest.raises(ValueError, match="names no years"):
        first_and_last("soon")
