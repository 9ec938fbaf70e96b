"""No dead end: after whatever is asked where no question stands open, there are choices again."""

from collections.abc import Callable
from typing import Any

import pytest

from actions import interruptions
from actions.handover_sending import ActionOverdrachtIntrekken
from actions.interruptions import ActionDefaultFallback, ActionMens, ActionOverzicht, ActionStop, ActionTussendoor
from actions.outcomes import ActionUitkomsten
from actions.search import ActionZoek
from actions.selfcheck_form import ValidateZelfcheckForm
from actions.turn import ZelfcheckAction
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

Json = dict[str, Any]
INTERRUPTIONS: dict[str, Callable[[], ZelfcheckAction]] = {
    **dict.fromkeys((*interruptions._ANSWERS, "andere_gemeente", "buiten_bereik"), ActionTussendoor),
    "voorziening_vraag": ActionZoek,
    "overzicht": ActionOverzicht,
    "mens": ActionMens,
    "stop": ActionStop,
    "overdracht_intrekken": ActionOverdrachtIntrekken,
    "": ActionDefaultFallback,
}
FINISHED = {"finished": True, "history": ["leeftijd"]}
KNOWN = {"gemeente": "leiden", "themas": ["geld"], "leeftijd": 45, "voortgang": FINISHED}
MOMENTS: dict[str, tuple[Json, set[str]]] = {
    "outcomes shown": (KNOWN, {"/overdracht", "/ander_onderwerp", "/stop"}),
    "handed over": ({**KNOWN, "kenmerk": "ZC-AAAA-BBBB"}, {"/verder", "/uitkomst"}),
    "stopped": ({"gemeente": "leiden", "themas": ["geld"], "leeftijd": 45}, {"/verder"}),
    "nothing asked yet": ({}, {"/verder"}),
}


def offered(talk: Talk) -> list[str]:
    """The payloads of the last message."""
    return [choice["payload"] for choice in talk.messages[-1].get("keuzes", [])]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("intent", INTERRUPTIONS)
async def test_every_interruption_ends_in_choices(intent: str, moment: str) -> None:
    slots, wanted = MOMENTS[moment]
    talk = await Talk(slots=dict(slots)).hears("zxcv", intent).does(INTERRUPTIONS[intent]())
    own_choices = intent in ("mens", "stop", "overdracht_intrekken")
    assert set(offered(talk)) >= (set() if own_choices else wanted)
    assert offered(talk)
    assert len(offered(talk)) == len(set(offered(talk)))


@pytest.mark.parametrize("intent", [name for name in INTERRUPTIONS if name not in ("mens", "stop")])
async def test_a_person_who_was_offered_stays_on_offer(intent: str) -> None:
    talk = await Talk(slots=dict(KNOWN)).hears("een mens graag", "mens").does(ActionMens())
    talk = await talk.hears("zxcv", intent).does(INTERRUPTIONS[intent]())
    assert "/verder" in offered(talk) if intent == "overdracht_intrekken" else "/overdracht" in offered(talk)


@pytest.mark.parametrize("intent", ["bewaren", "overzicht"])
async def test_what_was_asked_just_now_is_not_offered_again(intent: str) -> None:
    talk = await Talk(slots=dict(KNOWN)).hears("x", intent).does(INTERRUPTIONS[intent]())
    assert f"/{intent}" not in offered(talk)


async def test_a_help_that_is_found_keeps_its_cards_before_the_choices() -> None:
    talk = await Talk(slots=dict(KNOWN)).hears("hulp bij het huishouden", "voorziening_vraag").does(ActionZoek())
    assert talk.messages[0]["kaarten"]
    assert "/overdracht" in offered(talk)


async def test_the_person_in_another_language_comes_first_and_once() -> None:
    talk = await Talk(slots=dict(KNOWN)).hears("I do not speak Dutch", "andere_taal").does(ActionTussendoor())
    assert talk.titles[0] == "Talk to a person"
    assert offered(talk).count("/overdracht") == 1


@pytest.mark.parametrize("intent", interruptions._ANSWERS)
async def test_while_a_question_is_open_only_that_comes_back(begin: Begin, intent: str) -> None:
    talk = await begin("leeftijd")
    talk.form = "zelfcheck_form"
    talk = await talk.hears("zxcv", intent).does(ActionTussendoor())
    assert [payload for payload in offered(talk) if payload != "/overdracht"] == []
    assert (await talk.does(ValidateZelfcheckForm())).asks == "leeftijd"


async def test_the_outcomes_offer_the_same_ways_on() -> None:
    talk = await Talk(slots=dict(KNOWN)).hears("/uitkomst", "uitkomst").does(ActionUitkomsten())
    shown = offered(talk)
    talk = await talk.hears("privacy", "privacy").does(ActionTussendoor())
    assert offered(talk) == shown
