"""Who reads no Dutch can be handed over: each step says in the resident's language what to do."""

from typing import Any

import pytest

from actions.assistant import assistant
from actions.handover import ValidateOverdrachtForm
from actions.handover_sending import ActionOverdrachtAfronden
from actions.interruptions import ActionTussendoor
from bot.dialogue.handover import AGREED, CONTACT, KIND, REASON, WISH
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

SPOKEN: dict[str, dict[str, Any]] = assistant().speech.sentences["andere_taal"]
SAID = {
    "en": "I do not speak Dutch",
    "tr": "Türkçe konuşabilir miyiz",
    "ar": "أنا لا أتكلم الهولندية",
    "pl": "Nie mówię po niderlandzku",
    "uk": "Я не розмовляю нідерландською",
    "fr": "je ne parle pas français et pas la langue",
}
PHONE, EMAIL = "[telefoonnummer weggehaald]", "[e-mailadres weggehaald]"


async def handing_over(begin: Begin, language: str, **begun: Any) -> Talk:
    """Another language in the middle of a question, and then the button to a person."""
    talk = await (await begin("leeftijd", **begun)).hears(SAID[language], "andere_taal").does(ActionTussendoor())
    talk.slots["requested_slot"] = None
    return await talk.hears("/overdracht", "overdracht").does(ValidateOverdrachtForm())


async def told(talk: Talk, *texts: str) -> Talk:
    for text in texts:
        talk = await talk.hears(text, "andere_taal", 0.9).does(ValidateOverdrachtForm())
    return talk


def first_line(talk: Talk) -> str:
    return str(talk.messages[-1]["tekst"].splitlines()[0])


@pytest.mark.parametrize("language", SPOKEN)
async def test_three_steps_in_the_own_language_to_a_reference(begin: Begin, language: str) -> None:
    steps, choices = SPOKEN[language]["stappen"], SPOKEN[language]["keuzes"]
    talk = await handing_over(begin, language)
    assert (talk.asks, first_line(talk)) == (WISH, steps["overdracht_wens"])
    assert talk.titles[:3] == [choices["keuze_bellen"], choices["keuze_mailen"], choices["keuze_zelf"]]
    talk = await told(talk, PHONE)
    assert talk.asks == AGREED
    assert first_line(talk).startswith(steps["overdracht_akkoord"].split("{")[0])
    assert talk.titles == [choices["keuze_akkoord"], choices["keuze_niet_akkoord"]]
    talk = await told(talk, SPOKEN[language]["ja"][0])
    assert talk.slots[AGREED] is True
    talk = await talk.does(ActionOverdrachtAfronden())
    assert first_line(talk) == steps["overdracht_verstuurd"].format(kenmerk=talk.slots["kenmerk"])
    assert talk.orders["overdracht"]["reden"].endswith(f"{SPOKEN[language]['taal']}.")


@pytest.mark.parametrize("language", SPOKEN)
async def test_no_sends_nothing_and_says_so(begin: Begin, language: str) -> None:
    talk = await told(await handing_over(begin, language), EMAIL, SPOKEN[language]["nee"][0])
    assert talk.slots[AGREED] is False
    talk = await talk.does(ActionOverdrachtAfronden())
    assert first_line(talk) == SPOKEN[language]["stappen"]["overdracht_niet_verstuurd"]


async def test_the_municipality_comes_first_and_in_the_own_language(begin: Begin) -> None:
    talk = await handing_over(begin, "pl", municipality=None)
    assert (talk.asks, first_line(talk)) == ("gemeente", SPOKEN["pl"]["stappen"]["overdracht_gemeente"])


async def test_a_step_that_is_put_again_has_other_words_each_time(begin: Begin) -> None:
    talk = await told(await handing_over(begin, "en"), "call me")
    lines = [first_line(talk)]
    for _ in range(2):
        talk = await talk.hears("blauw", "antwoord", 0.4).does(ValidateOverdrachtForm())
        lines.append(first_line(talk))
    assert talk.asks == CONTACT
    assert all(one != other for one, other in zip(lines, lines[1:]))


async def test_after_an_answer_in_dutch_the_steps_are_dutch_again(begin: Begin) -> None:
    talk = await (await begin("leeftijd")).hears(SAID["en"], "andere_taal").does(ActionTussendoor())
    talk = await talk.says("ik ben 44", "antwoord", 0.9)
    talk.slots["requested_slot"] = None
    talk = await talk.hears("/overdracht", "overdracht").does(ValidateOverdrachtForm())
    assert (talk.asks, talk.slots.get(REASON)) == (KIND, None)


def test_every_language_has_every_step_and_waits_for_a_native_reader() -> None:
    english = SPOKEN["en"]
    for spoken in SPOKEN.values():
        assert (set(spoken["stappen"]), set(spoken["keuzes"])) == (set(english["stappen"]), set(english["keuzes"]))
        assert isinstance(spoken["nagelezen"], bool)
        assert all(len(words) <= 20 for words in spoken["keuzes"].values())


def test_no_line_names_a_number_of_danger_or_promises_an_answer_in_that_language() -> None:
    assert not any("112" in line for spoken in SPOKEN.values() for line in spoken["stappen"].values())
