"""How a resident wants to be reached, also when that is said at another step of the handover than its own."""

from actions.assistant import Assistant
from bot.dialogue.handover import CALL, CONTACT, KIND, MAIL, REASON, REQUEST, VISIT, WISH, Handover
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import clauses, plain

MARKS = {CALL: "[telefoon", MAIL: "[e-mail"}
"""What masking leaves of a number or an address that can be used (``bot.privacy.masking``)."""
TAKEN = "weggehaald]"
ONLY_A_NUMBER = 6
"""So many words with a number in them ("bel mij op …") tell no reason besides."""
WAYS = (CALL, MAIL, VISIT)
_BOOK = PhraseBook("contactwens")


def expects_contact(step: str, handover: Handover) -> bool:
    """Whether a number or an address may be the answer to this step; only then the front door keeps it."""
    return step in (WISH, CONTACT) or (step == REASON and handover.wish in MARKS)


def with_reach(handover: Handover, step: str, text: str, helper: Assistant) -> Handover | None:
    """The handover with the number, the address or the bare wish ("bel mij") in the text; None without one."""
    if expects_contact(step, handover):
        reached = _with_contact(handover, text)
        if reached is not None:
            return _with_reason(reached, step, text, helper)
    wish = bare_wish(text, helper)
    if wish is None or step not in (KIND, REASON, WISH, CONTACT):
        return None
    wished = handover.told(WISH, wish)
    return wished.told(KIND, REQUEST) if step == KIND else wished


def bare_wish(text: str, helper: Assistant) -> str | None:
    """The way to be reached, where the text says nothing else ("graag bellen")."""
    said = text.casefold().strip(" .!")
    wishes = helper.speech.sentences["overdracht_kale_wens"]
    return next((wish for wish, words in wishes.items() if said in words), None)


def _with_contact(handover: Handover, text: str) -> Handover | None:
    """The wish follows what was given, unless that fits the wish already."""
    given = [way for way, mark in MARKS.items() if mark in text and TAKEN in text]
    if not given:
        return None
    return handover.told(CONTACT, text).told(WISH, handover.wish if handover.wish in given else given[0])


def _with_reason(handover: Handover, step: str, text: str, helper: Assistant) -> Handover:
    if step != REASON:
        return handover
    short = len(text.split()) <= ONLY_A_NUMBER
    return handover.told(REASON, helper.speech.say("overdracht_reden_later") if short else text)


def unwanted(text: str) -> tuple[str, ...]:
    """The ways to be reached that the text refuses ("bel me niet")."""
    parts = clauses(plain(text))
    return tuple(way for way in WAYS if any(_BOOK.finds(way, part) for part in parts))


def says_only_how_not(step: str, text: str) -> bool:
    """Whether an answer to this step refuses a way and, at the reason, tells nothing else."""
    short = step != REASON or len(text.split()) <= ONLY_A_NUMBER
    return step in (KIND, REASON, WISH, CONTACT) and short and bool(unwanted(text))


def without_unwanted(handover: Handover, step: str, text: str, named: str | None) -> Handover:
    """The handover in which that way is no longer wished for: what the text names instead, or still to be asked."""
    refused = unwanted(text)
    kept = None if handover.wish in refused else handover.wish
    wished = handover.told(WISH, named or kept)
    return wished.told(KIND, REQUEST) if step == KIND else wished
