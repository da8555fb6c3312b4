"""Staff put together: the kinds of nothing, names, and the check with print."""

from __future__ import annotations

import pandas as pd

from data.check import COLUMNS as CHECKS
from data.indicator_files import COLUMNS, IndicatorFile
from data.staff import reconcile, with_bodies, with_gaps

PLACES = pd.DataFrame(
    [
        ("RXR", "East Lancashire", "trust", "", ""),
        ("R1H", "Barts", "trust", "", ""),
        ("RXA", "Cheshire and Wirral", "trust", "", ""),
        ("RA4", "Yeovil", "trust", "", "2023-03-31"),
        ("RY3", "Norfolk Community", "trust", "2010-11-01", ""),
    ],
    columns=["code", "name", "type", "opened", "closed"],
)


def file(rows: list[tuple[str, str, str, float]], name: str = "a", table: str = "services") -> IndicatorFile:
    figures = pd.DataFrame(rows, columns=["indicator", "place_code", "period", "value"])
    figures = figures.assign(split="all", status="reported", note="", name="")
    return IndicatorFile("workforce", name, "", len(rows), figures.reindex(columns=["split", *COLUMNS]), table=table)


def gaps() -> pd.Series:
    rows = [("staff-all", "RXR", p, 1.0) for p in ("2010-09", "2012-09", "2025-08", "2025-09")]
    rows += [
        (slug, "R1H", p, 1.0) for slug in ("staff-all", "staff-clinical") for p in ("2012-09", "2025-08", "2025-09")
    ]
    rows += [("staff-clinical", "RXR", p, 1.0) for p in ("2010-09", "2012-09", "2025-08", "2025-09")]
    rows += [("staff-all", code, "2025-08", 1.0) for code in ("RXA", "RY3")]
    rows += [("staff-all", "RA4", "2012-09", 1.0)]
    table = file(rows).figures.assign(source_file="a")
    keys = ["indicator", "split", "place_code", "period"]
    return with_gaps(table, PLACES).set_index(keys).status


def test_a_trust_made_by_a_merger_has_nothing_to_compare_with_before_it_stood() -> None:
    found = gaps()
    assert found["staff-all", "all", "R1H", "2010-09"] == "no_comparable_record"
    assert found["staff-clinical", "headcount", "R1H", "2010-09"] == "no_comparable_record"


def test_a_body_told_of_in_total_alone_has_its_groups_and_its_other_dates_published_and_not_held() -> None:
    found = gaps()
    assert found["staff-all", "all", "RXA", "2025-08"] == "reported"
    assert found["staff-all", "all", "RXA", "2025-09"] == "not_held"
    assert found["staff-all", "all", "RXA", "2010-09"] == "not_held"
    assert found["staff-clinical", "all", "RXA", "2025-08"] == "not_held"
    assert found["staff-all", "headcount", "RXA", "2025-08"] == "not_held"


def test_a_body_has_no_row_before_it_opened_nor_after_it_ended() -> None:
    found = gaps()
    assert ("staff-all", "all", "RY3", "2010-09") not in found
    assert ("staff-all", "all", "RY3", "2012-09") in found
    assert ("staff-all", "all", "RA4", "2025-08") not in found
    assert ("staff-all", "all", "RA4", "2025-09") not in found


def test_a_body_in_no_register_is_added_under_the_name_it_last_had() -> None:
    told = file([("staff-all", "TAF", "2019-09", 1.0), ("staff-all", "TAF", "2024-09", 1.0)])
    told.figures["name"] = ["CAMDEN NHS", "Camden And Islington Nhs Foundation Trust"]
    [added] = with_bodies(PLACES, [told]).query("code == 'TAF'").to_dict("records")
    assert (added["name"], added["type"]) == ("Camden and Islington NHS Foundation Trust", "provider")


def test_sums_equal_to_print_are_noted_and_others_refuse_the_file() -> None:
    none = pd.DataFrame(columns=list(CHECKS))
    printed = file([("staff-all", "RXR", "2017-09", 10.0), ("staff-all", "R1H", "2017-09", 5.0)], "book", "print")
    checks, refused = reconcile([file([("staff-all", "RXR", "2017-09", 10.0)]), printed], none)
    assert not refused
    assert checks[["what", "printed", "built", "ok"]].to_numpy().tolist() == [["staff-all value all", 10.0, 10.0, True]]
    checks, [refusal] = reconcile([file([("staff-all", "RXR", "2017-09", 11.0)]), printed], none)
    assert not checks.ok.any()
    assert "is 11.0 where book prints 10.0" in str(refusal)


def test_a_body_that_is_held_and_not_printed_makes_the_sums_differ() -> None:
    printed = file([("staff-all", "R1H", "2017-09", 5.0)], "book", "print")
    _checks, refused = reconcile([file([("staff-all", "RXR", "2017-09", 11.0)]), printed], pd.DataFrame())
    assert refused
