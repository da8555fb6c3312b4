"""Publishers' files gone wrong: cut, flipped, re-coded, re-ordered, doubled, packed twice, or larger than they say.

Run by its path, it reads some in a process that may not grow: `python tests/spoilt.py FIRST NUMBER FOLDER [RAW]`.
"""

from __future__ import annotations

import io
import resource
import struct
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pyarrow.parquet as pq

from data import ledgers
from data.errors import Refused
from data.inputs import find_inputs, read_inputs

Spoil = Callable[[bytes, Random], bytes]
CELLS = (
    "", " ", "-", "NA", "NaN", "nan", "inf", "-inf", "1e999", "-1", "9" * 40, "1,234", "0.5.1", "٣", "²", "½", "１２", "*", "\0", "\ufeff",
    "é", "\u202e", "=1+1", "<b>", "'", "None", "true", "2026-13", "0000-00", "99999-01", "RTT-Smarch-2026", "31/02/2026", "x" * 3000,
    "E06000066", "RH5", "C_999", "Part_9", "1e400", "0x1f", "1_000", "\r", "12:00", "E9200000\u0660", "2024/25", "2022 - 24", "1899-12-31",
)  # fmt: skip


def flip(content: bytes, chance: Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 30))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: Random) -> bytes:
    """Leave out a part: the end, the beginning or something between."""
    first, last = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
    return chance.choice((content[:first], content[last:], content[:first] + content[last:]))


def double(content: bytes, chance: Random) -> bytes:
    """Say a part twice, or everything."""
    first, last = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
    return chance.choice((content + content, content[:last] + content[first:]))


def recode(content: bytes, chance: Random) -> bytes:
    """Write text in another encoding, or with other ends of lines."""
    text = content.decode("utf-8", "replace")
    return chance.choice(
        (
            text.encode("utf-16"), text.encode("utf-16-le"), text.encode("cp1252", "replace"), text.encode("utf-32"),
            b"\xef\xbb\xbf\xef\xbb\xbf" + content, content.replace(b"\n", b"\r\n"), content.replace(b"\n", b"\r"),
            content.replace(b"\n", b"\n\n"), content.replace(b",", b";"), content.replace(b",", b"\t"), content.replace(b'"', b""),
            content.replace(b",", b",\""), content.lower(), content.upper(), content + b"\x1a", b"sep=,\n" + content,
        )
    )  # fmt: skip


def _lines(content: bytes) -> list[list[str]]:
    return [line.split(",") for line in content.decode("utf-8", "surrogateescape").splitlines()] or [[""]]


def _joined(lines: list[list[str]]) -> bytes:
    return ("\n".join(",".join(line) for line in lines) + "\n").encode("utf-8", "surrogateescape")


def swap_columns(content: bytes, chance: Random) -> bytes:
    """Let two columns trade places, leave one out, or say one twice."""
    lines, width = _lines(content), len(_lines(content)[0])
    one, other, what = chance.randrange(width), chance.randrange(width), chance.randrange(3)
    for line in lines:
        if max(one, other) >= len(line):
            continue
        if what == 0:
            line[one], line[other] = line[other], line[one]
        elif what == 1:
            del line[one]
        else:
            line.insert(other, line[one])
    return _joined(lines)


def shuffle_rows(content: bytes, chance: Random) -> bytes:
    """Put the rows in another order, or say some twice."""
    first, *rows = _lines(content)
    rows += chance.sample(rows, min(len(rows), chance.randrange(4)))
    chance.shuffle(rows)
    return _joined([first, *rows])


def change_cells(content: bytes, chance: Random) -> bytes:
    """Write something else into cells of a column, of a row, or of any: into the header too."""
    lines = _lines(content)
    column, row, said = chance.randrange(len(lines[0])), chance.randrange(len(lines)), chance.choice(CELLS)
    which = chance.randrange(4)
    for at, line in enumerate(lines):
        for place in range(len(line)):
            if (which == 0 and at and place == column) or (which == 1 and at == row) or ((at, place) == (row, column)):
                line[place] = said
            elif which == 2 and chance.random() < 0.02:
                line[place] = chance.choice(CELLS)
    return _joined(lines)


def empty(content: bytes, chance: Random) -> bytes:
    """Keep nothing, the header alone, or fill it with nothing at all."""
    header = content.splitlines()[0] if content.splitlines() else b""
    return chance.choice(
        (b"", b"\n", header, header + b"\n", b"\0" * len(content), b"," * 9000, b"<!DOCTYPE html><p>Gone</p>")
    )


def widen(content: bytes, chance: Random) -> bytes:
    """Make a line, or the header, far longer than any."""
    lines = _lines(content)
    lines[chance.randrange(len(lines))] += ["1"] * chance.choice((1, 300, 20_000))
    return _joined(lines)


def members(content: bytes, chance: Random) -> bytes:
    """Spoil what is inside an archive, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return flip(content, chance)
    if not held:
        return content
    name = chance.choice(sorted(held))
    held[name] = chance.choice(OF_TEXT if name.endswith(".csv") else OF_BYTES)(held[name], chance)
    return packed(held)


def members_otherwise(content: bytes, chance: Random) -> bytes:
    """Pack an archive into itself, twice, under other names, or with members that lead out of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    name = min(held, default="")
    return chance.choice(
        (
            packed({"inside.zip": content}), packed({"inside.zip": packed({"again.zip": content})}), packed(held | {"also.csv": held.get(name, b"")}),
            packed({"../../out.csv": b"1"}), packed({"/etc/x.csv": b"1"}), packed({}), packed({f"{name}/": b""}),
            packed({name: b"0," * 3_000_000}), packed({f"{at}.csv": b"" for at in range(1100)}), packed({"\u202ex.csv": b"1"}),
        )
    )  # fmt: skip


def lie_about_sizes(content: bytes, chance: Random) -> bytes:
    """State other sizes in an archive than its members have."""
    changed = bytearray(content)
    for mark, at in ((b"PK\x01\x02", 20), (b"PK\x03\x04", 18)):
        found = changed.find(mark)
        if 0 <= found < len(changed) - 40:
            size = chance.choice((0, 1, 0xFFFFFFFF, 0x7FFFFFFF, 10_000_000))
            changed[found + at + chance.choice((0, 4)) :][:4] = struct.pack("<I", size)
            place = found + at + chance.choice((0, 4))
            changed[place : place + 4] = struct.pack("<I", size)
    return bytes(changed)


def packed(held: dict[str, bytes]) -> bytes:
    """Pack files into an archive."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return into.getvalue()


OF_BYTES: tuple[Spoil, ...] = (flip, flip, cut, cut, double, empty)
OF_TEXT: tuple[Spoil, ...] = (
    *OF_BYTES,
    recode,
    swap_columns,
    shuffle_rows,
    change_cells,
    change_cells,
    change_cells,
    widen,
)
OF_ARCHIVES: tuple[Spoil, ...] = (*OF_BYTES, members, members, members, members_otherwise, lie_about_sizes)


def spoil(name: str, content: bytes, chance: Random) -> bytes:
    """Spoil a file in a way that its kind can be, once or a few times over."""
    ways = OF_TEXT if name.endswith(".csv") else OF_ARCHIVES if name.endswith((".zip", ".xlsx")) else OF_BYTES
    for _ in range(chance.choice((1, 1, 2))):
        try:
            content = chance.choice(ways)(content, chance)
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            RuntimeError,
            EOFError,
            NotImplementedError,
            zlib.error,
        ):  # spoilt already
            content = flip(content, chance)
    return content


ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "data" / "snapshot"
#: Where the files of a source lie among official ones, where their names alone do not tell.
FOLDERS = {name: f"health/{name}" for name in ("fingertips", "ons", "deprivation", "wales")}
#: Rows taken of a publisher's own table; bytes of its own workbooks.
ROWS, LARGEST = 400, 500_000
#: Bytes of address space that reading may ask for, most of which is never used; and seconds of processors for a file.
MEMORY, SLOW = 4_000_000_000, 20.0


def samples() -> dict[str, bytes]:
    """Every sample but those of registers, as its publisher names and packs it."""
    held = {}
    for path in sorted((ROOT / "data" / "sources").glob("*/sample/*")):
        source = path.parents[1].name
        if source == "organisations" or path.suffix == ".json":
            continue
        if source == "rtt" and path.suffix == ".csv":
            held[f"rtt/{path.stem}.zip"] = packed({"20260131-RTT-January-2026-full-extract.csv": path.read_bytes()})
        else:
            held[f"{FOLDERS.get(source, source)}/{path.name}"] = path.read_bytes()
    return held


def first_rows(raw: Path) -> dict[str, bytes]:
    """The first rows of the publishers' own tables, and their smaller workbooks whole."""
    held = {}
    for path in sorted(raw.rglob("*")):
        name = path.relative_to(raw).as_posix()
        if path.suffix == ".csv" and not name.startswith("geography"):
            held[name] = b"".join(path.read_bytes().splitlines(keepends=True)[:ROWS])
        elif path.suffix in (".xls", ".xlsx") and path.stat().st_size < LARGEST:
            held[name] = path.read_bytes()
    return held


def ends(files: dict[str, bytes], seeds: range, folder: Path) -> Iterator[str]:
    """Read spoilt files one by one; tell of each that ended in another way than read or refused, or took too long."""
    places = pq.read_table(SNAPSHOT / "places.parquet").to_pandas()
    for seed in seeds:
        chance = Random(seed)
        name = chance.choice(sorted(files))
        path = folder / str(seed) / name
        path.parent.mkdir(parents=True)
        path.write_bytes(spoil(name, files[name], chance))
        began = time.process_time()
        try:
            read = read_inputs(find_inputs([folder / str(seed)]), iter, {})
            refused = read.refused + (ledgers.gather(read.ledgers, places, SNAPSHOT)[1] if read.ledgers else [])
            if any(not (one.file and one.why and one.mend) for one in refused):
                yield f"{seed}: {name}: refused without a reason"
        except Refused:
            pass
        except BaseException as error:  # noqa: BLE001
            yield f"{seed}: {name}: {type(error).__name__}: {str(error)[:200]} ({_where(error)})"
        if time.process_time() - began > SLOW:
            yield f"{seed}: {name}: {time.process_time() - began:.0f} s"
        path.unlink()


def _where(error: BaseException) -> str:
    return " < ".join(
        f"{Path(one.filename).name}:{one.lineno}" for one in reversed(traceback.extract_tb(error.__traceback__)[-4:])
    )


def main(first: str, number: str, folder: str, raw: str = "") -> int:
    """Tell, one line each, of the files that ended otherwise than read or refused."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = first_rows(Path(raw)) if raw else samples()
    found = list(ends(files, range(int(first), int(first) + int(number)), Path(folder)))
    sys.stdout.write("".join(f"{one}\n" for one in found))
    return len(found) > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
