"""The rules and the second opinion together: what to act on.

A rule that can mean nothing else always sounds the siren, and one that was made to ask always asks. For all else the
probability that the second opinion gives decides between siren, question and nothing; how probable it must be depends
on what the rules say (``limits``).
"""

from dataclasses import replace

from bot.dialogue.safety.detection import Heard, hear
from bot.dialogue.safety.limits import RulesSay, limits
from bot.dialogue.safety.second_opinion import Opinion, second_opinion
from bot.dialogue.safety.signal import Signal


def weigh(text: str) -> tuple[Signal, ...]:
    """The signals to act on, sure ones first and then the most urgent; ``()`` for ordinary text."""
    heard = hear(text)
    if heard.blunt or not _has_words(text):
        return heard.signals
    return _acted_on(text, heard, second_opinion().of(text))


def doubts(text: str) -> tuple[Signal, ...]:
    """What to ask about gently; ``()`` when a signal is sure: then there is nothing to ask."""
    found = weigh(text)
    return () if found and found[0].sure else found


def what_rules_say(heard: Heard) -> RulesSay:
    """Which limits count for a text."""
    if heard.sure_rules:
        return RulesSay.ONE_SURE if heard.sure_rules == 1 else RulesSay.MORE_SURE
    if heard.signals:
        return RulesSay.DOUBT if heard.doubted else RulesSay.HELD_BACK
    return RulesSay.NOTHING if heard.silent else RulesSay.HARMLESS


def _acted_on(text: str, heard: Heard, opinion: Opinion) -> tuple[Signal, ...]:
    said = what_rules_say(heard)
    if opinion.danger >= limits().siren[said]:
        return _sirens(text, heard.signals, opinion)
    asks = heard.doubted or opinion.danger >= limits().ask[said]
    return _questions(text, heard.signals, opinion) if asks else ()


def _sirens(text: str, found: tuple[Signal, ...], opinion: Opinion) -> tuple[Signal, ...]:
    """A sure rule knows best which kind it is; where none is sure, the second opinion says it."""
    if found and found[0].sure:
        return found
    return (Signal(opinion.alarm, text.strip(), True), *(signal for signal in found if signal.alarm != opinion.alarm))


def _questions(text: str, found: tuple[Signal, ...], opinion: Opinion) -> tuple[Signal, ...]:
    if not found:
        return (Signal(opinion.alarm, text.strip(), False),)
    sure = tuple(replace(signal, sure=False) for signal in found if signal.sure)
    return sure or found


def _has_words(text: str) -> bool:
    """Blank texts and chosen buttons ("/kies{...}") have none."""
    return bool(text.strip()) and not text.startswith("/")
