"""``python -m bot.nlu``: ``danger`` scores the kept-out sentences, ``review`` learns from what staff labelled,
``thresholds`` derives how sure is sure enough."""

import os
import sys
from collections.abc import Callable, Mapping

from bot.nlu import danger_score, thresholds
from bot.nlu import review as reviewing
from bot.nlu.labelled import Lesson, lesson
from bot.nlu.review import judge_with_rasa, review, train_with_rasa
from bot.store.not_understood import read_labelled
from bot.store.settings import StoreSettings


def main(arguments: list[str]) -> None:
    """Run a command; an unknown one ends with the list of them."""
    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        sys.exit(f"usage: python -m bot.nlu {'|'.join(COMMANDS)}")
    command()


def _review() -> None:
    for line in review(_lessons(), train_with_rasa, judge_with_rasa, reviewing.LESSONS):
        print(line, flush=True)


def _lessons() -> list[Lesson]:
    address = StoreSettings.read(os.environ).database_url
    return [lesson(each.text, each.label) for each in read_labelled(address)]


COMMANDS: Mapping[str, Callable[[], None]] = {
    "danger": danger_score.main,
    "review": _review,
    "thresholds": thresholds.main,
}

if __name__ == "__main__":
    main(sys.argv[1:])
