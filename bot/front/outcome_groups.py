"""Which outcomes stand open and which are folded away: 27 cards at once is more than a tired person reads.

The widget does the same in ``static/widget/cards.js``; ``tests/front/outcomes.json`` holds both to it. How many is in
``data/teksten/widget.yml``, under ``kaart``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Outcome = Mapping[str, Any]


@dataclass(frozen=True)
class Group:
    """The outcomes that are equally sure, in the order in which they were given."""

    status: str
    shown: Sequence[Outcome]
    folded: Sequence[Outcome]


def groups(outcomes: Sequence[Outcome], card_words: Mapping[str, Any]) -> list[Group]:
    """A group for each status that occurs, the surest first. ``card_words`` is ``kaart`` of widget.yml."""
    alike = {status: [each for each in outcomes if each.get("status") == status] for status in card_words["groep"]}
    return [_group(status, found, card_words["meer"]) for status, found in alike.items() if found]


def folded_name(group: Group, card_words: Mapping[str, Any]) -> str:
    """What the folded ones are called: how many, and how sure."""
    return str(card_words["nog"][group.status]).format(aantal=len(group.folded))


def _group(status: str, found: Sequence[Outcome], sizes: Mapping[str, int]) -> Group:
    cut = sizes["open"] if len(found) - sizes["open"] >= sizes["minstens"] else len(found)
    return Group(status, found[:cut], found[cut:])
