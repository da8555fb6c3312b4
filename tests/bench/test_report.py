"""A figure says its median, its budget and whether that is kept."""

from __future__ import annotations

from bench.figures import Figure
from bench.report import row, write_report


def test_a_budget_is_kept_by_the_median_not_by_the_worst():
    assert Figure("click to paint", (20, 30, 500), "ms", 50).kept is True
    assert Figure("click to paint", (20, 60, 500), "ms", 50).kept is False


def test_requests_a_second_keep_a_budget_from_above():
    assert Figure("changes", (1600.0,), "/s", 1500, at_least=True).kept is True
    assert Figure("changes", (1400.0,), "/s", 1500, at_least=True).kept is False


def test_what_could_not_be_measured_keeps_no_budget_and_says_so():
    figure = Figure("the whole build", (), "s", 60)
    assert figure.kept is None
    assert "not measured" in row(figure)


def test_the_page_tells_the_machine(tmp_path):
    write_report(tmp_path / "R.md", {"A change": [Figure("x", (1.0, 3.0), "ms", 5)]}, {"Chromium": "1.2"})
    page = (tmp_path / "R.md").read_text()
    assert "| x | 2 ms | 1 to 3 | 2 | <= 5 ms | yes |" in page
    assert "| Chromium | 1.2 |" in page
