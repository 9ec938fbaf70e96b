"""The little Markdown of messages as safe HTML, for without JavaScript; the same rules as static/widget/text.js.

Paragraphs, **bold**, lists, [links](https://…) and phone numbers; everything else is escaped.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

INLINE = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|\[(?P<label>[^\]\n]+)\]\((?P<address>[^)\s]+)\)")
PHONE = re.compile(
    r"(?<![\d.,€-])(?<!€ )(?:11[23]|0[89]00-?\d{4,7}|0\d{1,3}-\d{6,8})(?![\d%-]|[.,]\d| euro)",
)
BULLET, NUMBER = re.compile(r"^\s*[-*•]\s+"), re.compile(r"^\s*\d{1,2}[.)]\s+")
SAFE_ADDRESS = re.compile(r"https?://|tel:[\d+-]+$", re.IGNORECASE)
STRONG = {True: Markup('<strong class="woord">{}</strong>'), False: Markup("<strong>{}</strong>")}
"""Of one word, such as a reference, or of more."""
LINK = Markup('<a href="{}">{}</a>')


def html(text: str) -> Markup:
    """The text as HTML."""
    return Markup("\n").join(_block(tag, lines) for tag, lines in _blocks(text))


def plain(text: str) -> str:
    """The words without their marks, for where there is no bold; a link as its words and its address."""
    return INLINE.sub(lambda match: match["bold"] or f"{match['label']} ({match['address']})", text)


def gives_number(text: str, numbers: Iterable[str]) -> bool:
    """Whether the text gives one of these phone numbers."""
    return not set(numbers).isdisjoint(PHONE.findall(INLINE.sub(_words, text)))


def _blocks(text: str) -> list[tuple[str, list[str]]]:
    """Lines of the same kind together; an empty line ends a block."""
    groups = groupby(text.splitlines(), key=_tag)
    return [(tag, [_content(tag, line) for line in lines]) for tag, lines in groups if tag]


def _tag(line: str) -> str:
    if not line.strip():
        return ""
    return "ul" if BULLET.match(line) else "ol" if NUMBER.match(line) else "p"


def _content(tag: str, line: str) -> str:
    mark = {"ul": BULLET, "ol": NUMBER}.get(tag)
    return (mark.sub("", line) if mark else line).strip()


def _block(tag: str, lines: list[str]) -> Markup:
    content = [_inline(line) for line in lines]
    if tag == "p":
        return Markup("<p>{}</p>").format(Markup("<br>").join(content))
    items = Markup("").join(Markup("<li>{}</li>").format(each) for each in content)
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), items)


def _inline(line: str) -> Markup:
    done, parts = 0, []
    for match in INLINE.finditer(line):
        parts += [_phones(line[done : match.start()]), _marked(match)]
        done = match.end()
    return Markup("").join([*parts, _phones(line[done:])])


def _marked(match: re.Match[str]) -> Markup:
    if match["bold"]:
        return STRONG[len(match["bold"].split()) == 1].format(_phones(match["bold"]))
    if not SAFE_ADDRESS.match(match["address"]):
        return escape(match[0])
    return LINK.format(match["address"], match["label"])


def _phones(text: str) -> Markup:
    done, parts = 0, []
    for match in PHONE.finditer(text):
        number = LINK.format("tel:" + re.sub(r"\D", "", match[0]), match[0])
        parts += [escape(text[done : match.start()]), number]
        done = match.end()
    return Markup("").join([*parts, escape(text[done:])])


def _words(match: re.Match[str]) -> str:
    return match["bold"] or match["label"]
