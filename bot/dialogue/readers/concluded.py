"""What a text says in conclusion: "mijn geheugen laat mij zelden in de steek, dus neen"."""

from bot.dialogue.readers.phrases import PhraseBook

_BOOK = PhraseBook("conclusie")


def conclusion(said: str) -> str:
    """What plain text says after its last "dus"; empty when it draws no conclusion or ends in a filler ("dus ja")."""
    starts = [found.end() for found in _BOOK["dus"].finditer(said) if said[: found.start()].strip()]
    last = said[starts[-1] :].strip(" ,.;:!") if starts else ""
    found = _BOOK["aanloop"].match(last)
    rest = last[found.end() :].strip(" ,") if found else last
    return "" if _BOOK["stopwoord"].fullmatch(rest) else rest
