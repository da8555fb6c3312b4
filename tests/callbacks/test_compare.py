from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

THREE = "/compare?indicator=rtt-incomplete-18-weeks&places=RH5,RH8,RA9&period=2026-01"
COUNCILS = "/compare?indicator=adult-obesity&places=E06000066,E06000052,E12000009"


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u202f", " ")


def test_places_stand_in_the_order_chosen_each_with_a_link_to_its_page(client: FlaskClient) -> None:
    page = text_of(client, THREE)
    heads = re.findall(r'<th [^>]*scope="col"[^>]*><a href="/place/(\w+)"', page)
    assert heads[:3] == ["RH5", "RH8", "RA9"]
    other = text_of(client, "/compare?places=RA9,RH5,RH8")
    assert re.findall(r'<th [^>]*scope="col"[^>]*><a href="/place/(\w+)"', other)[:3] == ["RA9", "RH5", "RH8"]


def test_without_a_script_every_part_is_there(client: FlaskClient) -> None:
    page = plain(text_of(client, THREE))
    for part in (
        "61.8 % Reported", "32,852 of 53,128 people waiting", "No different from most trusts", "December 2025", "How far apart are they?",
        "95 % interval", "The same as a table", "April 2024", "Trauma and orthopaedics", "All figures at a glance", "What they were likened by",
    ):  # fmt: skip
        assert part in page, part
    assert 'class="spark"' in text_of(client, THREE)


def test_the_difference_of_two_trusts_is_newcombes_and_judged_by_the_usual_spread(client: FlaskClient) -> None:
    page = plain(text_of(client, THREE))
    # 22,147 of 33,051 and 32,852 of 53,128, method 10 with Wilson limits by hand: 5.17 points, 4.52 to 5.82
    assert "Torbay and South Devon is 5.2 points higher than Somerset (95 % interval 4.5 to 5.8 points)." in page
    assert "two trusts often differ by so much: no verdict" in page


def test_councils_carry_the_official_comparison_and_an_interval_from_the_published_ones(client: FlaskClient) -> None:
    page = plain(text_of(client, COUNCILS))
    assert "Worse than England" in page and "South West" in page
    # 33.2 (30.3 to 36.2) and 27.7 (24.9 to 30.7): 5.5, less the root of 2.9 and 3.0 squared, and so on
    assert "Somerset is 5.5 points higher than Cornwall (95 % interval 1.4 to 9.6 points). More than chance" in page


def test_a_region_and_a_council_in_it_are_no_pair(client: FlaskClient) -> None:
    assert "higher than South West" not in plain(text_of(client, COUNCILS))
    assert "South West is" not in plain(text_of(client, COUNCILS))


def test_england_may_stand_beside_a_trust_but_is_set_against_none(client: FlaskClient) -> None:
    page = client.get("/compare?places=RH5,E92000001")
    assert page.status_code == 200
    assert "too few have a figure, or one is part of the other" in plain(page.get_data(as_text=True))


def test_counts_and_weeks_have_no_interval_and_say_so(client: FlaskClient) -> None:
    for slug in ("rtt-waiting-list", "rtt-median-wait", "ae-attendances"):
        page = plain(text_of(client, f"/compare?indicator={slug}&places=RH5,RH8"))
        assert "no fair interval of a difference can be worked out" in page
        assert "95 % interval" not in page


def test_a_trust_that_sent_nothing_says_why_and_is_in_no_pair(client: FlaskClient) -> None:
    page = plain(text_of(client, "/compare?indicator=rtt-incomplete-18-weeks&places=RHQ,RH5,RH8&period=2026-01"))
    assert "Did not send figures" in page and "Figures were due from here, but did not arrive" in page
    assert "than Sheffield" not in page and "Sheffield Teaching Hospitals is" not in page


def test_an_area_without_a_figure_is_not_said_to_lack_the_service(client: FlaskClient) -> None:
    page = plain(text_of(client, "/compare?indicator=preventable-mortality&places=E06000066,E06000052,E12000009"))
    assert "No figure held" in page and "None of this here" not in page


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/compare?places=RH5", 400, "needs two places at least"),
        ("/compare?places=RH5,RH8,RA9,RK9,RD1,RA7", 400, "Up to five places"),
        ("/compare?places=RH5,RH5", 400, "named twice"),
        ("/compare?places=RH5,RZZ9", 404, "no place with this code"),
        ("/compare?places=RH5,Somerst%20Council", 404, "The nearest is"),
        ("/compare?places=RH5,E06000066", 400, "Compare trusts with trusts, and councils with councils"),
        ("/compare?places=W11000028,RH5", 400, "Wales counts waits by rules of its own, so Aneurin Bevan"),
        ("/compare?places=W11000028,E92000001", 400, "cannot be set beside England"),
        ("/compare?places=W11000028,W06000015", 400, "cannot be set beside Cardiff"),
        ("/compare?places=W11000028,W11000029&indicator=rtt-incomplete-18-weeks", 400, "is not told of any of these places"),
        ("/compare?places=W11000028,W11000029&indicator=wales-ae-4-hour", 400, "is not told of any of these places"),
        ("/compare?places=RH5,RH8&indicator=wales-rtt-over-18-weeks", 400, "is not told of any of these places"),
        ("/compare?places=RH5,RH8&indicator=adult-obesity", 400, "is not told of any of these places"),
        ("/compare?places=RH5,RH8&indicator=nonsense", 404, "no indicator of this name"),
        ("/compare?places=RH5,RH8&split=eyes", 400, "not split that way"),
        ("/compare?places=RH5,RH8&period=1999-01", 404, "is held from"),
        ("/compare?places=RH5,RH8&colour=red", 400, "no parameter of this name"),
        ("/compare?places=RH5,RH8&period=2026-01&period=2025-01", 400, "only once"),
        ("/compare?places=" + "R" * 5000, 400, "too long"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_with_a_form_to_mend_it(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert said in plain(page)
    assert '<form class="choices compare-form" method="post" action="/compare"' in page
    if "RH5" in address:
        assert 'value="Somerset NHS Foundation Trust (RH5)"' in page


def test_the_form_takes_names_and_codes_and_sends_on_to_the_address(client: FlaskClient) -> None:
    sent = client.post(
        "/compare",
        data={"places": ["Somerset NHS Foundation Trust (RH5)", "", "Torbay and South Devon", "rh8"], "indicator": "ae-4-hour", "split": "C_110", "period": "2026-01"},
    )  # fmt: skip
    assert sent.status_code == 303
    assert sent.headers["Location"] == "/compare?places=RH5,RA9,RH8&indicator=ae-4-hour&period=2026-01"
    assert client.get(sent.headers["Location"]).status_code == 200


def test_a_bare_name_means_a_place_of_the_kind_of_the_others(client: FlaskClient) -> None:
    sent = client.post("/compare", data={"places": ["Cornwall", "Somerset"], "indicator": "smoking"})
    assert "places=E06000052,E06000066" in sent.headers["Location"]
    sent = client.post("/compare", data={"places": ["RH8", "Somerset"]})
    assert "places=RH8,RH5" in sent.headers["Location"]


def test_a_name_that_is_not_known_comes_back_with_the_nearest_in_its_box(client: FlaskClient) -> None:
    sent = client.post("/compare", data={"places": ["Torbay and South Devn NHS Foundation Trust", "RH5"]})
    assert sent.status_code == 404
    assert sent.headers["Cache-Control"] == "no-store"
    assert 'value="Torbay and South Devon NHS Foundation Trust (RA9)"' in sent.get_data(as_text=True)


def test_one_place_to_begin_with_stands_in_the_form(client: FlaskClient) -> None:
    begun = client.get("/compare?add=RH5")
    assert begun.status_code == 200
    assert 'value="Somerset NHS Foundation Trust (RH5)"' in begun.get_data(as_text=True)
    further = client.get("/compare?places=RH5,RH8&add=RA9")
    assert (further.status_code, further.headers["Location"]) == (303, "/compare?places=RH5,RH8,RA9")


def test_figures_offered_are_those_told_of_the_places(client: FlaskClient) -> None:
    options = re.findall(r'<option value="([a-z0-9-]+)"', text_of(client, THREE))
    assert "ae-4-hour" in options and "adult-obesity" not in options
    councils = re.findall(r'<option value="([a-z0-9-]+)"', text_of(client, COUNCILS))
    assert "adult-obesity" in councils and "wales-smoking" not in councils
    assert "wales-smoking" in re.findall(
        r'<option value="([a-z0-9-]+)"', text_of(client, "/compare?places=W06000015,W06000022")
    )


def test_colour_never_stands_alone_in_the_heat_table(client: FlaskClient) -> None:
    for address in (THREE, COUNCILS):
        cells = re.findall(r'<td [^>]*class="is-\w+"[^>]*>(.*?)</td>', text_of(client, address))
        assert cells
        assert [
            cell for cell in cells if not re.search(r"[a-z]{5,}", plain(cell.rpartition('class="value">')[2]))
        ] == []


def test_the_page_of_a_trust_offers_similar_trusts_and_why(client: FlaskClient) -> None:
    page = text_of(client, "/place/RH5")
    link = re.search(r'href="(/compare\?places=RH5,[A-Z0-9,]+)"', page)
    assert link is not None and link[1].count(",") == 4
    assert client.get(link[1]).status_code == 200
    assert 'href="/compare?add=RH5"' in page and "What they were likened by" in page
    assert "Compare with places like this one" in text_of(client, "/place/E06000066")
    assert "/compare?add=" not in text_of(client, "/place/RBA")


def test_the_explorer_keeps_a_comparison_in_its_address(client: FlaskClient) -> None:
    page = text_of(client, "/?place=RH5&compare=RH8&period=2026-01")
    assert "compare=RH8,RH5" in page
    assert (
        "/compare?indicator=rtt-incomplete-18-weeks&amp;split=C_999&amp;period=2026-01&amp;lang=en&amp;places=RH5,RH8"
        in page
    )


def test_every_figure_at_a_glance_comes_as_csv_with_the_values_of_the_api(client: FlaskClient) -> None:
    answer = client.get("/compare.csv?places=RH5,RHQ,RK9")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    told = {(row["indicator"], row["place"]): row for row in rows}
    assert len(told) == len(rows) and len({row["indicator"] for row in rows}) > 8
    for (slug, place), row in list(told.items())[:12]:
        asked = f"indicator={slug}&split={row['split']}&period={row['period']}&place={place}"
        (one,) = client.get(f"/api/v1/values?{asked}").get_json()["rows"]
        assert row["status"] == one["status"]
        assert (float(row["value"]) if row["value"] else None) == pytest.approx(one["value"])
    missing = told["rtt-incomplete-18-weeks", "RHQ"]
    assert (missing["value"], missing["status"]) == ("", "stopped_reporting") or missing["status"] == "not_submitted"


@pytest.mark.parametrize(("asked", "status"), [("places=RH5", 400), ("places=RH5,RZZ9", 404), ("", 400)])
def test_a_csv_of_places_that_cannot_stand_together_is_refused(client: FlaskClient, asked: str, status: int) -> None:
    assert client.get(f"/compare.csv?{asked}").status_code == status


def test_health_boards_stand_beside_health_boards_and_wales_with_their_month_said_to_be_inferred(
    client: FlaskClient,
) -> None:
    body = text_of(client, "/compare?places=W11000028,W11000029,W92000004")
    page = plain(body)
    for said in ("Wales: still waiting over 18 weeks. March 2022. Wales: 56.2 %.", "it is inferred to be March 2022",
                 "never compare with England", "50.5 % Reported", "56.4 % Reported", "still waiting over 53 weeks",
                 "a wait counts where the hospital is", "nobody can tell how much such places usually differ"):  # fmt: skip
        assert said in page
    main = body[body.index("<main") : body.index("</main>")]
    assert "England:" not in plain(main) and "trusts usually" not in plain(main) and 'id="trend"' not in main
    assert "charts.js" not in body and "chart=bar" in body


def test_the_figures_of_boards_come_as_csv_without_a_verdict(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of(client, "/compare.csv?places=W11000028,W11000029"))))
    assert {row["indicator"] for row in rows} == {"wales-rtt-over-18-weeks", "wales-rtt-over-53-weeks"}
    assert {row["verdict"] for row in rows} == {""} and {row["status"] for row in rows} == {"reported"}


def test_england_and_wales_are_not_set_side_by_side_by_a_figure_of_the_welsh_nhs(client: FlaskClient) -> None:
    assert "wales-rtt" not in text_of(client, "/compare?places=W92000004,E92000001")


def test_a_health_boards_page_leads_to_a_comparison_with_others(client: FlaskClient) -> None:
    assert 'href="/compare?add=W11000029"' in text_of(client, "/place/W11000029")
    assert 'value="Powys Teaching Health Board (W11000024)"' in text_of(client, "/compare?add=W11000029")
    page = text_of(client, "/?indicator=wales-rtt-over-18-weeks&place=W11000029&compare=W11000028")
    assert "/compare?indicator=wales-rtt-over-18-weeks" in page and "Compare these 2" in page
