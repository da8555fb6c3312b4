"""The pages of words: an indicator's definition, sources, about, privacy, accessibility."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from dash import html

from data import query
from data.catalogue import Indicator
from data.store import Snapshot
from layouts import inferred
from layouts.advice import in_full
from layouts.pilot import pilot_section
from layouts.welsh import note
from layouts.words import _, month, named

#: How the address of an issue form ends: it takes its fields from the query.
ISSUE_FORM = "/issues/new"


def _text(*parts: Any) -> html.Div:
    return html.Div(list(parts), className="text")


def _table(heads: tuple[str, ...], rows: list[list[Any]], numeric: frozenset[int] = frozenset()) -> html.Div:
    head = html.Tr([html.Th(h, scope="col", className="num" if at in numeric else "") for at, h in enumerate(heads)])
    body = [html.Tr([html.Td(c, className="num" if at in numeric else "") for at, c in enumerate(row)]) for row in rows]
    table = html.Table([html.Thead(head), html.Tbody(body)], className="small")
    return html.Div(table, className="scroll", tabIndex=0, role="region", **{"aria-label": heads[0]})


def indicator_page(snapshot: Snapshot, indicator: Indicator) -> html.Div:
    """Define one indicator: question, method, standards, caveats, months, what to do."""
    held, by_years = query.periods(snapshot, indicator), indicator.by_years
    standards = [
        [
            _(s.title),
            _("official standard") if s.kind == "standard" else _("interim target"),
            _span(s.start, s.end),
            _(s.citation),
        ]
        for s in indicator.standards
    ]
    source = snapshot.manifest["sources"][indicator.source]
    classes = _("Classes of the colour scale begin at: {edges}.").format(
        edges=", ".join(f"{e:g}" for e in indicator.edges)
    )
    if indicator.names:
        grades = ", ".join(f"{_(name)} ({number})" for number, name in indicator.names.items())
        classes = _("Words, with the numbers that stand for them in the data: {grades}.").format(grades=grades)
    parts: list[Any] = [
        html.H1(_(indicator.title)),
        html.P(_(indicator.question)),
        *([html.P(_(indicator.always_said), className="caution")] if indicator.always_said else []),
        *(html.P(said) for period in held if (said := inferred.sentence(snapshot, indicator, period))),
        _where(indicator),
        html.H2(_("Why it matters")),
        html.P(_(indicator.why_it_matters)),
        html.H2(_("How it is made")),
        html.P(_(indicator.method)),
        html.P(html.A(_("All records in the ledger"), href="/ledger") if indicator.by_states else classes),
        html.H2(_("What it cannot tell")),
        html.Ul([html.Li(_(text)) for text in indicator.caveats]),
        *pilot_section(snapshot, indicator),
    ]
    parts += in_full(indicator)
    if standards:
        parts += [
            html.H2(_("Standards")),
            _table((_("Standard"), _("Kind"), _("In force"), _("Where it is laid down")), standards),
        ]
    parts += [
        html.H2(_("Source")),
        html.P(
            [
                f"{_(source['publisher'])}, ",
                html.A(_(source["title"]), href=source["landing_page"]),
                f". {_(source['licence'])}.",
            ]
        ),
        html.P(
            (
                _("Held: {first}.")
                if len(held) == 1
                else _("Held: {first} to {last}, {n} periods.")
                if indicator.is_published
                else _("Held: {first} to {last}, {n} months.")
            ).format(first=named(held[0], by_years), last=named(held[-1], by_years), n=len(held))
        ),
        html.H2(_("Changes to this definition")),
        html.Ul([html.Li(_(text)) for text in indicator.change_log]),
    ]
    return _text(*parts)


def _where(indicator: Indicator) -> html.P:
    if not indicator.on_map:
        return html.P(_("It is not drawn on the map; it stands on the page of each trust."))
    return html.P(html.A(_("Show it on the map"), href=f"/?indicator={indicator.slug}"))


def _span(start: str, end: str) -> str:
    if not end:
        return _("from {start}").format(start=month(start))
    return month(start) if start == end else _("{start} to {end}").format(start=month(start), end=month(end))


def about(contact: str, public_url: str, given: Mapping[str, str]) -> html.Div:
    """Say who makes this, what it is for, what is not here, and how to report a wrong figure."""
    report: list[Any] = [
        html.P(
            _(
                "Tell us the place, the figure, the month, what you expected and where you read it. We answer in the open and put a note where a figure was wrong."
            )
        )
    ]
    if given.get("indicator"):
        said = ", ".join(f"{name} {value}" for name, value in given.items() if value)
        report.append(html.P([_("Please copy this line into your message:"), " ", html.Code(said)]))
    if contact:
        report.append(html.P(html.A(contact, href=_addressed(contact, given))))
    else:
        report.append(
            html.P(
                _(
                    "Whoever runs this copy has not set a contact address yet. A figure that the publisher printed wrongly can be reported to NHS England, whose address stands in each file."
                )
            )
        )
    return _text(
        html.H1(_("About")),
        html.P(note("about")) if note("about") else None,
        html.P(_("Care Atlas is an open-source map of how the NHS is doing, place by place. It is for people who choose a hospital, for volunteers who hold a trust to account, and for editors who need a true picture. It is not run by the NHS or the government.")),
        html.H2(_("If you need help now")),
        html.P(_("Call 999 in an emergency. Call 111 or use 111 online for urgent advice. Nothing here is medical advice, and no figure here says how one person will be treated.")),
        html.H2(_("What is here")),
        html.P(_("A&E waits from April 2016, and waits for planned treatment (18 weeks) from April 2024, for every provider in England. Some 40 figures of public health for councils and counties in England, and a few for Wales, with the official comparison with England.")),
        html.P(_("Old figures on inspections and quality, to 2019, on the pages of trusts: ratings by the Care Quality Commission, deaths beside expected deaths, the hospitals of the pilot of inspections by patients (PLACE), and what trusts spent on food and cleaning. They stand apart from the pages for choosing.")),
        html.H2(_("What is not here")),
        html.Ul([html.Li(text) for text in (
            _("Waits for cancer treatment, for tests and scans, for ambulances, for GPs and for mental health care."),
            _("Waits at single trusts before April 2024: the files are not held here."),
            _("The quality of care. A short wait is not the same as good care."),
            _("Scotland and Northern Ireland. Welsh NHS figures are defined in other ways and are not shown on the same scale."),
        )]),
        html.H2(_("How colours are chosen")),
        html.P(_("Darker is worse where better and worse are known; where they are not, darker is more, in blue-grey. The six classes are fixed for each figure, so that months can be compared. Colours never stand alone: each class has a name and a count, and each kind of nothing a pattern. Places are listed by name, not ranked: small differences are often chance.")),
        html.H2(_("Better and worse")),
        html.P(_("A change counts as better or worse only if it is larger than the place's usual move: the average step from month to month over its last 24 months. No change is taken across a merger or a gap.")),
        html.Div([html.H2(_("Report a wrong figure")), *report], id="wrong-figure"),
    )  # fmt: skip


def _addressed(contact: str, given: Mapping[str, str]) -> str:
    """Give the address of a contact with the figure filled in: the subject of an e-mail, the fields of an issue form."""
    filled = {name: value for name, value in given.items() if value}
    if "@" in contact and "/" not in contact:
        subject = ", ".join(f"{name} {value}" for name, value in filled.items())
        return f"mailto:{contact}" + (f"?{urlencode({'subject': subject}, quote_via=quote)}" if subject else "")
    if urlsplit(contact).path.endswith(ISSUE_FORM):
        return f"{contact}?{urlencode({'template': 'figure-is-wrong.yml', **filled})}"
    return contact


def privacy() -> html.Div:
    """Say what is kept of a visit."""
    return _text(
        html.H1(_("Privacy")),
        html.P(note("privacy")) if note("privacy") else None,
        html.P(_("We keep nothing about you. There are no cookies, no accounts, no counters of readers and nothing from other companies on any page.")),
        html.P(_("What you choose stands in the address of the page, so that you can send it to somebody. It is not stored here.")),
        html.P(_("If you add places to a comparison, their list is kept in your own browser, on your own device, until you press Clear. It is not sent to us; only when you follow the link to compare them do their codes stand in the address, as with any page.")),
        html.P(_("A postcode that you type is cut to its first half, such as TA1, before anything else happens to it. If you press Near me, your browser sends where you are, rounded to about a kilometre, once; it is turned into a postcode district and forgotten. Nothing you search for is stored or written down.")),
        html.P(_("The computer that serves these pages sees your internet address while it answers, as every web site must. So that nobody can overload it, it counts the requests of each address and keeps that count in memory for a minute; it is written down nowhere.")),
        html.P(_("It may count how many pages of each kind were asked for, never which place, by whom or what was searched for.")),
    )  # fmt: skip


def accessibility() -> html.Div:
    """Say how the pages can be used, how that is tested, and what is not good enough yet."""
    return _text(
        html.H1(_("Accessibility")),
        html.P(note("accessibility")) if note("accessibility") else None,
        html.P(_("We want everybody to be able to use these pages: with a keyboard, a screen reader, a phone, large letters, or on paper.")),
        html.P(_("The goal is WCAG 2.2, level AA. As far as our tests can see, the pages meet it, but for the limits below.")),
        html.H2(_("How")),
        html.Ul([html.Li(text) for text in (
            _("The map is one stop of the Tab key. Arrow keys go to the neighbouring place, letters to a name, Home and End to the first and last by name. Enter shows a place in the panel, Enter again opens its page, Escape leaves. Plus and minus zoom."),
            _("At each place its name, figure, standard and verdict are spoken."),
            _("The table under the map holds the same figures and can be sorted. On a phone it is under List."),
            _("A chart of a trend or a funnel is one stop of the Tab key too. Arrow keys go from point to point, and each is spoken; Home and End go to the first and last, Escape leaves. The same values stand in a table under it."),
            _("Every page works without scripts: map, sentence, controls and table."),
            _("Zoom with the buttons, with two fingers, or with Ctrl and the wheel. Scrolling never gets stuck in the map."),
            _("Letters can be made four times as large, and text can be spaced out: nothing is cut off and nothing scrolls sideways, down to a width of 320 pixels."),
            _("A button under the map puts patterns on its colours. They are there at once if your device asks for more contrast."),
            _("Dark mode and your own system colours are kept. Nothing moves unless you press Play."),
            _("If your device is set to save data, nothing is fetched ahead, and a chart only when you press Load the chart. The table under it needs no chart."),
        )]),
        html.H2(_("How we test")),
        html.P(_("On every change a program (axe) looks at each kind of page, in English and in Welsh, and at what can be opened or can go wrong on it. A longer run does so at both widths, in light, dark and system colours. Other tests go from the map to a sheet with the keys alone, and read what a screen reader is given. One measures that classes can be told apart by people who see colours in other ways.")),
        html.H2(_("Known limits")),
        html.Ul([html.Li(text) for text in (
            _("The Welsh pages are a draft: no Welsh speaker has reviewed them yet."),
            _("It has not been tried out with people who use NVDA, JAWS, VoiceOver or TalkBack. Tests by machine find only part of what gets in the way."),
            _("Circles for single hospitals on the whole map can be smaller than a finger. Zoom in, use the keys, or choose from the list."),
            _("Neighbouring colours on a scale of six differ in lightness, but not by the contrast asked of letters. What a colour means is always told in words too."),
            _("On a narrow screen a wide table is laid out as small heaps. A few screen readers then read it as text, not as a table."),
            _("Charts that can be walked need a script. Without one, the table under each holds its values."),
            _("In a window narrower than 320 pixels a long name in the key of a chart can be cut off. It stands whole in the table under it."),
            _("On a Welsh page the names of trusts and hospitals in England are not marked as English. A screen reader may say them as if they were Welsh."),
        )]),
        html.H2(_("Tell us")),
        html.P([_("If something here keeps you out, tell us what, and with which device."), " ", html.A(_("Who makes this, contact"), href="/about#wrong-figure")]),
    )  # fmt: skip
