"""Help that is asked for while a question is open: its cards, and then that question in other words."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.actions.conftest import Begin

LINES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "hulpvragen.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['vraag']}: {line['tekst']}")
async def test_cards_and_the_question_again(begin: Begin, line: dict[str, Any]) -> None:
    field, answered = line["vraag"], line.get("wordt", {})
    talk = await (await begin(field)).says(line["tekst"], "antwoord", 0.5)
    assert any(message.get("kaarten") for message in talk.messages)
    assert talk.slots.get(field) == answered.get(field)
    assert (talk.asks == field) is (field not in answered)


def test_enough_of_them() -> None:
    assert len(LINES) >= 60
