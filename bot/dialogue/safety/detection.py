"""Finds danger in a text: rules say what it is, denials and guards say what it is not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from bot.dialogue.safety.line import Line
from bot.dialogue.safety.lists import CLAUSE, DENIAL, FILLER, MARKS, marked
from bot.dialogue.safety.rules import Guard, Rule, RuleSet, rule_set
from bot.dialogue.safety.signal import Signal

_MORE = f"(?:alleen|normaal|zuinig|leuk|zacht|mis|uit){MARKS} "
_SAME_CLAUSE = f"[^ /.,]+/[^ {CLAUSE}]* "
_DENIED_AFTER = re.compile(f"(?:{_SAME_CLAUSE}){{0,3}}?{marked(DENIAL)}(?!{_MORE})")
_DENIED_BEFORE = re.compile(
    f" (?:{marked(DENIAL)}(?:{marked(FILLER)}){{0,3}}|niemand{MARKS} (?:{_SAME_CLAUSE}){{0,4}})$"
)
_DENIES = re.compile(f"(?<= ){marked(DENIAL)}")
NEAR = "nabij"
"""The reach of a guard that stands for a saying."""
_NEAR = re.compile(r"(?:[^ ]+ ){0,4}")
_PART_END = re.compile(r" (?:[.,]|(?:en|maar|want|dus|doch)/[^ ]*) ")
_SENTENCE_END = re.compile(r" \. ")


@dataclass(frozen=True)
class _Finding:
    rule: Rule
    start: int
    end: int


@dataclass(frozen=True)
class Heard:
    """All that the rules say of a text.

    ``sure_rules``: how many are sure of a signal; ``blunt``: whether one of them can mean nothing else; ``doubted``:
    whether a rule that only ever doubts sees one, and not just a sure rule that a guard held back; ``silent``: whether
    no rule matches anything, not even what was denied.
    """

    signals: tuple[Signal, ...]
    sure_rules: int
    blunt: bool
    doubted: bool
    silent: bool


def hear(text: str) -> Heard:
    """What the rules hear in a text."""
    found = list(_signals(rule_set(), rule_set().line(text)))
    sure_rules = {signal.rule for signal in found if signal.sure}
    blunt = not sure_rules.isdisjoint(rule_set().blunt)
    doubted = any(signal.rule in rule_set().doubting for signal in found)
    silent = not found and is_silent(text)
    return Heard(_in_order(rule_set(), found), len(sure_rules), blunt, doubted, silent)


def detect(text: str) -> tuple[Signal, ...]:
    """The signals in a text, sure ones first and then the most urgent; ``()`` for ordinary text."""
    return detect_with(rule_set(), text)


def detect_with(rules: RuleSet, text: str) -> tuple[Signal, ...]:
    """As ``detect``, with another rule set (tests take a guard out)."""
    return _in_order(rules, _signals(rules, rules.line(text)))


def _in_order(rules: RuleSet, signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """One signal for each kind, the surest of them."""
    found: dict[str, Signal] = {}
    for signal in signals:
        known = found.get(signal.alarm)
        if known is None or signal.sure > known.sure:
            found[signal.alarm] = signal
    return tuple(sorted(found.values(), key=lambda signal: (not signal.sure, rules.order.index(signal.alarm))))


def is_silent(text: str) -> bool:
    """Whether no rule matches anything in the text, nothing that was denied or guarded either, and it holds no saying
    that a guard knows ("met de vuist op tafel")."""
    rules = rule_set()
    line = rules.line(text)
    undeniable = (replace(rule, deniable=False) for rule in rules.rules)
    knows_saying = any(
        guard.pattern.search(line.plain) for guard in rules.guards if guard.drops and guard.reach == NEAR
    )
    return not knows_saying and next(_findings(undeniable, line), None) is None


def _signals(rules: RuleSet, line: Line) -> Iterator[Signal]:
    """A guard takes a finding one step down, from sure to a question or from a question to nothing, or drops it."""
    for finding in _findings(rules.rules, line):
        held = [guard for guard in rules.guards if _holds(guard, finding, line.plain)]
        if not any(guard.drops or not finding.rule.sure for guard in held):
            yield _signal(finding, line, bool(held))


def _signal(finding: _Finding, line: Line, held: bool) -> Signal:
    words, rule = line.words(finding.start, finding.end), finding.rule
    return Signal(rule.alarm, words, rule.sure and not held, rule.name)


def _findings(rules: Iterable[Rule], line: Line) -> Iterator[_Finding]:
    for rule in rules:
        if rule.possible(line):
            for start, end in _stretches(line.plain, rule.within):
                yield from _in_stretch(rule, line.plain, start, end)


def _in_stretch(rule: Rule, plain: str, start: int, end: int) -> Iterator[_Finding]:
    """The places where the rule holds: its first part, with every other part near enough."""
    for match in _first_parts(rule, plain, start, end):
        found = _parts_near(rule, plain, match, _words_around(plain, match, rule.distance, start, end))
        if len(found) == len(rule.parts):
            yield _Finding(rule, min(part.start() for part in found), max(part.end() for part in found) - 1)


def _first_parts(rule: Rule, plain: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where the first part stands and is not denied; words that were denied may still begin another match."""
    match = rule.parts[0].pattern.search(plain, start, end)
    while match:
        denied = rule.deniable and _denied(plain, match)
        if not denied:
            yield match
        match = rule.parts[0].pattern.search(plain, match.start() + 1 if denied else match.end(), end)


def _parts_near(rule: Rule, plain: str, first: re.Match[str], near: tuple[int, int]) -> list[re.Match[str]]:
    """The first part and the others near it; fewer when one is not there."""
    others: list[re.Match[str]] = []
    for part in rule.parts[1:]:
        taken = others if rule.apart else []
        places = (
            place for place in part.pattern.finditer(plain, *near) if not any(map(partial(_overlap, place), taken))
        )
        others += [place for place in [next(places, None)] if place]
    return [first, *others]


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _words_around(plain: str, match: re.Match[str], words: int, start: int, end: int) -> tuple[int, int]:
    """The stretch of at most so many words on either side of a match."""
    earlier = plain[start : match.start()].split(" ")[-words - 1 :]
    later = plain[match.end() : end].split(" ")[:words]
    return match.start() - len(" ".join(earlier)), match.end() + len(" ".join(later)) + 1


def _stretches(plain: str, within: str) -> Iterator[tuple[int, int]]:
    if within == "bericht":
        yield 0, len(plain)
        return
    start = 0
    for stop in _SENTENCE_END.finditer(plain):
        yield start, stop.end()
        start = stop.end() - 1


def _denied(plain: str, match: re.Match[str]) -> bool:
    """Denied just before or after it, unless a denial is part of the danger itself ("wil niet meer leven")."""
    if _DENIES.search(plain, match.start(), match.end()):
        return False
    return bool(_DENIED_AFTER.match(plain, match.end()) or _DENIED_BEFORE.search(plain[: match.start()]))


def _holds(guard: Guard, finding: _Finding, plain: str) -> bool:
    if finding.rule.alarm not in guard.targets and finding.rule.name not in guard.targets:
        return False
    start, end = _REACH[guard.reach](plain, finding.start, finding.end)
    return bool(guard.pattern.search(plain, start, end)) and not guard.unless.search(plain, start, end)


def _near(plain: str, start: int, end: int) -> tuple[int, int]:
    before = re.search(r" (?:[^ ]+ ){0,4}$", plain[:start])
    after = _NEAR.match(plain, end + 1)
    return (before.start() if before else start), (after.end() if after else end)


def _part(plain: str, start: int, end: int) -> tuple[int, int]:
    return _around(_PART_END, plain, start, end)


def _sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    return _around(_SENTENCE_END, plain, start, end)


def _message(plain: str, start: int, end: int) -> tuple[int, int]:
    return 0, len(plain)


def _around(border: re.Pattern[str], plain: str, start: int, end: int) -> tuple[int, int]:
    """From the last border before the finding to the first one after it."""
    before = [found.end() - 1 for found in border.finditer(plain, 0, start)]
    after = border.search(plain, end)
    return (before[-1] if before else 0), (after.end() if after else len(plain))


_REACH = {NEAR: _near, "deel": _part, "zin": _sentence, "bericht": _message}
