"""Meeting sheets and reports: as a page, as PDF, as a letter, as a batch that streams."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import cast

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks import press
from callbacks.delivery import SHORT, deliver
from callbacks.errors import page as error_page
from callbacks.frame import framed
from callbacks.press import PRESS, Busy, print_pdf
from callbacks.settings import ROOT
from callbacks.world import World, world
from layouts import words
from layouts.choices import BadChoice, choose_place
from layouts.sheet.builder import SHOWN, builder, made_row, progress_page
from layouts.sheet.letter import letter
from layouts.sheet.model import Sheet
from layouts.sheet.page import sheet_body
from layouts.sheet.paper import document
from layouts.sheet.report import FORMATS, Report, read_report, title
from layouts.sheet.sheet import make, no_sheet
from layouts.sheet.subject import has_sheet
from layouts.words import LANGUAGES, _

pages = Blueprint("sheet", __name__)
#: How many PDFs one worker keeps: about 3 MB of single sheets.
KEPT = 32
#: Where stands what a sheet is made by, and in files of which kinds.
ROOMS, WRITTEN = ("data", "geo", "layouts"), (".py", ".typ", ".yaml", ".mo")
#: Seconds a batch waits where others stand at the press.
PAUSE = 0.2
#: Where a page that grows is cut.
GAP = "<!--made-->"


def _one(here: World, report: Report, code: str) -> Sheet:
    return make(here.snapshot, here.ground, here.relations, code, report.choice)


def _pdf(here: World, report: Report, lang: str) -> bytes:
    """Make the PDF of a report."""
    words.speak(lang)
    sheets = [_one(here, report, code) for code in report.places]
    name = (
        _("{place}: meeting sheet").format(place=sheets[0].name) if len(sheets) == 1 else title(here.snapshot, report)
    )
    return print_pdf(here, document(sheets, name, here.settings.public_url))


@lru_cache(maxsize=KEPT)
def _single_pdf(here: World, report: Report, lang: str) -> bytes:
    """Make the PDF of one place, once for as long as it is kept; those of many places are too large to be kept."""
    return _pdf(here, report, lang)


@lru_cache(maxsize=1)
def _version() -> str:
    """Hash what turns figures into a sheet: a new version of the app may write another one out of the same figures."""
    found = hashlib.sha256()
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in WRITTEN):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _send_pdf(report: Report, name: str) -> Response:
    """Send a PDF; a browser that has it already is told so before anything is printed."""
    here = world()
    edition = (here.snapshot.id, here.files.version, _version(), here.settings.public_url)
    known = "|".join((*edition, report.address("pdf")))
    headers = {"ETag": f'"{hashlib.sha256(known.encode()).hexdigest()[:20]}"', "Cache-Control": SHORT}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return Response(status=304, headers=headers)
    made = (_single_pdf if len(report.places) == 1 else _pdf)(here, report, report.lang)
    headers["Content-Disposition"] = f'inline; filename="care-atlas-{name}.pdf"'
    return Response(made, mimetype="application/pdf", headers=headers)


def _sheet_of(code: str) -> Report:
    """Read whose sheet is asked for."""
    here = world()
    site = here.relations.site_trust.get(code, code)
    found = site if site in here.snapshot.places else choose_place(here.snapshot, code)
    place = here.snapshot.named(found)
    if place is not None and not has_sheet(place):
        said, link = no_sheet(place)
        abort(error_page(404, _("There is no meeting sheet of this"), said, link, _("Build a report")))
    return Report(terms=(found,), places=(found,), lang=words.asked())


@pages.get("/sheet/<code>.pdf")
def sheet_pdf(code: str) -> AnyResponse:
    """Give the meeting sheet of a place as a tagged PDF of two sides of A4 at most."""
    report = _sheet_of(code)
    if report.places[0] != code:
        return redirect(f"/sheet/{report.places[0]}.pdf", 303)
    return _send_pdf(report, code)


@pages.get("/sheet/<code>")
def sheet(code: str) -> AnyResponse:
    """Give the meeting sheet of a place as a page."""
    report, here = _sheet_of(code), world()
    if report.places[0] != code:
        return redirect(f"/sheet/{report.places[0]}", 303)

    def body() -> str:
        made = _one(here, report, code)
        name = _("{place}: meeting sheet").format(place=made.name)
        return framed(name, sheet_body(made, report.address()), description=made.who, lang=report.lang)

    return deliver("sheet", f"{code}|{report.lang}", body, mimetype="text/html")


@pages.get("/report")
def report() -> AnyResponse:
    """Give a report in the form asked for, or the page on which it is put together."""
    here, args = world(), request.args.to_dict(flat=False)
    asked = read_report(here.snapshot, here.relations, args)
    words.speak(asked.lang)
    form = request.args.get("format", "") or FORMATS[0]
    if form not in FORMATS:
        raise BadChoice("format", form, _("It can be {choices}.").format(choices=", ".join(FORMATS)), FORMATS[1])
    plain = asked.address("" if form == FORMATS[0] else form)
    if {"add", "group"} & args.keys() or any(len(values) > 1 or not values[0] for values in args.values()):
        return redirect(plain, 303)
    if form == FORMATS[0]:
        return _builder(asked)
    if not asked.places:
        raise BadChoice("places", "", _("Say which places: their codes, with commas between them."), "RH5")
    if form == "pdf":
        return _send_pdf(asked, "report" if len(asked.places) > 1 else asked.places[0])
    if form == "email":
        return _letter(asked)
    return _batch(here, asked, form)


def _builder(asked: Report) -> Response:
    here = world()

    def make_page() -> str:
        shown = [_one(here, asked, code) for code in asked.places[:SHOWN]]
        script = f'<script src="{here.files.address("report.js")}" defer></script>'
        body, own = builder(here.snapshot, asked, shown), replace(asked, lang=LANGUAGES[0]).address()
        return framed(_("Build a report"), body, scripts=script, lang=asked.lang, address=own)

    return deliver("report", asked.address(), make_page, mimetype="text/html")


def _letter(asked: Report) -> Response:
    """Write the letter anew each time: nobody asks for one twice, and one of 70 places is large."""
    here = world()
    sheets = [_one(here, asked, code) for code in asked.places]
    answer = Response(letter(sheets, title(here.snapshot, asked), here.settings.public_url), mimetype="text/html")
    answer.headers["Cache-Control"] = SHORT
    return answer


def _batch(here: World, asked: Report, form: str) -> Response:
    """Send sheet after sheet while they are made; one batch at a time, so that readers of pages need not wait."""
    if not PRESS.batch.acquire(blocking=False):
        raise Busy
    name = title(here.snapshot, asked)
    page = "" if form == "zip" else framed(name, GAP.join(progress_page(asked, name)), lang=asked.lang)
    steps = _zipped(here, asked) if form == "zip" else _progress(here, asked, page)
    answer = Response(steps, mimetype="application/zip" if form == "zip" else "text/html")
    answer.call_on_close(PRESS.batch.release)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    if form == "zip":
        answer.headers["Content-Disposition"] = 'attachment; filename="care-atlas-sheets.zip"'
    else:
        answer.headers["Content-Encoding"] = "identity"
    return answer


def _single(here: World, asked: Report, code: str) -> tuple[Report, bytes]:
    """Make the PDF of one place of a report; a batch waits until there is room in the queue."""
    alone = replace(asked, terms=(code,), places=(code,))
    while True:
        try:
            return alone, _single_pdf(here, alone, asked.lang)
        except Busy:
            time.sleep(PAUSE)


def _zipped(here: World, asked: Report) -> Iterator[bytes]:
    """Write a ZIP as its files are made; the same figures give the same bytes."""
    words.speak(asked.lang)
    built = datetime.fromisoformat(here.snapshot.manifest["built_at"])
    out = _Passing()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for code in asked.places:
            entry = zipfile.ZipInfo(f"{code}.pdf", (built.year, built.month, built.day, 0, 0, 0))
            archive.writestr(entry, _single(here, asked, code)[1])
            yield out.taken()
    yield out.taken()


def _progress(here: World, asked: Report, page: str) -> Iterator[str]:
    """Write a page that grows by a link with each sheet made."""
    words.speak(asked.lang)
    head, foot = page.split(GAP)
    yield head
    for at, code in enumerate(asked.places, start=1):
        alone = _single(here, asked, code)[0]
        yield made_row(_one(here, alone, code), at, len(asked.places), alone.address("pdf"))
    yield foot


class _Passing(io.RawIOBase):
    """A file that passes on what is written to it and keeps nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._held = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._held.write(cast(bytes, data))

    def taken(self) -> bytes:
        """Take what was written since the last time."""
        written = self._held.getvalue()
        self._held = io.BytesIO()
        return written


@pages.app_errorhandler(Busy)
def busy(error: Busy) -> Response:
    """Ask a reader to come back when the press has less to do."""
    said = _("Many sheets are being made just now. Please try again in {n} seconds.").format(n=press.AGAIN)
    answer = error_page(503, _("One moment, please"), said, request.full_path.rstrip("?"), _("Try again"))
    answer.headers["Retry-After"] = str(press.AGAIN)
    return answer
