"""Sets one document and ends: run by `callbacks.press` in a process of its own, and by nobody else.

It reads the document as JSON from standard input and writes the PDF to standard output. The fonts are ours, whatever
the machine has; the template asks for no package, so nothing is fetched.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst


def typeset(template: str, fonts: str, told: str, made: int) -> bytes:
    """Set a document as a tagged PDF (PDF/UA-1).

    Parameters
    ----------
    template, fonts
        File of the template, and folder of the fonts.
    told
        The document as JSON, as `layouts.sheet.paper` writes it.
    made
        When its figures were built, in seconds since 1970: the same figures give the same bytes.
    """
    return bytes(
        typst.compile(
            Path(template).read_bytes(),
            font_paths=typst.Fonts(font_paths=[fonts], include_system_fonts=False),
            format="pdf",
            sys_inputs={"told": told},
            pdf_standards=["ua-1"],
            timestamp=made,
        )
    )


def main() -> None:
    """Answer the one who started this process."""
    asked = json.load(sys.stdin)
    told = json.dumps(asked["told"], ensure_ascii=False)
    sys.stdout.buffer.write(typeset(asked["template"], asked["fonts"], told, asked["made"]))


if __name__ == "__main__":
    main()
