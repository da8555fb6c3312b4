"""A rating is read from Lighthouse; where there is none, the row says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import lighthouse
from bench.report import row


def program(folder: Path, told: str) -> Path:
    """A stand-in for Lighthouse that writes this for the page it was given."""
    made = folder / "lighthouse"
    made.write_text(
        f'#!/bin/sh\nfor one in "$@"; do case $one in --output-path=*) echo \'{told}\' > "${{one#*=}}";; esac; done\n'
    )
    made.chmod(0o755)
    return made


def test_without_npm_the_row_says_so_and_keeps_no_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(lighthouse, "PROGRAM", tmp_path / "nowhere")
    (figure,) = lighthouse.measure(tmp_path / "chromium", "http://127.0.0.1:1", 3, {"/": 0.9})
    assert figure.kept is None
    assert "(no npm) | not measured" in row(figure)


def test_a_rating_under_its_budget_is_shown_as_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = program(tmp_path, '{"categories": {"performance": {"score": 0.72}}}')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert lighthouse.find_or_install() == fake
    (figure,) = lighthouse.measure(tmp_path / "chromium", "http://127.0.0.1:1", 3, {"/?place=RH5": 0.9})
    assert figure.samples == (0.72, 0.72, 0.72) and figure.what.endswith("of /")
    assert "| >= 0.9  | **no** |" in row(figure)


@pytest.mark.parametrize("told", ['{"categories": {"performance": {"score": null}}}', ""])
def test_no_rating_is_told_and_not_taken_for_a_nought(tmp_path: Path, told: str) -> None:
    fake = program(tmp_path, told)
    if not told:
        fake.write_text("#!/bin/sh\necho no Chromium here >&2\nexit 1\n")
    with pytest.raises(lighthouse.NoRating, match=r"no Chromium here|rated nothing"):
        lighthouse.rate(fake, tmp_path / "chromium", "http://127.0.0.1:1")
