"""Make the small Plotly that draws the charts: its core with scatter and bar, and nothing else.

A maintainers' step (``make plotly``): the result is committed; running or testing the app never needs npm.
The version is the one that the Python package carries, so that figures made by it are understood.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import plotly

log = logging.getLogger("care_atlas.plotly")

VENDOR = Path(__file__).resolve().parents[1] / "assets" / "vendor"
BUNDLE = "plotly-atlas.min.js"
MAKERS = ("esbuild@0.28.2", "acorn@8", "acorn-walk@8", "magic-string@0.30")
EVALUATES = re.compile(r"\beval\s*\(|\bnew Function\b|[^.\w]Function\s*\(")


class BundleNotMade(RuntimeError):
    """npm or esbuild failed, or the bundle would break the app's content security policy."""


def carried_version() -> str:
    """The version of plotly.js inside the installed Python package, such as ``4.1.1``.

    Raises
    ------
    BundleNotMade
        The package's script does not begin with its version.
    """
    full = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    with full.open(encoding="utf-8") as script:
        found = re.search(r"plotly\.js v(\d+\.\d+\.\d+)", script.read(500))
    if not found:
        raise BundleNotMade(f"{full} does not begin with its version. Has the plotly package changed?")
    return found[1]


def make_bundle(version: str, out: Path = VENDOR) -> Path:
    """Bundle plotly.js of this version into a folder, with its licence and a note of what it is.

    Raises
    ------
    BundleNotMade
        npm is absent, a step failed, or the bundle evaluates text as code.
    """
    if not shutil.which("npm"):
        raise BundleNotMade("npm is not on the PATH. It comes with node (https://nodejs.org).")
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copy(Path(__file__).with_suffix(".mjs"), work / "bundle.mjs")
        (work / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        _run(["npm", "install", "--no-audit", "--no-fund", f"plotly.js@{version}", *MAKERS], work)
        _run(["node", "bundle.mjs"], work)
        content = (work / BUNDLE).read_bytes()
        licence = (work / "node_modules" / "plotly.js" / "LICENSE").read_text(encoding="utf-8")
    if found := EVALUATES.search(content.decode("utf-8")):
        raise BundleNotMade(f"The bundle evaluates text as code ({found[0]!r}); the app's policy forbids it.")
    (out / BUNDLE).write_bytes(content)
    (out / "plotly-atlas.LICENSE.txt").write_text(licence, encoding="utf-8")
    (out / "README.md").write_text(_note(version, content), encoding="utf-8")
    return out / BUNDLE


def _run(command: list[str], folder: Path) -> None:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise BundleNotMade(f"{' '.join(command)} failed:\n{ended.stderr.strip()}")


def _note(version: str, content: bytes) -> str:
    """What stands beside the bundle: version, sizes, sha256, how to make it again."""
    return f"""# Third-party script

`{BUNDLE}` is plotly.js {version} (MIT, see `plotly-atlas.LICENSE.txt`) with the traces scatter and bar only,
made by `make plotly` (`tools/plotly_bundle.py`). It sets `window.Plotly`: Dash then fetches no other.

| | bytes |
|---|---|
| raw | {len(content):,} |
| gzip | {len(gzip.compress(content, 9, mtime=0)):,} |
| brotli | {len(brotli.compress(content, quality=11)):,} |

sha256 `{hashlib.sha256(content).hexdigest()}`
"""


def main() -> int:
    """Make the bundle for the installed Plotly; say what came of it."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    try:
        made = make_bundle(carried_version())
    except BundleNotMade as problem:
        log.error("%s", problem)
        return 1
    log.info("%s: %s bytes", made, f"{made.stat().st_size:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
