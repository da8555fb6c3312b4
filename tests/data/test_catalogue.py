from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue import FOLDER, IndicatorError, catalogue, read_indicator


def test_every_indicator_of_waits_is_there() -> None:
    assert {
        "ae-4-hour",
        "ae-attendances",
        "ae-breaches",
        "ae-12-hour-waits",
        "rtt-incomplete-18-weeks",
        "rtt-admitted-18-weeks",
        "rtt-non-admitted-18-weeks",
        "rtt-waiting-list",
        "rtt-over-52-weeks",
        "rtt-median-wait",
        "rtt-92nd-percentile",
        "rtt-admitted-median-wait",
        "rtt-admitted-95th-percentile",
        "rtt-non-admitted-median-wait",
        "rtt-non-admitted-95th-percentile",
    } <= set(catalogue())


def test_abolished_standards_offer_no_scale_and_the_classic_one_stays() -> None:
    admitted = catalogue()["rtt-admitted-18-weeks"]
    assert admitted.scales("2026-01") == ("spread", "classic")
    assert catalogue()["rtt-incomplete-18-weeks"].scales("2026-01") == ("spread", "standard", "classic")
    assert catalogue()["rtt-waiting-list"].scales("2026-01") == ("spread",)


@pytest.mark.parametrize(
    ("slug", "period", "interim"),
    [
        ("ae-4-hour", "2024-03", 76),
        ("ae-4-hour", "2024-04", None),
        ("ae-4-hour", "2025-03", 78),
        ("ae-4-hour", "2026-03", 78),
        ("ae-4-hour", "2026-04", 82),
        ("rtt-incomplete-18-weeks", "2026-01", None),
        ("rtt-incomplete-18-weeks", "2026-03", 65),
        ("rtt-incomplete-18-weeks", "2027-03", 70),
    ],
)
def test_an_interim_target_holds_for_the_month_it_was_set_for(slug: str, period: str, interim: float | None) -> None:
    found = catalogue()[slug].standard(period, "interim")
    assert (found.value if found else None) == interim


def test_every_standard_is_cited() -> None:
    assert all(s.citation and s.title for i in catalogue().values() for s in i.standards)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("polarity: high", "polarity: good", "polarity is 'good'"),
        ("polarity: high", "polarity: high\nfoo: 1", "unknown keys"),
        ("title:", "titel:", "missing keys"),
        ("- 50\n", "- 99\n", "ascending"),
    ],
)
def test_a_bad_yaml_is_refused_by_name_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (FOLDER / "rtt-incomplete-18-weeks.yaml").read_text("utf-8").replace(old, new, 1)
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(IndicatorError, match=said) as caught:
        read_indicator(path)
    assert "mine.yaml" in str(caught.value)
