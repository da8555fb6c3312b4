"""What Dash's own scripts send has one shape: anything else is a slip of the asker, told before Dash stumbles on it."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, request

#: Where Dash's scripts ask for what a callback makes.
UPDATE = "/_dash-update-component"


def is_whole(body: Any) -> bool:
    """Tell whether a request for a callback has the shape that Dash's scripts give it; its values may be any."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    changed, outputs = body.get("changedPropIds"), body.get("outputs")
    given = [body.get("inputs"), body.get("state", [])]
    return (
        isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
        and (_is_property(outputs) or (isinstance(outputs, list) and all(_is_property(one) for one in outputs)))
        and all(isinstance(part, list) and all(_is_property(one) for one in part) for part in given)
    )


def _is_property(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("id"), str) and isinstance(part.get("property"), str)


def register(server: Flask) -> None:
    """Let the app refuse forged requests for callbacks."""

    def refuse() -> None:
        if request.path == UPDATE and request.method == "POST" and not is_whole(request.get_json(silent=True)):
            abort(400)

    server.before_request(refuse)
