"""Every latest view as plain files, for a CDN or an intranet without a server: frames, pictures, data and an index.

``make export`` asks the app itself, so a file holds what the app would answer. A file is written whole or not at all,
and one that was made of the same figures by the same program is not made again: an interrupted run goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from html import escape
from pathlib import Path

from flask import Flask
from tqdm import tqdm

from callbacks.settings import ROOT
from callbacks.world import World, world
from data import held, query
from layouts import alt
from layouts.choices import choose_split, nearest
from layouts.shell import NAME
from layouts.view import View
from layouts.words import _

log = logging.getLogger("care_atlas.export")

#: The first line names the edition, each other one a file that was made of it.
LEDGER = ".edition"
#: The folders that an export fills; nothing outside them is ever removed.
FOLDERS = ("embed", "image", "map", "values", "static")
#: What a picture, a frame or a figure is made by: another program may make other bytes.
PROGRAM = ("data", "geo", "layouts", "callbacks", "tools")
STATIC = ("atlas.css", "embed.js", "embed-host.js")


class CannotExport(RuntimeError):
    """What was asked for cannot be exported, or not to there; says what to do."""


@dataclass(frozen=True)
class File:
    """One file of an export, and the address of the app that makes it."""

    kind: str
    name: str
    address: str
    view: View


def views(here: World, wanted: Sequence[str], *, every_split: bool) -> list[View]:
    """List the newest period of every mapped figure, in its usual split or in all that end there.

    Raises
    ------
    CannotExport
        If a figure is not known, or not drawn on the map; names the nearest.
    """
    known = held.mapped(here.snapshot)
    for slug in wanted:
        if slug not in known:
            near = nearest(slug, tuple(known))
            hint = f" The nearest is {near}." if near else ""
            raise CannotExport(f"There is no figure {slug!r} on the map.{hint} All stand in data/indicators/.")
    found = []
    for slug, indicator in known.items():
        if wanted and slug not in wanted:
            continue
        newest = query.periods(here.snapshot, indicator)[-1]
        splits = tuple(indicator.splits) if every_split else (choose_split(indicator, "", newest),)
        found += [View(slug, split, newest) for split in splits]
    return found


def files_of(view: View) -> list[File]:
    """List the files of one view."""
    usual = choose_split(view.measured, "", view.period)
    name = view.indicator if view.split == usual else f"{view.indicator}.{view.split}"
    asked = view.to_query()
    rows = f"/api/v1/values?indicator={view.indicator}&split={view.split}&period={view.period}"
    return [
        File("embed", f"embed/{name}.html", f"/embed?{asked}", view),
        File("image", f"image/{name}.png", f"/image.png?{asked}", view),
        File("drawing", f"image/{name}.svg", f"/image.svg?{asked}", view),
        File("card", f"image/{name}.card.png", f"/image.png?{asked}&shape=card", view),
        File("map", f"map/{name}.json", f"/api/v1/map?{asked}", view),
        File("values", f"values/{name}.json", rows, view),
    ]


def edition(here: World) -> str:
    """Name what decides the bytes: the figures, the program, and the address that links lead to."""
    told = hashlib.sha256(f"{here.snapshot.id}|{here.files.version}|{here.settings.site}".encode())
    for room in PROGRAM:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in (".py", ".yaml"):
                told.update(path.read_bytes())
    return told.hexdigest()[:16]


def standing_alone(page: str, site: str) -> str:
    """Make the page of a frame stand among plain files: its own files beside it, its links to the site.

    Without an address for the site its links lead nowhere, so they are taken out: the words stay.
    """
    page = re.sub(r'(href|src)="/static/[0-9a-f]+/', r'\1="../static/', page)
    if site:
        return page.replace('href="/', f'href="{escape(site)}/')
    page = re.sub(r'<p class="full">.*?</p>', "", page, flags=re.DOTALL)
    return re.sub(r' href="/[^"]*"', "", page)


class Folder:
    """The folder of an export, with its ledger of what was made of which edition."""

    def __init__(self, path: Path, edition: str) -> None:
        """Open or make the folder; of another edition nothing counts as made.

        Raises
        ------
        CannotExport
            If it is no folder, cannot be written, or holds what no export put there.
        """
        self.path, self.made = path, set[str]()
        ledger = path / LEDGER
        try:
            if path.exists() and not path.is_dir():
                raise CannotExport(f"{path} is no folder. Name another: make export OUT=<folder>")
            if path.is_dir() and not ledger.exists() and any(path.iterdir()):
                why = f"{path} holds other things than an export. Name an empty folder: make export OUT=<folder>"
                raise CannotExport(why)
            path.mkdir(parents=True, exist_ok=True)
            first, *names = ledger.read_text("utf-8").splitlines() if ledger.exists() else ("",)
            if first == edition:
                self.made = {name for name in names if (path / name).is_file()}
            else:
                self.write(LEDGER, f"{edition}\n".encode())
            self._ledger = ledger.open("a", encoding="utf-8")
        except OSError as error:
            raise CannotExport(f"{path} cannot be written: {error.strerror or error}. Nothing was exported.") from error

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f".{target.name}.half")
        half.write_bytes(content)
        half.replace(target)

    def keep(self, name: str, content: bytes) -> None:
        """Write a file and note that it is made."""
        self.write(name, content)
        self._ledger.write(f"{name}\n")
        self._ledger.flush()
        self.made.add(name)

    def sweep(self) -> int:
        """Remove what earlier editions and killed runs left in the folders of an export; how many files."""
        left = [
            path
            for folder in FOLDERS
            for path in sorted((self.path / folder).rglob("*"))
            if path.is_file() and path.relative_to(self.path).as_posix() not in self.made
        ]
        for path in left:
            path.unlink()
        return len(left)

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()


def export(server: Flask, out: Path, wanted: Sequence[str] = (), *, every_split: bool = False) -> tuple[int, int]:
    """Write the files that are not there yet; then the index of all that is, and away with what is stale.

    Returns
    -------
    How many files were made now, and how many are there in all.

    Raises
    ------
    CannotExport
        Saying what was wrong; what was written before stays, and the next run goes on from there.
    """
    with server.test_request_context("/"):
        here = world()
        asked = [file for view in views(here, wanted, every_split=every_split) for file in files_of(view)]
        every = [file for view in views(here, (), every_split=True) for file in files_of(view)]
        site, id_ = here.settings.site, edition(here)
        # each answer is asked for once
        here.cache.init_app(server, {"CACHE_TYPE": "NullCache", "CACHE_NO_NULL_WARNING": True})
    client = server.test_client()
    with closing(Folder(out, id_)) as folder:
        missing = [file for file in asked if file.name not in folder.made]
        try:
            for name in STATIC:
                if f"static/{name}" not in folder.made:
                    folder.keep(f"static/{name}", client.get(here.files.address(name)).data)
            for file in tqdm(missing, desc="Exporting", unit="file", disable=not sys.stderr.isatty()):
                answer = client.get(file.address)
                if answer.status_code != 200:
                    raise CannotExport(
                        f"{file.address} answered {answer.status_code}: a fault of ours, please report it."
                    )
                content = standing_alone(answer.text, site).encode() if file.kind == "embed" else answer.data
                folder.keep(file.name, content)
            folder.write("index.html", index(here, [file for file in every if file.name in folder.made]).encode())
            folder.sweep()
        except OSError as error:
            raise CannotExport(
                f"{out} cannot be written: {error.strerror or error}. Make room, then run it again: it goes on."
            ) from error
        return len(missing), len(folder.made) + 1


def index(here: World, files: Sequence[File]) -> str:
    """Write the page that lists what is there."""
    title = _("{name}: exported views").format(name=NAME)
    said = _(
        "The latest official figures as files. A frame is for an iframe on your own page, a picture for a newsletter, "
        "the data for programs. Edition of the figures: {id}."
    )
    heads = "".join(f'<th scope="col">{escape(word)}</th>' for word in (_("View"), _("Files")))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="static/atlas.css"></head>'
        f'<body><main><div class="text"><h1>{escape(title)}</h1><p>{escape(said.format(id=here.snapshot.id))}</p></div>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}"><table class="small">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(_rows(files))}</tbody></table></div></main></body></html>"
    )


def _rows(files: Sequence[File]) -> Iterator[str]:
    words = {
        "embed": _("frame"), "image": _("picture"), "drawing": _("drawing"), "card": _("card"),
        "map": _("data of the map"), "values": _("all values"),
    }  # fmt: skip
    by_view: dict[View, list[str]] = {}
    for file in files:
        link = f'<a href="{escape(file.name)}">{escape(words[file.kind])}</a>'
        by_view.setdefault(file.view, []).append(link)
    for view, links in by_view.items():
        title = escape(alt.subject(view))
        yield f'<tr><th scope="row">{title}</th><td>{", ".join(links)}</td></tr>'


def main(arguments: Sequence[str] | None = None) -> int:
    """Export; say in one line what is there, or why not."""
    options = argparse.ArgumentParser(prog="python -m tools.export", description=__doc__)
    options.add_argument("indicators", nargs="*", help="slugs of figures; none: every figure on the map")
    options.add_argument("--out", type=Path, default=ROOT / "export", help="folder to fill (export)")
    words = "the usual one of each figure, or every specialty, department and earlier date"
    options.add_argument("--splits", choices=("usual", "every"), default="usual", help=words)
    chosen = options.parse_args(arguments)
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    from app import server

    try:
        made, held_now = export(server, chosen.out, chosen.indicators, every_split=chosen.splits == "every")
    except CannotExport as problem:
        log.error("%s", problem)
        return 2
    except KeyboardInterrupt:
        log.error("Interrupted. What is written stays; run it again and it goes on from there.")
        return 130
    log.info("%s: %s files, %s of them made now.", chosen.out, f"{held_now:,}", f"{made:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
