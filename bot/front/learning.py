"""The words that are kept to learn from: masked further than what is stored for a conversation."""

import re
from collections.abc import Iterator
from functools import cache

import yaml

from bot.catalogue.library import Library
from bot.front.texts import DATA
from bot.privacy.people import mask_people

TOWNS = DATA / "lezers" / "gemeenten.yml"
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w'-]+")


def for_labelling(text: str) -> str:
    """The text without the names of people; towns and what the catalogue names stay."""
    return mask_people(text, known_names())


@cache
def known_names() -> frozenset[str]:
    """Words with a capital that name no person, in small letters; read once."""
    written = (word.group() for name in _catalogue_names() for word in _CAPITAL.finditer(name))
    return frozenset(word.lower() for word in written) | frozenset(_towns())


def _catalogue_names() -> Iterator[str]:
    for municipality in Library.load(DATA).municipalities.values():
        yield municipality.name
        yield from (contact.name for contact in municipality.contacts.values())
        yield from (facility.name for facility in municipality.facilities)


def _towns() -> Iterator[str]:
    for slug, others in yaml.load(TOWNS.read_text(encoding="utf-8"), yaml.CSafeLoader).items():
        yield from (slug, *others)
