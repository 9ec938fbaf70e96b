"""The check of what the action server answers, by a validator that is made once.

Rasa checks its own schema against the schema of schemas at every action call: a third of a turn, for a result that is
always the same. Then it holds each event against the forms of all kinds; here only against that of its own kind.
"""

from functools import cache
from typing import Any

from jsonschema import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.utils.schemas.events import EVENT_SCHEMA


def check_schema_once() -> None:
    """Let every action of this process use the validator. Rasa is pinned; tests/engine holds that it is called."""
    RemoteAction._validate_action_result = _is_valid


def _is_valid(_action: RemoteAction, result: dict[str, Any]) -> bool:
    """True; raises ValidationError, as Rasa's own does, for an answer of another form."""
    _check(_whole(), result)
    for event in result.get("events", ()):
        _check(_of(event), event)
    return True


def _of(event: Any) -> Validator:
    """What holds for an event of this kind; what is of no kind is refused as Rasa does."""
    kind = event.get("event") if isinstance(event, dict) else None
    return _kinds().get(kind, _any_kind()) if isinstance(kind, str) else _any_kind()


def _check(validator: Validator, part: Any) -> None:
    error = next(validator.iter_errors(part), None)
    if error is not None:
        raise ValidationError(f"the action server answered in another form: {error.json_path}")


@cache
def _whole() -> Validator:
    """The answer, but for what its events hold."""
    schema = RemoteAction.action_response_format_spec()
    return _validator({**schema, "properties": {**schema["properties"], "events": {"type": "array"}}})


@cache
def _kinds() -> dict[Any, Validator]:
    """Each kind of event by its name, which no two have in common."""
    every = {name: part for name, part in EVENT_SCHEMA.items() if name != "oneOf"}
    return {
        each["properties"]["event"]["const"]: _validator({**every, "allOf": [each]}) for each in EVENT_SCHEMA["oneOf"]
    }


@cache
def _any_kind() -> Validator:
    return _validator(EVENT_SCHEMA)


def _validator(schema: dict[str, Any]) -> Validator:
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
