"""The plans as residents get them, read once in each process: also where there is a test for each of their parts."""

from functools import cache

from bot.catalogue.library import Library


@cache
def plans() -> Library:
    return Library.load()
