"""Which bills are overdue and what threatens because of it."""

import re

from bot.dialogue.readers.denial import denies, seems_to_deny
from bot.dialogue.readers.listed import Mention, find, in_order, mended, mentions, parts
from bot.dialogue.readers.overtaken import after_correction, is_in_need, is_over, past_and_now, without_need
from bot.dialogue.readers.phrases import PhraseBook, compile_phrases
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.text import plain

_ARREARS = "achterstanden"
_THREATS = "dreiging"
_BOOK = PhraseBook(_ARREARS)
_CLOSE = 40
_FEW_WORDS = 5
_UNPAID = re.compile(r"\bniet (?:meer )?(?:op tijd )?(?:kan |kunnen |kon )?beta\w+")
_ON_AFTER = re.compile(r"\bop\s(.{1,30}?)\sna\b")


def read_arrears(text: str, context: Context) -> Reading:
    """The bills that are overdue; ``[]`` when all is paid. What was overdue still is, unless it is said to be over."""
    said = after_correction(plain(text))
    past, now = past_and_now(said)
    reading = _arrears(now, told=bool(past))
    return _arrears(said) if past and not _says_none(reading, now) else reading


def _says_none(reading: Reading, said: str) -> bool:
    return reading.value == [] and reading.certain and not is_in_need(said)


def _arrears(text: str, told: bool = False) -> Reading:
    """The bills in plain text; with arrears told before it, "that is over" says that none are left."""
    said = mended(text, _ARREARS)
    excepted = _excepted(said)
    if excepted:
        return value(in_order(excepted, _ARREARS), said)
    overdue, paid = (in_order(named, _ARREARS) for named in _sorted_out(said))
    if overdue:
        return value(overdue, said, certain=_has_cue(said) or len(said.split()) <= _FEW_WORDS + 2 * len(overdue))
    all_paid = paid or (told and is_over(said)) or find(_ARREARS, "geen", said) or any(map(_says_paid, parts(said)))
    all_paid = all_paid or denies(said)
    if all_paid or seems_to_deny(said):
        return value([], said, certain=bool(all_paid))
    return NOT_UNDERSTOOD


def _says_paid(part: str) -> bool:
    return _predicate(part) is not None and _is_overdue(part, None) is False


def _excepted(said: str) -> list[str]:
    """What "alles behalve ..." or "op ... na" leaves out, when all else is paid."""
    but, after = _BOOK["behalve"].search(said), _ON_AFTER.search(said)
    exception = said[but.end() : but.end() + _CLOSE] if but else after.group(1) if after else ""
    return [mention.value for mention in mentions(exception, _ARREARS)][:2]


def _sorted_out(said: str) -> tuple[list[str], list[str]]:
    """The bills that are overdue and those that are paid, part by part."""
    overdue: list[str] = []
    paid: list[str] = []
    usual: bool | None = None
    waiting: list[Mention] = []
    for part in _clauses(said):
        state = _is_overdue(part, usual)
        usual = _predicate(part) if _predicate(part) is not None else usual
        waiting += mentions(part, _ARREARS)
        if state is None:
            continue
        if _BOOK.finds("rest", part) and not mentions(part, _ARREARS):
            state = not state
        (overdue if state else paid).extend(mention.value for mention in waiting)
        waiting = []
    overdue += [mention.value for mention in waiting]
    return overdue, paid


def _clauses(said: str) -> list[str]:
    """The parts of the text, also apart at an "en" with a paid or unpaid bill on either side."""
    result: list[str] = []
    for part in parts(said):
        halves = re.split(r"\ben\b|\book\b(?= (?:de|het|mijn))", part)
        apart = len(halves) > 1 and (
            all(mentions(half, _ARREARS) and _has_cue(half) for half in halves)
            or all(_BOOK.finds("werkwoord", half) for half in halves)
        )
        result += halves if apart else [part]
    return result


def _has_cue(part: str) -> bool:
    return any(find(_ARREARS, name, part) for name in ("betaald", "achter", "ontkenning", "wel"))


def _predicate(part: str) -> bool | None:
    """What the verb of a part is about: True for being behind, False for paying."""
    if find(_ARREARS, "achter", part):
        return True
    if find(_ARREARS, "betaald", part):
        return False
    return True if find(_ARREARS, "achter_misschien", part) else None


def _is_overdue(part: str, usual: bool | None) -> bool | None:
    """Whether a part says "unpaid"; a bare "niet" or "wel" goes by the verb before it."""
    if _BOOK.finds("kan_niet", part) and mentions(part, _ARREARS):
        return True
    denied = bool(find(_ARREARS, "ontkenning", part))
    predicate = _predicate(part)
    if predicate is None and (denied or find(_ARREARS, "wel", part)) and (usual is not None or denied):
        predicate = True if usual is None else usual
    if predicate is None:
        return None
    return predicate != denied


def read_threats(text: str, context: Context) -> Reading:
    """Eviction, cut-off, loss of insurance or seizure; ``[]`` when nothing threatens (any more)."""
    said = after_correction(plain(text))
    past, now = past_and_now(said)
    reading = _threats(now, told=bool(past))
    return reading if not past or reading.value or _says_none(reading, now) else _threats(said)


def _threats(text: str, told: bool = False) -> Reading:
    """The threats in plain text; with one told before it, "that is over" says that none is left."""
    said = without_need(_UNPAID.sub("", mended(text, _THREATS)))
    named = [
        mention.value for part in parts(said) for mention in mentions(part, _THREATS) if not _denied(part, mention)
    ]
    if in_order(named, _THREATS):
        return value(in_order(named, _THREATS), said)
    if _short_yes(said):
        return value(_short_yes(said), said, certain=False)
    mentioned = in_order((mention.value for mention in mentions(said, _THREATS)), _THREATS)
    certain = bool(mentioned or (told and is_over(said)) or find(_THREATS, "geen", said) or denies(said))
    return value([], said, certain) if certain or seems_to_deny(said) else NOT_UNDERSTOOD


def _short_yes(said: str) -> list[str]:
    """What "ja, de stroom" or "water" stands for."""
    if not re.match(r"ja\b", said) and len(said.split()) > _FEW_WORDS - 2:
        return []
    if find(_THREATS, "niet", said) or denies(said):
        return []
    short = PhraseBook(_THREATS).entries("kort")
    return [threat for threat, phrases in short.items() if compile_phrases(phrases).search(said)]


def _denied(part: str, mention: Mention) -> bool:
    """Whether the words around a threat say that it isn't there."""
    return bool(find(_THREATS, "niet", part[: mention.start]) or find(_THREATS, "niet", part[mention.end :]))
