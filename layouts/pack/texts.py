"""The texts of a newsletter pack: the piece to paste, captions and alternative texts, sources, and what is in it."""

from __future__ import annotations

from html import escape
from typing import Any

from data.store import Snapshot
from layouts.pack.contents import Pack, Pictured, Told
from layouts.sheet.subject import BOARDS
from layouts.shell import NAME
from layouts.welsh import said_of_language
from layouts.words import _, month

OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
RULE = "-" * 60


def texts(snapshot: Snapshot, pack: Pack, site: str) -> dict[str, str]:
    """Write the texts of a pack by the name of their file.

    Parameters
    ----------
    site
        The address by which readers know this site. Where it is '', links are left out and the piece to paste takes its
        pictures from the files beside it.
    """
    return {
        "README.txt": _readme(snapshot, pack, site),
        "newsletter.html": _as_html(pack, site),
        "newsletter.txt": _as_text(pack, site),
        "captions.txt": _captions(pack, site),
        "sources.txt": _sources(snapshot, pack),
    }


def _is_old(pack: Pack) -> bool:
    """Tell whether the pack is of a health board, of which nothing newer is held than one month of 2022."""
    return pack.place.type in BOARDS


def _heading(pack: Pack) -> str:
    if _is_old(pack):
        told = _("{place}: the newest figures held here, of {month}")
        return told.format(place=pack.place.name, month=month(pack.told[0].view.period))
    return _("{place}: the latest figures").format(place=pack.place.name)


def _read_on(site: str, query: str) -> str:
    return f"{site}/?{query}"


def _readme(snapshot: Snapshot, pack: Pack, site: str) -> str:
    pictures = [f"{one.name}: {one.caption}" for one in pack.pictured]
    files = [
        _(
            "newsletter.html: the whole piece with its pictures. Open it in a browser, select all and copy, or paste its code."
        ),
        _("newsletter.txt: the same as plain text."),
        _("captions.txt: of each picture a caption, its source, and the text for those who cannot see it (alt text)."),
        _("sources.txt: where each figure comes from, and the licences. Keep the line of source under each picture."),
    ]
    linked = _("Pictures in newsletter.html come from {site}, and stay there; each leads to the whole map.").format(
        site=site
    )
    if not site:
        linked = _(
            "Links are left out, because this site has not been told the address by which readers reach it. The pictures "
            "of newsletter.html are the files beside it: upload them to your newsletter, and put each in its place."
        )
    older = _(
        "Nothing newer is held here of a health board. Newer figures have been published since: ask the board for them "
        "before you print these."
    )
    mind = _(
        "Give the month or year beside every figure; what else to mind with each stands in sources.txt. A figure "
        "about a hospital says nothing about the care one person will get. In an emergency call 999; for urgent "
        "advice, 111. Nothing here is medical advice."
    )
    told = _("Made by {name} from its edition {id} of the official figures. Figures may be revised later.")
    parts = (
        _heading(pack),
        said_of_language(),
        _("A pack for newsletters and websites. In it:"),
        "\n".join(f"- {line}" for line in (*pictures, *files)),
        linked,
        older if _is_old(pack) else "",
        mind,
        told.format(name=NAME, id=snapshot.id),
    )
    return _joined(parts)


def _as_html(pack: Pack, site: str) -> str:
    """Write the piece as HTML that mail programs understand, in ASCII alone, whatever it is pasted into."""
    drawn = {one.view.indicator: [] for one in pack.pictured}  # type: dict[str, list[str]]
    for one in pack.pictured:
        drawn[one.view.indicator].append(_img(one, site))
    parts = [f"<h2>{_text(_heading(pack))}</h2>"]
    for told in pack.told:
        more = _("See the whole map on {site}").format(site=NAME)
        link = f' <a href="{escape(_read_on(site, told.view.to_query()))}">{_text(more)}</a>' if site else ""
        parts += [
            f"<h3>{_text(told.title)}</h3>",
            *drawn.get(told.view.indicator, ()),
            f"<p>{_text(told.paragraph)}</p>",
            f"<p><small>{_text(told.source)}{link}</small></p>",
        ]
    parts.append(f"<p><small>{_text(_rights())}</small></p>")
    return "\n".join(parts).encode("ascii", "xmlcharrefreplace").decode("ascii") + "\n"


def _img(one: Pictured, site: str) -> str:
    src = f"{site}/image.png?{one.asked}" if site else one.name
    img = f'<img src="{escape(src)}" width="600" alt="{escape(one.alt)}" style="max-width:100%;height:auto;border:0">'
    return f'<p><a href="{escape(_read_on(site, one.view.to_query()))}">{img}</a></p>' if site else f"<p>{img}</p>"


def _text(words: str) -> str:
    return escape(words, quote=False)


def _as_text(pack: Pack, site: str) -> str:
    parts = [_heading(pack)]
    for told in pack.told:
        link = _read_on(site, told.view.to_query()) if site else ""
        parts.append("\n".join(filter(None, (told.title, told.paragraph, told.source, link))))
    return _joined((*parts, _rights()))


def _captions(pack: Pack, site: str) -> str:
    parts = []
    for one in pack.pictured:
        said: list[Any] = [
            RULE, one.name, RULE, "",
            _("Caption"), one.caption, "", _("Source line"), one.source, "",
            _("Text for those who cannot see the picture (alt text)"), one.alt,
        ]  # fmt: skip
        if site:
            said += ["", _("Its address"), f"{site}/image.png?{one.asked}", _read_on(site, one.view.to_query())]
        parts.append("\n".join(said))
    return _joined(parts)


def _sources(snapshot: Snapshot, pack: Pack) -> str:
    parts = [_("Sources and licences")]
    seen: dict[str, list[Told]] = {}
    for told in pack.told:
        seen.setdefault(told.view.measured.source, []).append(told)
    for name, figures in seen.items():
        source = snapshot.manifest["sources"][name]
        lines = [
            f"{_(source['publisher'])}, {_(source['title'])}",
            source["landing_page"],
            _(source["licence"]),
            source["attribution"],
        ]
        for told in figures:
            lines.append(f"- {told.title}: {_(told.view.measured.method)}")
            lines += [f"  {_('If you write about it')}: {told.advice}"] if told.advice else []
        parts.append("\n".join(lines))
    return _joined((*parts, _rights(), OGL))


def _rights() -> str:
    return _(
        "Contains public sector information licensed under the Open Government Licence v3.0. Contains OS data \u00a9 Crown "
        "copyright and database right. Made with {name}, which is not run by the NHS."
    ).format(name=NAME)


def _joined(parts: Any) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"
