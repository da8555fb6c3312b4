"""Every word a reader sees passes through here: one gettext catalogue, whole sentences with places for values.

English sentences are the keys. The Welsh catalogue, `layouts/locale/cy/LC_MESSAGES/care-atlas.mo`, is made from the
parts beside it (`make words`). Where Welsh is not offered, a page asked for in it is given in English and says so.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from data.periods import MONTH_NAMES, first_and_last, pooled

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "care-atlas"
LANGUAGES = ("en", "cy")

#: How far Welsh is offered: as a draft, to the public, or not at all.
OFFERS = ("draft", "public", "off")

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_welsh: ContextVar[str] = ContextVar("welsh", default=OFFERS[0])


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def speak(language: str) -> None:
    """Choose the language of the answer being made."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while, then again the one before."""
    before = asked()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def offer(welsh: str) -> None:
    """Set how far Welsh is offered, as one of `OFFERS`."""
    _welsh.set(welsh)


def offered() -> str:
    """Tell how far Welsh is offered."""
    return _welsh.get()


def asked() -> str:
    """Tell the language the reader asked for."""
    return _language.get()


def spoken() -> str:
    """Tell the language words really come in: English where Welsh is not offered."""
    return LANGUAGES[0] if _welsh.get() == "off" else _language.get()


def _(message: str) -> str:
    """Give a sentence in the reader's language; nothing stays nothing, where a catalogue would tell of itself."""
    return _whole(_catalogue(spoken()).gettext(message)) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Give a sentence in its singular or plural."""
    return _whole(_catalogue(spoken()).ngettext(one, many, n))


def _whole(sentence: str) -> str:
    """Keep a number and its per cent sign on one line, as `per_cent` does."""
    return sentence.replace(" %", "\u202f%")


def month(period: str) -> str:
    """Write a month as people read it: `January 2026`."""
    return f"{_(MONTH_NAMES[int(period[5:]) - 1])} {period[:4]}"


def named(period: str, by_years: bool) -> str:
    """Write a period as people read it: a month, or years as `2022 to 2024`, `2024/25`.

    Parameters
    ----------
    by_years
        Whether the indicator is told by years: `2010-12` is then 2010 to 2012.
    """
    if not by_years:
        return month(period)
    if period[-2:-1] == "Q":
        return _("{year}, to quarter {n}").format(year=_years(period[:-3]), n=period[-1])
    return _years(period)


def short_named(period: str, by_years: bool) -> str:
    """Write a period short, for the head of a column."""
    if not by_years:
        return short_month(period)
    if period[-2:-1] == "Q":
        return f"{period[2:4]}/{period[5:7]} {period[-2:]}"
    return _years(period) if pooled(period) == 1 else f"{period[:4]}\u2013{period[5:]}"


def _years(years: str) -> str:
    first, last = first_and_last(years)
    if first == last:
        return str(first)
    return f"{first}/{last % 100:02d}" if last == first + 1 else _("{first} to {last}").format(first=first, last=last)


def short_month(period: str) -> str:
    """Write a month short: `Jan 2026`."""
    return f"{short_months()[int(period[5:]) - 1]} {period[:4]}"


def short_months() -> tuple[str, ...]:
    """Name the months short, in their order: Welsh cannot be cut to three letters, since two would be alike."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip


def date(day: str) -> str:
    """Write a date as people read it: `1 April 2023`."""
    return f"{int(day[8:])} {month(day[:7])}"


def count(number: float) -> str:
    """Write a count with commas."""
    return f"{round(number):,}"


def large(number: float) -> str:
    """Write a large count as people say it: `7.43 million`."""
    if number >= 1_000_000:
        return _("{number} million").format(number=f"{number / 1e6:.2f}")
    return count(number)


def per_cent(value: float) -> str:
    """Write a percentage with one decimal; never rounded up to a full hundred or down to nothing."""
    text = f"{value:.1f}"
    if text == "100.0" and value < 100:
        text = _("over 99.9")
    if text == "0.0" and value > 0:
        text = _("under 0.1")
    return f"{text}\u202f%"


def weeks(value: float) -> str:
    """Write a wait in weeks; the last band is open."""
    return _("104 weeks or more") if value >= 104 else _("{n} weeks").format(n=f"{value:.1f}")


_SHARES = (
    (1, 10), (1, 8), (1, 6), (1, 5), (1, 4), (3, 10), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (7, 10),
    (3, 4), (4, 5), (5, 6), (7, 8), (9, 10), (19, 20),
)  # fmt: skip


def about(value: float) -> str:
    """Say a percentage as a plain fraction: `about 3 in 5`."""
    if value >= 99.95:
        return _("all")
    if value >= 97.5:
        return _("nearly all")
    if value < 0.05:
        return _("no")
    if value < 7.5:
        return _("fewer than 1 in {n}").format(n=10)
    part, whole = min(_SHARES, key=lambda s: abs(100 * s[0] / s[1] - value))
    return _("about {part} in {whole}").format(part=part, whole=whole)


def signed(number: float) -> str:
    """Write a change in per cent with its sign, a true minus before a fall."""
    text = f"{abs(number):,.1f}"
    sign = "" if text == "0.0" else "+" if number > 0 else "\u2212"
    return f"{sign}{text}\u202f%"


def split_title(code: str, title: str) -> str:
    """Name a split; one that is a date is named by its month."""
    return _("Since {month}").format(month=month(code[5:])) if code.startswith("from-") else _(title)


def value(measure: str, number: float, decimals: int = 1, names: Mapping[int, str] | None = None) -> str:
    """Write a value in its indicator's unit (`percent`, `count`, `weeks`, `share`, `years`, `rate`, `score`, `money`).

    Parameters
    ----------
    names
        Of a grade (`named`): the word each number stands for.
    """
    if names:
        return _(names[round(number)])
    if measure == "money":
        return f"£{number:,.{decimals}f}"
    if measure in ("percent", "share"):
        return per_cent(number)
    if measure == "change":
        return signed(number)
    if measure in ("years", "rate", "score"):
        text = f"{number:,.{decimals}f}"
        return _("{n} years").format(n=text) if measure == "years" else text
    return weeks(number) if measure == "weeks" else count(number)


def comparisons() -> dict[str, str]:
    """Name what the official comparison with England can say."""
    return {
        "better": _("Better than England"),
        "similar": _("Similar to England"),
        "worse": _("Worse than England"),
        "higher": _("Higher than England"),
        "lower": _("Lower than England"),
        "not_compared": _("Not compared"),
    }


def statuses() -> dict[str, str]:
    """Name each kind of nothing in the reader's words, never mixed."""
    return {
        "reported": _("Reported"),
        "suppressed": _("Hidden: a small number"),
        "not_submitted": _("Did not send figures"),
        "stopped_reporting": _("Reports no more"),
        "not_collected": _("Not asked for then"),
        "no_record": _("No record known"),
        "no_reply": _("Asked, no reply"),
        "refused": _("Refused to say"),
        "not_yet_published": _("Not yet published"),
        "not_held": _("Published, not held here"),
        "no_comparable_record": _("Nothing to compare with"),
        "not_applicable": _("None of this here"),
    }


def status_sentences() -> dict[str, str]:
    """Explain each kind of nothing in one sentence."""
    return {
        "reported": _("The figure was reported. A nought is a figure too."),
        "suppressed": _("The number is so small that publishing it could tell who the people are."),
        "not_submitted": _("Figures were due from here, but did not arrive. That is not a nought."),
        "stopped_reporting": _("Nothing has come from here since; the reason is not known."),
        "not_collected": _("Nobody asked for it here, so its absence says nothing about the place."),
        "no_record": _("Nobody we know of has asked or published."),
        "no_reply": _("A question was put and not answered."),
        "refused": _("A question was put and the answer was refused."),
        "not_yet_published": _("The publisher has not put this out yet."),
        "not_held": _("The publisher has put this out, but it is not in this collection."),
        "no_comparable_record": _(
            "There is no figure that can fairly be compared, because of a merger or a new definition."
        ),
        "not_applicable": _("Nobody was in this group, or the service is not offered here."),
    }
