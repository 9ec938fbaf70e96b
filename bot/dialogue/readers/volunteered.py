"""What a resident tells without being asked: only what is said outright, and about the resident."""

import re
from collections.abc import Callable

from bot.dialogue.readers.household import has_children
from bot.dialogue.readers.interruptions import LONGEST, is_question
from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.listed import mentions
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.places import Place, best_place
from bot.dialogue.readers.quantities import QUANTITY_FIELDS
from bot.dialogue.readers.reading import Context, Kind, Reading
from bot.dialogue.readers.text import plain, sentences
from bot.dialogue.readers.withdrawn import without_withdrawn

_BOOK = PhraseBook("vrijwillig")

_GROWN_UP = 18
_WITH_CHILDREN = {"samen": ("samen_met_kinderen",), "alleenstaand": ("alleenstaande_ouder",)}
_PART = re.compile(r"[.;!?()]+(?!\d)|,(?!\d)")


def volunteered_quantities(text: str, context: Context) -> dict[str, Reading]:
    """The fields of numbers, lists, people and places that the text answers unasked."""
    if len(text) > LONGEST:
        return {}
    told: dict[str, Reading] = {}
    for said in statements(without_withdrawn(plain(text))):
        for field in _FIELDS:
            reading = _told(field, said, context)
            if reading is not None and field not in told:
                told[field] = reading
    return told


def own_town(text: str) -> Place | None:
    """The town where the resident says to live, whichever it is."""
    if len(text) > LONGEST:
        return None
    found = [best_place(said) for said in statements(plain(text)) if _BOOK.finds("gemeente", said)]
    return next((place for place in found if place is not None and place.score >= 0), None)


def town_of_another(text: str) -> Place | None:
    """The town of somebody else for whom the resident asks whether the self-check is for them too."""
    said = plain(text)
    return best_place(said) if len(text) <= LONGEST and _BOOK.finds("ook_voor_een_ander", said) else None


def statements(said: str) -> list[str]:
    """The sentences of plain text that state something: without questions and suppositions."""
    stated = (_stated(sentence) for sentence in sentences(said))
    return [sentence for sentence in stated if sentence]


def _stated(sentence: str) -> str:
    """The sentence without its parts that ask or suppose; nothing of one that ends as a question."""
    parts = [part.strip() for part in _PART.split(sentence) if part.strip()]
    if sentence.endswith("?") and parts and not is_question(parts[-1]):
        parts = parts[:-1]
    return ", ".join(part for part in parts if not is_question(part) and not _BOOK.finds("geen_mededeling", part))


def _told(field: str, said: str, context: Context) -> Reading | None:
    scope = _SCOPES.get(field, _whole)(said)
    if not _BOOK.finds(field, scope):
        return None
    reading = QUANTITY_FIELDS[field](scope, context)
    if reading.kind is not Kind.VALUE or not reading.certain or _adds_nothing(field, reading, scope, context):
        return None
    return reading if _plausible(field, reading, scope) else None


def _adds_nothing(field: str, reading: Reading, said: str, context: Context) -> bool:
    """ "Mijn vrouw en ik rooien dat samen" says nothing of the children who are known to live there."""
    known = context.answers.get("huishouden")
    return field == "huishouden" and known in _WITH_CHILDREN.get(reading.value, ()) and has_children(said) is None


def _plausible(field: str, reading: Reading, said: str) -> bool:
    """Grown children may live elsewhere, and an empty list is never told by chance."""
    if field == "kinderen" and reading.value:
        return bool(max(reading.value) < _GROWN_UP)
    return reading.value != [] or (field == "kinderen" and _BOOK.finds("zonder_kinderen", said))


def _whole(said: str) -> str:
    return said


def _own_children(said: str) -> str:
    return "" if _BOOK.finds("geen_kind_van_mij", said) else said


def _own_income(said: str) -> str:
    """Only the halves of the sentence that are about income."""
    halves = re.split(r",|\ben\b", said)
    return ", ".join(half for half in halves if _BOOK.finds("inkomen", half) and not _BOOK.finds("geen_inkomen", half))


def _threats(said: str) -> str:
    return said if mentions(said, "dreiging") else ""


def _bills(said: str) -> str:
    """Without the debts that are told besides: those are no bills."""
    return _BOOK["en_schulden"].split(said)[0]


def _care(said: str) -> str:
    """From the caring on, so that the person after it is read."""
    found = _BOOK["mantelzorg_voor"].search(said)
    return said[found.start() :] if found and not _BOOK.finds("zorgt_niet", said) else ""


_SCOPES: dict[str, Callable[[str], str]] = {
    "kinderen": _own_children,
    "inkomen": _own_income,
    "dreiging": _threats,
    "achterstanden": _bills,
    "mantelzorg_voor": _care,
}
_FIELDS = tuple(field for field in load("vrijwillig") if field in QUANTITY_FIELDS)
