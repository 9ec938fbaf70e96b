"""No answer on WhatsApp speaks of a button that is only on the website."""

from collections.abc import Iterator

import pytest
import yaml

from bot.whatsapp.render import payloads
from bot.whatsapp.words import FILE, Words

TEXTS = FILE.parent
WORDS = Words.load()
SPOKEN = ["gesprek", "uitleg", "gevaar", "vragen", "voordeur", "voorwaarden", "begrippen", "whatsapp"]
"""The files from which a conversation is made; the others are of pages, the widget and staff."""
NOT_SAID = ("whatsapp.anders",)
"""What stands in place of what."""


def read(name: str) -> object:
    return yaml.load((TEXTS / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def strings(found: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text under this path, with its own."""
    if isinstance(found, str):
        yield path, found
    items = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for name, each in items:
        yield from strings(each, f"{path}.{name}")


def spoken() -> list[tuple[str, str]]:
    found = [pair for name in SPOKEN for pair in strings(read(name), name)]
    return [(path, text) for path, text in found if not path.startswith(NOT_SAID)]


BUTTONS = [label for name in ("menu",) for _, label in strings(read("widget")[name], name)]


def names_button(text: str) -> bool:
    """Whether it says "knop", or quotes what stands on a button of the widget's menu."""
    return "knop" in text.casefold() or any(f"'{label}'" in text for label in BUTTONS)


def shown(text: str) -> str:
    return " ".join(payload["text"]["body"] for payload in payloads(text, {}, WORDS))


def test_the_menu_has_the_buttons_that_we_look_for() -> None:
    assert {"Later verder", "Afdrukken", "Wis mijn gesprek"} <= set(BUTTONS)
    assert names_button("Maak een code met 'Later verder'.")
    assert names_button("Druk op de knop.")
    assert not names_button("Wilt u later verder?")


def test_no_text_of_a_conversation_names_a_button_here() -> None:
    assert [path for path, text in spoken() if names_button(shown(text))] == []


@pytest.mark.parametrize("sentence", WORDS.instead)
def test_each_sentence_that_is_replaced_is_said_somewhere(sentence: str) -> None:
    """Else its wording changed, and the old one stands here for nothing."""
    assert names_button(sentence)
    assert [path for path, text in spoken() if sentence in text] != []


def test_the_rest_of_the_text_stays() -> None:
    text = "Uw antwoorden zijn van u. U kunt uw gesprek ook zelf wissen met de knop 'Wis mijn gesprek'."
    assert shown(text).startswith("Uw antwoorden zijn van u. Zelf uw gesprek wissen kan op onze website.")
