"""What a team reads on one screen about a handover. Pure: messages and state in, JSON out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.front.berichten import moment
from bot.front.rasa_answer import HandoverRequest
from bot.privacy.masking import mask
from bot.selfcheck.answers import FIELDS
from bot.store.records import Message, Sender

Json = dict[str, Any]


def summary(
    request: HandoverRequest, messages: Sequence[Message], state: Mapping[str, Any], record: Mapping[str, Any]
) -> Json:
    """Reason in the resident's own words, answers with the literal question, outcomes, what was not asked, signals."""
    answers = known(record.get("antwoorden") or state.get("antwoorden") or {})
    asked = {message.extra["vraag"] for message in messages if message.extra.get("vraag")}
    return {
        "reden": mask(request.reden),
        "antwoorden": [_answer(field, value, messages) for field, value in answers.items()],
        "uitkomsten": record.get("uitkomsten") or [],
        "verwijzing": record.get("verwijzing"),
        "niet_gevraagd": [field for field in FIELDS if field not in asked and field not in answers],
        "niet_beantwoord": [field for field in FIELDS if field in asked and field not in answers],
        "themas": state.get("themas") or [],
        "signalen": state.get("signalen") or [],
        "urgentie": urgency(record),
        "contactwens": masked(request.contactwens),
    }


def consent(request: HandoverRequest, at: datetime, channel: str) -> Json:
    """The agreement, as the handover keeps it when the conversation is gone."""
    return {"tekstversie": request.tekstversie, "tijd": moment(at), "kanaal": channel}


def transcript(messages: Sequence[Message]) -> list[Json]:
    """What was said, with who said it and what was asked; choices by their titles."""
    return [_line(message) for message in messages]


def urgency(record: Mapping[str, Any]) -> str:
    """``acuut``, ``spoed`` or ``normaal``."""
    return str((record.get("verwijzing") or {}).get("urgentie") or "normaal")


def known(answers: Mapping[str, Any]) -> Json:
    """The answers without those that are unknown."""
    return {field: value for field, value in answers.items() if value is not None}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields that a turn filled in or changed."""
    return [field for field, value in known(after).items() if before.get(field) != value]


def masked(value: Any) -> Any:
    """The value with every text in it masked."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {name: masked(each) for name, each in value.items()}
    return [masked(each) for each in value] if isinstance(value, list) else value


def _answer(field: str, value: Any, messages: Sequence[Message]) -> Json:
    told = next((each for each in reversed(messages) if field in each.extra.get("ingevuld", ())), None)
    question = _question(field, messages, told.seq) if told else None
    return {"veld": field, "vraag": question, "antwoord": value, "bericht_id": told.id if told else None}


def _question(field: str, messages: Sequence[Message], before: int) -> str | None:
    """The literal text of the last message that asked for the field; None when the resident said it unasked."""
    asked = (each for each in reversed(messages) if each.seq < before and each.extra.get("vraag") == field)
    return next((each.text for each in asked), None)


def _line(message: Message) -> Json:
    line: Json = {"id": message.id, "van": message.sender, "tijd": moment(message.at), "tekst": message.text}
    if message.sender == Sender.RESIDENT.value and message.extra.get("ingevuld"):
        line["ingevuld"] = message.extra["ingevuld"]
    if message.extra.get("gevaar"):
        line["gevaar"] = True
    if message.extra.get("vraag"):
        line["vraag"] = message.extra["vraag"]
    if message.extra.get("keuzes"):
        line["keuzes"] = [each["titel"] for each in message.extra["keuzes"]]
    return line
