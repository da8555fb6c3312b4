"""The atlas beside its peers: how many times better, where it is behind, and why a budget fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.__main__ import ATLAS, against_peers
from bench.figures import Figure
from bench.peers import PEERS
from bench.peers.work import ROWS, Seen
from bench.reasons import REASONS, reason
from bench.report import beside, better, write_report


def seen(**samples: float) -> dict[str, Figure]:
    """Figures of a program with one sample a row, `_` for a blank."""
    found = Seen()
    for row, value in samples.items():
        found.add({"paint": "change: click to paint", "rate": "changes a second"}[row], value)
    return found.figures({})


def test_better_is_less_time_and_more_answers() -> None:
    own, other = seen(paint=40, rate=3000), seen(paint=800, rate=10)
    assert better(own["change: click to paint"], other["change: click to paint"]) == 20
    assert better(own["changes a second"], other["changes a second"]) == 300
    assert better(own["map visible"], other["map visible"]) is None


def test_a_row_in_which_a_peer_is_ahead_says_so() -> None:
    lines = beside({ATLAS: seen(paint=40, rate=5), "Streamlit, as it comes": seen(paint=800, rate=10)})
    (paint,) = [line for line in lines if line.startswith("| change: click to paint")]
    (rate,) = [line for line in lines if line.startswith("| changes a second")]
    assert paint.endswith("| 40 ms | 800 ms (20x) | yes |")
    assert rate.endswith("| 5 /s | 10 /s (0.5x) | **no** |")
    assert [line for line in lines if "Not ahead" in line] == [
        f"- **Not ahead: changes a second.** Why: {reason('changes a second')}."
    ]
    assert len([line for line in lines if line.startswith("| ")]) == len(ROWS) + 1


def test_budgets_against_peers_hold_for_each_form_of_them() -> None:
    works = {ATLAS: seen(paint=40, rate=3000), "Vizro, as it comes": seen(paint=390), "Dash, x": seen(rate=10)}
    slow, many = against_peers(works)
    assert slow.what == "change: times quicker to paint than Vizro, as it comes" and slow.kept is False
    assert many.median == 300 and many.kept is True


def test_a_failing_budget_stands_at_the_top_with_its_reason(tmp_path: Path) -> None:
    failing = Figure("picture (PNG, 1200 wide): made anew", (320.0,), "ms", 250)
    write_report(tmp_path / "R.md", {"Put elsewhere": [failing, Figure("frame: all bytes", (80.0,), "kB", 90)]}, {})
    page = (tmp_path / "R.md").read_text()
    assert f"- **Not kept: {failing.what}.** Why: {REASONS['picture']}." in page
    assert page.count("Not kept") == 1 and "**no**" in page


def test_without_a_failure_the_page_says_that_all_is_kept(tmp_path: Path) -> None:
    write_report(tmp_path / "R.md", {"x": [Figure("drawing", (1.0,), "ms", 15)]}, {}, told="A quick run: few samples.")
    assert "Every budget that was measured is kept." in (tmp_path / "R.md").read_text()
    assert "A quick run" in (tmp_path / "R.md").read_text()


def test_the_reason_told_is_the_one_of_the_longest_beginning() -> None:
    assert reason("change of indicator: click to paint") == REASONS["change of indicator"]
    assert reason("change of split: click to paint") == REASONS["change of"]
    assert reason("something new") == "not looked into yet"


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_each_peer_listens_on_this_machine_alone(peer) -> None:
    said = " ".join(peer.command(Path("python")))
    assert "127.0.0.1" in said and "{port}" in said
    module = next(part for part in peer.arguments if "bench" in part).split(":")[0]
    assert (
        Path(__file__).resolve().parents[2] / (module if "/" in module else module.replace(".", "/") + ".py")
    ).exists()
