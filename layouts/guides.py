"""The guides: how each reader comes from a figure to a choice, a question or a newsletter.

They are written in Markdown; every paragraph is one entry of the catalogue of words, as it stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from layouts.links import to
from layouts.words import _

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: The guides in the order in which they are offered.
GUIDES = ("choosing", "volunteers", "scrutiny", "editors")


@dataclass(frozen=True)
class Guide:
    """A guide by its name in addresses; `title` and `lead`, its first paragraph, are English keys of the words."""

    name: str
    title: str
    lead: str
    text: str


def read_guide(name: str, text: str) -> Guide:
    """Read a guide from its Markdown: a heading, a first paragraph, and the rest."""
    told = [token.content for token in _markdown().parse(text) if token.type == "inline"]
    return Guide(name, told[0], told[1], text)


def guide_html(guide: Guide) -> str:
    """Write a guide as HTML in the language asked for; links inside the site keep it."""
    markdown = _markdown()
    tokens = markdown.parse(guide.text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        if before is not None and before.type == "heading_open":
            before.attrSet("id", "-".join(word for word in token.content.lower().split() if word.isalnum()))
        token.children = markdown.parseInline(_(token.content))[0].children
        for child in token.children or ():
            _keep_language(child)
    return f'<div class="text guide">{markdown.renderer.render(tokens, markdown.options, {})}</div>'


def _keep_language(token: Token) -> None:
    address = str(token.attrGet("href") or "")
    if token.type == "link_open" and address.startswith("/"):
        token.attrSet("href", to(address))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # with the first guide, not at start

    return MarkdownIt("commonmark", {"html": False})
