"""The question that a resident repeats before the answer: in "Eenzaam? Nee." only the no is said."""

import re
from dataclasses import dataclass
from functools import cache

from bot.dialogue.readers.phrases import PhraseBook, compile_phrases

_BOOK = PhraseBook("herhaling")
LONGEST = 8
"""Words; a longer question is more than a topic that is repeated."""
_OF_SELF = re.compile(
    r"^\W*(?:en |maar |nou |ja |eh )?(?:wat|hoeveel|hoe(?: \w+)?|waar|wie|of|welke|wanneer) "
    r"(?:ik|we|wij|er|hij|zij|ze|het|mijn \w+|me \w+)\s(?:[\w'-]+\s?){1,5}\?+\s*(?=\w)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"((?:[^.!?;\n]+\?+\s*)+)(.*\w.*)", re.DOTALL)


@dataclass(frozen=True)
class Echo:
    """What was repeated, whether a yes or a no follows it, and what is said after that word."""

    topic: str
    agrees: bool
    answer: str
    rest: str


def repeated(said: str) -> Echo | None:
    """The topic that plain text repeats and the yes or no to it; None when it does not begin so."""
    opening = _OPENING.fullmatch(said.strip())
    if opening is None or not _is_topic(opening[1]):
        return None
    for word, agrees in (("nee", False), ("ja", True)):
        found = _words(word).match(opening[2])
        if found:
            return Echo(opening[1].strip(), agrees, opening[2], opening[2][found.end() :].strip(" ,.!;:-"))
    return None


def without_topic(said: str) -> str:
    """The answer of plain text that repeats the question and denies it; otherwise the text itself."""
    echo = repeated(said)
    return said if echo is None or echo.agrees else echo.answer


def without_asked_of_self(text: str) -> str:
    """The text without a question that it only names to answer: "wat ik verdien? 1300 euro"."""
    return _OF_SELF.sub("", text, count=1)


def _is_topic(questions: str) -> bool:
    asked = [question for question in re.split(r"\?+", questions) if question.strip()]
    return all(len(question.split()) <= LONGEST for question in asked) and not _BOOK.finds("geen_herhaling", questions)


@cache
def _words(name: str) -> re.Pattern[str]:
    return compile_phrases(_BOOK.entries(name), {"opmaat": _BOOK.entries("opmaat")})
