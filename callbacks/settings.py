"""The settings: environment variables, all with safe defaults, listed here and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What an operator can choose.

    `snapshot` is the folder of figures served (`CARE_ATLAS_SNAPSHOT`); `public_url` the address readers know
    (`CARE_ATLAS_PUBLIC_URL`); `contact` an e-mail or web address for corrections (`CARE_ATLAS_CONTACT`);
    `cache_url` where answers are kept (`CARE_ATLAS_CACHE_URL`, in-process when empty); `keep` how many snapshots stay
    beside the one that is served, for whoever has frozen a view on them (`CARE_ATLAS_KEEP`); `publishers_url` another
    address that stands for every publisher, for mirrors and tests (`CARE_ATLAS_PUBLISHERS_URL`, their own when empty);
    `downloads` the folder of the files that a refresh fetches (`CARE_ATLAS_DOWNLOADS`).
    """

    snapshot: Path
    public_url: str
    contact: str
    cache_url: str
    keep: int = 60
    publishers_url: str = ""
    downloads: Path = ROOT / "var" / "raw"


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises
    ------
    ValueError
        If `CARE_ATLAS_KEEP` is no whole number.
    """
    keep = os.environ.get("CARE_ATLAS_KEEP") or str(Settings.keep)
    if not keep.isdecimal():
        raise ValueError(
            f"CARE_ATLAS_KEEP is '{keep}', but must be a whole number of snapshots, such as {Settings.keep}"
        )
    return Settings(
        snapshot=Path(os.environ.get("CARE_ATLAS_SNAPSHOT") or ROOT / "data" / "snapshot"),
        public_url=os.environ.get("CARE_ATLAS_PUBLIC_URL", "").rstrip("/"),
        contact=os.environ.get("CARE_ATLAS_CONTACT", ""),
        cache_url=os.environ.get("CARE_ATLAS_CACHE_URL", ""),
        keep=int(keep),
        publishers_url=os.environ.get("CARE_ATLAS_PUBLISHERS_URL", "").rstrip("/"),
        downloads=Path(os.environ.get("CARE_ATLAS_DOWNLOADS") or Settings.downloads),
    )
