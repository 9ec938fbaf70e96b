"""What a resident takes back in the same breath: "niet 1300 maar 1400", "geen 9 meer"."""

import re

from bot.dialogue.readers.numerals import NUMBER

_UNIT = r"(?:\s*(?:euro|€|jaar|jr|uur|maanden|kinderen|kids|procent))?"
_DENIED = rf"\b(?:dus |en )?(?:niet|geen)\s+(?:€\s?)?{NUMBER}(?!\w){_UNIT}(?:\s+per \w+)?"
_BUT = r"\s*(?:,\s*(?:(?:maar|wel)\s+)?|(?:maar|doch|wel)\s+)"
_INSTEAD = re.compile(rf"{_DENIED}{_BUT}(?=(?:[\w']+\s+){{0,3}}?(?:€\s?)?{NUMBER}(?!\w))")
_ONLY_NOT = re.compile(rf"(?:nee,?\s+)?(?:niet|geen)\s+(?:€\s?)?(?!een\b){NUMBER}{_UNIT}[\s.!]*")
_NO_LONGER = re.compile(
    r",?\s*\b(?:dus |en )?(?:geen|niet|in plaats van|ipv|i\.p\.v\.)\s+\d[\d.,]*(?:\s+(?:meer|maar|jaar|euro))*",
    re.IGNORECASE,
)
_SLIP = re.compile(r"[\s,.]*\b(?:oh|o|of|ach|ehm|eh|wacht) nee\b[\s,.]*|[\s,.]*\bnee wacht\b[\s,.]*", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"[\s,.;!]*\b(?:(?:en|maar|oh|o|ook)\s+)*(?:(?:een|nog een|kleine)\s+)*"
    r"(?:correctie|verbetering|foutje|vergissing|ik vergis\w*|(?:dat )?(?:eerder|eerst|net) zei ik)\b",
    re.IGNORECASE,
)
ANNOUNCEMENT = 3
"""Words before a colon that only announce a correction."""


def without_withdrawn(said: str) -> str:
    """Plain text without the number that another one takes the place of; nothing of a number that is only denied."""
    return "" if _ONLY_NOT.fullmatch(said) else _INSTEAD.sub("", said)


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
    return _NO_LONGER.sub(" ", said).strip(" ,.") or said
