"""Links come with what newsletter tools and networks add to them: no choice of a reader, read by nobody here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
#: Names of what is added, as these tools write them.
_ADDED = re.compile(
    r"^(utm_[a-z_]{1,30}|mc_[ce]id|fbclid|gclid|gbraid|wbraid|dclid|msclkid|twclid|yclid|igshid|_hs(enc|mi)|mkt_tok|vero_id"
    r"|ck_subscriber_id|s_cid)(=|$)"
)


def untracked(application: Application) -> Application:
    """Leave out of every address what was added to it, before anything reads the address."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        asked = environ.get("QUERY_STRING", "")
        if asked:
            kept = "&".join(part for part in asked.split("&") if not _ADDED.match(part))
            if kept != asked:
                environ["QUERY_STRING"] = kept
        return application(environ, start)

    return answer
