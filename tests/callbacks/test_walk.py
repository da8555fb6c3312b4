from __future__ import annotations

from typing import TYPE_CHECKING, Any

import brotli
import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

MAPS = [
    "", "?indicator=ae-4-hour&region=E12000006", "?indicator=ae-4-hour&period=2018-05", "?indicator=adult-obesity&deprivation=least", "?indicator=cqc-overall",
    "?indicator=announced-cuts", "?indicator=staff-all-change", "?geography=points&region=E12000007", "?indicator=wales-life-expectancy", "?lang=cy", "?indicator=place-pilot-2012",
]  # fmt: skip


def walk(client: FlaskClient, query: str) -> dict[str, Any]:
    answer = client.get(f"/walk.json{query}")
    assert answer.status_code == 200, query
    return answer.get_json()


def said_of(told: dict[str, Any], code: str) -> str:
    return told["says"][told["codes"].index(code)]


@pytest.mark.parametrize("query", MAPS)
def test_the_arrows_reach_every_place_of_the_table_and_no_other(client: FlaskClient, query: str) -> None:
    told = walk(client, query)
    assert set(told["codes"]) == set(client.get(f"/api/v1/map{query}").get_json()["places"])
    met, new = {0}, [0]
    while new:
        new = [to for at in new for to in told["to"][at] if to >= 0 and to not in met]
        met.update(new)
    assert len(met) == len(told["codes"]) == len(told["says"])


def test_a_place_is_told_with_its_standard_its_verdict_and_where_it_stands_in_the_list(client: FlaskClient) -> None:
    said = said_of(walk(client, "?indicator=rtt-incomplete-18-weeks&period=2026-01"), "RH5")
    assert said.startswith("Somerset NHS Foundation Trust, ")
    assert "per cent, below the standard of 92. " in said and "%" not in said
    assert "chance" in said
    assert said.endswith(" of 154 by name.")


def test_who_meets_the_standard_is_told_so(client: FlaskClient) -> None:
    told = walk(client, "?indicator=ae-4-hour&split=other&period=2026-01")
    rows = client.get("/api/v1/map?indicator=ae-4-hour&split=other&period=2026-01").get_json()["places"]
    for code, row in rows.items():
        said = said_of(told, code)
        if row["value"] is None:
            assert "standard" not in said
        else:
            assert ("which meets the standard of 95" in said) == (row["value"] >= 95), said


def test_a_place_without_a_figure_is_told_why(client: FlaskClient) -> None:
    told = walk(client, "?indicator=ae-4-hour&period=2019-06")
    rows = client.get("/api/v1/map?indicator=ae-4-hour&period=2019-06").get_json()["places"]
    without = [code for code, row in rows.items() if row["status"] == "not_submitted"]
    assert without
    assert all(", Did not send figures. " in said_of(told, code) for code in without)


def test_an_area_is_told_with_its_interval_and_the_official_comparison(client: FlaskClient) -> None:
    said = said_of(walk(client, "?indicator=adult-obesity"), "E07000224")
    assert said.startswith("Arun, 36.5 per cent. 95\u202f% confidence interval 31.5 to 41.7. Worse than England. ")


def test_a_change_is_told_with_what_it_counts_as(client: FlaskClient) -> None:
    said = said_of(walk(client, "?view=improvement&period=2026-01"), "RH5")
    assert "usual" in said


def test_the_place_in_view_changes_nothing_of_the_walk(client: FlaskClient) -> None:
    assert walk(client, "?place=RH5") == walk(client, "")


def test_a_walk_weighs_less_than_the_map_it_is_for(client: FlaskClient) -> None:
    sent = client.get("/walk.json?indicator=adult-obesity", headers={"Accept-Encoding": "br"}).data
    assert len(brotli.decompress(sent)) > len(sent)
    assert len(sent) < 10_000


@pytest.mark.parametrize("query", ["?indicator=nope", "?lang=xx", "?place=RH5&place=RTH", "?chart=map"])
def test_a_walk_of_a_view_that_is_none_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/walk.json{query}").status_code in (400, 404)
