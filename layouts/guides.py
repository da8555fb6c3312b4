"""The guides: how each reader comes from a figure to a choice, a question or a newsletter.

They are written in Markdown, once in each language, with the same headings and links.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from layouts.links import to

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: The guides in the order in which they are offered.
GUIDES = ("choosing", "volunteers", "scrutiny", "editors")


@dataclass(frozen=True)
class Guide:
    """A guide in one language by its name in addresses; `lead` is its first paragraph, `anchors` are of its headings.

    The anchors are those of the English headings in every language, so that a link to a part leads there in each.
    """

    name: str
    title: str
    lead: str
    text: str
    anchors: tuple[str, ...]


def read_guide(name: str, text: str, english: Guide | None = None) -> Guide:
    """Read a guide from its Markdown: a heading, a first paragraph, and the rest.

    Parameters
    ----------
    english
        The same guide in English, where the text is a translation of it.

    Raises
    ------
    ValueError
        If a translation has not as many headings as the English.
    """
    tokens = _markdown().parse(text)
    told = [token.content for token in tokens if token.type == "inline"]
    heads = [words.content for head, words in pairwise(tokens) if head.type == "heading_open"]
    anchors = tuple("-".join(word for word in head.lower().split() if word.isalnum()) for head in heads)
    if english and len(english.anchors) != len(anchors):
        wanted = len(english.anchors)
        raise ValueError(f"docs/help: a translation of {name}.md has {len(anchors)} headings, the English {wanted}")
    return Guide(name, told[0], told[1], text, english.anchors if english else anchors)


def guide_html(guide: Guide) -> str:
    """Write a guide as HTML; links inside the site keep the language asked for."""
    markdown = _markdown()
    tokens = markdown.parse(guide.text)
    heads = (token for token in tokens if token.type == "heading_open")
    for token, anchor in zip(heads, guide.anchors, strict=True):
        token.attrSet("id", anchor)
    for token in tokens:
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
