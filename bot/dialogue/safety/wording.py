"""What a resident reads first when there is danger: data/teksten/gevaar.yml, with the numbers of data/normen."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.dialogue.safety.chosen import chosen_alarm
from bot.dialogue.safety.rules import rule_set
from bot.dialogue.safety.source import read_mapping
from bot.dialogue.safety.weighing import weigh

_DATA = Path(__file__).resolve().parents[3] / "data"


def message(alarm: str, phones: Mapping[str, str], team: str, times: int = 0) -> str:
    """The first message for a sure signal; ``times``: how often it was answered before in this conversation, after
    which come shorter words with the same numbers.

    ``phones``: number by id, as in data/normen/telefoonnummers.yml; ``team``: the name of the municipality's own
    team, which
    only messages about urgent need use. Raises KeyError for an unknown alarm or a number that is missing.
    """
    first, again = _texts()[alarm]["bericht"], _texts()[alarm]["opnieuw"]
    words = again[(times - 1) % len(again)] if times else first
    return str(words).format_map({**phones, "team": team})


def question(alarm: str, times: int = 0) -> str:
    """The gentle question for a signal that is not sure: no numbers, no urgency; other words when it comes back."""
    wordings = _texts()[alarm]["twijfel"]
    return str(wordings[times % len(wordings)])


def buttons(alarm: str) -> tuple[str, str]:
    """The buttons below ``question``: yes and no in the words of that question."""
    yes, no = _texts()[alarm]["antwoorden"]
    return str(yes), str(no)


def numbers_for(text: str, said: Iterable[str] = ()) -> str | None:
    """The message for the first sure signal of danger in a text, or in the choice that a resident made (its payload),
    for when the dialogue engine does not hear it; None without danger.

    ``said``: the assistant's messages so far; what stands in them already comes in other words.
    """
    acute = rule_set().acute
    found = (chosen_alarm(text), *(signal.alarm for signal in weigh(text) if signal.sure))
    alarm = next((name for name in found if name in acute), None)
    return message(alarm, _phones(), "", _times(alarm, said)) if alarm else None


def _times(alarm: str, said: Iterable[str]) -> int:
    """How often this alarm was answered."""
    wordings = tuple(message(alarm, _phones(), "", times) for times in range(1 + len(_texts()[alarm]["opnieuw"])))
    return sum(text.startswith(wordings) for text in said)


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, Any]]:
    return read_mapping(_DATA / "teksten" / "gevaar.yml")


@lru_cache(maxsize=1)
def _phones() -> dict[str, str]:
    return {raw["id"]: raw["nummer"] for raw in read_mapping(_DATA / "normen" / "telefoonnummers.yml")["nummers"]}
