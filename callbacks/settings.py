"""The settings: environment variables, all with safe defaults, listed here and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
#: Endings of names that no machine elsewhere knows.
OWN = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


@dataclass(frozen=True)
class Settings:
    """What an operator can choose.

    `snapshot` is the folder of figures served (`CARE_ATLAS_SNAPSHOT`); `public_url` the address readers know
    (`CARE_ATLAS_PUBLIC_URL`); `contact` an e-mail or web address for corrections (`CARE_ATLAS_CONTACT`);
    `cache_url` where answers are kept (`CARE_ATLAS_CACHE_URL`, in-process when empty).
    """

    snapshot: Path
    public_url: str
    contact: str
    cache_url: str

    @property
    def site(self) -> str:
        """The address to put into cards, frames and letters; '' where machines elsewhere cannot reach it."""
        return self.public_url if is_public(self.public_url) else ""


def is_public(address: str) -> bool:
    """Tell whether machines elsewhere can reach an address: it is set, and not this machine's or a private net's."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        number = ip_address(host)
    except ValueError:
        return "." in host and not host.endswith(OWN)
    return number.is_global


def read_settings() -> Settings:
    """Read the settings from the environment."""
    return Settings(
        snapshot=Path(os.environ.get("CARE_ATLAS_SNAPSHOT") or ROOT / "data" / "snapshot"),
        public_url=os.environ.get("CARE_ATLAS_PUBLIC_URL", "").rstrip("/"),
        contact=os.environ.get("CARE_ATLAS_CONTACT", ""),
        cache_url=os.environ.get("CARE_ATLAS_CACHE_URL", ""),
    )
