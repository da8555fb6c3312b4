"""One change in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from data.catalogue import Indicator, catalogue
from data.changes.change import Change
from data.store import Snapshot
from layouts import judgement
from layouts.sentences import figure, split_words
from layouts.words import _, date, named, value

#: Words in a register's note on a merger that tell that nobody announced it.
_UNSURE = ("inferred", "background")
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Sides:
    """The snapshot that tells of a change, and the one before, where two are compared."""

    new: Snapshot
    old: Snapshot | None = None

    def name(self, code: str) -> str:
        """Name a place as people do; one that is gone by the name it had, one that nobody knows by its code."""
        known = self.new.named(code) or (self.old.named(code) if self.old else None)
        return known.name if known else code


def topics() -> dict[str, str]:
    """Name what changes are about, inside a sentence."""
    return {
        "rtt": _("waits for planned treatment"),
        "ae": _("A&E"),
        "staff": _("staff in post"),
        "health": _("public health"),
        "quality": _("inspections and quality"),
        "cuts": _("announced cuts"),
        "wales": _("the NHS in Wales"),
        "own": _("local figures"),
    }


def when(change: Change, period: str = "") -> str:
    """Write a change's period, or another of its own kind, as people do."""
    by_years = bool(change.indicator) and catalogue()[change.indicator].by_years
    return named(period or change.period, by_years)


def title(change: Change) -> str:
    """Name the figure, with its specialty or department where it is one alone."""
    indicator = catalogue()[change.indicator]
    if change.split in ("", indicator.default_split):
        return _(indicator.title)
    return _("{title}, {split}").format(title=_(indicator.title), split=split_words(indicator, change.split))


def sentence(sides: Sides, change: Change, of_place: bool = False) -> str:
    """Tell a change in a sentence.

    Parameters
    ----------
    of_place
        Whether it stands where the place is named already.
    """
    if change.kind == "period":
        return _period(change)
    if change.kind == "status":
        return _status(sides, change)
    if change.kind == "merger":
        return _merger(sides, change)
    if change.kind == "indicator":
        said = _("New here: {title}.") if change.what == "new" else _("Held here no more: {title}.")
        return said.format(title=title(change))
    told = _revised(change) if change.kind == "revised" else _verdict(change)
    return told if of_place else _("{place} \u2013 {told}").format(place=sides.name(change.place), told=told)


def _period(change: Change) -> str:
    if change.what == "withdrawn":
        return _("{title}: held here no more.").format(title=title(change))
    if change.new is None:
        return _("{title}: place by place, with no figure for England.").format(title=title(change))
    indicator = catalogue()[change.indicator]
    now = figure(indicator, change.new)
    if change.old is None:
        return _("{title}: {now}.").format(title=title(change), now=now)
    then = figure(indicator, change.old)
    told = _("{title}: {now}; {earlier}: {then}.")
    return told.format(title=title(change), now=now, earlier=when(change, change.earlier), then=then)


def _revised(change: Change) -> str:
    now, then = apart(catalogue()[change.indicator], change.new, change.old)
    if change.old is None:
        return _("{title}: now {now}, before no figure.").format(title=title(change), now=now)
    if change.new is None:
        return _("{title}: no figure any more, before {then}.").format(title=title(change), then=then)
    return _("{title}: now {now}, before {then}.").format(title=title(change), now=now, then=then)


def _status(sides: Sides, change: Change) -> str:
    words = {
        "resumed": _("{place} sent figures on {topic} for {month} again; the last before were for {earlier}."),
        "began": _("{place} sent figures on {topic} for {month}, the first that are held of it."),
        "stopped": _("{place} sent no figures on {topic} for {month}, and none since.")
        if change.lasts
        else _("{place} sent no figures on {topic} for {month}."),
    }
    said = words[change.what].format(
        place=sides.name(change.place), topic=topics()[change.topic], month=when(change),
        earlier=when(change, change.earlier) if change.earlier else "",
    )  # fmt: skip
    followed = sides.new.successors.get(change.place, ()) if change.what == "stopped" and change.lasts else ()
    after = [_("{place} took it over on {date}.").format(place=sides.name(s.new_code), date=date(s.date)) for s in followed]  # fmt: skip
    return " ".join((said, *after))


def _verdict(change: Change) -> str:
    indicator = catalogue()[change.indicator]
    words = judgement.classes(indicator)
    told = _("{title}: {new} in {period}, \u201c{now}\u201d; {old} in {earlier}, \u201c{then}\u201d.")
    if change.earlier == change.period:
        told = _(
            "{title}, {period}: now \u201c{now}\u201d at {new}, before \u201c{then}\u201d at {old}, since figures or mergers before it were corrected."
        )
    return told.format(
        title=title(change), now=words[change.what], then=words[change.was],
        new=_said(indicator, change.new), old=_said(indicator, change.old),
        period=when(change), earlier=when(change, change.earlier),
    )  # fmt: skip


def _merger(sides: Sides, change: Change) -> str:
    said = (
        _("Part of {old} ({old_code}) went to {new} ({new_code}) on {date}.")
        if change.what == "split"
        else _("{old} ({old_code}) became part of {new} ({new_code}) on {date}.")
    )
    told = said.format(
        old=sides.name(change.was), old_code=change.was, new=sides.name(change.place), new_code=change.place,
        date=date(change.period),
    )  # fmt: skip
    unsure = _("This is inferred from lists of organisations; no announcement of it is held.")
    return f"{told} {unsure}" if any(word in change.note for word in _UNSURE) else told


def apart(indicator: Indicator, new: float | None, old: float | None) -> tuple[str, str]:
    """Write two values of an indicator, with as many decimals as tell them apart."""
    told = _said(indicator, new), _said(indicator, old)
    if new is None or old is None:
        return told
    decimals = max(indicator.decimals, 1)
    while told[0] == told[1] and new != old and decimals < _MOST_DECIMALS:
        decimals += 1
        told = _finely(indicator, new, decimals), _finely(indicator, old, decimals)
    return told


def _said(indicator: Indicator, number: float | None) -> str:
    return _("no figure") if number is None else figure(indicator, number)


def _finely(indicator: Indicator, number: float, decimals: int) -> str:
    if indicator.is_share:
        return f"{number:.{decimals}f}\u202f%"
    if indicator.measure == "weeks":
        return _("{n} weeks").format(n=f"{number:.{decimals}f}")
    return value(indicator.measure, number, decimals, indicator.names)
