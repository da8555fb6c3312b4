"""What a request asks for: the view its address describes, and the options that one address alone offers."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from callbacks.world import world
from layouts import words
from layouts.choices import LONGEST_VALUE, BadChoice, choose_place, nearest
from layouts.view import PARAMETERS, View, read_view
from layouts.words import _

#: The longest value an address may carry.
LONGEST = 500
MOST_PLACES = 50


def only(allowed: tuple[str, ...]) -> Mapping[str, str]:
    """Give the query's parameters, each named once and within bounds."""
    allowed = tuple(dict.fromkeys((*allowed, "snapshot")))
    for name, value in request.args.items():
        if name not in allowed:
            raise BadChoice(name[:80], "", _("There is no parameter of this name."), nearest(name, allowed))
        if len(value) > LONGEST:
            raise BadChoice(name, value, _("This value is too long."))
        if len(request.args.getlist(name)) > 1:
            raise BadChoice(name, value, _("Name a parameter only once; several places go with commas between them."))
    return request.args


def codes_of(args: Mapping[str, str]) -> tuple[str, ...]:
    """Check the places named, with commas between them; none means all."""
    codes = tuple(dict.fromkeys(c for c in args.get("place", "").split(",") if c))
    if len(codes) > MOST_PLACES:
        raise BadChoice("place", f"{len(codes)}", _("Up to 50 places can be asked for at once."))
    return tuple(choose_place(world().snapshot, code) for code in codes)


def asked(args: Mapping[str, str], **offered: tuple[str, ...]) -> tuple[View, dict[str, str]]:
    """Read a view and options from parameters.

    Parameters
    ----------
    offered
        The values of each option, its default first.

    Raises
    ------
    BadChoice
        If a parameter is unknown, named twice, or has a value that cannot be served.
    """
    if any(len(request.args.getlist(name)) > 1 for name in request.args):
        raise BadChoice("query", "", _("Name a parameter only once; several places go with commas between them."))
    chosen = {}
    for name, values in offered.items():
        value = args.get(name) or values[0]
        if value not in values:
            why = _("It can be {choices}.").format(choices=", ".join(values))
            raise BadChoice(name, value, why, nearest(value, values) or values[0])
        chosen[name] = value
    known = (*PARAMETERS, *offered)
    for name in args:
        if name not in known:
            raise BadChoice(name[:LONGEST_VALUE], "", _("There is no parameter of this name."), nearest(name, known))
    view = read_view(world().snapshot, {name: value for name, value in args.items() if name not in offered})
    words.speak(view.lang)
    return view, chosen
