from __future__ import annotations

import pandas as pd

from data.vintages import due, fitting, standing, standing_by_vintage

PLACES = pd.DataFrame(
    [
        ("E07000048", "council", "", "2019-03-31"),
        ("E06000058", "council", "2019-04-01", ""),
        ("E06000009", "council", "", ""),
        ("E10000009", "county", "", "2019-03-31"),
        ("RH5", "trust", "", ""),
    ],
    columns=["code", "type", "opened", "closed"],
)


def test_a_council_stands_on_the_map_of_its_time_only() -> None:
    assert standing(PLACES, "2014", "council") == {"E07000048", "E06000009"}
    assert standing(PLACES, "2025", "council") == {"E06000058", "E06000009"}


def test_a_unitary_council_stands_for_its_county_and_a_district_does_not() -> None:
    assert standing(PLACES, "2014", "county") == {"E06000009", "E10000009"}


def test_the_borders_are_those_of_the_codes_that_reported_else_those_of_the_time() -> None:
    held = {"2014": {"E07000048", "E06000009"}, "2025": {"E06000058", "E06000009"}}
    assert fitting(held, {"E06000058", "E06000009"}, "2012") == "2025"
    assert fitting(held, {"E07000048", "E06000009"}, "2024") == "2014"
    every = {"E06000058", "E07000048", "E06000009"}
    assert fitting(held, every, "2012") == "2014"
    assert fitting(held, every, "2022-24") == "2025"


def test_a_figure_is_due_of_all_who_stood_when_those_who_reported_did() -> None:
    stood = standing_by_vintage(PLACES, "council")
    assert due(stood, {"E06000058"}, "2012") == {"E06000058", "E06000009"}
    assert due(stood, {"E07000048"}, "2024") == {"E07000048", "E06000009"}
