"""A map told in words, for whoever does not see it: alternative texts, and the name of what is shown."""

from __future__ import annotations

import numpy as np

from data import held
from data.query import REPORTED, Answer
from data.store import ENGLAND, STATUSES, Snapshot
from layouts import cuts, judgement, sentences
from layouts.controls import view_titles
from layouts.picture import Picture
from layouts.view import View
from layouts.words import _, named, ngettext, status_sentences, statuses


def subject(view: View) -> str:
    """Name what is shown: `Still waiting: share under 18 weeks, January 2026`."""
    indicator = view.measured
    words = {"title": _(indicator.title), "period": named(view.period, indicator.by_years)}
    said = "{title}" if words["period"] in words["title"] else _("{title}, {period}")
    if view.split != indicator.default_split:
        said, words["split"] = _("{title}, {split}, {period}"), sentences.split_words(indicator, view.split)
    said = said.format(**words)
    if view.view == "performance":
        return said
    return _("{subject} ({view})").format(subject=said, view=view_titles()[view.view])


def title(snapshot: Snapshot, view: View, answer: Answer) -> str:
    """Give the headline of a view; where nobody is in view and England has no figure, name what is shown."""
    at = answer.place_at.get(ENGLAND)
    speaks = view.measured.by_states or view.measured.names or view.measured.group == "staff"
    if not view.place and not speaks and (at is None or answer.status[-1, at] != REPORTED):
        return subject(view)
    return sentences.headline(snapshot, view, answer)


def told(snapshot: Snapshot, view: View, answer: Answer, code: str, *, plainly: bool = False) -> str:
    """Tell one place's figure, or why it has none: `Somerset: 61.2 % (23,456 of 38,012 people waiting).`

    `plainly` says the share beside its per cent, for the first place of several.
    """
    if view.measured.by_states and code in (recorded := cuts.told_on_map(snapshot)):
        return f"{sentences.place_name(snapshot, code)}: {'. '.join(recorded[code])}"
    at = answer.place_at.get(code)
    status = answer.status[-1, at] if at is not None else 0
    if at is not None and status == REPORTED:
        words = _("{place}: {figure}")
        figure = words.format(
            place=sentences.place_name(snapshot, code),
            figure=sentences.counted(view.measured, answer, at, plainly=plainly),
        )
        judged = judgement.sentences_on_map(snapshot, view, answer.columns).get(code, "")
        return f"{figure} {judged}".strip()
    when = named(view.period, view.measured.by_years)
    why = status_sentences().get(STATUSES[status], "") if status else ""
    return f"{sentences.missing(snapshot, code, STATUSES[status], when)}. {why}".strip()


def extent(view: View, answer: Answer, picture: Picture) -> str:
    """Say from where to where the values on the map go, or how many places are in each class of a change."""
    if view.view != "performance":
        nothing = statuses()
        shown = [f"{item.label}: {item.count}" for item in picture.legend if item.css not in nothing]
        return "; ".join(shown) + "."
    drawn = np.array([code in picture.shown for code in answer.places])
    values = answer.value[-1, drawn & (answer.status[-1] == REPORTED)]
    if not values.size:
        return ""
    low, high = (sentences.figure(view.measured, float(end)) for end in (values.min(), values.max()))
    return _("Values on the map go from {low} to {high}.").format(low=low, high=high)


def nothings(picture: Picture) -> str:
    """Say of how many places each kind of nothing is known: `Without a figure: did not send figures 1; ...`"""
    known = statuses()
    told_of = [f"{item.label} ({item.count})" for item in picture.legend if item.css in known]
    return _("Without a figure: {kinds}.").format(kinds="; ".join(told_of)) if told_of else ""


def chosen(view: View) -> tuple[str, ...]:
    """List the places a reader has pointed out: the one in view, then those compared with it."""
    return tuple(code for code in dict.fromkeys((view.place, *view.compare)) if code)


def alt(snapshot: Snapshot, view: View, answer: Answer, picture: Picture) -> str:
    """Tell the whole map in a few sentences: what, when, the places pointed out, the range, who has no figure."""
    codes = chosen(view)
    if not codes and ENGLAND in answer.place_at:
        codes = (ENGLAND,)
    said = [
        _("Map. {subject}.").format(subject=subject(view)),
        *(told(snapshot, view, answer, code, plainly=code == codes[0]) for code in codes),
        extent(view, answer, picture),
        picture.description,
        nothings(picture),
    ]
    return " ".join(filter(None, said))


def revised(snapshot: Snapshot, view: View, answer: Answer) -> str:
    """Say which figures shown were revised since they were first published; '' where none was."""
    firsts = {
        code: first
        for code in answer.places
        if (first := held.first_published(snapshot, view.measured, view.split, code, view.period)) is not None
    }
    if not firsts:
        return ""
    others = len(firsts.keys() - {ENGLAND})
    said = [_("The publisher has revised figures of {month} since.").format(month=named(view.period, False))]
    if others:
        said.append(ngettext("Revised: {n} provider.", "Revised: {n} providers.", others).format(n=others))
    first_words = _("{place} was first published as {value}.")
    for code in chosen(view) or (ENGLAND,):
        if code in firsts:
            figure = sentences.figure(view.measured, firsts[code])
            said.append(first_words.format(place=sentences.place_name(snapshot, code), value=figure))
    return " ".join(said)
