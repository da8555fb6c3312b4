"""A Chromium for tests, screenshots and benchmarks: found on the machine, or installed."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

log = logging.getLogger("care_atlas.browser")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Nothing but this machine can be reached, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


class BrowserMissing(RuntimeError):
    """No Chromium is on this machine and none could be installed."""


def find_chromium() -> Path | None:
    """A Chromium of this machine: the one CARE_ATLAS_CHROMIUM names, one on the PATH, or Playwright's own.

    Returns
    -------
    Path or None
        The program; None where there is none.

    Raises
    ------
    BrowserMissing
        CARE_ATLAS_CHROMIUM names a file that is not there.
    """
    named = os.environ.get("CARE_ATLAS_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise BrowserMissing(f"CARE_ATLAS_CHROMIUM names {named}, which is no file. Mend or unset it.")
        return Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return _playwrights_own()


def find_or_install_chromium() -> Path:
    """A Chromium of this machine; where there is none, one is installed (Playwright's, else Debian's).

    Raises
    ------
    BrowserMissing
        None could be had; the message says what was tried and what to do by hand.
    """
    if found := find_chromium():
        return found
    tried = []
    for command in _ways_to_install():
        log.warning("No Chromium found; trying: %s", " ".join(command))
        ended = subprocess.run(command, capture_output=True, text=True, env=_quiet(), check=False)
        if ended.returncode == 0 and (found := find_chromium()):
            return found
        if command[-1] != "update":
            last = (ended.stderr or ended.stdout).strip().splitlines()[-1:] or ["no message"]
            tried.append(f"{' '.join(command)}: {last[0]}")
    raise BrowserMissing(
        "The browser tests need Chromium, and none is on this machine. Tried: "
        + "; ".join(tried)
        + ". Install Chromium or Chrome by hand, or name it: CARE_ATLAS_CHROMIUM=/path/to/chromium make test"
    )


@contextmanager
def launch_chromium(program: Path, *more: str) -> Iterator[Browser]:
    """A headless Chromium, with `more` arguments, that reaches nothing but this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=[*ARGUMENTS, *more])
        try:
            yield browser
        finally:
            browser.close()


def _playwrights_own() -> Path | None:
    """Playwright's own Chromium, where it has been installed before."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.is_file() else None


def _ways_to_install() -> Iterator[list[str]]:
    """Commands that may bring a Chromium, the gentlest first."""
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if not shutil.which("apt-get"):
        return
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not shutil.which("sudo"):
        return
    yield [*rights, "apt-get", "-qq", "update"]
    yield [
        *rights,
        "apt-get",
        "-qq",
        "install",
        "-y",
        "--no-install-recommends",
        "chromium",
        "fonts-dejavu-core",
    ]


def _quiet() -> dict[str, str]:
    """The environment for installers that must not ask questions."""
    return {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def main() -> int:
    """Make sure that there is a Chromium; say in one line which, or why not."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    try:
        log.info("Chromium: %s", find_or_install_chromium())
    except BrowserMissing as problem:
        log.error("%s", problem)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
