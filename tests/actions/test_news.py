"""After a new fact the resident hears what is new, not the whole list again."""

from typing import Any

import pytest

from actions.assistant import assistant
from actions.news import news_since, statuses
from actions.outcomes import ActionUitkomsten
from actions.towns import chosen_town
from bot.dialogue.state import DialogueState, Progress
from tests.actions.talk import Talk

Json = dict[str, Any]
TOPICS = ["huishouden", "geld", "zorgen", "vervoer", "meedoen"]
KNOWN = {"gemeente": "leiden", "themas": TOPICS, "leeftijd": 45, "huishouden": "alleenstaand", "rondkomen": "niet"}


def cards(talk: Talk) -> dict[str, str]:
    """The status by facility of all cards that were shown."""
    return {card["voorziening"]: card["status"] for message in talk.messages for card in message.get("kaarten", [])}


async def shown(intent: str = "", **slots: Any) -> Talk:
    """After the first list of outcomes."""
    return await Talk(slots={**KNOWN, **slots}).hears("", intent).does(ActionUitkomsten())


async def then(talk: Talk, intent: str = "situatie", **slots: Any) -> Talk:
    """With these facts told after it, the outcomes again."""
    talk.slots.update(slots)
    return await talk.hears("", intent).does(ActionUitkomsten())


async def test_only_what_is_new_or_changed_is_shown() -> None:
    talk = await shown()
    before = cards(talk)
    after = await then(talk, huishouden_lukt="niet")
    result = statuses(assistant().evaluate(_state({**KNOWN, "huishouden_lukt": "niet"})))
    assert cards(after) == {name: status for name, status in result.items() if before.get(name) != status}
    assert 0 < len(cards(after)) < len(result)
    assert "nieuw" in after.messages[0]["tekst"]


async def test_a_status_that_changed_is_news() -> None:
    talk = await shown()
    assert cards(talk)["bijstand-wwb"] == "misschien"
    assert cards(await then(talk, inkomen=1500)) == {"bijstand-wwb": "niet"}


async def test_what_is_listed_no_longer_is_named() -> None:
    after = await then(await shown(huishouden_lukt="niet"), huishouden_lukt="zelf")
    assert "Hulp bij het huishouden" in after.text
    assert "hulp-bij-het-huishouden" not in cards(after)


@pytest.mark.parametrize("intent", ["situatie", "corrigeer", "antwoord", "verder"])
async def test_without_news_one_sentence_says_so_in_other_words_each_time(intent: str) -> None:
    once = (await then(await shown(), intent)).text
    talk = await then(await then(await shown(), intent), intent)
    assert len(talk.messages) == 1
    assert talk.text.count(".") == 1
    assert talk.text != once
    assert cards(talk) == {}


async def test_what_cannot_wait_is_said_again_also_without_news() -> None:
    talk = await then(await shown(signalen=["huisuitzetting"]))
    assert "vandaag nog" in talk.text
    assert cards(talk) == {}


@pytest.mark.parametrize("changed", [{}, {"huishouden_lukt": "niet"}])
async def test_the_whole_list_is_a_choice_and_shows_everything(changed: Json) -> None:
    talk = await then(await shown(), **changed)
    assert talk.messages[-1]["keuzes"][0]["payload"] == "/uitkomst"
    whole = await then(talk, "uitkomst")
    assert cards(whole) == statuses(assistant().evaluate(_state({**KNOWN, **changed})))
    assert "/uitkomst" not in [choice["payload"] for choice in whole.messages[-1]["keuzes"]]


async def test_in_another_municipality_everything_is_new() -> None:
    state = DialogueState("leiden", progress=Progress(listed={"landelijk-x": "misschien"}))
    assert chosen_town(state, "elburg", assistant())[0].progress.listed == {}
    assert chosen_town(state, "leiden", assistant())[0].progress.listed == state.progress.listed


def test_nothing_listed_makes_everything_new_and_the_same_list_nothing() -> None:
    result = assistant().evaluate(_state(KNOWN))
    town = assistant().library.municipalities["leiden"]
    assert news_since({}, result, town).outcomes == result.outcomes
    assert not news_since(statuses(result), result, town)


def test_what_was_listed_survives_its_slot() -> None:
    progress = Progress(listed={"ooievaarspas": "misschien"})
    assert Progress.from_json(progress.as_json()) == progress
    assert Progress.from_json({"cards": []}).listed == {}


def _state(slots: Json) -> DialogueState:
    answers = {name: value for name, value in slots.items() if name not in ("gemeente", "themas")}
    return DialogueState(slots["gemeente"], tuple(slots["themas"]), answers)
