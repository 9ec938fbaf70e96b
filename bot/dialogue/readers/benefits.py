"""Which benefits the household has."""

import re

from bot.dialogue.readers.denial import denies, seems_to_deny
from bot.dialogue.readers.listed import across, compiled, find, in_order, mended, mentions, parts
from bot.dialogue.readers.overtaken import after_correction, past_and_now
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.text import plain

_LEXICON = "uitkeringen"
_OTHER_PERSON = re.compile(
    r"\ben (?=(?:ik|hij|zij|ze|mijn|dat|daar|daarna|straks)\b)|(?<=\w)\s+(?=(?:daarna|straks|totdat|tot ik|tot mijn)\b)"
)


def read_benefits(text: str, context: Context) -> Reading:
    """The benefits named; ``[]`` for wages, a pension of an employer, or none. What was had before does not count."""
    said = after_correction(plain(text))
    now = past_and_now(said)[1]
    reading = _benefits(now)
    return reading if now == said or reading.certain and reading is not NOT_UNDERSTOOD else _benefits(said)


def _benefits(text: str) -> Reading:
    said = mended(text, _LEXICON)
    said = compiled(_LEXICON, "betaler").sub("nabestaandenuitkering", _since_now(said))
    each = [half for part in parts(said) for half in _OTHER_PERSON.split(part)]
    named = [mention.value for part in each if not _ruled_out(part) for mention in mentions(part, _LEXICON)]
    named += across(said, each, _LEXICON)
    if named:
        return value(in_order(named, _LEXICON), said)
    if not mentions(said, _LEXICON) and not denies(said) and seems_to_deny(said):
        return value([], said, certain=False)
    none = (
        (find(_LEXICON, "geen", said) and not find(_LEXICON, "zoekt_werk", said))
        or mentions(said, _LEXICON)
        or denies(said)
    )
    return value([], said) if none else NOT_UNDERSTOOD


def _since_now(said: str) -> str:
    """What comes after "nu", when that names a benefit: "in de ziektewet, nu wia"."""
    now = list(compiled(_LEXICON, "nu").finditer(said))
    if not now or not mentions(said[now[-1].end() :], _LEXICON) or find(_LEXICON, "iemand_anders", said):
        return said
    return said[now[-1].end() :]


def _ruled_out(part: str) -> bool:
    """Whether a part says that the benefit named in it is not there (any more, or yet)."""
    away = find(_LEXICON, "weg", part)
    still = find(_LEXICON, "wel", part)
    if not away or (still and still.start() > away.start() and mentions(part[still.end() :], _LEXICON)):
        return False
    named = mentions(part, _LEXICON)
    return bool(named) and not (away.start() > named[0].end and find(_LEXICON, "wel", part[: away.start()]))
