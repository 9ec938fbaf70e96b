"""From a resident's own words to a value of the contract.

``read`` is for the field whose question is open, ``volunteered`` for what is said besides.
"""

from bot.dialogue.readers.affirmation import admits_ignorance, wonders
from bot.dialogue.readers.choices import CHOICE_FIELDS, volunteered_choices
from bot.dialogue.readers.echo import repeated, without_asked_of_self, without_topic
from bot.dialogue.readers.interruptions import is_interruption
from bot.dialogue.readers.numerals import numbers
from bot.dialogue.readers.places import town_is_unknown
from bot.dialogue.readers.quantities import QUANTITY_FIELDS
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, SKIPPED, UNKNOWN, Context, Kind, Reader, Reading
from bot.dialogue.readers.small_talk import without_small_talk
from bot.dialogue.readers.text import plain
from bot.dialogue.readers.unanswered import besides, skips, unanswered
from bot.dialogue.readers.volunteered import volunteered_quantities
from bot.dialogue.readers.withdrawn import without_withdrawn

__all__ = ["FIELDS", "Context", "Kind", "Reader", "Reading", "read", "volunteered"]

FIELDS: dict[str, Reader] = {**QUANTITY_FIELDS, **CHOICE_FIELDS}


_SEVERAL_NUMBERS = "kinderen"
"""The field whose answer is a list of numbers."""


_TOWNS = ("gemeente", "mantelzorg_gemeente")


def read(field: str, text: str, context: Context) -> Reading:
    """What the text answers to the open question about that field; not knowing is never an empty list."""
    said = without_small_talk(text)
    reading = _read(field, said, context) if said else NOT_UNDERSTOOD
    if not isinstance(reading.value, list):
        return reading
    return UNKNOWN if wonders(text) or (not reading.value and admits_ignorance(text)) else reading


def _read(field: str, text: str, context: Context) -> Reading:
    if skips(text):
        return SKIPPED
    text = without_asked_of_self(text)
    echo = repeated(plain(text))
    if is_interruption(echo.answer if echo else text):
        return NOT_UNDERSTOOD
    silence = unanswered(text, field in QUANTITY_FIELDS)
    if silence is None:
        return _reader(field)(text, context)
    answer = _besides(field, text, context)
    return answer if _answers_beside(field, answer) else silence


def _answers_beside(field: str, answer: Reading) -> bool:
    """Whether it answers in spite of "weet ik niet"; above or below a limit that is not sure does not."""
    unsure = field in QUANTITY_FIELDS and isinstance(answer.value, bool) and not answer.certain
    return answer.kind is Kind.VALUE and not unsure


def _reader(field: str) -> Reader:
    """The reader of the field; one of numbers does not hear a topic denied or what is taken back in the same breath."""
    if field not in QUANTITY_FIELDS:
        return FIELDS[field]
    return lambda text, context: FIELDS[field](_standing(text, field == _SEVERAL_NUMBERS), context)


def _standing(text: str, several: bool) -> str:
    said = plain(text)
    kept = without_withdrawn(without_topic(said), several)
    return text if kept == said else kept


def _besides(field: str, text: str, context: Context) -> Reading:
    """The answer in what is said besides "weet ik niet" or "zeg ik niet"."""
    if field in _TOWNS and town_is_unknown(plain(text)):
        return NOT_UNDERSTOOD
    rest = besides(text, field in QUANTITY_FIELDS)
    if not rest and field in QUANTITY_FIELDS and any(not number.article for number in numbers(plain(text))):
        rest = text
    return _reader(field)(rest, context) if rest else NOT_UNDERSTOOD


_NEXT = {"mantelzorg": "mantelzorg_voor"}
"""The field that an answer to the open question often tells too: "ja, voor mijn moeder"."""


def _of_the_answer(text: str, context: Context, open_field: str | None) -> dict[str, Reading]:
    following = _NEXT.get(open_field or "")
    if following is None or read(str(open_field), text, context).value is not True:
        return {}
    reading = read(following, text, context)
    return {following: reading} if reading.kind is Kind.VALUE and reading.certain else {}


def volunteered(text: str, context: Context, open_field: str | None = None) -> dict[str, Reading]:
    """What the text tells about other fields than the open one, outright and for certain."""
    text = without_small_talk(text)
    told = {**_of_the_answer(text, context, open_field), **volunteered_choices(text, context)}
    told |= volunteered_quantities(text, context)
    return {field: reading for field, reading in told.items() if field != open_field}
