"""A place in a text, and taking such places out."""

from collections.abc import Callable, Iterable

Span = tuple[int, int]
"""Begin and end of a place in a text."""

Finder = Callable[[str], Iterable[Span]]
"""Finds the places of one kind, from left to right and without overlap."""


def replace(text: str, spans: Iterable[Span], placeholder: str) -> str:
    """The text with each place replaced by the placeholder."""
    parts, done = [], 0
    for begin, end in spans:
        parts += [text[done:begin], placeholder]
        done = end
    return "".join([*parts, text[done:]])
