"""The command line of the data: `python -m data build | refresh | check | status | diff | rollback`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

from tqdm import tqdm

from data import manifest, shelf
from data.bounds import tell_vanished
from data.build import COMMITTED, Outcome, build
from data.check import check_snapshot
from data.errors import Refused
from data.freshness import as_told
from data.inputs import Work
from data.own.definition import PLACE_TYPES
from data.own.scaffold import scaffold
from data.periods import month_number
from data.refresh import command

SOUND, DIFFERENT, REFUSED, PARTLY = 0, 1, 2, 3
UNREAD = 141  # as of a program that SIGPIPE ends
_ENDS = (
    f"exit status: {SOUND} all is well; {DIFFERENT} a total differs from the printed one (check); "
    f"{REFUSED} a file was refused and nothing was written; "
    f"{PARTLY} files were refused and the rest was built (--keep-going)"
)


_DIFF_ENDS = (
    f"exit status, as of diff(1): {SOUND} nothing changed; {DIFFERENT} it did; {REFUSED} there is no such snapshot"
)


def make_parser() -> argparse.ArgumentParser:
    """Say which commands there are, and what each takes."""
    parser = argparse.ArgumentParser(
        prog="python -m data", description="From official files to a snapshot.", epilog=_ENDS
    )
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("build", help="make a snapshot from official files", epilog=_ENDS)
    making.add_argument(
        "--from", dest="sources", action="extend", nargs="+", type=Path, required=True, metavar="FOLDER_OR_FILE"
    )
    making.add_argument("--out", type=Path, default=COMMITTED, metavar="FOLDER")
    making.add_argument(
        "--onto", type=Path, metavar="SNAPSHOT", help="set the files beside all that this snapshot holds"
    )
    making.add_argument("--keep-going", action="store_true", help="build what is sound although files were refused")
    beginning = commands.add_parser(
        "new-indicator", help="write the two files of a figure of your own, to be filled in"
    )
    beginning.add_argument("slug", help="its name in addresses, such as our-dentists; both files are called so")
    beginning.add_argument("--places", choices=PLACE_TYPES, default="council", help="what it is told of")
    beginning.add_argument("--out", type=Path, default=Path("my-figures"), metavar="FOLDER")
    beginning.add_argument("--snapshot", type=Path, default=_served(), metavar="FOLDER", help="whose places are listed")
    checking = commands.add_parser("check", help="reconcile a snapshot with the printed totals", epilog=_ENDS)
    checking.add_argument("--snapshot", type=Path, default=_served(), metavar="FOLDER")
    telling = commands.add_parser("status", help="tell what a snapshot holds and how fresh it is")
    telling.add_argument("--snapshot", type=Path, default=_served(), metavar="FOLDER")
    returning = commands.add_parser("rollback", help="serve an earlier snapshot that is kept")
    returning.add_argument("id", help="its build id, as `status` lists it")
    returning.add_argument("--snapshot", type=Path, default=_served(), metavar="FOLDER")
    comparing = commands.add_parser("diff", help="tell what changed between two snapshots", epilog=_DIFF_ENDS)
    for name in ("old", "new"):
        comparing.add_argument(name, metavar=name.upper(), help="its folder, or its build id as `status` lists it")
    comparing.add_argument("--snapshot", type=Path, default=_served(), metavar="FOLDER", help="where the ids are kept")
    form = comparing.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help="every change, as JSON")
    form.add_argument("--csv", dest="form", action="store_const", const="csv", help="every change, as CSV")
    command.add_arguments(commands.add_parser("refresh", help="take up what the publishers have newly put out"))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status."""
    asked = make_parser().parse_args(arguments)
    try:
        if asked.command == "refresh":
            from callbacks.settings import read_settings  # imported late: the build itself knows no settings

            return command.run(asked, read_settings(), _say)
        if asked.command == "rollback":
            return _roll_back(asked.snapshot, asked.id)
        if asked.command == "diff":
            return _diff(_one(asked.snapshot, asked.old), _one(asked.snapshot, asked.new), asked.form)
        if asked.command == "build":
            return _build(asked.sources, asked.onto, asked.out, asked.keep_going)
        if asked.command == "new-indicator":
            return _begin(asked.slug, asked.places, asked.out, asked.snapshot)
        return _check(asked.snapshot) if asked.command == "check" else _status(asked.snapshot)
    except Refused as refused:
        _say(f"Refused {refused}")
        return REFUSED


def _begin(slug: str, places: str, out: Path, snapshot: Path) -> int:
    card, table = scaffold(slug, places, out, shelf.current(snapshot))
    _say(f"Wrote {card}: fill in what is measured, and who says so.")
    _say(f"Wrote {table}: fill in period and value of the places you have figures of; leave the others as they are.")
    _say(f"Then: python -m data build --onto {snapshot} --from {out} --out my-snapshot")
    return SOUND


def _served() -> Path:
    from callbacks.settings import read_settings  # imported late: the build itself knows no settings

    return read_settings().snapshot


def _say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")


def _show_progress(files: list[Work]) -> Iterable[Work]:
    return tqdm(files, desc="Reading", unit="file", disable=not sys.stderr.isatty())


def _build(sources: list[Path], onto: Path | None, out: Path, keep_going: bool) -> int:
    before = shelf.current(out)
    outcome = build(sources, out, base=onto, keep_going=keep_going, ground=_build_ground, progress=_show_progress)
    _report(outcome, out)
    if outcome.manifest and before != out:
        _say(
            f"It is served from now on, in place of {before.name}, which is kept: python -m data rollback {before.name}"
        )
    if not outcome.refused:
        return SOUND
    return PARTLY if outcome.manifest else REFUSED


def _build_ground(folders: list[Path], out: Path) -> Iterable[Path]:
    # imported late: it brings geopandas, which figures alone do not need
    from geo.build import build_ground

    return build_ground(folders, out)


def _report(outcome: Outcome, out: Path) -> None:
    _say(f"Read {outcome.read} official files; {len(outcome.refused)} refused.")
    for one in outcome.refused:
        _say(f"  Refused {one.file}: {one.why}.")
        _say(f"    {one.mend}.")
    for collection, months in outcome.missing_months.items():
        _say(f"Months missing in {collection}: {', '.join(months) or 'none'}.")
    if outcome.not_read:
        shown = ", ".join(outcome.not_read[:5]) + (" ..." if len(outcome.not_read) > 5 else "")
        _say(f"Not read, of other sources: {len(outcome.not_read)} files ({shown}).")
    for line in tell_vanished(outcome.vanished):
        _say(line)
    if outcome.carried_over:
        _say(f"Carried over from the last snapshot, no raw files given: {', '.join(outcome.carried_over)}.")
    if not outcome.reconciled:
        _say("RTT was not reconciled: no overview series that reaches it was given.")
    if outcome.manifest is None and not outcome.refused:
        _say(f"Nothing is new: nothing was written; {out} is as it was.")
        return
    if outcome.manifest is None:
        _say(f"Nothing was written; {out} is as it was. --keep-going builds without the refused files.")
        return
    checks = outcome.manifest["checks"]
    _say(f"Checked {checks['passed']} printed totals, {checks['failed']} differ.")
    for name, told in outcome.manifest["datasets"].items():
        span = f", {' to '.join(told['periods'])}" if told["periods"] else ""
        _say(f"  {name}: {told['rows']:,} rows{span}")
    if outcome.refused:
        _say(f"Not in it: {', '.join(one.file for one in outcome.refused)}.")
    _say(f"Wrote {out}, build {outcome.manifest['build_id']}.")


def _check(shelf_folder: Path) -> int:
    snapshot = shelf.current(shelf_folder)
    if not (snapshot / "checks.parquet").exists():
        raise Refused(snapshot, "it is no snapshot", "Make one with: python -m data build --from FOLDER")
    checks = check_snapshot(snapshot)
    for (collection, period), month in checks.groupby(["collection", "period"]):
        wrong = month[~month.ok]
        named = month[month.ok & (month.why != "")]
        verdict = "DIFFERENT" if len(wrong) else "all equal"
        _say(f"{collection:4} {period}  {len(month):2} printed totals  {verdict}")
        for row in [*wrong.to_dict("records"), *named.to_dict("records")]:
            built = "nothing" if row["built"] is None else f"{row['built']:,.6f}"
            printed = f"{row['file']} prints {row['printed']:,.6f}"
            _say(f"     {row['what']}: {printed}, the snapshot has {built} {row['why']}")
    _say(f"{int(checks.ok.sum())} of {len(checks)} printed totals agree.")
    return SOUND if checks.ok.all() else DIFFERENT


def _status(shelf_folder: Path) -> int:
    snapshot = shelf.current(shelf_folder)
    told = manifest.read_manifest(snapshot)
    if not told:
        raise Refused(snapshot, "it is no snapshot", "Make one with: python -m data build --from FOLDER")
    _say(f"Build {told['build_id']}, made {told['built_at']}.")
    today = datetime.now(UTC).date()
    for source in ("ae", "rtt"):
        used = [one for one in told["inputs"] if one["source"] == source and one["used"] and one["release"]]
        if not used:
            _say(f"{source}: nothing held")
            continue
        newest = max(used, key=lambda one: one["period"])
        months = _months_since(newest["period"][-7:], today)
        first = min(one["period"] for one in used)[:7]
        _say(f"{source}: {first} to {newest['period'][-7:]} ({months} months ago)")
        _say(f"  newest release: {newest['release']} ({newest['file']})")
        _say(f"  missing: {', '.join(told['missing_months'].get(source, [])) or 'none'}")
    for source, fresh in as_told(told, today).items():
        if fresh["expected"]:
            late = "; overdue" if fresh["overdue"] else ""
            _say(f"Next of {source}: {fresh['next']}, expected on {fresh['expected']}{late}.")
    if told["refused"]:
        _say(f"Refused in the build: {', '.join(one['file'] for one in told['refused'])}.")
    _say("Kept, the newest first:")
    for one in shelf.ids(shelf_folder):
        notes = [", the plain one"] if one.folder == shelf_folder else []
        notes += [", served"] if one.folder == snapshot else []
        _say(f"  {one.id}, made {one.published_at}{''.join(notes)}")
    return SOUND


def _roll_back(folder: Path, wanted: str) -> int:
    shelf.rollback(folder, wanted)
    _say(f"{folder} serves {wanted} from now on; a running server shows it within half a minute.")
    return SOUND


def _one(folder: Path, named: str) -> Path:
    """Find a snapshot by its folder, or by its build id on the shelf; it is read whole before it is compared."""
    kept = shelf.find(folder, named)
    if kept is None and not Path(named).is_dir():
        held = ", ".join(one.id for one in shelf.ids(folder)) or "none"
        raise Refused(named, "it is no folder, and no snapshot of this id is kept", f"Kept in {folder} are: {held}")
    found = kept or shelf.current(Path(named))
    shelf.check_whole(found)
    return found


def _diff(old_folder: Path, new_folder: Path, form: str | None) -> int:
    # imported late: sentences belong to the rooms above
    from data.catalogue import use
    from data.changes.told import changes
    from data.store import load
    from layouts.changes import report
    from layouts.changes.sentences import Sides

    old, new = load(old_folder), load(new_folder)
    use((*old.own, *new.own))
    write = {None: report.in_sentences, "json": report.as_json, "csv": report.as_csv}[form]
    told = changes(old, new)
    first = list(islice(told, 1))
    for line in write(Sides(new, old), chain(first, told)):
        _say(line)
    return DIFFERENT if first else SOUND


def _months_since(period: str, today: date) -> int:
    return today.year * 12 + today.month - 1 - month_number(period)


def _run() -> int:
    """Run the command; where whoever reads has read enough, as `| head` does, end without a complaint."""
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more when it ends
        return UNREAD
    return status


if __name__ == "__main__":
    sys.exit(_run())
