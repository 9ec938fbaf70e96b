"""A no in so many words, as an answer to our question about danger."""

import pytest

from bot.dialogue.readers.affirmation import is_plain_no


@pytest.mark.parametrize("text", ["nee", "Nee hoor", "nee, ik ben veilig", "gelukkig niet", "Echt niet!", "neen", "no"])
def test_a_plain_no(text: str) -> None:
    assert is_plain_no(text)


@pytest.mark.parametrize(
    "text", ["ja", "ik kan niet meer", "niet goed", "het gaat niet", "niemand helpt mij", "nou", "notaris", "", "…"]
)
def test_no_plain_no(text: str) -> None:
    assert not is_plain_no(text)
