"""The rules and the second opinion together: what to act on.

A rule that can mean nothing else always sounds the siren. Any other needs a second opinion that also hears danger, a
weaker one when more rules heard it; otherwise it becomes a question, or nothing where the second opinion hears only
ordinary talk. Where the rules are silent the second opinion makes us ask, and only where it is surer than it hardly
ever was of an ordinary sentence it sounds the siren.
"""

from dataclasses import replace

from bot.dialogue.safety.detection import Heard, hear
from bot.dialogue.safety.second_opinion import Opinion, second_opinion
from bot.dialogue.safety.signal import Signal

SIREN, SIREN_OF_MORE = 0.35, 0.1
"""Probability of danger from which the siren of one rule stands, and of more rules."""
QUESTION, HELD_BACK, DOUBT = 0.05, 0.5, 0.001
"""Probability from which we ask: where one rule is sure, where a guard held it back, and where a rule doubts."""
# Chosen by eye on the tables of other hands (data/veiligheid/LEESMIJ.md), not derived by a command.


def weigh(text: str) -> tuple[Signal, ...]:
    """The signals to act on, sure ones first and then the most urgent; ``()`` for ordinary text."""
    heard = hear(text)
    if not _has_words(text):
        return heard.signals
    opinion = second_opinion().of(text)
    if not heard.signals:
        return _by_opinion(text, opinion, heard.silent)
    return _by_rules(heard, opinion.danger)


def doubts(text: str) -> tuple[Signal, ...]:
    """What to ask about gently; ``()`` when a signal is sure: then there is nothing to ask."""
    found = weigh(text)
    return () if found and found[0].sure else found


def _by_rules(heard: Heard, danger: float) -> tuple[Signal, ...]:
    if not heard.sure_rules:
        return heard.signals if danger >= (DOUBT if heard.doubted else HELD_BACK) else ()
    several = heard.sure_rules > 1
    if heard.blunt or danger >= (SIREN_OF_MORE if several else SIREN):
        return heard.signals
    return _one_step_down(heard.signals) if several or danger >= QUESTION else ()


def _by_opinion(text: str, opinion: Opinion, silent: bool) -> tuple[Signal, ...]:
    if not (opinion.asks if silent else opinion.insists):
        return ()
    return (Signal(opinion.alarm, text.strip(), silent and opinion.certain),)


def _one_step_down(found: tuple[Signal, ...]) -> tuple[Signal, ...]:
    return tuple(replace(signal, sure=False) for signal in found if signal.sure)


def _has_words(text: str) -> bool:
    """Blank texts and chosen buttons ("/kies{...}") have none."""
    return bool(text.strip()) and not text.startswith("/")
