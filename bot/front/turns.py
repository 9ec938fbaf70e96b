"""One turn at a time per conversation, in order, and again until Rasa answers."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.front.bell import Bell
from bot.front.claims import Claims, Waiting
from bot.front.outbox import Delivered, Exit
from bot.front.rasa import Rasa
from bot.front.rasa_answer import Answer, RasaFault, Said
from bot.front.rasa_memory import RasaMemory
from bot.front.steps import PassStep, Step, go_on
from bot.front.waiting import end, happens_within
from bot.store.records import Message, Turn

FAILURES_BEFORE_GIVING_UP = 8
LOOK_AGAIN_SECONDS = 0.25
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Pace:
    """Seconds before the first repetition and at most between two."""

    first: float
    longest: float

    def wait(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row: each time twice as long."""
        return min(self.longest, self.first * 2.0 ** min(failures - 1, 30))


@dataclass(frozen=True)
class Means:
    """What a worker works with. ``given_up`` is the sentence for a turn that Rasa will never answer."""

    claims: Claims
    rasa: Rasa
    exit: Exit
    bell: Bell
    rasa_memory: RasaMemory
    pace: Pace
    given_up: str
    count: Callable[[str, float], None]
    pass_step: PassStep = go_on


@dataclass(frozen=True)
class Told:
    """What whoever waits for a turn hears: whether it was answered, and with what (None: the database knows)."""

    answered: bool
    messages: Sequence[Message] | None = None


class Worker:
    """Answers the waiting turns of one conversation, oldest first."""

    def __init__(self, conversation_id: str, means: Means, finished: Callable[[], None]) -> None:
        self._id, self._means, self._finished = conversation_id, means, finished
        self._poked = asyncio.Event()
        self._waiters: dict[int, asyncio.Future[Told]] = {}
        self._failures, self._failing_since = 0, 0.0
        self.task = asyncio.create_task(self._run())

    @property
    def is_failing(self) -> bool:
        """Whether the last try failed."""
        return self._failures > 0

    def poke(self) -> None:
        """Says that there is a new turn: tries at once, also while it waits between two tries."""
        self._poked.set()

    def waiter(self, turn: int) -> "asyncio.Future[Told]":
        """Hears when the turn is answered, or that a try failed while somebody waited for it."""
        return self._waiters.setdefault(turn, asyncio.get_running_loop().create_future())

    async def _run(self) -> None:
        try:
            while await self._step():
                pass
        finally:
            self._tell_all(Told(True))
            self._means.bell.ring(self._id)
            self._finished()

    async def _step(self) -> bool:
        """Answers the oldest turn that waits. False when none does and nobody came in meanwhile."""
        self._poked.clear()
        try:
            return await self._answer_oldest()
        except Exception as error:  # noqa: BLE001 (whatever one turn runs into, the conversation must go on)
            await self._after_failure(error)
            return True

    async def _answer_oldest(self) -> bool:
        found = await self._means.claims.oldest(self._id)
        if found is None:
            return self._poked.is_set()
        self._tell_before(found.turn.turn)
        if not found.mine:
            self._means.bell.ring(self._id)
            await self._pause(LOOK_AGAIN_SECONDS)
            return True
        self._means.pass_step(Step.CLAIMED)
        delivered = await self._answer(found)
        return delivered.more or self._poked.is_set()

    async def _answer(self, found: Waiting) -> Delivered:
        begin = time.monotonic()
        async with self._means.claims.kept(found.turn):
            answer = await self._ask(found)
            self._means.pass_step(Step.ANSWERED)
            delivered = await self._means.exit.deliver(found, answer)
            if delivered is None:
                await self._means.rasa_memory.remove([found.conversation.rasa_id])
        self._means.pass_step(Step.KEPT)
        self._failures = 0
        self._means.count("beantwoord", time.monotonic() - begin)
        delivered = delivered or Delivered(None, False)
        self._tell(found.turn.turn, Told(True, delivered.messages))
        self._means.bell.ring(self._id)
        return delivered

    async def _ask(self, found: Waiting) -> Answer:
        """Rasa's answer; or, when it answers others but has failed at this turn again and again, our own."""
        conversation, turn = found.conversation, found.turn
        try:
            return await self._means.rasa.turn(conversation.rasa_id, turn.invoer, conversation.gemeente, turn.turn)
        except RasaFault:
            if not self._is_hopeless():
                raise
            log.error("turn given up", turn=turn.turn, failures=self._failures)
            return Answer((Said(self._means.given_up, {}, ()),))

    def _is_hopeless(self) -> bool:
        healthy = self._means.rasa.last_success > self._failing_since
        return self._failures >= FAILURES_BEFORE_GIVING_UP and healthy

    async def _after_failure(self, error: Exception) -> None:
        """Lets nobody wait in vain, then waits for the next try or for a new turn."""
        if not self._failures:
            self._failing_since = time.monotonic()
        self._failures += 1
        self._means.count("storing", 0.0)
        log.warning("turn failed", reason=_reason(error), failures=self._failures)
        self._tell_all(Told(False))
        await self._pause(self._means.pace.wait(self._failures))

    async def _pause(self, seconds: float) -> None:
        """Waits, or until there is a new turn."""
        await happens_within(self._poked, seconds)

    def _tell(self, turn: int, told: Told) -> None:
        waiter = self._waiters.pop(turn, None)
        if waiter and not waiter.done():
            waiter.set_result(told)

    def _tell_before(self, oldest: int) -> None:
        """What is older than the oldest that waits was answered, here or by another process."""
        for turn in [turn for turn in self._waiters if turn < oldest]:
            self._tell(turn, Told(True))

    def _tell_all(self, told: Told) -> None:
        for turn in list(self._waiters):
            self._tell(turn, told)


class Turns:
    """A worker for each conversation in which a turn waits."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._workers: dict[str, Worker] = {}

    async def answered(self, turn: Turn, seconds: float) -> Told:
        """Waits for the answer: not when it takes too long or a try failed; the work goes on all the same."""
        waiter = self._worker(turn.conversation_id).waiter(turn.turn)
        self.wake(turn.conversation_id)
        done, _ = await asyncio.wait({waiter}, timeout=seconds)
        return waiter.result() if done else Told(False)

    def wake(self, conversation_id: str) -> None:
        """Sees to it that the conversation's waiting turns are tried at once."""
        self._worker(conversation_id).poke()

    def is_failing(self, conversation_id: str) -> bool:
        """Whether the last try of the conversation's oldest turn failed, rather than that it is still going on."""
        worker = self._workers.get(conversation_id)
        return worker is not None and worker.is_failing

    async def resume(self) -> None:
        """Takes up what waits while nobody works on it: after a restart, or when another process died."""
        for conversation_id in await self._means.claims.abandoned():
            self._worker(conversation_id)

    async def stop(self) -> None:
        """Stops the work; what waits keeps waiting in the database."""
        await end([worker.task for worker in self._workers.values()])
        with suppress(SQLAlchemyError, OSError):  # claims run out by themselves as well
            await self._means.claims.release()

    def _worker(self, conversation_id: str) -> Worker:
        if conversation_id not in self._workers:
            self._workers[conversation_id] = Worker(conversation_id, self._means, lambda: self._forget(conversation_id))
        return self._workers[conversation_id]

    def _forget(self, conversation_id: str) -> None:
        self._workers.pop(conversation_id, None)


def _reason(error: Exception) -> str:
    """Why, without anything that a resident said: only our own faults are quoted."""
    return str(error) if isinstance(error, RasaFault) else type(error).__name__
