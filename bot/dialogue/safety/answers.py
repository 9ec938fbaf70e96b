"""Doubts that belong to the open question: "ik kan niet meer" answers how heavy the care is (data/veiligheid)."""

from functools import lru_cache

from bot.dialogue.safety.rules import FOLDER
from bot.dialogue.safety.signal import Signal
from bot.dialogue.safety.source import read_mapping


def is_answer(field: str, signal: Signal) -> bool:
    """Whether this doubt is what people ordinarily say to this question; never so for the second opinion."""
    ordinary = _ordinary().get(field, [])
    return not signal.sure and bool(signal.rule) and (signal.alarm in ordinary or signal.rule in ordinary)


@lru_cache(maxsize=1)
def _ordinary() -> dict[str, list[str]]:
    return read_mapping(FOLDER / "antwoorden.yml")
