"""``python -m bot.nlu``: ``danger`` scores the kept-out sentences, ``review`` learns from what staff labelled."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping

from bot.nlu import danger_score
from bot.nlu.labelled import Lesson, lesson
from bot.nlu.review import judge_with_rasa, review, train_with_rasa
from bot.store.database import Database
from bot.store.not_understood import Sentences
from bot.store.settings import StoreSettings


def main(arguments: list[str]) -> None:
    """Run a command; an unknown one ends with the list of them."""
    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        sys.exit(f"usage: python -m bot.nlu {'|'.join(COMMANDS)}")
    command()


def _review() -> None:
    for line in review(asyncio.run(_lessons()), train_with_rasa, judge_with_rasa):
        print(line, flush=True)


async def _lessons() -> list[Lesson]:
    database = Database(StoreSettings.read(os.environ).database_url)
    try:
        async with database.read() as connection:
            return [lesson(each.text, each.label) for each in await Sentences(connection).labelled()]
    finally:
        await database.close()


COMMANDS: Mapping[str, Callable[[], None]] = {"danger": danger_score.main, "review": _review}

if __name__ == "__main__":
    main(sys.argv[1:])
