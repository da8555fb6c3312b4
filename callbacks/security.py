"""Headers that keep a reader safe: what may run, what may frame us, what is told to others."""

from __future__ import annotations

from flask import Flask, Response, request

#: No inline script, no eval, nothing from elsewhere. Styles inline only because Dash and Plotly set them.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)

#: The view that any site may frame: like a page, but it sends no form and asks for nothing more. Only the sizes of
#: circles are styles of their own.
EMBED = "/embed"
EMBED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors *"
)

#: What is no page runs nothing, loads nothing and is framed by nobody; a short line, since every answer carries it.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

#: A picture carries its colours with it, wherever it is opened.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


#: What scripts of any other site may read (CORS), and the headers of it that they see.
OPEN = ("/api/v1/", "/download/")
TOLD = "ETag, Link, Retry-After, Care-Atlas-Snapshot"


def add_headers(answer: Response) -> Response:
    """Add the headers to every answer: all of them to a page, the few that matter to data."""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Content-Security-Policy", EMBED_POLICY if request.path == EMBED else POLICY)
        answer.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        answer.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self), payment=()"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    else:
        answer.headers.setdefault("Content-Security-Policy", DATA_POLICY)
    if request.path.startswith(OPEN):
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = TOLD
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            answer.headers["Access-Control-Allow-Headers"] = "*"
            answer.headers["Access-Control-Max-Age"] = "86400"
    return answer


def register(server: Flask) -> None:
    """Let the app send these headers."""
    server.after_request(add_headers)
