"""What Rasa's REST channel answers, checked: messages, state, handovers, withdrawals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.store.records import ConversationStatus

STATUSES = frozenset(each.value for each in ConversationStatus)
KINDS = frozenset({"contactverzoek", "melding"})
CARRIED = ("vraag", "voortgang", "kaarten")
LONGEST_TEAM, LONGEST_VERSION, LONGEST_SLUG, LONGEST_FIELD = 80, 40, 60, 40


class RasaFault(Exception):
    """Rasa did not answer, or answered something that is no answer. The text says which, without any content."""


@dataclass(frozen=True)
class Offer:
    """A choice as Rasa offers it."""

    title: str
    payload: str


@dataclass(frozen=True)
class Said:
    """One message of the assistant."""

    text: str
    extra: Mapping[str, Any]
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class HandoverRequest:
    """A handover that the resident agreed to."""

    soort: str
    team: str
    reden: str
    contactwens: Any
    tekstversie: str
    kenmerk: str | None


@dataclass(frozen=True)
class Answer:
    """A whole answer to one turn."""

    messages: tuple[Said, ...] = ()
    state: Mapping[str, Any] | None = None
    handovers: tuple[HandoverRequest, ...] = ()
    withdrawn: tuple[str, ...] = ()
    not_understood: str | None = None
    """The field that was open, when the message was not understood."""


def read_answer(raw: Any) -> Answer:
    """Checks the list that Rasa gave. Raises RasaFault when it is empty or not what we agreed."""
    if not isinstance(raw, list) or not raw:
        raise RasaFault("empty answer")
    parts = [_part(item) for item in raw]
    answer = Answer(
        messages=tuple(_message(part["bericht"]) for part in parts if "bericht" in part),
        state=next((_state(part["staat"]) for part in reversed(parts) if "staat" in part), None),
        handovers=tuple(_handover(part["overdracht"]) for part in parts if "overdracht" in part),
        withdrawn=tuple(_string(part["intrekken"], "kenmerk", 40) for part in parts if "intrekken" in part),
        not_understood=next((_open_field(part["niet_begrepen"]) for part in parts if "niet_begrepen" in part), None),
    )
    if not answer.messages:
        raise RasaFault("answer without a message")
    return answer


def _part(item: Any) -> Mapping[str, Any]:
    """The item in our own form; a plain text with buttons is a message too."""
    found = _mapping(item, "item")
    if "custom" in found:
        return {name: value for name, value in _mapping(found["custom"], "custom").items() if value is not None}
    if found.get("text"):
        buttons = [_mapping(each, "button") for each in _list(found, "buttons")]
        offers = [{"titel": each.get("title"), "payload": each.get("payload")} for each in buttons]
        return {"bericht": {"tekst": found["text"], "keuzes": offers}}
    return {}


def _message(raw: Any) -> Said:
    found = _mapping(raw, "bericht")
    offers = tuple(
        Offer(_string(each, "titel", 400), _string(each, "payload", 4000)) for each in _list(found, "keuzes")
    )
    extra = {name: found[name] for name in CARRIED if found.get(name) is not None}
    return Said(_string(found, "tekst", 40_000), extra, offers)


def _state(raw: Any) -> Mapping[str, Any]:
    found = _mapping(raw, "staat")
    if str(found.get("status", ConversationStatus.OPEN.value)) not in STATUSES:
        raise RasaFault("unknown status")
    if found.get("gemeente") is not None:
        _string(found, "gemeente", LONGEST_SLUG)
    _mapping(found.get("antwoorden") or {}, "antwoorden")
    return found


def _handover(raw: Any) -> HandoverRequest:
    found = _mapping(raw, "overdracht")
    soort = _string(found, "soort", 20)
    if soort not in KINDS:
        raise RasaFault("unknown kind of handover")
    return HandoverRequest(
        soort=soort,
        team=_string(found, "team", LONGEST_TEAM),
        reden=str(found.get("reden") or ""),
        contactwens=found.get("contactwens"),
        tekstversie=_string(found, "tekstversie", LONGEST_VERSION),
        kenmerk=found.get("kenmerk") if isinstance(found.get("kenmerk"), str) else None,
    )


def _open_field(raw: Any) -> str:
    return _string(_mapping(raw, "niet_begrepen"), "veld", LONGEST_FIELD)


def _mapping(raw: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise RasaFault(f"{name} is no object")
    return raw


def _list(raw: Mapping[str, Any], name: str) -> list[Any]:
    """What is absent or null is empty."""
    value = raw.get(name) or []
    if not isinstance(value, list):
        raise RasaFault(f"{name} is no list")
    return value


def _string(raw: Any, name: str, longest: int) -> str:
    value = _mapping(raw, "part").get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise RasaFault(f"{name} is missing or no text")
    return value
