"""A conversation with the actions alone, without Rasa: what Rasa would do with the slots, and nothing else."""

import json
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.selfcheck_form import ValidateZelfcheckForm
from actions.turn import ZelfcheckAction

Json = dict[str, Any]


@dataclass
class Talk:
    """The slots, what was said last, and the events since the last message."""

    slots: Json = field(default_factory=dict)
    messages: list[Json] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)
    record: Json = field(default_factory=dict)
    orders: Json = field(default_factory=dict)
    rejected_forms: list[str] = field(default_factory=list)
    latest: Json = field(default_factory=dict)
    form: str | None = None
    set_slots: list[str] = field(default_factory=list)
    followup: str | None = None

    async def says(self, text: str, intent: str = "antwoord", confidence: float = 0.5, **entities: Any) -> "Talk":
        """A message, as the model understands it, handled by the form of the self-check."""
        self.hears(text, intent, confidence, **entities)
        return await self.does(ValidateZelfcheckForm())

    def hears(self, text: str, intent: str, confidence: float = 1.0, **entities: Any) -> "Talk":
        """A message that another action answers."""
        named = [{"entity": name, "value": value} for name, value in entities.items()]
        self.latest = {"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": named}
        self.events = [{"event": "user", "text": text}]
        return self

    async def chooses(self, field_name: str, value: Any) -> "Talk":
        """A button of a question."""
        entities = {"veld": field_name, "waarde": json.dumps(value)}
        return await self.says("/kies" + json.dumps(entities), "kies", 1.0, **entities)

    async def does(self, action: ZelfcheckAction) -> "Talk":
        """Run one action and take up what it changes."""
        dispatcher = CollectingDispatcher()
        tracker = Tracker("test", dict(self.slots), self.latest, list(self.events), False, None, self._loop, "")
        events = await action.run(dispatcher, tracker, {})
        self.rejected_forms = [event["name"] for event in events if event["event"] == "action_execution_rejected"]
        self.slots.update({event["name"]: event["value"] for event in events if event["event"] == "slot"})
        self.set_slots = [event["name"] for event in events if event["event"] == "slot"]
        self.followup = next((event["name"] for event in events if event["event"] == "followup"), None)
        self.events.append({"event": "action", "name": action.name()})
        self._take([message["custom"] for message in dispatcher.messages])
        return self

    def _take(self, customs: list[Json]) -> None:
        self.messages = [custom["bericht"] for custom in customs if "bericht" in custom]
        for custom in customs:
            if "staat" in custom:
                self.record = custom["staat"]
                self.orders = {key: value for key, value in custom.items() if key != "staat"}

    @property
    def _loop(self) -> Json:
        return {"name": self.form} if self.form else {}

    @property
    def rejected(self) -> bool:
        """Whether the form left the message to a rule."""
        return bool(self.rejected_forms)

    @property
    def asks(self) -> str | None:
        """The slot that the form asks for."""
        return self.slots.get("requested_slot")

    @property
    def text(self) -> str:
        """All that was said in the last action."""
        return "\n".join(message["tekst"] for message in self.messages)

    @property
    def titles(self) -> list[str]:
        """The buttons of the last message."""
        return [choice["titel"] for choice in self.messages[-1].get("keuzes", [])]


def talk_at(asked: str, municipality: str | None, **slots: Any) -> Talk:
    """A conversation in a municipality in which this field is asked now, with these answers known."""
    topics = None if asked in ("themas", "gemeente") else ["huishouden", "geld", "zorgen", "vervoer", "meedoen"]
    talk = Talk(slots={"themas": topics, "gemeente": municipality, "requested_slot": asked, **slots})
    history = {"history": [*slots, asked], "misses": 0, "wording": 1, "first": None, "finished": False}
    talk.slots["voortgang"] = history
    return talk
