"""Danger overrules whatever the components before it thought."""

from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.safety import Signal
from bot.nlu import safety
from bot.nlu.safety import SafetySignals

DANGER = [
    ("ik wil niet meer leven", "suicide"),
    ("mijn man slaat mij", "huiselijk_geweld"),
    ("er is brand in mijn keuken", "brand_inbraak"),
]
ORDINARY = ["ik woon alleen", "stop", "ik ga dood van de zenuwen", "", "mijn man is een lieverd"]


def judged(text: str, intent: str = "antwoord") -> Message:
    message = Message({TEXT: text, INTENT: {"name": intent, "confidence": 1.0}})
    return SafetySignals().process([message])[0]


@pytest.mark.parametrize("text, alarm", DANGER)
def test_danger_is_certain_and_named(text: str, alarm: str) -> None:
    message = judged(text)
    assert message.get(INTENT) == {"name": "nood", "confidence": 1.0}
    assert alarm in [entity["value"] for entity in message.get(ENTITIES)]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_keeps_its_intent(text: str) -> None:
    message = judged(text)
    assert message.get(INTENT)["name"] == "antwoord"
    assert not message.get(ENTITIES)


def _signals(*signals: Signal) -> Any:
    return lambda text: signals


@pytest.mark.parametrize(
    "rule, confidence, intent",
    [("op en radeloos", 0.4, "twijfel"), ("op en radeloos", 1.0, "twijfel"), ("", 0.4, "twijfel"), ("", 1.0, "stop")],
)
def test_doubt_makes_us_ask_but_the_second_opinion_leaves_a_fixed_phrase(
    monkeypatch: pytest.MonkeyPatch, rule: str, confidence: float, intent: str
) -> None:
    monkeypatch.setattr(safety, "weigh", _signals(Signal("suicide", "op", False, rule)))
    message = Message({TEXT: "ik ben op", INTENT: {"name": "stop", "confidence": confidence}})
    assert SafetySignals().process([message])[0].get(INTENT)["name"] == intent


def test_doubt_names_no_alarm_as_an_entity() -> None:
    assert not judged("ik zie het niet meer zitten").get(ENTITIES)


def test_each_sure_signal_is_an_entity_in_order_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Signal("suicide", "dood", sure=True), Signal("geen_eten", "honger", sure=True)
    monkeypatch.setattr(safety, "weigh", _signals(*found, Signal("onveilig_thuis", "bang", sure=False)))
    entities = judged("dood en honger, bang").get(ENTITIES)
    assert [(entity["value"], entity["start"], entity["end"]) for entity in entities] == [
        ("suicide", 0, 4),
        ("geen_eten", 8, 14),
    ]
    assert {entity["entity"] for entity in entities} == {"alarm"}


def test_entities_of_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "weigh", _signals(Signal("suicide", "dood", sure=True)))
    message = Message({TEXT: "dood", ENTITIES: [{"entity": "veld", "value": "leeftijd"}]})
    SafetySignals().process([message])
    assert [entity["entity"] for entity in message.get(ENTITIES)] == ["veld", "alarm"]
