"""Providers that report figures and stand in no register."""

from __future__ import annotations

import pandas as pd
import pytest

from data.providers import COLUMNS, names_of_providers, with_providers
from data.reading import ENGLAND, Reading
from data.release import Release


def reading(period: str, form: str, names: dict[str, str], collection: str = "ae") -> Reading:
    providers = pd.DataFrame({"code": list(names), "name": list(names.values())})
    return Reading(Release(collection, period, "f", "", form, False), {}, providers, len(names))


def test_a_name_in_capitals_is_written_as_people_do() -> None:
    names = names_of_providers([reading("2025-01", "csv", {"X": "ST HELENS AND WHISTON UTC", "Y": "SPAMEDICA LEEDS"})])
    assert names == {"X": "St Helens and Whiston UTC", "Y": "SpaMedica Leeds"}


def test_a_workbooks_name_goes_before_a_newer_one_in_capitals() -> None:
    names = names_of_providers(
        [
            reading("2025-02", "csv", {"X": "THE MCLAREN UNIT"}),
            reading("2025-01", "workbook", {"X": "The Old Unit"}),
        ]
    )
    assert names["X"] == "The Old Unit"


def test_the_newest_name_is_kept() -> None:
    names = names_of_providers(
        [reading("2025-02", "csv", {"X": "NEW NAME"}), reading("2025-01", "csv", {"X": "OLD NAME"})]
    )
    assert names["X"] == "New Name"


def test_a_provider_never_named_carries_its_code() -> None:
    assert names_of_providers([reading("2016-04", "table", {"Y02987": ""})]) == {"Y02987": "Y02987"}


@pytest.mark.parametrize(
    ("code", "name", "collection", "kind"),
    [
        ("RXX", "MADE UP NHS TRUST", "rtt", ("trust", "")),
        ("R3I5E", "SITE OF A TRUST", "rtt", ("provider", "independent")),
        ("RXY", "MADE UP LIMITED", "rtt", ("provider", "independent")),
        ("NQT10", "ASSURA READING LLP", "ae", ("provider", "urgent-care")),
    ],
)
def test_only_nhs_organisations_with_a_code_of_three_are_trusts(
    code: str, name: str, collection: str, kind: tuple[str, str]
) -> None:
    places = with_providers(pd.DataFrame(columns=list(COLUMNS)), [reading("2025-01", "csv", {code: name}, collection)])
    assert tuple(places.set_index("code").loc[code, ["type", "kind"]]) == kind


def test_the_register_stands_and_england_is_a_place() -> None:
    register = pd.DataFrame(
        [{"code": "RH5", "name": "Somerset NHS Foundation Trust", "type": "trust", "lat": 51.0, "lon": -3.1}]
    )
    places = with_providers(register, [reading("2025-01", "csv", {"RH5": "SOMETHING ELSE"})]).set_index("code")
    assert places.loc["RH5", "name"] == "Somerset NHS Foundation Trust"
    assert places.loc[ENGLAND, "type"] == "nation"
    assert pd.isna(places.loc[ENGLAND, "lat"])
    assert places.loc[ENGLAND, "opened"] == ""
