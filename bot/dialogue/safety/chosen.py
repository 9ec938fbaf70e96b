"""The alarm behind a choice: what a button means that says so itself, or that answers the question about safety."""

import json
from collections.abc import Mapping

CONFIRMED, CHOSEN = "/nood", "/kies"
ANSWERS = {("onveilig", "true"): "onveilig_thuis"}
"""The alarm for an answer, by field and value in JSON."""


def chosen_alarm(payload: str) -> str | None:
    """The alarm that the resident confirmed or chose; None for any other choice, and for a plain text."""
    command, brace, rest = payload.partition("{")
    parts = _parts(brace + rest)
    if command == CONFIRMED:
        return parts.get("alarm")
    return ANSWERS.get((parts.get("veld", ""), parts.get("waarde", ""))) if command == CHOSEN else None


def _parts(text: str) -> Mapping[str, str]:
    """The named parts that are text; none of what is no payload."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
