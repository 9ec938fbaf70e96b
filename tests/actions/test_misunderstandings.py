"""Misunderstandings in a row: two examples, then choices, skipping and a person, and never the same words in a row."""

import pytest

from tests.actions.conftest import Begin
from tests.actions.talk import Talk

NONSENSE = ["blauw met stippen", "groen met ruitjes", "paars met strepen", "geel met sterren", "rood met vlekken"]


async def missed(talk: Talk, times: int) -> list[Talk]:
    """What was said at each misunderstanding."""
    said = []
    for text in NONSENSE[:times]:
        talk = await talk.says(text)
        said.append(Talk(slots=dict(talk.slots), messages=list(talk.messages)))
    return said


@pytest.mark.parametrize("field", ["leeftijd", "woning", "huishouden_lukt", "rondkomen", "mantelzorg"])
async def test_twice_an_example_and_then_other_ways(begin: Begin, field: str) -> None:
    first, second, third, fourth = await missed(await begin(field), 4)
    assert all("Bijvoorbeeld" in talk.text for talk in (first, second))
    assert all("sla" in talk.text and "mens" in talk.text for talk in (third, fourth))
    assert "Naar een medewerker" not in first.titles
    assert all("Naar een medewerker" in talk.titles for talk in (second, third, fourth))
    assert all("Weet ik niet" in talk.titles for talk in (first, second, third, fourth))
    assert {talk.asks for talk in (first, second, third, fourth)} == {field}


@pytest.mark.parametrize("field", ["leeftijd", "woning", "themas", "inkomen", "gemeente"])
async def test_never_the_same_words_twice_in_a_row(begin: Begin, field: str) -> None:
    talks = await missed(await begin(field, municipality=None if field == "gemeente" else "leiden"), 5)
    for before, after in zip(talks, talks[1:]):
        said = {message["tekst"] for message in before.messages}
        assert said & {message["tekst"] for message in after.messages} == set()


@pytest.mark.parametrize(
    ("field", "texts"),
    [
        ("inkomen", ["2400 bruto", "bruto 2800"]),
        ("kinderen", ["ik heb 2 kinderen", "een dochtertje"]),
        ("huishouden", ["met zijn vieren", "4 personen"]),
    ],
)
async def test_what_is_missing_is_asked_in_other_words_the_second_time(
    begin: Begin, field: str, texts: list[str]
) -> None:
    talk = await begin(field)
    first = (await talk.says(texts[0])).messages[0]["tekst"]
    assert (await talk.says(texts[1])).messages[0]["tekst"] != first


async def test_an_understood_answer_ends_the_row(begin: Begin) -> None:
    (_, talk) = await missed(await begin("leeftijd"), 2)
    talk = await talk.says("44")
    assert "Naar een medewerker" not in talk.titles
    assert talk.slots["voortgang"]["misses"] == 0


async def test_a_correction_of_which_nothing_is_clear_asks_in_other_words(begin: Begin) -> None:
    talk = await begin("rondkomen")
    first = (await talk.says("nee dat is anders", "corrigeer", 0.9)).messages[0]["tekst"]
    assert (await talk.says("dat klopt niet", "corrigeer", 0.9)).messages[0]["tekst"] != first


async def test_what_is_not_understood_is_to_be_kept_with_its_question(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).says("blauw met stippen")
    assert talk.orders["niet_begrepen"] == {"veld": "leeftijd"}
    talk = await talk.says("ik ben 44")
    assert "niet_begrepen" not in talk.orders
