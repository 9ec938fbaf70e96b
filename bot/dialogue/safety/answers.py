"""Doubts that belong to the open question: "ik kan niet meer" answers how heavy the care is (data/veiligheid)."""

from functools import lru_cache

from bot.dialogue.safety.rules import FOLDER
from bot.dialogue.safety.signal import Signal
from bot.dialogue.safety.source import read_mapping

NO_RULE = "zonder_regel"
"""The questions at which a doubt of the second opinion alone belongs to the answer."""


def is_answer(field: str, signal: Signal) -> bool:
    """Whether this doubt is what people ordinarily say to this question. Of a text that is surely an answer."""
    if signal.sure:
        return False
    ordinary = _ordinary().get(field, [])
    return signal.alarm in ordinary or signal.rule in ordinary if signal.rule else field in _ordinary()[NO_RULE]


@lru_cache(maxsize=1)
def _ordinary() -> dict[str, list[str]]:
    return read_mapping(FOLDER / "antwoorden.yml")
