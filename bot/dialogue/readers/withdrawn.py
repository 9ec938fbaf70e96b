"""What a resident takes back in the same breath: "niet 1300 maar 1400", "geen 9 meer", "60, nee wacht 61"."""

import re

from bot.dialogue.readers.numerals import NUMBER, numbers
from bot.dialogue.readers.text import plain

_UNIT = r"(?:\s*(?:euro|€|jaar|jr|uur|maanden|kinderen|kids|procent))?"
_DENIED = rf"\b(?:dus |en )?(?:niet|geen)\s+(?:€\s?)?{NUMBER}(?!\w){_UNIT}(?:\s+per \w+)?"
_BUT = r"\s*(?:,\s*(?:(?:maar|wel)\s+)?|(?:maar|doch|wel)\s+)"
_INSTEAD = re.compile(rf"{_DENIED}{_BUT}(?=(?:[\w']+\s+){{0,3}}?(?:€\s?)?{NUMBER}(?!\w))")
_ONLY_NOT = re.compile(rf"(?:nee,?\s+)?(?:niet|geen)\s+(?:€\s?)?(?!een\b){NUMBER}{_UNIT}[\s.!]*")
_NO_LONGER = re.compile(
    rf",?\s*\b(?:dus |en )?(?:geen|niet|nie|in plaats van|ipv|i\.p\.v\.)\s+(?:€\s?)?(?!een\b){NUMBER}(?!\w)"
    rf"(?:\s+en {NUMBER}(?!\w))?{_UNIT}(?:\s+(?:meer|maar))*"
)
_SAYING = r"(?:zei|zeg|wou|wilde|dacht|typte|schreef|noemde)"
_ANY = rf"(?:€\s?)?{NUMBER}(?!\w){_UNIT}"
_SAID_BEFORE = re.compile(
    rf"\bik {_SAYING}\b(?:\s+\w+){{0,2}}?\s+{_ANY}(?:\s+(?:zeggen|typen|invullen))?[\s,]*\b(?:maar|doch|das|dat)\b"
    rf"|(?<!\w){_ANY}\s+(?:zei|zeg) ik(?:\s+(?:net|eerst))?[\s,]*(?:\bmaar\b)?"
)
_NOT_PER = re.compile(
    r"[\s,]*\b(?:en |dus )?niet (?:per|in de|in een) \w+(?: weken)?|per \w+[\s,]+(?:oh? )?nee,?\s+(?=per )"
)
_TOLD = re.compile(
    rf"^.*?\b(?:ik {_SAYING}|zei ik)\b[^.;!?]*?\bmaar\b|[\s,]*\bik (?:zei|zeg) (?:net|eerst) \w+[\s.!]*$"
)
_OTHER = re.compile(
    r"\b(?:niet|geen) (?:(?:de|het|een|naar|voor|in|bij|mijn) )*\w+ maar\b"
    r"|(?<=\w)(?:,? niet (?:voor|naar|in|bij) |,? en geen |, (?:geen|niet) )[\w ]+?(?=[.!;]|$)"
)
_SLIP = re.compile(
    r"[\s,.]*\b(?:oh|o|of|ach|ehm|eh|wacht) nee\b[\s,.]*|[\s,.]*\bnee (?:wacht|sorry)\b[\s,.]*", re.IGNORECASE
)
_HESITATION = re.compile(rf"[\s,]+(?:nee|ehm?|uhm?|sorry|oeps)[\s,]+(?=(?:€\s?)?{NUMBER}(?!\w))")
_ANNOUNCED = re.compile(
    r"[\s,.;!]*\b(?:(?:en|maar|oh|o|ook)\s+)*(?:(?:een|nog een|kleine)\s+)*"
    r"(?:correctie|verbetering|foutje|vergissing|ik vergis\w*|(?:dat )?(?:eerder|eerst|net) zei ik)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:(?:correctie|verbetering|foutje|oeps|pardon|excuus|sorry)[\s,!.]+)+")
ANNOUNCEMENT = 3
"""Words before a colon that only announce a correction."""


def without_withdrawn(said: str) -> str:
    """Plain text without the number that another one takes the place of; nothing of a number that is only denied."""
    if _ONLY_NOT.fullmatch(said):
        return ""
    kept = _INSTEAD.sub("", said)
    for taken_back in (_SAID_BEFORE, _NO_LONGER):
        kept = _less(taken_back, kept)
    return _last_said(_NOT_PER.sub("", kept) if kept.count("per ") > 1 else kept)


def withdrawn_numbers(text: str) -> frozenset[int]:
    """The numbers that a text denies or says to have said before."""
    said = plain(text)
    found = [part.group() for pattern in (_NO_LONGER, _SAID_BEFORE, _INSTEAD) for part in pattern.finditer(said)]
    return frozenset(int(number.value) for part in found for number in numbers(part))


def before_correction(text: str) -> str:
    """What stands before an announced correction ("ja. correctie: ik ben 63"): it answers the question that is open.

    Empty without such words: "nee, ik ben 63" only takes back.
    """
    announced = _ANNOUNCED.search(text)
    return text[: announced.start()].strip() if announced else ""


def what_counts(text: str) -> str:
    """A correction without its announcement ("correctie: …") and what is taken back ("geen 9 meer", "koop, oh nee")."""
    head, separator, tail = text.partition(":")
    said = tail.strip() if separator and tail.strip() and len(head.split()) <= ANNOUNCEMENT else text
    said = _SLIP.split(said)[-1].strip() or said
    said = _OPENING.sub("", plain(said)) or said
    for taken_back in (_SAID_BEFORE, _NO_LONGER, _NOT_PER, _TOLD, _OTHER):
        said = taken_back.sub(" ", said).strip(" ,.") or said
    return said


def _less(pattern: re.Pattern[str], said: str) -> str:
    """Without what the pattern finds, as long as another number stays."""
    kept = pattern.sub(" ", said).strip(" ,.") if pattern.search(said) else said
    return kept if _counts(kept) else said


def _last_said(said: str) -> str:
    """What follows a slip between two numbers ("60, nee wacht 61")."""
    for slip in (_SLIP, _HESITATION):
        found = list(slip.finditer(said))
        if found and _counts(said[: found[-1].start()]) and _counts(said[found[-1].end() :]):
            said = said[found[-1].end() :]
    return said


def _counts(said: str) -> bool:
    return any(not number.article for number in numbers(said))
