"""What a resident takes back in the same breath: "niet 1300 maar 1400", "geen 9 meer", "60, nee wacht 61".

The words stand in data/lezers/teruggenomen.yml; how they lie around a number stands here.
"""

import re

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.numerals import NUMBER, numbers
from bot.dialogue.readers.text import plain


def _one_of(name: str) -> str:
    """A pattern of one of the words of that list."""
    words = (re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in load("teruggenomen")[name])
    return f"(?:{'|'.join(words)})"


_UNIT = rf"(?:\s*{_one_of('eenheid')})?"
_NUMBER = rf"(?:€\s?)?{NUMBER}(?!\w)"
_DENIED = rf"\b(?:{_one_of('verbindt')} )?{_one_of('ontkent')}\s+{_NUMBER}{_UNIT}(?:\s+per \w+)?"
_BUT = rf"\s*(?:,\s*(?:{_one_of('maar')}\s+)?|{_one_of('maar')}\s+)"
_INSTEAD = re.compile(rf"{_DENIED}{_BUT}(?=(?:[\w']+\s+){{0,3}}?{_NUMBER})")
_ONLY_NOT = re.compile(rf"(?:nee,?\s+)?{_one_of('ontkent')}\s+(?:€\s?)?(?!een\b){NUMBER}{_UNIT}[\s.!]*")
_NO_LONGER = re.compile(
    rf",?\s*\b(?:{_one_of('verbindt')} )?{_one_of('neemt_terug')}\s+(?:€\s?)?(?!een\b){NUMBER}(?!\w)"
    rf"(?:\s+en {NUMBER}(?!\w))?{_UNIT}(?:\s+(?:meer|maar))*"
)
_ANY = rf"{_NUMBER}{_UNIT}"
_SAID_BEFORE = re.compile(
    rf"\bik {_one_of('zegt')}\b(?:\s+\w+){{0,2}}?\s+{_ANY}(?:\s+{_one_of('invullen')})?[\s,]*\b{_one_of('maar_dat')}\b"
    rf"|(?<!\w){_ANY}\s+{_one_of('zei')} ik(?:\s+{_one_of('net')})?[\s,]*(?:\bmaar\b)?"
)
_OF_IT = r"(?:(?:het|ik|mijn|dat|hij|zij|ze)\s+){0,2}"
_ENDS = rf"(?=\s*(?:[,.;:!?]|$|{_one_of('nieuwe_zin')}\b))"
_NO_MORE = re.compile(
    rf"(?<!\w){_ANY}\s+{_one_of('was')}\s+{_OF_IT}(?:al\s+)?{_one_of('voorbij')}(?!\w)"
    rf"|(?<!\w){_ANY}\s+{_one_of('klopt')}\s+{_OF_IT}{_one_of('klopt_niet')}(?!\w)"
    rf"|(?<!\w){_ANY}\s+{_one_of('was')}\s+{_OF_IT}{_one_of('voorbij_aan_eind')}(?!\w){_ENDS}"
    rf"|(?<!\w){_ANY}\s+moet\s+(?={_ANY}\s+{_one_of('gesteld')}(?!\w))"
    rf"|\bmaak van (?:die |de |dat )?{_ANY}\s+(?:maar\s+|even\s+)*(?={_NUMBER})"
)
_NOT_PER = re.compile(
    rf"[\s,]*\b(?:{_one_of('verbindt')} )?niet (?:per|in de|in een) \w+(?: weken)?"
    r"|per \w+[\s,]+(?:oh? )?nee,?\s+(?=per )"
)
_TOLD = re.compile(
    rf"^.*?\b(?:ik {_one_of('zegt')}|zei ik)\b[^.;!?]*?\bmaar\b"
    rf"|[\s,]*\bik {_one_of('zei')} {_one_of('net')} \w+[\s.!]*$"
)
_OTHER = re.compile(
    rf"\b{_one_of('ontkent')} (?:{_one_of('van_wie')} )*\w+ maar\b"
    rf"|(?<=\w)(?:,? niet {_one_of('naar')} |,? en geen |, {_one_of('ontkent')} )[\w ]+?(?=[.!;]|$)"
)
_SLIP = re.compile(rf"[\s,.]*\b{_one_of('verspreking')}\b[\s,.]*", re.IGNORECASE)
_HESITATION = re.compile(rf"[\s,]+{_one_of('aarzeling')}[\s,]+(?={_NUMBER})")
_SLIP_IN_LIST = re.compile(
    rf"(?<!\w)(?P<old>{NUMBER}(?!\w)){_UNIT}[\s,.]*"
    rf"(?:(?P<pause>{_one_of('denkpauze')})[\s,]+(?!{_one_of('terugname')})"
    rf"|(?:{_one_of('denkpauze')}[\s,]+)*(?:{_one_of('terugname')}[\s,.]+)+)"
    rf"(?=(?:[a-z']+\s+){{0,3}}?{_NUMBER})"
)
_ANNOUNCED = re.compile(
    rf"[\s,.;!]*\b(?:{_one_of('aanloop')}\s+)*(?:{_one_of('een')}\s+)*{_one_of('aankondiging')}\b", re.IGNORECASE
)
_SET_TO = re.compile(rf"^.*\b{_one_of('zet')} {_one_of('dat')}\s+(?:\w+\s+){{0,2}}?{_one_of('op')}\s+(?=\w)")
_OPENING = re.compile(rf"^(?:{_one_of('opening')}[\s,!.]+)+")
_FORGOTTEN = re.compile(rf"\b{_one_of('vergeten')}\b")
_TAKING_BACK = (_NO_LONGER, _SAID_BEFORE, _NO_MORE, _INSTEAD)
"""The ways to name a number that is wrong."""
_SENTENCE = re.compile(r"(?<=[.!;])\s+")
ANNOUNCEMENT = 5
"""Words before a colon that only announce a correction."""


def without_withdrawn(said: str, several: bool = False) -> str:
    """Plain text without the number that another one takes the place of; nothing of a number that is only denied.

    ``several``: the answer is a list of numbers, in which a slip takes back no more than the number before it.
    """
    if several:
        said = with_each_put_right(said)
    if _ONLY_NOT.fullmatch(said):
        return ""
    kept = _INSTEAD.sub("", said)
    for taken_back in (_SAID_BEFORE, _NO_LONGER, _NO_MORE):
        kept = _less(taken_back, kept)
    if several:
        return kept
    return _last_said(_NOT_PER.sub("", kept) if kept.count("per ") > 1 else kept)


def with_each_put_right(said: str) -> str:
    """A list of numbers in plain text with each slip put right: "13 en 16, nee sorry 17" is 13 and 17."""
    found = next((slip for slip in _SLIP_IN_LIST.finditer(said) if _puts_right(said, slip)), None)
    if found is None:
        return said
    if _is_told_anew(said, found):
        return said[found.end() :]
    return with_each_put_right(f"{said[: found.start()]} {said[found.end() :]}")


def _is_told_anew(said: str, slip: re.Match[str]) -> bool:
    """Whether all of the list is told once more after the slip: "4 en 8, nee 4 en 9"."""
    before, after = (
        [number.value for number in numbers(part) if not number.article]
        for part in (said[: slip.end("old")], said[slip.end() :])
    )
    return len(before) == len(after) > 1 and bool(set(before) & set(after))


def _puts_right(said: str, slip: re.Match[str]) -> bool:
    """Whether the number after the slip takes the place of the one before; after "eh" only the next one does."""
    old, new = numbers(slip["old"]), numbers(said[slip.end() :])
    if not old or not new or old[0].article:
        return False
    return not slip["pause"] or abs(new[0].value - old[0].value) == 1


def withdrawn_numbers(text: str) -> frozenset[int]:
    """The numbers that a text denies or says to have said before."""
    said = plain(text)
    found = [part.group() for pattern in _TAKING_BACK for part in pattern.finditer(said)]
    return frozenset(int(number.value) for part in found for number in numbers(part))


def says_it_is_wrong(said: str) -> bool:
    """Whether plain text says of a number that it is not the right one: "52 was ik vorig jaar", "52 moet 53 zijn"."""
    return bool(_NO_MORE.search(said))


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
    said = _SET_TO.sub("", _OPENING.sub("", plain(said)) or said)
    for taken_back in (_SAID_BEFORE, _NO_LONGER, _NO_MORE, _NOT_PER, _TOLD, _OTHER):
        said = taken_back.sub(" ", said).strip(" ,.") or said
    return said


def without_forgotten(text: str) -> str:
    """A list without the remark on what was forgotten, where its number tells that the list is whole.

    "drie kinderen: 1, 3 en 6. De baby vergat ik" names the baby among the three.
    """
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    forgotten = [part for part in parts if _FORGOTTEN.search(plain(part)) and not _counts(plain(part))]
    kept = " ".join(part for part in parts if part not in forgotten)
    return kept if forgotten and _is_whole(plain(kept)) else text


def _is_whole(said: str) -> bool:
    """Whether the first number says how many follow: "drie kinderen: 1, 3 en 6"."""
    told = [number.value for number in numbers(said) if not number.article]
    return len(told) > 1 and told[0] == len(told) - 1


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
