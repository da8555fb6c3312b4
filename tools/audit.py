"""Ask what is known against the libraries: those of Python by their pins, those of the chart bundle by their version.

A maintainers' step (``make audit``) that needs a network. Where nobody answers it says so: then nothing is known.
"""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

log = logging.getLogger("care_atlas.audit")

ROOT = Path(__file__).resolve().parents[1]
PIP_AUDIT = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
PINS = ("requirements.txt", "requirements-dev.txt")
BUNDLE = ROOT / "assets" / "vendor" / "README.md"
#: Seconds that an advisory service has for its answer.
PATIENCE = 300
#: How a run ends: nothing is known against any library, something is, or somebody gave no answer.
CLEAN, KNOWN, UNANSWERED = 0, 1, 2
#: How the two programs begin to tell what is known.
_FOUND = re.compile(r"^(Found \d|# npm audit report)", re.MULTILINE)


def ask(what: str, *steps: Sequence[str], folder: Path) -> int:
    """Run an audit, say what came of it, and give how it ended.

    Parameters
    ----------
    what
        The libraries, as the reader of the answer knows them.
    steps
        Commands one after the other; the last of them asks.
    """
    for command in steps:
        try:
            ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except FileNotFoundError:
            log.warning("%s: %s is not here, so nothing was asked and nothing is known.", what, Path(command[0]).name)
            return UNANSWERED
        except subprocess.TimeoutExpired:
            log.warning("%s: no answer within %s seconds, so nothing is known.", what, PATIENCE)
            return UNANSWERED
        said = f"{ended.stdout}\n{ended.stderr}".strip()
        if ended.returncode:
            break
    else:
        log.info("%s: nothing is known against any library.", what)
        return CLEAN
    if _FOUND.search(said):
        log.error("%s:\n%s", what, said)
        return KNOWN
    log.warning("%s: the advisory service gave no answer, so nothing is known. It said:\n%s", what, said[-500:])
    return UNANSWERED


def audits() -> Iterator[int]:
    """Ask about each list of pins, then about what the chart bundle is made of."""
    for pins in PINS:
        flags = ("--disable-pip", "--require-hashes", "--progress-spinner", "off")
        yield ask(pins, (str(PIP_AUDIT), "-r", pins, *flags), folder=ROOT)
    found = re.search(r"plotly\.js (\d+\.\d+\.\d+)", BUNDLE.read_text(encoding="utf-8"))
    made_of = f"plotly.js@{found[1]}" if found else "plotly.js"
    with TemporaryDirectory() as folder:
        (Path(folder) / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        lock = ("npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund", made_of)
        yield ask(f"{made_of} and all it needs", lock, ("npm", "audit"), folder=Path(folder))


def main() -> int:
    """Ask about everything; 1 where something is known, else 2 where somebody gave no answer."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    ends = set(audits())
    return KNOWN if KNOWN in ends else max(ends)


if __name__ == "__main__":
    sys.exit(main())
