"""What `make audit` says: what is known, that nothing is, or that nobody answered. It never takes silence for safety."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import audit

SAID = "import sys; print({text!r}); sys.exit({status})"


def answer(text: str, status: int) -> tuple[str, ...]:
    return (sys.executable, "-c", SAID.format(text=text, status=status))


@pytest.mark.parametrize(
    ("command", "end", "told"),
    [
        (answer("found 0 vulnerabilities", 0), audit.CLEAN, "nothing is known against any library"),
        (answer("# npm audit report\nzq", 1), audit.KNOWN, "zq"),
        (answer("Found 2 known vulnerabilities in 1 package", 1), audit.KNOWN, "Found 2"),
        (answer("audit endpoint returned an error", 1), audit.UNANSWERED, "gave no answer, so nothing is known"),
        (("no-such-npm",), audit.UNANSWERED, "no-such-npm is not here"),
    ],
)
def test_an_audit_tells_what_came_of_it(
    command: tuple[str, ...], end: int, told: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        assert audit.ask("these", answer("", 0), command, folder=tmp_path) == end
    assert told in caplog.text


@pytest.mark.parametrize(("ends", "status"), [([0, 0, 0], 0), ([0, 2, 1], 1), ([0, 2, 0], 2)])
def test_what_is_known_counts_before_silence(monkeypatch: pytest.MonkeyPatch, ends: list[int], status: int) -> None:
    monkeypatch.setattr(audit, "audits", lambda: iter(ends))
    assert audit.main() == status


def test_the_version_asked_about_is_that_of_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(audit, "ask", lambda what, *_steps, folder: asked.append(what) or 0)
    list(audit.audits())
    header = (audit.BUNDLE.parent / "plotly-atlas.min.js").read_bytes()
    version = asked[-1].split()[0].removeprefix("plotly.js@")
    assert asked[:-1] == list(audit.PINS)
    assert version.encode() in header
