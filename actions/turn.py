"""One turn of one action: what came in, what goes out, and the base class that ties both to Rasa."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.assistant import Assistant, assistant
from actions.memory import read_state, slot_events
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import Intent, believed

REQUESTED = "requested_slot"
FALLBACK = "action_default_fallback"
FORM, HANDOVER_FORM = "zelfcheck_form", "overdracht_form"
CARDS_KEPT = 6
"""So many of the cards shown last are remembered, for a question about them."""
ACTIVE, STOPPED, HANDED_OVER = "open", "gestopt", "overgedragen"


@dataclass(frozen=True)
class Turn:
    """What the resident said, what it is taken for, and where the conversation stands.

    ``doubt``: the alarm that we asked about in the message before; ``state`` knows it no more. ``doubt_repeated``:
    whether that question had come back already; ``waiting``: the facilities to show when there is no danger.
    """

    state: DialogueState
    text: str
    intent: Intent
    entities: Mapping[str, Any]
    open_field: str | None
    is_new: bool
    slots: Mapping[str, Any]
    form: str | None = None
    doubt: str | None = None
    doubt_repeated: bool = False
    waiting: tuple[str, ...] = ()

    @property
    def unheard_state(self) -> DialogueState:
        """The state with the doubt still in it, for an action that leaves the message to the next one."""
        return self.asking_again(self.state, self.doubt_repeated)

    def asking_again(self, state: DialogueState, repeated: bool) -> DialogueState:
        """That state with our question about danger still open."""
        progress = replace(state.progress, doubt=self.doubt, doubt_repeated=repeated, waiting=self.waiting)
        return replace(state, progress=progress)

    @classmethod
    def of(cls, tracker: Tracker) -> "Turn":
        """From the tracker of an action call."""
        latest = tracker.latest_message
        intent, text = latest.get("intent") or {}, latest.get("text") or ""
        state = read_state(tracker)
        undoubted = replace(state.progress, doubt=None, doubt_repeated=False, waiting=())
        return cls(
            state=replace(state, progress=undoubted),
            text=text,
            intent=believed(Intent(intent.get("name") or "", float(intent.get("confidence") or 0.0)), text),
            entities={entity["entity"]: entity["value"] for entity in latest.get("entities", [])},
            open_field=tracker.slots.get(REQUESTED),
            is_new=_is_new(tracker),
            slots=tracker.slots,
            form=tracker.active_loop.get("name"),
            doubt=state.progress.doubt,
            doubt_repeated=state.progress.doubt_repeated,
            waiting=state.progress.waiting,
        )


@dataclass(frozen=True)
class Reply:
    """What an action answers. ``events`` are Rasa's; ``orders`` are carried out by the front door with the answer."""

    state: DialogueState
    messages: tuple[Message, ...] = ()
    events: tuple[EventType, ...] = ()
    orders: Mapping[str, Any] = field(default_factory=dict)
    open_field: str | None = None
    expects: str | None = None
    status: str = ACTIVE
    reject: bool = False
    """Whether the form leaves this message to the rule of its intent."""


class ZelfcheckAction(Action, ABC):
    """Reads the state, lets ``respond`` decide, and sends messages, the new state and events back to Rasa."""

    @abstractmethod
    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        """What this action says and changes."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Rasa's entry point."""
        turn = Turn.of(tracker)
        reply = self.respond(turn, assistant())
        if reply.reject:
            return [ActionExecutionRejected(self._form), SlotSet(REQUESTED, turn.open_field)]
        state = _remembered(reply)
        for message in reply.messages:
            dispatcher.utter_message(json_message={"bericht": message.as_json()})
        dispatcher.utter_message(json_message={"staat": _record(reply), **reply.orders})
        return [*slot_events(read_state(tracker), state), *reply.events]

    @property
    def _form(self) -> str:
        """The form that this validates. Rasa tries again without end when another name is rejected."""
        return str(self.name()).removeprefix("validate_")


def _remembered(reply: Reply) -> DialogueState:
    """The state after the reply, with what was said and which cards were shown."""
    progress = reply.state.progress.with_said(message.name for message in reply.messages if message.name)
    shown = [card["voorziening"] for message in reply.messages for card in message.cards]
    return replace(reply.state, progress=replace(progress, cards=tuple(shown[:CARDS_KEPT]) or progress.cards))


def _record(reply: Reply) -> dict[str, Any]:
    """What the front door keeps of the conversation."""
    return {
        "gemeente": reply.state.municipality,
        "antwoorden": dict(reply.state.answers),
        "overgeslagen": dict(reply.state.skipped),
        "themas": list(reply.state.topics),
        "signalen": list(reply.state.signals),
        "open": reply.open_field,
        "verwacht": reply.expects,
        "status": reply.status,
    }


def _is_new(tracker: Tracker) -> bool:
    """Whether the form has yet to hear this message: nothing answered or rejected it before."""
    return all(_leaves_it_new(event) for event in takewhile(_is_no_message, reversed(tracker.events)))


def _is_no_message(event: Mapping[str, Any]) -> bool:
    return bool(event["event"] != "user")


def _leaves_it_new(event: Mapping[str, Any]) -> bool:
    other_action = event["event"] == "action" and event["name"] not in (FORM, HANDOVER_FORM, FALLBACK)
    return not other_action and event["event"] != "action_execution_rejected"
