"""The check of what the action server answers, by a validator that is made once.

Rasa checks its own schema against the schema of schemas at every action call: a third of a turn, for a result that is
always the same.
"""

from functools import cache
from typing import Any

from jsonschema import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def check_schema_once() -> None:
    """Let every action of this process use the validator. Rasa is pinned; tests/engine holds that it is called."""
    RemoteAction._validate_action_result = _is_valid


def _is_valid(_action: RemoteAction, result: dict[str, Any]) -> bool:
    """True; raises ValidationError, as Rasa's own does, for an answer of another form."""
    error = next(_validator().iter_errors(result), None)
    if error is not None:
        raise ValidationError(f"the action server answered in another form: {error.json_path}")
    return True


@cache
def _validator() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
