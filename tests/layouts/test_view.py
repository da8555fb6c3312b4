from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import filters, held, query
from data.store import Snapshot
from layouts.choices import BadChoice
from layouts.view import PARAMETERS, View, default_view, geographies, read_view, refit
from tests import committed

SNAPSHOT = committed.snapshot()


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return SNAPSHOT


@st.composite
def views(draw: st.DrawFn) -> View:
    indicator = draw(st.sampled_from(list(held.mapped(SNAPSHOT).values())))
    period = draw(st.sampled_from(query.periods(SNAPSHOT, indicator)))
    places = st.sampled_from(sorted(SNAPSHOT.places))
    return View(
        indicator=indicator.slug,
        split=draw(st.sampled_from([s for s in indicator.splits if not (indicator.change_of and s[5:] >= period)])),
        period=period,
        region=draw(st.sampled_from((filters.EVERY, *filters.regions(SNAPSHOT, indicator)))),
        deprivation=draw(
            st.sampled_from((filters.EVERY, *(filters.FIFTHS if filters.has_ranking(SNAPSHOT, indicator) else ())))
        ),
        place=draw(st.one_of(st.just(""), places)),
        compare=tuple(draw(st.lists(places, max_size=5, unique=True))),
        scale=draw(st.sampled_from(indicator.scales(period))),
        view=draw(st.sampled_from(indicator.views)),
        geography=draw(st.sampled_from(geographies(indicator))),
        lang=draw(st.sampled_from(("en", "cy"))),
    )


@given(views())
def test_a_view_survives_its_address(view: View) -> None:
    assert read_view(SNAPSHOT, dict(parse_qsl(view.to_query()))) == view


@given(views())
def test_a_view_has_one_address(view: View) -> None:
    assert read_view(SNAPSHOT, dict(parse_qsl(view.to_query()))).to_query() == view.to_query()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.one_of(st.sampled_from(PARAMETERS), st.text(max_size=12)), st.text(max_size=120), max_size=5))
def test_any_query_gives_a_view_or_says_what_is_wrong(args: dict[str, str]) -> None:
    try:
        read_view(SNAPSHOT, args)
    except BadChoice as bad:
        assert bad.status in (400, 404)
        assert bad.why
        assert len(bad.value) <= 80


def test_nothing_chosen_shows_the_newest_month_of_the_waiting_list(snapshot: Snapshot) -> None:
    assert read_view(snapshot, {}) == default_view(snapshot)
    assert default_view(snapshot).split == "C_999"


@pytest.mark.parametrize(
    ("args", "nearest", "status"),
    [
        ({"indicator": "rtt-incomplete"}, "rtt-incomplete-18-weeks", 404),
        ({"split": "C_11O"}, "C_110", 400),
        ({"period": "2026-13"}, "", 404),
        ({"period": "2031-01"}, "2026-01", 404),
        ({"period": "1999-01"}, "2024-04", 404),
        ({"place": "RH55"}, "RH5", 404),
        ({"scale": "standart"}, "standard", 400),
        ({"view": "improvment"}, "improvement", 400),
        ({"indicator": "rtt-admitted-18-weeks", "scale": "standard"}, "spread", 404),
        ({"indicator": "ae-attendances", "view": "year"}, "performance", 404),
        ({"snapshot": "0000"}, None, 404),
        ({"colour": "red"}, None, 400),
        ({"compare": "RH5,R0A,R0B,RTH,RTE,RTD"}, None, 400),
        ({"region": "E12000020"}, "E12000002", 400),
        ({"region": "north-west"}, "E12000002", 400),
        ({"region": "W92000004"}, None, 404),
        ({"indicator": "smoking", "region": "W92000004"}, None, 404),
        ({"indicator": "smoking", "deprivation": "most-deprived"}, "most", 400),
        ({"deprivation": "most"}, None, 404),
    ],
)
def test_a_bad_choice_names_the_nearest_right_one(
    snapshot: Snapshot, args: dict[str, str], nearest: str | None, status: int
) -> None:
    with pytest.raises(BadChoice) as caught:
        read_view(snapshot, args)
    assert caught.value.status == status
    if nearest:
        assert caught.value.nearest == nearest


def test_a_new_indicator_keeps_the_choices_that_it_offers_too() -> None:
    asked = {
        "indicator": "ae-4-hour",
        "split": "all",
        "period": "2024-25",
        "region": "E12000002",
        "deprivation": "most",
    }
    fitted = refit(SNAPSHOT, asked)
    assert (fitted.region, fitted.deprivation) == ("E12000002", filters.EVERY)
    assert fitted.period == query.periods(SNAPSHOT, fitted.measured)[-1]
    with pytest.raises(BadChoice):
        refit(SNAPSHOT, {"indicator": "ae-5-hour"})
