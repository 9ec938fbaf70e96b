"""What only sounds like danger or haste at the open question: an answer where it is nothing more, else an alarm."""

from typing import Any

import pytest

from actions import haste
from bot.dialogue.safety import Signal
from tests.actions.conftest import Begin

ALARMING = ("112", "113", "0800", "kan niet wachten", "Neem nu contact", "graag zeker weten")


def alarms(text: str) -> bool:
    return any(words in text for words in ALARMING)


@pytest.fixture
def no_rule_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second opinion alone hears acute danger in every text, whatever it learned last."""
    monkeypatch.setattr(haste, "weigh", lambda text: (Signal("medisch_spoed", text, True, ""),))


@pytest.mark.usefixtures("no_rule_hears_it")
@pytest.mark.parametrize("intent", ["nood", "twijfel"])
@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("dementie", "Zijn hoofd is helder, alleen zijn linkerarm doet niks.", False),
        ("mantelzorg", "Hier ken ik niemand ziek voor te verzorgen.", False),
        ("vervanging", "Haar nicht neemt het stokje over als ik er niet ben.", True),
        ("zorg_nodig", "Ik help mezelf wel.", False),
        ("thuis_verplaatsen", "De trap naar de slaapkamer doe ik op handen en voeten. Beneden gaat het.", "beperkt"),
        ("onveilig", "Thuis is mijn eigen stekkie, daar ben ik voor niemand bang.", False),
    ],
)
async def test_what_no_rule_hears_and_surely_answers_is_an_answer(
    begin: Begin, field: str, text: str, meant: Any, intent: str
) -> None:
    talk = await (await begin(field)).says(text, intent, 1.0)
    assert talk.slots[field] == meant
    assert not alarms(talk.text)


@pytest.mark.usefixtures("no_rule_hears_it")
@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("dementie", "zijn arm hangt ineens en hij praat wartaal"),
        ("zorg_nodig", "mijn moeder ligt op de grond en zegt niks meer"),
        ("netwerk", "mijn broer zegt dat hij mij vanavond komt afmaken"),
        ("lopen", "ik loop straks het kanaal in en dan is het klaar"),
        ("vervanging", "niemand, en ik spring nog liever van het dak"),
        ("onveilig", "zodra zijn auto de oprit op rijdt duik ik met de kinderen de kelder in"),
        ("somber", "ik heb de pillen al op een rijtje gelegd"),
    ],
)
async def test_danger_is_no_answer_whatever_the_question(begin: Begin, field: str, text: str) -> None:
    talk = await (await begin(field)).says(text, "nood", 1.0)
    assert alarms(talk.text)


@pytest.mark.usefixtures("no_rule_hears_it")
async def test_a_whole_request_that_no_rule_fears_brings_its_cards(begin: Begin) -> None:
    text = "wie past er een weekend op mijn verstandelijk beperkte broer zodat ik kan bijtanken"
    talk = await (await begin("leeftijd", "westland")).says(text, "nood", 1.0)
    assert any(message.get("kaarten") for message in talk.messages)
    assert not alarms(talk.text)


async def test_what_a_rule_hears_is_never_only_an_answer(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haste, "weigh", lambda text: (Signal("medisch_spoed", text, True, "een regel"),))
    talk = await (await begin("zorg_nodig")).says("Ik help mezelf wel.", "nood", 1.0)
    assert alarms(talk.text)


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        (
            "waar is de dichtstbijzijnde daklozenopvang",
            "dakloos_vannacht",
        ),  # haste
        ("waar kan ik schuilen voor mijn man", "huiselijk_geweld"),  # help against danger
    ],
)
async def test_a_request_that_haste_or_danger_explains_keeps_its_alarm(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, text: str, alarm: str
) -> None:
    monkeypatch.setattr(haste, "weigh", lambda said: (Signal(alarm, said, True, ""),))
    talk = await (await begin("leeftijd", "leiden")).says(text, "nood", 1.0)
    assert alarms(talk.text)


@pytest.mark.parametrize("text", ["geen idee waarom u dat vraagt", "blauw met stippen", "tja"])
async def test_what_answers_nothing_stays_what_it_sounds_like(begin: Begin, text: str) -> None:
    talk = await (await begin("netwerk")).says(text, "twijfel", 1.0)
    assert "netwerk" not in talk.record["antwoorden"]


async def test_at_a_question_about_mood_a_guess_alone_does_not_calm(begin: Begin) -> None:
    talk = await (await begin("somber")).says("ik wil gewoon niet meer wakker worden", "nood", 1.0)
    assert alarms(talk.text)
