"""The one validator refuses what Rasa's own check refuses, and it is the one that Rasa calls."""

import cProfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

from bot.engine.action_results import check_schema_once

RASAS_OWN = RemoteAction._validate_action_result
SLOT = {"event": "slot", "timestamp": None, "name": "leeftijd", "value": 45}


@pytest.fixture
def action() -> Iterator[RemoteAction]:
    check_schema_once()
    yield RemoteAction("action_start", None)
    RemoteAction._validate_action_result = RASAS_OWN


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"events": [], "responses": []},
        {"events": [SLOT], "responses": [{"text": "hallo", "custom": {"bericht": {}}}]},
        {"events": [{"event": "active_loop", "name": None}]},
        {
            "events": [
                {"event": "followup", "name": "action_listen"},
                {"event": "action_execution_rejected", "name": "x"},
            ]
        },
        {"events": [{"event": "user", "text": "a", "parse_data": {"entities": [{"entity": "a", "value": 1}]}}]},
    ],
)
def test_accepts(action: RemoteAction, result: Any) -> None:
    assert action._validate_action_result(result) is True
    assert RASAS_OWN(action, result) is True


WRONG_EVENTS = [
    "slot",
    {},
    {"event": None},
    {"event": ["slot"]},
    {"event": "onbekend"},
    {"event": "slot", "name": "leeftijd"},
    {"event": "slot", "name": 1, "value": 45},
    {"event": "slot", "name": "leeftijd", "value": 45, "timestamp": "nu"},
    {"event": "action", "name": 1},
    {"event": "entities", "entities": [{"entity": "a"}]},
    {"event": "user", "parse_data": {"intent": 1}},
]


@pytest.mark.parametrize(
    "result", [[], "ok", {"events": {}}, {"responses": ["hallo"]}, *({"events": [SLOT, each]} for each in WRONG_EVENTS)]
)
def test_refuses(action: RemoteAction, result: Any) -> None:
    for check in (action._validate_action_result, lambda result: RASAS_OWN(action, result)):
        with pytest.raises(ValidationError):
            check(result)


def test_an_event_is_held_against_its_own_kind_only(action: RemoteAction) -> None:
    def steps(check: Callable[[], object]) -> int:
        profile = cProfile.Profile()
        profile.runcall(check)
        return sum(each.callcount for each in profile.getstats())

    result = {"events": [SLOT] * 5}
    action._validate_action_result(result)  # makes the validators
    assert 4 * steps(lambda: action._validate_action_result(result)) < steps(lambda: list(_rasas().iter_errors(result)))


def _rasas() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def test_does_not_repeat_what_the_resident_said(action: RemoteAction) -> None:
    with pytest.raises(ValidationError) as refused:
        action._validate_action_result({"responses": ["mijn geheim"]})
    assert "geheim" not in str(refused.value)


def test_the_channel_turns_it_on() -> None:
    from bot.channel.once import OnceInput

    OnceInput()
    assert RemoteAction._validate_action_result is not RASAS_OWN
    RemoteAction._validate_action_result = RASAS_OWN
