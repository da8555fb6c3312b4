"""Which hospitals are acute: where operations and emergencies are, not a clinic, a ward for rest, or an office."""

from __future__ import annotations

import re

import pandas as pd

from data.sources.organisations.hospitals import MOVED, NAMED_OTHERWISE

SMALLEST = 4000.0
"""Square metres: what is smaller is a unit (a birth centre, one ward), not a hospital to be sent to."""
_COMMON_WORDS = re.compile(r"\b(nhs|trust|hospitals?|general|university|the|hq)\b|[^a-z]")


def mark_acute(sites: pd.DataFrame, estates: pd.DataFrame, trusts: pd.DataFrame) -> pd.DataFrame:
    """Say of each hospital whether it is an acute one of a trust.

    Parameters
    ----------
    sites : DataFrame
        code, name, trust_code (who runs it now).
    estates : DataFrame
        From `read_estates`; a hospital is acute where the return calls it general acute, or, for an acute or
        specialist trust, acute only or of mixed services. Sites are met by code, else by name within a trust.
    trusts : DataFrame
        code, site_code: the largest hospital of a trust of kind `acute` or `specialist` is always acute.

    Returns
    -------
    DataFrame
        `sites` with `acute` (true or false). The hospitals that a new building has replaced are not acute.
    """
    hospital = trusts.kind.isin(["acute", "specialist"])
    words = estates.site_type.str.lower()
    own = estates.kind.isin(["acute", "specialist"]) & words.str.contains("acute|mixed") & ~words.str.contains("non-")
    told = estates[(own | words.str.contains("general acute")) & (estates.floor >= SMALLEST)]
    codes = set(told.site_code.replace(NAMED_OTHERWISE)) | set(trusts[hospital].site_code)
    keys = sites.trust_code + [_key(name) for name in sites.name]
    unmet = told[~told.site_code.isin(sites.code)]
    now = sites.drop_duplicates("code").set_index("code").trust_code
    named = {
        trust + _key(name)
        for old, name in zip(unmet.trust_code, unmet.site_name, strict=True)
        for trust in {old, *now[[code for code in now.index if code.startswith(old)]]}
    }
    found = sites.code.isin(codes) | keys.isin(named)
    found |= keys.isin(set(keys[found]))
    replaced = [code for code, (site, _) in MOVED.items() if site]
    acute = found & sites.trust_code.isin(set(trusts.code))
    stays = ~sites.trust_code.isin(replaced) | sites.code.isin({site for site, _ in MOVED.values()})
    return sites.assign(acute=acute & stays)


def _key(name: str) -> str:
    return _COMMON_WORDS.sub("", name.lower())
