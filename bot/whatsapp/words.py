"""The sentences of WhatsApp, from ``data/teksten/whatsapp.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[2] / "data" / "teksten" / "whatsapp.yml"

LISTS = ("afmelden", "aanmelden", "link", "gevoelig")


@dataclass(frozen=True)
class Words:
    """``said`` by name; ``stop``, ``start`` and ``link`` are what a person types; ``sensitive`` are fields."""

    said: Mapping[str, str]
    stop: frozenset[str]
    start: frozenset[str]
    link: frozenset[str]
    sensitive: frozenset[str]
    statuses: Mapping[str, str]

    @classmethod
    def load(cls, file: Path = FILE) -> "Words":
        """From the file; raises when a part is missing, so that it shows at start-up."""
        raw = yaml.load(file.read_bytes(), yaml.CSafeLoader)
        stop, start, link, sensitive = (frozenset(raw[name]) for name in LISTS)
        return cls(raw["zinnen"], stop, start, link, sensitive, raw["status"])
