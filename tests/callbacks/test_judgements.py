from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from app import create_app

ASKED = "/api/v1/judgements?indicator=rtt-incomplete-18-weeks&period=2026-01"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app().server.test_client()


def test_a_judgement_carries_all_it_rests_on(client: FlaskClient) -> None:
    body = client.get(f"{ASKED}&place=RH5").json
    assert body is not None
    assert set(body["funnel"]) == {"pooled", "phi", "tau2", "n"}
    (row,) = body["rows"]
    assert row["place"] == "RH5"
    assert {"mean", "lower", "upper", "variation", "assurance", "points"} <= row["history"].keys()
    assert {"z_adjusted", "z_unadjusted", "lower_95", "upper_95", "lower_99_8", "upper_99_8"} <= row["peers"].keys()
    assert all(bool(point["rules"]) == point["special_cause"] for point in row["history"]["points"])
    assert [point["period"] for point in row["history"]["points"]][-1] == "2026-01"


def test_a_wait_in_weeks_has_no_funnel(client: FlaskClient) -> None:
    body = client.get("/api/v1/judgements?indicator=rtt-median-wait&place=RH5").json
    assert body is not None
    assert body["funnel"] is None
    assert body["rows"][0]["peers"] is None


def test_from_and_to_choose_the_window(client: FlaskClient) -> None:
    body = client.get("/api/v1/judgements?indicator=ae-4-hour&place=RH5&from=2017-01&to=2018-12").json
    assert body is not None
    points = body["rows"][0]["history"]["points"]
    assert (points[0]["period"], points[-1]["period"], len(points)) == ("2017-01", "2018-12", 24)


def test_eleven_months_are_too_few(client: FlaskClient) -> None:
    body = client.get("/api/v1/judgements?indicator=ae-4-hour&place=RH5&from=2018-02&to=2018-12").json
    assert body is not None
    history = body["rows"][0]["history"]
    assert (history["mean"], history["variation"], len(history["points"])) == (None, "too_few", 11)


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("indicator=smoking", 404), ("indicator=nonsense", 404), ("indicator=ae-4-hour&period=1999-01", 404),
     ("indicator=ae-4-hour&from=2020-05&to=2020-04", 400), ("indicator=ae-4-hour&place=ZZZ", 404),
     ("indicator=ae-4-hour&from=May", 400), ("indicator=ae-4-hour&limit=3", 400)],
)  # fmt: skip
def test_what_cannot_be_judged_is_said(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/judgements?{query}")
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["detail"]


def test_the_map_of_verdicts_colours_only_what_chance_does_not_explain(client: FlaskClient) -> None:
    body = client.get("/api/v1/map?view=verdict&period=2026-01").json
    assert body is not None
    rows = {row["place"]: row for row in client.get(ASKED).json["rows"]}  # type: ignore[index]
    for code, place in body["places"].items():
        if place["band"] in ("better", "worse"):
            assert abs(rows[code]["peers"]["z_adjusted"]) > 3.09
    assert sum(item["count"] for item in body["legend"]) >= len(body["places"])


def test_card_table_and_label_tell_the_verdict_in_words(client: FlaskClient) -> None:
    body = client.get("/api/v1/map?view=verdict&period=2026-01").json
    assert body is not None
    at = list(body["places"]).index("RH5")
    sentence = body["beside"]["verdicts"][body["beside"]["said"][at]]
    assert sentence == {row["place"]: row["sentence"] for row in client.get(ASKED).json["rows"]}["RH5"]  # type: ignore[index]
    page = client.get("/?view=verdict&period=2026-01").get_data(as_text=True)
    assert f"<td>{sentence}</td>" in page
    assert f"people waiting). {sentence}</title>" in page
    sent = client.get("/api/v1/map?view=verdict&period=2026-01", headers={"Accept-Encoding": "br"})
    assert len(sent.data) <= 4096


def rows_of(client: FlaskClient, query: str) -> list[dict[str, str]]:
    sent = client.get(f"/api/v1/judgements.csv?indicator=rtt-incomplete-18-weeks&period=2026-01&{query}")
    assert sent.status_code == 200
    assert sent.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(sent.get_data(as_text=True))))


def test_the_points_of_a_trend_come_as_csv_with_limits_and_signals(client: FlaskClient) -> None:
    (row,) = client.get(f"{ASKED}&place=RH5").json["rows"]  # type: ignore[index]
    told = rows_of(client, "place=RH5&rows=points")
    assert [point["period"] for point in told] == [point["period"] for point in row["history"]["points"]]
    assert {float(point["mean"]) for point in told} == {row["history"]["mean"]}
    assert [point["rules"].split() for point in told] == [point["rules"] for point in row["history"]["points"]]
    assert {point["special_cause"] for point in told} == {"true", "false"}


def test_the_funnel_comes_as_csv_with_both_kinds_of_limits(client: FlaskClient) -> None:
    told = {row["place"]: row for row in rows_of(client, "rows=verdicts")}
    assert sum(bool(row["z_adjusted"]) for row in told.values()) == 149
    somerset = told["RH5"]
    assert float(somerset["lower_99_8"]) < float(somerset["lower_99_8_unadjusted"]) < float(somerset["value"])
    assert somerset["denominator"] == "53128.0"


def test_every_specialty_of_a_trust_comes_as_csv(client: FlaskClient) -> None:
    told = rows_of(client, "place=RH5&split=every&rows=verdicts")
    assert len(told) > 15
    assert len({row["split"] for row in told}) == len(told)
    assert {row["place"] for row in told} == {"RH5"}


@pytest.mark.parametrize("query", ["rows=lines", "split=every", "rows=points&split=every"])
def test_a_csv_that_cannot_be_written_is_said(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/judgements.csv?indicator=ae-4-hour&{query}")
    assert answer.status_code == (400 if query == "rows=lines" else 404)
    assert answer.json is not None
    assert answer.json["parameter"] in ("rows", "split")
