"""The settings: environment variables, all with safe defaults, listed here and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from layouts.words import OFFERS

#: Requests a minute of one address, where nothing else is set: a whole school or hospital may stand behind one.
USUAL_RATE = 6000
ROOT = Path(__file__).resolve().parent.parent
#: How addresses of a shared cache begin.
STORES = ("redis://", "rediss://")
#: Endings of names that no machine elsewhere knows.
OWN = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


@dataclass(frozen=True)
class Settings:
    """What an operator can choose.

    `snapshot` is the folder of figures served (`CARE_ATLAS_SNAPSHOT`); `public_url` the address readers know
    (`CARE_ATLAS_PUBLIC_URL`); `contact` an e-mail or web address for corrections (`CARE_ATLAS_CONTACT`);
    `cache_url` where answers are kept (`CARE_ATLAS_CACHE_URL`, in-process when empty); `requests_a_minute` how often
    one address may ask (`CARE_ATLAS_RATE_LIMIT`, 0 where that is `off`); `keep` how many snapshots stay beside the one
    that is served, for whoever has frozen a view on them (`CARE_ATLAS_KEEP`); `publishers_url` another address that
    stands for every publisher, for mirrors and tests (`CARE_ATLAS_PUBLISHERS_URL`, their own when empty); `downloads`
    the folder of the files that a refresh fetches (`CARE_ATLAS_DOWNLOADS`); `exports` that of the
    files that readers download (`CARE_ATLAS_EXPORTS`); `metrics` whether counts are shown to
    programs that watch (`CARE_ATLAS_METRICS`); `welsh` whether Welsh is offered as a `draft`, to the `public` or not at
    all, `off` (`CARE_ATLAS_WELSH`).
    """

    snapshot: Path
    public_url: str
    contact: str
    cache_url: str
    requests_a_minute: int = 0
    keep: int = 60
    publishers_url: str = ""
    downloads: Path = ROOT / "var" / "raw"
    exports: Path = ROOT / "var" / "exports"
    metrics: bool = False
    welsh: str = OFFERS[0]

    @property
    def site(self) -> str:
        """The address to put into cards, frames and letters; '' where machines elsewhere cannot reach it."""
        return self.public_url if is_public(self.public_url) else ""


class SettingError(ValueError):
    """A setting cannot be read; the message names it and what it can be."""


def is_public(address: str) -> bool:
    """Tell whether machines elsewhere can reach an address: it is set, and not this machine's or a private net's."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        number = ip_address(host)
    except ValueError:
        return "." in host and not host.endswith(OWN)
    return number.is_global


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises
    ------
    SettingError
        If one has a value that means nothing.
    """
    return Settings(
        snapshot=Path(os.environ.get("CARE_ATLAS_SNAPSHOT") or ROOT / "data" / "snapshot"),
        public_url=os.environ.get("CARE_ATLAS_PUBLIC_URL", "").rstrip("/"),
        contact=os.environ.get("CARE_ATLAS_CONTACT", ""),
        cache_url=_cache_url(os.environ.get("CARE_ATLAS_CACHE_URL", "")),
        requests_a_minute=_requests_a_minute(os.environ.get("CARE_ATLAS_RATE_LIMIT", "")),
        keep=_kept(os.environ.get("CARE_ATLAS_KEEP", "")),
        publishers_url=os.environ.get("CARE_ATLAS_PUBLISHERS_URL", "").rstrip("/"),
        downloads=Path(os.environ.get("CARE_ATLAS_DOWNLOADS") or Settings.downloads),
        exports=Path(os.environ.get("CARE_ATLAS_EXPORTS") or Settings.exports),
        metrics=_is_on(os.environ.get("CARE_ATLAS_METRICS", "")),
        welsh=_offered(os.environ.get("CARE_ATLAS_WELSH", "")),
    )


def _cache_url(told: str) -> str:
    if told and not told.startswith(STORES):
        raise SettingError(
            f"CARE_ATLAS_CACHE_URL is '{told[:20]}', but must be an address of Redis, such as redis://127.0.0.1:6379/0"
        )
    return told


def _is_on(told: str) -> bool:
    if told not in ("", "on", "off"):
        raise SettingError(f"CARE_ATLAS_METRICS is '{told}', but must be `on` or `off`")
    return told == "on"


def _offered(told: str) -> str:
    if told and told not in OFFERS:
        raise SettingError(f"CARE_ATLAS_WELSH is '{told}', but must be one of {', '.join(OFFERS)}")
    return told or OFFERS[0]


def _requests_a_minute(told: str) -> int:
    if told == "off":
        return 0
    if told and (not told.isdecimal() or not 0 < int(told) < 10**9):
        raise SettingError(
            f"CARE_ATLAS_RATE_LIMIT is '{told}', but must be `off` or how many requests a minute, such as {USUAL_RATE}"
        )
    return int(told) if told else USUAL_RATE


def _kept(told: str) -> int:
    if told and (not told.isdecimal() or int(told) > 1000):
        raise SettingError(
            f"CARE_ATLAS_KEEP is '{told}', but must be a whole number of snapshots, such as {Settings.keep}"
        )
    return int(told) if told else Settings.keep
