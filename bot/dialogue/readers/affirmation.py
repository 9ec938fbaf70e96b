"""Yes and no, not knowing and not wanting to say, in everyday words."""

import re
from functools import cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.phrases import compile_phrases
from bot.dialogue.readers.text import clauses, plain
from bot.dialogue.readers.vernacular import canonical


def yes_no(text: str) -> bool | None:
    """Whether the text as a whole says yes or no; None when it says neither or both."""
    parts = clauses(canonical(text)) or [""]
    answers = [answer for answer in map(_answer, parts) if answer is not None]
    if not answers:
        return None
    return answers[-1] if _phrases("keert_om").search(parts[-1]) else answers[0]


def is_plain_no(text: str) -> bool:
    """Whether the text begins with a no: "ik kan niet meer" only denies something."""
    return bool(_phrases("ronduit_nee").match(plain(text).strip(" .,!?;:")))


def is_unknown(text: str) -> bool:
    """Whether a sentence or clause of the text says nothing but that the resident doesn't know."""
    return _says(text, "onbekend")


def admits_ignorance(text: str) -> bool:
    """Whether the text says somewhere that the resident doesn't know, and no no besides."""
    said = plain(text)
    besides = any(_phrases(name).search(said) for name in ("toch_nee", "geen_onbekend"))
    return bool(_phrases("niet_weten").search(said)) and not besides


def wonders(text: str) -> bool:
    """Whether the text only says that the resident doesn't know whether or which: "geen idee of de huur betaald is"."""
    said = plain(text)
    besides = any(_phrases(name).search(said) for name in ("wel_iets", "toch_nee"))
    return bool(_phrases("weet_niet_of").search(said)) and not besides


def is_refusal(text: str) -> bool:
    """Whether a sentence or clause of the text says nothing but that the resident won't tell."""
    return _says(text, "weigering")


def _answer(part: str) -> bool | None:
    """A no that stands before a yes wins ("nee dat klopt niet"), and a negated yes is a no."""
    no, yes = _phrases("nee").search(part), _phrases("ja").search(part)
    if no and (not yes or no.start() <= yes.start() or no.end() > yes.end()):
        return False
    return True if yes else None


def _says(text: str, name: str) -> bool:
    whole = plain(text).strip(" .,!?;:")
    return any(_bare(part, name) for part in [whole, *clauses(whole)])


def _bare(part: str, name: str) -> bool:
    if _phrases(f"geen_{name}").search(part):
        return False
    pattern = _phrases(name)
    return bool(pattern.search(part)) and not _essence(pattern.sub(" ", part))


def _essence(rest: str) -> str:
    """What is left without fillers and punctuation."""
    return re.sub(r"\W+", "", _phrases("vulling").sub("", rest))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return compile_phrases(load("instemming")[name].split("\n"))
