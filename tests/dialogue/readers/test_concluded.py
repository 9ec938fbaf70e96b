"""What an answer says in conclusion is what it says; a filler concludes nothing."""

from datetime import date
from typing import Any

import pytest

from bot.dialogue.readers import Context, read
from bot.dialogue.readers.concluded import conclusion

CONTEXT = Context(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("mijn geheugen laat mij zelden in de steek, dus neen.", "neen"),
        ("de buren zijn zelf tachtig dus eigenlijk nee", "nee"),
        ("ik loop heel de dag achter die wagen, dus goed", "goed"),
        ("al met al gaat het prima", ""),
        ("ik poets zelf, kook zelf, al met al gaat het prima", "gaat het prima"),
        ("ik heb geen werk dus ja", ""),
        ("ze is pas verhuisd, dus tja", ""),
        ("dus", ""),
        ("nee", ""),
        ("", ""),
    ],
)
def test_the_conclusion_is_what_follows_the_last_dus(said: str, last: str) -> None:
    assert conclusion(said) == last


@pytest.mark.parametrize(
    ("field", "said", "meant"),
    [
        ("dementie", "Mijn geheugen laat mij zelden in de steek, dus neen.", False),
        ("lopen", "ik loop heel de dag achter die wage, dus goed", "goed"),
        ("netwerk", "de buren zijn zelf tachtig dus eigenlijk nee daar kan ik niet op rekenen", "nee"),
        ("eenzaam", "buurvrouw elke dag koffie, dus goed", False),
        ("zorg_nodig", "ik kan mijn arm niet omhoog, dus aankleden niet", True),
        ("mantelzorg", "ja dat is waarvoor ik bel zeg maar ik zorg al jaren voor mijn vrouw", True),
        ("eenzaam", "ja dat mag u best weten ik voel me vaak alleen want weg kan ik nooit meer", True),
        ("somber", "sarcastisch ja, somber nee", False),
        ("somber", "moe ja, somber neen", False),
    ],
)
def test_the_answer_that_is_concluded_counts(field: str, said: str, meant: Any) -> None:
    assert read(field, said, CONTEXT).value == meant
