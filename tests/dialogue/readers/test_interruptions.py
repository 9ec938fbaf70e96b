"""What is no answer: a moment's patience, beginning again, wanting a person, and what to talk to a person about."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.dialogue.readers.interruptions import asks_a_moment, says_about_what, starts_over, wants_a_person
from bot.dialogue.readers.unanswered import skips

TABLE: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "onderbrekingen.yml").read_text(encoding="utf-8"))
READERS: dict[str, tuple[Callable[[str], bool], bool]] = {
    "even_tijd": (asks_a_moment, True),
    "geen_even_tijd": (asks_a_moment, False),
    "opnieuw": (starts_over, True),
    "niet_opnieuw": (starts_over, False),
    "mens": (wants_a_person, True),
    "geen_mens": (wants_a_person, False),
    "waarover": (says_about_what, True),
    "niet_waarover": (says_about_what, False),
}
ROWS = [(name, text) for name, texts in TABLE.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), ROWS)
def test_what_it_is_and_what_only_looks_like_it(name: str, text: str) -> None:
    reader, expected = READERS[name]
    assert reader(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "ik sla wel eens een maaltijd over",
        "het ontbijt sla ik over om geld te sparen",
        "nee, ik heb pas alles opgemaakt",
        "volgend jaar krijg ik spaargeld",
        "ik heb er geen antwoord op",
        "dit jaar slaan we over",
        "mijn hond die laat ik lopen",
        "daar pas ik op",
        "ik ga door naar de volgende kamer",
    ],
)
def test_what_is_skipped_in_life_is_no_question(text: str) -> None:
    assert not skips(text)
