"""The chart bundle is the one its note tells of, and works under the app's security policy."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools.plotly_bundle import EVALUATES, carried_version

VENDOR = Path(__file__).resolve().parents[2] / "assets" / "vendor"
BUNDLE = VENDOR / "plotly-atlas.min.js"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
DRAW = """
window.faults = [];
window.addEventListener("error", (e) => faults.push(String(e.message)));
document.addEventListener("securitypolicyviolation", (e) => faults.push(e.violatedDirective));
const line = { x: ["2024-01-01", "2024-02-01"], y: [1, 3], mode: "lines", error_y: { array: [0.1, 0.2] } };
const standard = { type: "line", xref: "paper", x0: 0, x1: 1, y0: 2, y1: 2 };
const still = { shapes: [standard], annotations: [{ text: "standard" }] };
Plotly.newPlot("line", [line], still)
  .then(() => Plotly.newPlot("bar", [{ type: "bar", x: [1, 2], y: ["a", "b"], orientation: "h" }]))
  .then(() => Plotly.react("bar", [{ type: "bar", x: [2, 3, 4], y: ["a", "b", "c"], orientation: "h" }]))
  .then(() => { document.title = "drawn"; }, (error) => faults.push(String(error)));
"""
PAGE = """<div id="line"></div><div id="bar"></div>
<script src="/plotly.js"></script><script src="/draw.js"></script>"""


@pytest.fixture
def strict_site() -> Iterator[str]:
    """A site with the app's policy that draws two charts with the bundle; its address."""
    files = {
        "/": ("text/html", PAGE.encode()),
        "/plotly.js": ("text/javascript", BUNDLE.read_bytes()),
        "/draw.js": ("text/javascript", DRAW.encode()),
    }

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body = files.get(self.path, ("text/plain", b""))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}/"
    site.shutdown()
    site.server_close()


@pytest.mark.browser
def test_line_and_bar_charts_are_drawn_where_eval_and_inline_scripts_are_forbidden(page, strict_site):
    page.goto(strict_site)
    page.locator("#bar .barlayer .point").nth(2).wait_for()
    assert page.locator("#line .scatterlayer .trace").count() == 1
    assert page.locator("#line .shapelayer path").count() == 1
    assert page.title() == "drawn"
    assert page.evaluate("faults") == []


def test_the_bundle_is_of_the_version_that_python_carries():
    assert f"plotly.js v{carried_version()}:" in BUNDLE.read_text(encoding="utf-8")[:200]


def test_the_bundle_is_the_one_its_note_tells_of():
    digest = hashlib.sha256(BUNDLE.read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text(encoding="utf-8")
    assert "MIT" in (VENDOR / "plotly-atlas.LICENSE.txt").read_text(encoding="utf-8")


def test_the_bundle_evaluates_no_text_as_code():
    assert not EVALUATES.search(BUNDLE.read_text(encoding="utf-8"))
    assert EVALUATES.search("x=new Function('return 1')")
