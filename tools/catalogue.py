"""The catalogue of words: English keys out of the code and the data, Welsh in parts that people write, one made file.

`python -m tools.catalogue` (`make words`) brings the parts up to date: a key without Welsh is written in with an
empty translation, one that nothing says any more is kept as a comment. It ends with an error where words are missing or
wrong.
"""

from __future__ import annotations

import ast
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from layouts.words import DOMAIN, LOCALE
from tools.data_words import ROOT, Key, data_words

log = logging.getLogger("care_atlas.catalogue")

#: Welsh has a form of its own for each of these numbers, and one for all others.
PLURALS = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"
FORMS = 6
#: The files of translations: what is said on every page, what the single kinds of pages say, and what the data say.
PARTS = ("interface", "rooms", "data")
WELSH = LOCALE / "cy"
MADE = WELSH / "LC_MESSAGES" / f"{DOMAIN}.mo"
_WHEN = datetime(2026, 11, 23, tzinfo=UTC)
_HEADERS = [
    ("Project-Id-Version", "care-atlas"),
    ("Language", "cy"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", PLURALS),
]
#: What must stand in a translation as often as in its key: tags, where links lead, bold, and code.
_MARKS = re.compile(r"</?[a-z][^>]*>|\]\([^)]*\)|\*\*|`[^`]*`")

Told = str | tuple[str, ...]


def code_words() -> Iterator[Key]:
    """List every sentence of the code that is said in the reader's language, in the order of the files."""
    rooms = (sorted((ROOT / room).rglob("*.py")) for room in ("layouts", "callbacks"))
    for path in (*(path for room in rooms for path in room), ROOT / "app.py"):
        yield from words_of(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())


def words_of(code: str, place: str) -> Iterator[Key]:
    """List the sentences said in a file of Python, in their order; Babel's own reading passes over f-strings."""
    calls = [one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        wanted = {"_": 1, "ngettext": 2}.get(call.func.id, 0) if isinstance(call.func, ast.Name) else 0
        told = [str(one.value) for one in call.args[:wanted] if isinstance(one, ast.Constant) and one.value]
        if told and len(told) == wanted:
            yield Key(told[0], place, "".join(told[1:]))


def part_of(place: str) -> str:
    """Name the part in which the words of a file are translated."""
    if place == "app.py" or (place.startswith("layouts/") and place.count("/") == 1):
        return "interface"
    return "rooms" if place.startswith(("layouts/", "callbacks/")) else "data"


def wanted() -> dict[str, dict[str, Key]]:
    """Give the keys of each part by their English text: a key belongs to the first part that says it."""
    said: dict[str, Key] = {}
    for key in (*code_words(), *data_words()):
        known = said.setdefault(key.text, key)
        nearer = PARTS.index(part_of(key.place)) < PARTS.index(part_of(known.place))
        said[key.text] = Key(key.text, (key if nearer else known).place, known.many or key.many)
    parts: dict[str, dict[str, Key]] = {part: {} for part in PARTS}
    for key in said.values():
        parts[part_of(key.place)][key.text] = key
    return parts


def part_file(part: str) -> Path:
    """Give the file of a part."""
    return WELSH / f"{part}.po"


def translations(part: str) -> dict[str, Told]:
    """Read the Welsh of a part by its English key, that of keys no longer said too; '' where there is none yet."""
    if not part_file(part).exists():
        return {}
    read = read_po(BytesIO(part_file(part).read_bytes()), locale="cy")
    messages = (*(one for one in read if one.id), *read.obsolete.values())
    return {_english(one): _welsh(one) for one in messages}


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _welsh(message: Message) -> Told:
    return message.string if isinstance(message.string, str) else tuple(message.string)


def fitting(key: Key, told: Told | None) -> Told | None:
    """Give the Welsh of a key as it needs it, one sentence or one in each plural form; None where it is not whole."""
    if not told or not all(told):
        return None
    if key.many:
        return told if isinstance(told, tuple) and len(told) == FORMS else None
    return told if isinstance(told, str) else told[-1]


def updated() -> tuple[dict[str, Catalog], list[Key]]:
    """Make each part anew from the keys said now and the Welsh there is, and list the keys without any."""
    known = {part: translations(part) for part in PARTS}
    parts, missing = {}, []
    for part, keys in wanted().items():
        elsewhere = [known[other] for other in PARTS if other != part]
        catalog = Catalog(locale="cy", creation_date=_WHEN, revision_date=_WHEN, fuzzy=False)
        catalog.mime_headers = _HEADERS
        for key in keys.values():
            found = (fitting(key, had.get(key.text)) for had in (known[part], *elsewhere))
            told = next(filter(None, found), None)
            if told is None:
                missing.append(key)
                told = ("",) * FORMS if key.many else ""
            catalog.add((key.text, key.many) if key.many else key.text, told, locations=[(key.place, 0)])
        parts[part] = catalog
    said = {text for keys in wanted().values() for text in keys}
    for part, catalog in parts.items():
        for text, told in known[part].items():
            if text not in said and (any(told) if isinstance(told, tuple) else told):
                english = (text, text) if isinstance(told, tuple) else text
                catalog.obsolete[text] = Message(english, told)
    return parts, missing


def written(catalog: Catalog) -> bytes:
    """Write a part as its file has it."""
    out = BytesIO()
    write_po(out, catalog, width=0, include_lineno=False, omit_header=True)
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in _HEADERS)
    return f'msgid ""\nmsgstr ""\n{head}\n'.encode() + out.getvalue()


def made(parts: Iterable[Catalog]) -> bytes:
    """Make the one file that the app reads, of what is translated in all parts."""
    whole = Catalog(locale="cy", creation_date=_WHEN, revision_date=_WHEN, fuzzy=False)
    whole.mime_headers = _HEADERS
    for part in parts:
        for one in part:
            if one.id and all([one.string] if isinstance(one.string, str) else one.string):
                whole.add(one.id, one.string)
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def faults(parts: dict[str, Catalog]) -> list[str]:
    """List translations that do not carry the places for values, tags or links of their keys."""
    found = []
    for part, catalog in parts.items():
        for one in catalog:
            english = (one.id,) if isinstance(one.id, str) else tuple(one.id)
            welsh = (one.string,) if isinstance(one.string, str) else tuple(one.string)
            allowed = [_carried(text) for text in english]
            if one.id and any(text and _carried(text) not in allowed for text in welsh):
                found.append(f"{part}.po: '{english[-1][:90]}' has other places, tags or links in Welsh")
    return found


def _carried(text: str) -> tuple[list[str], list[str]]:
    names = {name for _text, name, _form, _kind in Formatter().parse(text) if name is not None}
    return sorted(names), sorted(_MARKS.findall(text))


def main() -> int:
    """Bring the parts and the made file up to date; say what is missing and what is wrong."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    parts, missing = updated()
    for part, catalog in parts.items():
        part_file(part).write_bytes(written(catalog))
        log.info("%s.po: %d keys, %d no longer said", part, len(catalog), len(catalog.obsolete))
    MADE.parent.mkdir(parents=True, exist_ok=True)
    MADE.write_bytes(made(parts.values()))
    for key in missing:
        log.info("no Welsh in %s.po: %s (%s)", part_of(key.place), key.text, key.place)
    wrong = faults(parts)
    for fault in wrong:
        log.info("%s", fault)
    log.info("%d without Welsh, %d wrong", len(missing), len(wrong))
    return 1 if missing or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
