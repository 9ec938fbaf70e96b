"""The one validator refuses what Rasa's own check refuses, and it is the one that Rasa calls."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import ValidationError
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
    ],
)
def test_accepts(action: RemoteAction, result: Any) -> None:
    assert action._validate_action_result(result) is True
    assert RASAS_OWN(action, result) is True


@pytest.mark.parametrize("result", [[], "ok", {"events": {}}, {"events": ["slot"]}, {"responses": ["hallo"]}])
def test_refuses(action: RemoteAction, result: Any) -> None:
    for check in (action._validate_action_result, lambda result: RASAS_OWN(action, result)):
        with pytest.raises(ValidationError):
            check(result)


def test_does_not_repeat_what_the_resident_said(action: RemoteAction) -> None:
    with pytest.raises(ValidationError) as refused:
        action._validate_action_result({"responses": ["mijn geheim"]})
    assert "geheim" not in str(refused.value)


def test_the_channel_turns_it_on() -> None:
    from bot.channel.once import OnceInput

    OnceInput()
    assert RemoteAction._validate_action_result is not RASAS_OWN
    RemoteAction._validate_action_result = RASAS_OWN
