"""Rasa's REST channel, in which the same turn counts once, however often it is sent.

The front door numbers the turns of a conversation (``metadata.beurt``) and sends one again when it never got, or never
stored, the answer. Under the lock that Rasa holds on a conversation anyway, a turn that stands in the tracker is
answered from the tracker; any other is worked out, and stored only when every action in it succeeded. So a turn is in
Rasa's memory wholly and once, or not at all. Without a number a message is taken as Rasa's own channel does.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json
from sqlalchemy.exc import SQLAlchemyError

from bot.channel.steps import PassStep, Step, go_on
from bot.engine.action_results import check_schema_once
from bot.engine.live_trackers import ConversationMoved, LiveTrackerStore
from bot.engine.stores import without_fallback

TURN = "beurt"
NOT_NOW, TOO_LATE = 503, 409
REMEMBERED = 10_000
TRACES = (BotUttered, SlotSet, ActiveLoop)
log = structlog.get_logger(__name__)
Items = list[dict[str, Any]]


class NotAnswered(Exception):
    """The turn was not taken: nothing of it is stored. ``status`` is what the front door reads."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class OnceInput(RestInput):
    """The channel, at the address of Rasa's own (``/webhooks/rest/webhook``)."""

    def __init__(self, pass_step: PassStep = go_on) -> None:
        check_schema_once()
        self._taker = Taker(pass_step)

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """The routes. Numbered turns go to the agent ourselves, others as Rasa passes them on."""
        routes = Blueprint("zelfcheck_rest", __name__)

        @routes.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await _receive(self._taker, request, self._message(request))

        @routes.route("/conversations/<sender>", methods=["DELETE"])
        async def forget(request: Request, sender: str) -> HTTPResponse:
            _forget(request.app.ctx.agent, sender)
            return empty()

        return routes

    def _message(self, request: Request) -> UserMessage:
        return UserMessage(
            text=self._extract_message(request),
            output_channel=CollectingOutputChannel(),
            sender_id=request.json.get("sender"),
            input_channel=self.name(),
            metadata=self.get_metadata(request),
        )


class Taker:
    """Takes turns, each once.

    Reading a long tracker takes as long as a turn, so the last turn of each conversation is remembered: the one that
    follows it was certainly not taken before. That is only true where this process is the only one, which Rasa's
    in-memory lock asks for as well; with a shared lock store the tracker is read every time.
    """

    def __init__(self, pass_step: PassStep = go_on) -> None:
        self._last: OrderedDict[str, int] = OrderedDict()
        self._pass = pass_step

    async def take(self, agent: Agent, message: UserMessage) -> Items:
        """What the assistant says in this turn, now or when it was taken before. Raises NotAnswered."""
        if not agent.is_ready():
            raise NotAnswered(NOT_NOW, "no model")
        number = (message.metadata or {}).get(TURN)
        async with agent.lock_store.lock(message.sender_id):
            self._pass(Step.LOCKED)
            try:
                return await self._take_once(agent, message, number)
            except (SQLAlchemyError, ConversationMoved) as error:
                raise NotAnswered(NOT_NOW, type(error).__name__) from None

    async def _take_once(self, agent: Agent, message: UserMessage, number: int | None) -> Items:
        said = None if number is None else await self._said_before(agent, message.sender_id, number)
        if said is not None:
            return await _say_again(message, said)
        items = await _work_out(agent, message, self._pass)
        self._remember(message.sender_id, number)
        return items

    async def _said_before(self, agent: Agent, sender: str, number: int) -> list[BotUttered] | None:
        alone = isinstance(agent.lock_store, InMemoryLockStore)
        if alone and self._last.get(sender) == number - 1:
            return None
        tracker = await agent.tracker_store.retrieve(sender)
        return answered(tracker.events if tracker else (), number)

    def _remember(self, sender: str, number: int | None) -> None:
        self._last.pop(sender, None)
        if number is not None:
            self._last[sender] = number
        while len(self._last) > REMEMBERED:
            self._last.popitem(last=False)


async def _receive(taker: Taker, request: Request, message: UserMessage) -> HTTPResponse:
    agent = request.app.ctx.agent
    try:
        if agent.is_ready():
            without_fallback(agent)
        return json(await taker.take(agent, message))
    except NotAnswered as refusal:
        log.warning("turn not taken", reason=str(refusal))
        return json({"reden": str(refusal)}, status=refusal.status)


def _forget(agent: Agent, sender: str) -> None:
    """Out of memory too: the rows were removed by the front door."""
    if agent.is_ready() and isinstance(agent.tracker_store, LiveTrackerStore):
        agent.tracker_store.forget(sender)


def answered(events: Iterable[Event], number: int) -> list[BotUttered] | None:
    """What was said in this turn, None when it is new. Raises NotAnswered when a later one was taken already."""
    said: dict[int, list[BotUttered]] = dict(_turns(events))
    if number not in said and any(known > number for known in said):
        raise NotAnswered(TOO_LATE, "a later turn was taken")
    return said.get(number)


def failed_action(tracker: DialogueStateTracker) -> str | None:
    """The first action since the resident spoke that left no trace: Rasa goes on after one that failed, we do not.

    An action of ours always says or changes something, so no trace means that the action server did not answer.
    """
    running, traced = "", True
    for event in _since_resident(tracker):
        if isinstance(event, ActionExecuted):
            if not traced:
                return running
            running, traced = str(event.action_name), event.action_name == ACTION_LISTEN_NAME
        elif isinstance(event, TRACES):
            traced = True
    return None if traced else running


async def _work_out(agent: Agent, message: UserMessage, pass_step: PassStep) -> Items:
    """As ``MessageProcessor.handle_message``, but stores nothing when an action failed."""
    processor, channel = agent.processor, message.output_channel
    tracker = await processor.log_message(message, should_save_tracker=False)
    tracker = await processor.run_action_extract_slots(channel, tracker)
    pass_step(Step.UNDERSTOOD)
    await processor._run_prediction_loop(channel, tracker)  # no public name; rasa is pinned and tests/channel holds it
    failed = failed_action(tracker)
    if failed is not None:
        raise NotAnswered(NOT_NOW, f"{failed} failed")
    await processor.run_anonymization_pipeline(tracker)
    pass_step(Step.WORKED_OUT)
    await processor.save_tracker(tracker)
    pass_step(Step.SAVED)
    return list(channel.messages)


async def _say_again(message: UserMessage, said: Iterable[BotUttered]) -> Items:
    for each in said:
        await message.output_channel.send_response(message.sender_id, each.message())
    return list(message.output_channel.messages)


def _turns(events: Iterable[Event]) -> Iterator[tuple[int, list[BotUttered]]]:
    """Number of each numbered turn, with what was said in it."""
    said: list[BotUttered] = []
    for event in events:
        if isinstance(event, UserUttered):
            said = []
            number = (event.metadata or {}).get(TURN)
            if isinstance(number, int):
                yield number, said
        elif isinstance(event, BotUttered):
            said.append(event)


def _since_resident(tracker: DialogueStateTracker) -> list[Event]:
    events = list(tracker.events)
    last = max((index for index, event in enumerate(events) if isinstance(event, UserUttered)), default=-1)
    return events[last + 1 :]
