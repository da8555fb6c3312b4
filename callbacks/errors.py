"""What one gets when something asked for is not there: what was wrong, and the nearest right thing."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import urlencode

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from callbacks.frame import embedded, framed
from callbacks.security import EMBED
from layouts.choices import BadChoice
from layouts.links import to
from layouts.view import PARAMETERS
from layouts.words import _

#: A page whose filters bear the names of a view's choices, but are its own.
CHANGES = "/changes"


def is_program() -> bool:
    """Tell whether a program asks (an API address), not a reader."""
    return request.path.startswith("/api/") or request.path in ("/healthz", "/readyz", "/oembed")


def problem(status: int, title: str, detail: str, **more: str) -> Response:
    """Write an error as a problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    text = json.dumps(body, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    answer = Response(text, status, mimetype="application/problem+json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def page(status: int, title: str, detail: str, link: str = "", link_text: str = "") -> Response:
    """Write an error as a page with the next step."""
    step = f'<p><a href="{escape(link)}">{escape(link_text)}</a></p>' if link else ""
    body = (
        f'<div class="text"><h1>{escape(title)}</h1><p>{escape(detail)}</p>{step}'
        f'<p><a href="{escape(to("/"))}">{escape(_("Go to the map"))}</a></p></div>'
    )
    write = embedded if request.path == EMBED else framed
    answer = Response(write(title, body), status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def on_bad_choice(error: BadChoice) -> Response:
    """Answer a parameter that cannot be served."""
    said = _("{parameter} = \u201c{value}\u201d: {why}").format(
        parameter=error.parameter, value=error.value, why=error.why
    )
    if is_program():
        more = {name: told for name, told in (("reason", error.reason), ("see", error.link)) if told}
        title = _("A value cannot be served")
        return problem(error.status, title, said, parameter=error.parameter, nearest=error.nearest, **more)
    if error.link:
        return page(error.status, _("That cannot be shown"), said, error.link, _("What it is, and where it stands"))
    if not error.nearest:
        return page(error.status, _("That cannot be shown"), said)
    text = _("The nearest right value is {nearest}.").format(nearest=error.nearest)
    views = ("/", EMBED)
    kept = {name: value for name, value in request.args.items() if name in PARAMETERS and request.path in views}
    page_of = "/" if error.parameter in PARAMETERS and request.path != CHANGES else request.path
    mended = {error.parameter: error.nearest}
    if error.parameter == "lang":  # every page comes in both languages, whatever else is asked of it
        page_of, kept = request.path, dict(request.args)
    if error.parameter == "snapshot":  # the way on leads to the newest figures, and moves on with them
        kept.pop("snapshot", None)
        mended, text = {}, _("See the newest figures instead, those of {id}.").format(id=error.nearest)
    chosen = urlencode(kept | mended, safe=",")
    link = f"{page_of}?{chosen}" if error.value else page_of
    return page(error.status, _("That cannot be shown"), said, link, text)


def on_http_error(error: HTTPException) -> Response:
    """Answer an address that is not there, a method that is not allowed, and the like."""
    status = error.code or 500
    titles = {
        400: _("This cannot be read"),
        404: _("There is no such page"),
        405: _("This cannot be done here"),
        413: _("This is too large"),
    }
    details = {
        400: _("What was sent is not what this address takes."),
        413: _("What was sent is larger than anything this address takes."),
        404: _("The address may have a slip in it, or the page may have moved."),
        405: _("This address can only be read."),
    }
    title = titles.get(status, _("Something went wrong"))
    detail = details.get(status, _("The fault is ours, not yours. Please try again in a while."))
    answer = problem(status, title, detail) if is_program() else page(status, title, detail)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def on_unknown_script(_error: DependencyException) -> Response:
    """Answer an address of a script that Dash does not have: it would call that a fault of ours."""
    return on_http_error(NotFound())


def register(server: Flask) -> None:
    """Let the app answer errors this way."""
    server.register_error_handler(DependencyException, on_unknown_script)
    server.register_error_handler(BadChoice, on_bad_choice)
    server.register_error_handler(HTTPException, on_http_error)
