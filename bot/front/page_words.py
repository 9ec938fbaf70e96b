"""What the widget and the plain pages need to speak: their words, and of each question how its answer reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.front.page_shell import long_day, read
from bot.store.deadlines import AMSTERDAM

WIDGET_WORDS: web.AppKey[Mapping[str, Any]] = web.AppKey("pages_widget_words")


def widget_texts(texts: Path, municipalities: Mapping[str, str]) -> dict[str, Any]:
    """The widget's own words, and of each question how its answer reads as a sentence."""
    questions = read(texts / "vragen.yml")["vragen"]
    answers = {field: answer_words(question) for field, question in questions.items()}
    return {**read(texts / "widget.yml"), "antwoorden": answers, "gemeenten": dict(municipalities)}


def answer_words(question: Mapping[str, Any]) -> dict[str, Any]:
    """``zin`` with {waarde}, or ``waarden``: a sentence for each value; ``leeg``: the sentence for an empty list."""
    words = {key: question[key] for key in ("zin", "leeg") if key in question}
    choices = {json_name(choice["waarde"]): choice["zin"] for choice in question.get("keuzes", [])}
    return {**words, "waarden": choices} if choices else words


def json_name(value: object) -> str:
    """A value as a key of JSON: true and false as JavaScript writes them."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def long_date(moment: datetime, months: Sequence[str]) -> str:
    """22 november 2026, as the clocks in the Netherlands have it."""
    return long_day(moment.astimezone(AMSTERDAM).date(), months)
