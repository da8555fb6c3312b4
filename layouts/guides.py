"""The guides: how each reader comes from a figure to a choice, a question or a newsletter.

They are written in Markdown, once in each language, with the same headings and links. The docs for those who run or
change the site are served from the same files as the repository shows, in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
#: The pages for those who use the figures elsewhere, run a site or change the code. They are in English alone.
MANUALS = (
    "figures", "api", "embedding", "changes", "own-indicator", "new-figures", "local-answers", "local-scores",
    "deployment", "refresh", "security", "reference", "architecture", "welsh",
)  # fmt: skip


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


def manual_html(text: str) -> tuple[str, str]:
    """Write a page for maintainers as HTML.

    Returns
    -------
    Its title, and the HTML. A link to another such page or to a guide leads there; one to a file of the repository,
    which this site does not serve, is left as its words, and so is a picture.
    """
    markdown = _markdown()
    tokens = markdown.parse(text)
    title = next(token.content for token in tokens if token.type == "inline")
    for token in tokens:
        if token.children:
            token.children = list(_served(token.children))
    return title, f'<div class="text guide" lang="en">{markdown.renderer.render(tokens, markdown.options, {})}</div>'


def _served(tokens: Sequence[Token]) -> Iterator[Token]:
    """Turn links between the files into addresses of the site; leave out what it does not serve."""
    is_open = True
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            name = address.split("#")[0].removeprefix("help/").removesuffix(".md")
            is_open = address.startswith(("https://", "/", "#")) or name in (*GUIDES, *MANUALS)
            if name in (*GUIDES, *MANUALS):
                token.attrSet("href", to(f"/help/{name}"))
            _keep_language(token)
        if token.type != "image" and (is_open or token.type not in ("link_open", "link_close")):
            yield token
        if token.type == "link_close":
            is_open = True


def _keep_language(token: Token) -> None:
    address = str(token.attrGet("href") or "")
    if token.type == "link_open" and address.startswith("/"):
        token.attrSet("href", to(address))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # with the first guide, not at start

    return MarkdownIt("commonmark", {"html": False}).enable("table")
