"""Pictures of the real app for the README: the explorer on a wide screen and on a phone."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from tools.browser import BrowserMissing, find_or_install_chromium, launch_chromium
from tools.serving import ROOT, ServerDidNotStart, serve

log = logging.getLogger("care_atlas.screenshot")

IMAGES = ROOT / "docs" / "images"
SIZES = {"explorer": (1280, 900), "explorer-phone": (360, 740)}


def take_pictures(out: Path = IMAGES, address: str = "/") -> list[Path]:
    """Open the explorer in Chromium at each size and keep what it shows.

    Returns
    -------
    list of Path
        The PNG files written.
    """
    out.mkdir(parents=True, exist_ok=True)
    taken = []
    with serve(workers=1) as server, launch_chromium(find_or_install_chromium()) as browser:
        for name, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="en-GB")
            page.goto(server.url + address, wait_until="networkidle")
            page.locator("svg path[data-code]").first.wait_for(state="attached")
            taken.append(out / f"{name}.png")
            page.screenshot(path=taken[-1])
            page.close()
    return taken


def main() -> int:
    """Take the pictures; say where they are."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    try:
        for picture in take_pictures():
            log.info("%s", picture.relative_to(ROOT))
    except (BrowserMissing, ServerDidNotStart) as problem:
        log.error("%s", problem)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
