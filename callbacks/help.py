"""The guides, at `/help`."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from flask import Blueprint, Response

from callbacks import errors
from callbacks.delivery import deliver
from callbacks.frame import framed
from layouts.choices import nearest
from layouts.guides import GUIDES, Guide, guide_html, read_guide
from layouts.links import to
from layouts.words import _, asked, spoken

guidance = Blueprint("help", __name__)
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "help"


@cache
def guides(language: str = "en") -> dict[str, Guide]:
    """Read every guide in a language, in the order in which they are offered."""
    english = {name: read_guide(name, (FOLDER / f"{name}.md").read_text("utf-8")) for name in GUIDES}
    if language == "en":
        return english
    return {
        name: read_guide(name, (FOLDER / language / f"{name}.md").read_text("utf-8"), english[name]) for name in GUIDES
    }


@guidance.get("/help")
def index() -> Response:
    """List the guides."""
    lang = asked()

    def make() -> str:
        listed = "".join(_entry(guide) for guide in guides(spoken()).values())
        more = [
            ("/about", _("What is here, what is not, and how to tell us of a wrong figure")),
            ("/sources", _("Where each figure comes from, and what is missing")),
            ("/accessibility", _("Keyboard, screen reader, large letters, paper")),
        ]
        rest = "".join(f'<li><a href="{escape(to(href))}">{escape(text)}</a></li>' for href, text in more)
        body = (
            f'<div class="text guide"><h1>{escape(_("Help"))}</h1>'
            f"<p>{escape(_('Four short guides. Each page also says, below its map, what its figure means.'))}</p>"
            f'<ul class="guides">{listed}</ul><h2>{escape(_("More"))}</h2><ul>{rest}</ul></div>'
        )
        return framed(_("Help"), body, lang=lang)

    return deliver("help", lang, make, mimetype="text/html")


def _entry(guide: Guide) -> str:
    link = f'<a href="{escape(to(f"/help/{guide.name}"))}">{escape(guide.title)}</a>'
    return f"<li>{link}<br>{escape(guide.lead)}</li>"


@guidance.get("/help/<name>")
def guide(name: str) -> Response:
    """Give one guide."""
    lang, offered = asked(), guides(spoken())
    found = offered.get(name)
    if found is None:
        near = offered.get(nearest(name, GUIDES))
        why = _("There is no guide \u201c{name}\u201d.").format(name=name[:40])
        title = _("There is no such page")
        if near is None:
            return errors.page(404, title, why, to("/help"), _("All guides"))
        return errors.page(404, title, why, to(f"/help/{near.name}"), near.title)
    return deliver(
        "guide",
        f"{name}|{lang}",
        lambda: framed(found.title, guide_html(found), description=found.lead, lang=lang),
        mimetype="text/html",
    )
