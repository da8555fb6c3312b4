"""Sets one document and ends: run by `callbacks.press` in a process of its own, and by nobody else.

It reads the document as JSON from standard input and writes the PDF to standard output. The fonts are ours, whatever
the machine has; the template asks for no package, so nothing is fetched.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "layouts" / "sheet" / "sheet.typ"
FONTS = ROOT / "assets" / "fonts"


def typeset(told: str, made: int) -> bytes:
    """Set a document as a tagged PDF (PDF/UA-1).

    Parameters
    ----------
    told
        The document as JSON, as `layouts.sheet.paper` writes it.
    made
        When its figures were built, in seconds since 1970: the same figures give the same bytes.
    """
    fonts = typst.Fonts(font_paths=[str(FONTS)], include_system_fonts=False)
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            font_paths=fonts,
            format="pdf",
            sys_inputs={"told": told},
            pdf_standards=["ua-1"],
            timestamp=made,
        )
    )


def main() -> None:
    """Answer the one who started this process."""
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(typeset(json.dumps(asked["told"], ensure_ascii=False), asked["made"]))


if __name__ == "__main__":
    main()
