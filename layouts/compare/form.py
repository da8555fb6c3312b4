"""The form that adds, changes and removes places and the figure; it works without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from data import held, query
from data.catalogue import Indicator
from data.store import Snapshot
from layouts.choices import BadChoice
from layouts.compare.choice import KINDS, Comparison, fitting, kind_of
from layouts.forms import select
from layouts.view import MOST_COMPARED
from layouts.words import _, named

#: The id of the sentence that says what is to be mended.
WRONG = "wrong"


@dataclass(frozen=True)
class Draft:
    """What stands in the form: texts of places as typed or `Name (CODE)`, and the figure as far as it is chosen."""

    typed: tuple[str, ...] = ()
    indicator: str = ""
    split: str = ""
    period: str = ""
    lang: str = "en"


def labelled(snapshot: Snapshot, code: str) -> str:
    """Write a place as the form's suggestions do: `Somerset NHS Foundation Trust (RH5)`."""
    return f"{snapshot.places[code].name} ({code})" if code in snapshot.places else code


def draft_of(snapshot: Snapshot, chosen: Comparison) -> Draft:
    """Give the form of a comparison as it stands."""
    places = tuple(labelled(snapshot, code) for code in chosen.places)
    return Draft(places, chosen.indicator, chosen.split, chosen.period, chosen.lang)


def mended(snapshot: Snapshot, draft: Draft, error: BadChoice) -> Draft:
    """Put the nearest right place, if there is one, where a wrong one was typed."""
    if error.parameter != "places" or not error.nearest:
        return draft
    near = labelled(snapshot, error.nearest)
    wrong = error.value.strip().lower()
    typed = tuple(near if text.strip().lower()[: len(wrong) or 1] == wrong else text for text in draft.typed)
    return Draft(typed, draft.indicator, draft.split, draft.period, draft.lang)


def form(snapshot: Snapshot, draft: Draft, codes: tuple[str, ...], wrong: str = "") -> str:
    """Write the form.

    Parameters
    ----------
    codes
        The places of the draft that are known; they decide which figures and suggestions are offered.
    wrong
        The parameter to be mended: its fields are told to be described by what the page says of it (`WRONG`).
    """
    boxes = max(MOST_COMPARED, len(draft.typed))
    typed = (*draft.typed, *[""] * (boxes - len(draft.typed)))
    places = "".join(_box(at, text) for at, text in enumerate(typed, start=1))
    known = kind_of(snapshot, codes)
    kept = f'<input type="hidden" name="lang" value="{escape(draft.lang)}">' if draft.lang != "en" else ""
    offered = fitting(snapshot, codes) if codes else held.comparable(snapshot)
    fields = _figure_fields(snapshot, draft, offered, wrong)
    told = f' aria-describedby="{WRONG}"' if wrong == "places" else ""
    return (
        f'<form class="choices compare-form" method="post" action="/compare" id="choose">{kept}'
        f"<fieldset{told}><legend>{escape(_('Places, two to five of one kind; empty a box to take one away'))}</legend>"
        f'{places}</fieldset>{fields}<button class="send" type="submit">{escape(_("Compare"))}</button>'
        f'<datalist id="known-places">{_suggestions(snapshot, known)}</datalist></form>'
    )


def _box(at: int, text: str) -> str:
    label = _("Place {n}").format(n=at)
    return (
        f'<div class="field"><label for="place-{at}">{escape(label)}</label>'
        f'<input id="place-{at}" name="places" value="{escape(text)}" list="known-places" maxlength="120" '
        'autocomplete="off" spellcheck="false"></div>'
    )


def _suggestions(snapshot: Snapshot, kind: str) -> str:
    """List the places that figures are told of: of one kind, or of all."""
    places = [
        place
        for place in snapshot.places.values()
        if not place.closed
        and place.type != "provider"
        and KINDS.get(place.type) in ((kind,) if kind else KINDS.values())
    ]
    ordered = sorted(places, key=lambda place: place.name)
    return "".join(f'<option value="{escape(labelled(snapshot, place.code))}">' for place in ordered)


def _figure_fields(snapshot: Snapshot, draft: Draft, offered: Mapping[str, Indicator], wrong: str) -> str:
    if not offered:
        return ""
    first = {} if draft.indicator in offered else {"": _("Choose for me")}
    titles = first | {slug: _(indicator.title) for slug, indicator in offered.items()}
    fields = select("indicator", _("Measure"), titles, draft.indicator, _told("indicator", wrong))
    indicator = offered.get(draft.indicator)
    if indicator is None:
        return fields
    if len(indicator.splits) > 1:
        by_specialty = indicator.splits_by == "treatment-function"
        label = _("Specialty") if by_specialty else _("Department")
        titles = {code: _(text) for code, text in indicator.splits.items()}
        fields += select("split", label, titles, draft.split, _told("split", wrong))
    periods = {p: named(p, indicator.by_years) for p in reversed(query.periods(snapshot, indicator))}
    label = _("Years") if indicator.by_years else _("Month")
    return fields + select("period", label, periods, draft.period, _told("period", wrong))


def _told(name: str, wrong: str) -> str:
    """Name the line that says what is wrong with a field; '' for one that is right."""
    return WRONG if name == wrong else ""
