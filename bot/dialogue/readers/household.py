"""Who lives together: partner, children, or neither."""

import re

from bot.dialogue.readers.numerals import numbers
from bot.dialogue.readers.people import people
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, asking, value
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("huishouden")
_CHILDREN = PhraseBook("kinderen")

_PART = re.compile(
    r"[.;!?,()]+|(?<!\w)(?<!nog )(?<!alleen )(?:maar|want|omdat|terwijl|doch|toen|dus)(?!\w)"
    r"|\ben (?=(?:mijn|onze|de) (?:kinderen|kids|zoons?|dochters?) (?:zijn|is|wonen|woont|komen|komt)\b)"
    r"|\ben (?=(?:mijn|onze|de) (?:kinderen|kids|zoons?|dochters?) (?:logeren|logeert|bezoeken)\b)"
)
_WITH_A_NAME = re.compile(r"\b[A-Z][a-zë]+ en ik\b|\b[Ii]k en [A-Z][a-zë]+\b|\bsamen met [A-Z][a-zë]+\b")
_GROWN_UP = 27
_FEW_OTHERS, HARDLY_ANY = 2, 1
"""Words besides people and ages with which a text may be about living together, and with which it surely is."""
_NEARBY = 8
_FILLERS = frozenset(
    (
        "mijn",
        "een",
        "ons",
        "onze",
        "nog",
        "ook",
        "van",
        "jaar",
        "dus",
        "die",
        "dat",
        "het",
        "hoor",
        "gewoon",
        "zijn",
        "haar",
    )
)


def read_household(text: str, context: Context) -> Reading:
    """The kind of household, from the people who are said to live there."""
    said = plain(text)
    if _BOOK.finds("elders", said) and not _BOOK.finds("ik_woon", said):
        return NOT_UNDERSTOOD
    partner, children = has_partner(said), has_children(said)
    if partner is None and _WITH_A_NAME.search(text):
        partner = True
    if context.answers.get("kinderen") and children is None:
        children = True if (partner or _BOOK.finds("alleen", said)) else None
    if (partner is None and children is None and not (_others(said) and about_living(said, HARDLY_ANY))) or not (
        about_living(said) or _WITH_A_NAME.search(text) or _tells_of_both(partner, children)
    ):
        return asking("wie_wonen", said) if _BOOK.finds("zoveel", said) else NOT_UNDERSTOOD
    return value(_kind(bool(partner), bool(children)), said, certain=_is_certain(said, partner, children))


def _tells_of_both(partner: bool | None, children: bool | None) -> bool:
    """Whether partner and children are both told to be gone: that leaves the resident alone."""
    return partner is False and children is False


def about_living(said: str, few: int = _FEW_OTHERS) -> bool:
    """Whether plain text can be about who lives together: words of living, or hardly more than people and ages."""
    rest = people().sub("", said)
    for number in reversed(numbers(rest)):
        rest = f"{rest[: number.start]}0{rest[number.end :]}"
    others = [word for word in re.findall(r"[a-z]{3,}", rest) if word not in _FILLERS]
    return _BOOK.finds("wonen", said) or bool(re.search(r"[1-9]", said)) or len(others) <= few


def has_partner(said: str) -> bool | None:
    """Whether a partner lives there; None when nothing says so."""
    said = _BOOK["niet_getrouwd"].sub(" ", said)
    if _BOOK.finds("een_ouder", said):
        return False
    if _shared_custody(said):
        return False
    if any(_living_here(part) for part in _PART.split(said)) or _BOOK.finds("ouderpaar", said):
        return True
    if (
        any(_gone(part) for part in _PART.split(said))
        or _BOOK.finds("alleen", said)
        or _BOOK.finds("geen_tweede_ouder", said)
    ):
        return False
    return _together(said)


def _shared_custody(said: str) -> bool:
    """Divorced, and the children are there every other week; who has somebody new says so."""
    return _BOOK.finds("om_de_week", said) and _BOOK.finds("gescheiden", said) and not people("partner").search(said)


def _gone(part: str) -> bool:
    """Whether a part says of a partner, or of "hij" or "zij", that he or she is gone."""
    about = people("partner").search(part) or _BOOK.finds("over_de_partner", part)
    return bool(about) and _BOOK.finds("partner_weg", part) and not re.search(r"\bik ga\b", part)


def _together(said: str) -> bool | None:
    """ "Samen" is with a partner unless it is with a child, a parent or a brother."""
    if _BOOK.finds("niet_samen", said):
        return False
    if _BOOK.finds("samen", said):
        return None if _BOOK.finds("samen_met_familie", said) else True
    return None


def _living_here(part: str) -> bool:
    """Whether a part of the text names a partner who is not gone and not somebody else's."""
    if _BOOK.finds("partner_weg", part):
        return False
    return (
        any(_mine(part[: found.start()]) for found in people("partner").finditer(part))
        or _married(part)
        or bool(_BOOK["partner_los"].fullmatch(part.strip()))
    )


def _mine(before: str) -> bool:
    words = re.findall(r"[\w'-]+", before)
    return not words or not (
        _BOOK["partner_niet_van_mij"].fullmatch(words[-1].strip("-"))
        or words[-1].isdigit()
        or words[-1] in ("vier", "vijf", "zes")
    )


def _married(part: str) -> bool:
    return _BOOK.finds("getrouwd", part) and not _BOOK.finds("ooit", part)


def has_children(said: str) -> bool | None:
    """Whether children live there; False when they are gone or there are none, None when nothing says so."""
    if _BOOK.finds("bij_kind_in", said):
        return False
    if _shared_custody(said):
        return True
    answers = [_children_in(part) for part in _PART.split(said)]
    if True in answers or _BOOK.finds("kinderen", said):
        return True
    return False if False in answers else None


def _children_in(part: str) -> bool | None:
    mentioned = people("kind").search(part)
    if not mentioned:
        return None
    if _CHILDREN.finds("weg", part) and not _BOOK.finds("ik_woon", part) and not _CHILDREN.finds("thuis", part):
        return False
    if _BOOK.finds("op_bezoek", part) and not _BOOK.finds("ik_woon", part):
        return False
    if _BOOK.finds("geen", part[: mentioned.end() + _NEARBY]) or _BOOK["kind_niet"].search(part):
        return False
    ages = [number.value for number in numbers(part) if not number.article and number.value > 3]
    return not (ages and min(ages) >= _GROWN_UP)


def _others(said: str) -> bool:
    return bool(
        people("ouder", "schoonouder", "broer_of_zus", "andere_familie").search(said)
        or _BOOK.finds("bij_anderen", said)
    )


def _kind(partner: bool, children: bool) -> str:
    if partner:
        return "samen_met_kinderen" if children else "samen"
    return "alleenstaande_ouder" if children else "alleenstaand"


def _is_certain(said: str, partner: bool | None, children: bool | None) -> bool:
    """A parent without a word on a partner, or only "gezin" or "met zijn tweeen", is a guess."""
    if partner is None and children and not re.search(r"\b(?:en ik|ik en|en mij)\b", said):
        return False
    return not (
        partner and not people("partner").search(said) and not _married(said) and not re.search(r"\bsamen\b", said)
    )
