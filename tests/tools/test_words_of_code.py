"""Every sentence said in the code is found, wherever it stands."""

from __future__ import annotations

from tools.catalogue import words_of
from tools.data_words import Key

CODE = """
title = f"<h1>{escape(_('Within a text'))}</h1>"
told = ngettext("{n} place", "{n} places", n).format(n=_("inner"))
long = _(
    "Two parts "
    "of one"
)
nothing = _("")
name = _(title)
"""


def test_sentences_are_found_in_texts_with_places_across_lines_and_within_one_another():
    assert list(words_of(CODE, "layouts/x.py")) == [
        Key("Within a text", "layouts/x.py"),
        Key("{n} place", "layouts/x.py", "{n} places"),
        Key("inner", "layouts/x.py"),
        Key("Two parts of one", "layouts/x.py"),
    ]
