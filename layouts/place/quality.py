"""Old inspections and quality of a trust or provider, labelled so: ratings, mortality, PLACE, what its estate returned."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dash import html

from data import held, query
from data.catalogue import Indicator
from data.query import REPORTED, Answer
from data.store import STATUSES, Snapshot
from geo.relations import Relations
from layouts import reasons, sentences
from layouts.place.tables import table
from layouts.words import _, named, short_named, status_sentences, statuses

CQC, SHMI, PILOT = "cqc-overall", "shmi", "place-pilot-2012"
ESTATE = ("eric-food-cost", "eric-cleaning-cost")
SCORES = ("place-", "peat-")
DASH = "\u2013"


def quality_section(snapshot: Snapshot, relations: Relations, code: str) -> list[Any]:
    """Tell the old figures on inspections and quality of a provider and its sites; nothing where there are none."""
    sites = [site.code for site in relations.sites if site.trust_code == code]
    told = [*_ratings(snapshot, code), *_mortality(snapshot, code), *_pilot(snapshot, [code, *sites])]
    scores, spent = _scores(snapshot, [code, *sites]), _estate(snapshot, sites)
    if not (told or scores or spent):
        return []
    old = _("These figures are old. They tell how things stood then and are no help in choosing today.")
    newest = html.A(
        _("Read the newest report of the Care Quality Commission instead."),
        href=f"https://www.cqc.org.uk/provider/{code}"
        if snapshot.places[code].type == "trust"
        else "https://www.cqc.org.uk",
    )
    return [
        html.H2(_("Old inspections and quality figures")),
        html.P([old, " ", newest], className="caution"),
        html.Details(
            [
                html.Summary(_("Show the old figures")),
                *told,
                *(scores or _scores_awaited(snapshot)),
                *spent,
                *_missing(snapshot, code),
            ]
        ),
    ]


def _known(snapshot: Snapshot, slug: str, code: str) -> Indicator | None:
    indicator = held.indicators(snapshot).get(slug)
    return indicator if indicator and code in snapshot.cubes[slug].place_at else None


def _told(indicator: Indicator, answer: Answer, when: int) -> str:
    """Write a figure, or why there is none."""
    status = answer.status[when, 0]
    if status == REPORTED:
        return sentences.figure(indicator, float(answer.value[when, 0]))
    return statuses()[STATUSES[status]] if status else DASH


def _link(indicator: Indicator, text: str) -> html.A:
    return html.A(text, href=f"/indicator/{indicator.slug}")


def _ratings(snapshot: Snapshot, code: str) -> list[Any]:
    indicator = _known(snapshot, CQC, code)
    if indicator is None:
        return []
    period = query.periods(snapshot, indicator)[-1]
    if not query.across(snapshot, indicator, indicator.default_split, period).status[
        -1, snapshot.cubes[CQC].place_at[code]
    ]:
        return []
    rows = [
        [_(indicator.splits[split]), _told(indicator, answer, 0)]
        for split, answer in query.by_split(snapshot, indicator, period, code)
    ]
    note = reasons.why(snapshot, indicator, code, period)
    title = _("Ratings by the Care Quality Commission in force in {month}").format(
        month=named(period, indicator.by_years)
    )
    said = [_link(indicator, _("What this means")), f"; {_('overall')}: {note}." if note else "."]
    since = sentences.since_then(snapshot, code, period)
    return [
        html.H3(title),
        html.P(since) if since else None,
        table(title, [_("Question"), _("Rating then")], rows),
        html.P(said, className="source"),
    ]


def _mortality(snapshot: Snapshot, code: str) -> list[Any]:
    indicator = _known(snapshot, SHMI, code)
    if indicator is None:
        return []
    answer = query.through_time(snapshot, indicator, "all", code)
    years = [at for at in range(len(answer.periods)) if answer.status[at, 0]]
    rows = [[named(answer.periods[at], indicator.by_years), _told(indicator, answer, at)] for at in years]
    said = _(
        "1 is as many deaths as expected. Whether a value is more than chance cannot be told from the file held, so neither better nor worse is said."
    )
    title = _("Deaths beside expected deaths (SHMI), to {year}").format(year=answer.periods[-1])
    return [
        html.H3(title),
        html.P([said, " ", _link(indicator, _("What this means")), "."]),
        table(title, [_("Year"), _("Deaths beside expected")], rows, frozenset({1})),
    ]


def _pilot(snapshot: Snapshot, codes: list[str]) -> list[Any]:
    took_part = [code for code in codes if _known(snapshot, PILOT, code)]
    if not took_part:
        return []
    indicator = held.indicators(snapshot)[PILOT]
    period = query.periods(snapshot, indicator)[-1]
    items = [
        html.Li([html.B(sentences.place_name(snapshot, code)), f": {reasons.why(snapshot, indicator, code, period)}."])
        for code in took_part
    ]
    said = _("Took part in the pilot of inspections led by patients in October 2012. No score was published.")
    return [
        html.H3(_("PLACE pilot of 2012")),
        html.P([said, " ", _link(indicator, _("What this means")), "."]),
        html.Ul(items),
    ]


def _scores(snapshot: Snapshot, codes: list[str]) -> list[Any]:
    """Tabulate each PLACE or PEAT score held, apart from one another: the two share no scale."""
    parts: list[Any] = []
    for slug, indicator in held.indicators(snapshot).items():
        if slug.startswith(SCORES) and slug != PILOT:
            parts += _by_site(snapshot, [indicator], codes, _(indicator.title))
    return parts


def _scores_awaited(snapshot: Snapshot) -> list[Any]:
    if not any(slug.startswith(SCORES) for slug in held.awaited(snapshot)):
        return []
    said = _(
        "{status}: scores of the old inspections (PEAT, to 2012) and of those led by patients (PLACE, since 2013)."
    ).format(status=statuses()["not_held"])
    return [
        html.H3(_("PLACE and PEAT scores")),
        html.P([said, " ", html.A(_("Which, and how they are loaded"), href="/sources#awaited"), "."]),
    ]


def _estate(snapshot: Snapshot, sites: list[str]) -> list[Any]:
    indicators = [one for slug in ESTATE if (one := held.indicators(snapshot).get(slug))]
    parts = _by_site(snapshot, indicators, sites, _("What the estate return says"))
    if not parts:
        return []
    said = [
        _("What was spent, as the trust returned it. It is no inspection, and more money is neither better nor worse."),
        " ",
    ]
    for indicator in indicators:
        said += [_link(indicator, _(indicator.title)), "; " if indicator is not indicators[-1] else "."]
    return [parts[0], html.P(said), *parts[1:]]


def _by_site(snapshot: Snapshot, indicators: list[Indicator], codes: list[str], title: str) -> list[Any]:
    """Tabulate indicators by place and period, behind a press where the places are many."""
    columns = [(one, period) for one in indicators for period in query.periods(snapshot, one)]
    rows: list[list[Any]] = []
    for code in sorted(codes, key=lambda code: sentences.place_name(snapshot, code)):
        cells = [_cell(snapshot, indicator, period, code) for indicator, period in columns]
        if any(cell != DASH for cell in cells):
            rows.append([sentences.place_name(snapshot, code), *cells])
    if not rows:
        return []
    heads = [
        _("Place"),
        *(f"{sentences.capital(_(one.short))}, {short_named(period, one.by_years)}" for one, period in columns),
    ]
    made = table(title, heads, rows, frozenset(range(1, len(heads))))
    return [
        html.H3(title),
        made if len(rows) <= 6 else html.Details([html.Summary(_("{n} places").format(n=len(rows))), made]),
    ]


def _cell(snapshot: Snapshot, indicator: Indicator, period: str, code: str) -> str:
    if code not in snapshot.cubes[indicator.dataset].place_at:
        return DASH
    answer = query.through_time(snapshot, indicator, indicator.default_split, code)
    return _told(indicator, answer, answer.periods.index(period))


def _missing(snapshot: Snapshot, code: str) -> list[Any]:
    """Name the periods without a rating or value, and why; periods in a row with one reason are told together."""
    items = []
    for indicator in (one for slug in (CQC, SHMI) if (one := _known(snapshot, slug, code))):
        answer = query.through_time(snapshot, indicator, indicator.default_split, code)
        gaps = [
            (STATUSES[answer.status[at, 0]], reasons.why(snapshot, indicator, code, period), period)
            for at, period in enumerate(answer.periods)
            if answer.status[at, 0] not in (0, REPORTED)
        ]
        for (status, why), group in groupby(gaps, key=lambda gap: gap[:2]):
            first, *_between, last = [named(gap[2], indicator.by_years) for gap in group] * 2
            span = first if first == last else _("{start} to {end}").format(start=first, end=last)
            told = f"{_(indicator.title)}, {span}: {status_sentences()[status]}"
            items.append(html.Li([html.B(statuses()[status]), f": {told}", f" ({why})" if why else ""]))
    return [html.H3(_("What is missing of these, and why")), html.Ul(items)] if items else []
