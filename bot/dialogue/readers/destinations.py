"""Where the resident needs to go."""

import re

from bot.dialogue.readers.denial import denies, seems_to_deny
from bot.dialogue.readers.listed import Mention, find, in_order, mended, mentions, parts
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.text import plain

_LEXICON = "vervoer_doel"
_BOOK = PhraseBook(_LEXICON)
_NEAR = 3


def read_destinations(text: str, context: Context) -> Reading:
    """The kinds of destinations named; ``[]`` for nowhere."""
    said = mended(plain(text), _LEXICON)
    if _BOOK["alles"].fullmatch(said.strip(" .!")):
        return value(in_order(_BOOK.entries("waarden"), _LEXICON), said, certain=False)
    named = [
        _value(part, mention)
        for part in parts(said)
        if not find(_LEXICON, "niet", part)
        for mention in mentions(part, _LEXICON)
    ]
    if in_order(named, _LEXICON):
        return value(in_order(named, _LEXICON), said)
    if find(_LEXICON, "overal", said):
        return NOT_UNDERSTOOD
    certain = bool(find(_LEXICON, "geen", said) or denies(said))
    return value([], said, certain) if certain or seems_to_deny(said) else NOT_UNDERSTOOD


def _value(part: str, mention: Mention) -> str:
    """People count as a visit where the words say so; "zoon naar school" is no visit."""
    if mention.value != "personen":
        return mention.value
    before, after = part[: mention.start].strip(), part[mention.end :].strip()
    near = " ".join(before.split()[-_NEAR:])
    before = re.split(r"\ben\b", before)[-1].strip()
    named_alone = not before or _BOOK["alleen_genoemd"].fullmatch(before)
    visited = _BOOK.finds("op_bezoek", near) or _BOOK.starts("opzoeken", after)
    return "sociaal" if visited or (named_alone and not _BOOK.starts("gaat_zelf", after)) else mention.value
