"""The rules and the second opinion together: what to act on.

The rules decide what is danger. The second opinion takes nothing for danger by itself: where the rules are silent it
makes us ask, and where it hears only ordinary talk a siren becomes a question and a question nothing.
"""

from dataclasses import replace

from bot.dialogue.safety.detection import detect, is_silent
from bot.dialogue.safety.second_opinion import second_opinion
from bot.dialogue.safety.signal import Signal


def weigh(text: str) -> tuple[Signal, ...]:
    """The signals to act on, sure ones first and then the most urgent; ``()`` for ordinary text."""
    found = detect(text)
    if found:
        return _one_step_down(found) if second_opinion().is_calm(text) else found
    suspected = second_opinion().suspects(text) if _has_words(text) and is_silent(text) else None
    return (Signal(suspected, text.strip(), False),) if suspected else ()


def doubts(text: str) -> tuple[Signal, ...]:
    """What to ask about gently; ``()`` when a signal is sure: then there is nothing to ask."""
    found = weigh(text)
    return () if found and found[0].sure else found


def _one_step_down(found: tuple[Signal, ...]) -> tuple[Signal, ...]:
    return tuple(replace(signal, sure=False) for signal in found if signal.sure)


def _has_words(text: str) -> bool:
    """Blank texts and chosen buttons ("/kies{...}") have none."""
    return bool(text.strip()) and not text.startswith("/")
