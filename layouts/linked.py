"""What a page tells machines that read pages: its facts as JSON-LD, a block of data that nothing runs."""

from __future__ import annotations

import json
from typing import Any


def facts(told: dict[str, Any]) -> str:
    """Write facts as a block of JSON-LD, safe inside HTML; '' without any."""
    if not told:
        return ""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace(">", "\\u003e")
    return f'<script type="application/ld+json">{text}</script>'
