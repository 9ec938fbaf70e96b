"""A message of the conversation as WhatsApp can show it: its limits, its marks, its buttons and lists.

The limits are Meta's (``shared/ankers/kanalen-en-medewerkers.md``, section 3).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from bot.front.outcome_groups import Group, folded_name, groups
from bot.whatsapp.words import Words

Json = dict[str, Any]
LONGEST_TEXT, LONGEST_BODY = 4096, 1024
MOST_BUTTONS, LONGEST_BUTTON = 3, 20
MOST_ROWS, LONGEST_ROW, LONGEST_DESCRIPTION = 10, 24, 72
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
SAFE_SCHEMES = ("https://", "http://", "tel:", "mailto:")


def payloads(text: str, extra: Mapping[str, Any], words: Words) -> list[Json]:
    """The message as the bodies of one or more calls of Meta's API, without the receiver."""
    whole = "\n\n".join([marked(words.here(text)), *cards(extra.get("kaarten") or [], words)])
    choices = extra.get("keuzes") or []
    if not choices:
        return [_text(part) for part in split(whole, LONGEST_TEXT)]
    if len(choices) > MOST_ROWS:
        return [_text(part) for part in split(_numbered(whole, choices, words), LONGEST_TEXT)]
    return _interactive(whole, extra, words)


def marked(text: str) -> str:
    """Markdown in WhatsApp's marks: bold with one star, a link as its text and address."""
    return BOLD.sub(r"*\1*", LINK.sub(_link, text))


def cards(outcomes: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    """Outcomes in lines: what it is, what to do, and where to go. Reasons and sources are at the website.

    Of a long group only the first are told; the others by name, for whoever wants to read on. How a desk is reached is
    told once: many outcomes lead to the same one.
    """
    told: set[str] = set()
    long = [group for group in groups(outcomes, words.cards) if group.folded]
    folded = {id(each) for group in long for each in group.folded}
    shown = [_card(each, words, told) for each in outcomes if id(each) not in folded]
    return [*shown, *(_names(group, words) for group in long), *([words.said["lees_meer"]] if long else [])]


def _names(group: Group, words: Words) -> str:
    return "\n".join([f"{folded_name(group, words.cards)}:", *(f"- {each['naam']}" for each in group.folded)])


def _card(outcome: Mapping[str, Any], words: Words, told: set[str]) -> str:
    lines = [f"*{outcome['naam']}* ({words.statuses.get(outcome['status'], outcome['status'])})"]
    lines += [outcome["samenvatting"]] if outcome.get("samenvatting") else []
    lines += [f"{number}. {step}" for number, step in enumerate(outcome.get("stappen") or [], 1)]
    return "\n".join([*lines, *_where(outcome.get("contact") or {}, words, told)])


def _where(contact: Mapping[str, Any], words: Words, told: set[str]) -> list[str]:
    name, reach = contact.get("naam"), contact.get("bereikbaar")
    lines = [words.said["terecht"].format(naam=name)] if name else []
    if reach and reach not in told:
        told.add(reach)
        lines.append(reach)
    return lines


def split(text: str, longest: int) -> list[str]:
    """The text in parts of at most so many characters, at sentence ends where that can be."""
    parts, rest = [], text.strip()
    while len(rest) > longest:
        cut = _cut(rest, longest)
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [part for part in (*parts, rest) if part]


def short_titles(titles: Iterable[str], longest: int) -> list[str]:
    """The titles cut to this length: never empty, never two the same, and each with the words that make it another."""
    found: list[str] = []
    whole = [" ".join(title.split()) or str(number) for number, title in enumerate(titles, 1)]
    for number, title in enumerate(whole, 1):
        plain = _telling(title, [*whole[: number - 1], *whole[number:]], longest)
        short = plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"
        if short.casefold() in {each.casefold() for each in found}:
            mark = f" {number}"
            short = f"{plain[: longest - len(mark) - 1].rstrip()}…{mark}"
        found.append(short)
    return found


def _telling(title: str, others: Iterable[str], longest: int) -> str:
    """A title that will be cut, without the words that another begins with too when they take half of the room."""
    shared = max((_same_begin(title, other) for other in others), default=0)
    return f"…{title[shared:]}" if len(title) > longest and longest // 2 < shared < len(title) else title


def _same_begin(title: str, other: str) -> int:
    """How many characters the words take that both begin with, and the space after them."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(title.split(), other.split()))
    return sum(len(word) + 1 for word, _ in same)


def chosen(typed: str, extra: Mapping[str, Any], words: Words) -> str | None:
    """The id of the choice that somebody typed: its wording, the wording as it was cut, or its number.

    A number answers some questions by itself ("Hoe oud bent u?"): there it counts as a choice only if we numbered them.
    """
    choices: Sequence[Mapping[str, str]] = extra.get("keuzes") or []
    found = _by_wording(typed, choices)
    numbered = len(choices) > MOST_ROWS or extra.get("vraag") not in words.own_words
    return found or (_by_number(typed, choices) if numbered else None)


def _by_wording(typed: str, choices: Sequence[Mapping[str, str]]) -> str | None:
    plain = " ".join(typed.split()).casefold()
    titles = [each["titel"] for each in choices]
    for wordings in (titles, short_titles(titles, LONGEST_BUTTON), short_titles(titles, LONGEST_ROW)):
        for wording, choice in zip(wordings, choices):
            if plain == " ".join(wording.split()).casefold():
                return choice["keuze"]
    return None


def _by_number(typed: str, choices: Sequence[Mapping[str, str]]) -> str | None:
    plain = typed.strip().removesuffix(".")
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else 0
    return choices[number - 1]["keuze"] if 0 < number <= len(choices) else None


def _interactive(whole: str, extra: Mapping[str, Any], words: Words) -> list[Json]:
    """Buttons for a few short choices, a list for more; what was cut off stands in the body in full."""
    choices: Sequence[Mapping[str, str]] = extra["keuzes"]
    titles = [each["titel"] for each in choices]
    buttons = len(choices) <= MOST_BUTTONS
    short = short_titles(titles, LONGEST_BUTTON if buttons else LONGEST_ROW)
    if any(cut != " ".join(title.split()) for cut, title in zip(short, titles)):
        whole = "\n".join([whole, "", words.said["voluit"], *(f"- {title}" for title in titles)])
    *before, body = split(whole, LONGEST_BODY)
    action = _buttons(short, choices) if buttons else _rows(short, choices, words)
    interactive = {"type": "button" if buttons else "list", "body": {"text": body}, "action": action}
    if extra.get("voortgang"):
        interactive["footer"] = {"text": words.said["voortgang"].format(**extra["voortgang"])}
    return [*(_text(part) for part in before), {"type": "interactive", "interactive": interactive}]


def _buttons(short: Sequence[str], choices: Sequence[Mapping[str, str]]) -> Json:
    replies = [{"id": choice["keuze"], "title": title} for title, choice in zip(short, choices)]
    return {"buttons": [{"type": "reply", "reply": reply} for reply in replies]}


def _rows(short: Sequence[str], choices: Sequence[Mapping[str, str]], words: Words) -> Json:
    rows = []
    for title, choice in zip(short, choices):
        row = {"id": choice["keuze"], "title": title}
        whole = " ".join(choice["titel"].split())
        if title != whole and 0 < len(whole) <= LONGEST_DESCRIPTION:
            row["description"] = whole
        rows.append(row)
    return {"button": words.said["lijst_knop"], "sections": [{"rows": rows}]}


def _numbered(whole: str, choices: Sequence[Mapping[str, str]], words: Words) -> str:
    lines = [f"{number}. {choice['titel']}" for number, choice in enumerate(choices, 1)]
    return "\n".join([whole, "", *lines, "", words.said["kies_nummer"]])


def _text(body: str) -> Json:
    return {"type": "text", "text": {"body": body, "preview_url": False}}


def _link(found: "re.Match[str]") -> str:
    text, address = found[1], found[2]
    if not address.startswith(SAFE_SCHEMES):
        return text
    return address if text == address else f"{text}: {address}"


def _cut(text: str, longest: int) -> int:
    ends = [found.start() for found in SENTENCE_END.finditer(text, 0, longest + 1) if 0 < found.start() <= longest]
    if ends:
        return ends[-1]
    space = text.rfind(" ", 0, longest + 1)
    return space if space > 0 else longest
