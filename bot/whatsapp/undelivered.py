"""What Meta took and could not bring after all, which it tells later.

That the window was closed may come as such a failure too. Then it is as if Meta had said so at once: the message waits
until the person writes, and one template asks them to. What came after it is sent once more as well; if some of that
did arrive, it comes twice: rather that than never.
"""

import structlog

from bot.store.audit import Audit
from bot.store.whatsapp import CHANNEL, FAR_AWAY, People, Person
from bot.whatsapp.delivery import Delivery, Post
from bot.whatsapp.envelope import Failure
from bot.whatsapp.hold import Hold
from bot.whatsapp.meta import WINDOW_CLOSED

log = structlog.get_logger(__name__)


class Undelivered:
    """Takes failures in. The same failure again changes nothing."""

    def __init__(self, post: Post) -> None:
        self._post = post

    async def take(self, failure: Failure) -> Person | None:
        """Who is to be asked to write; None when nobody is. Raises only on a fault of the database."""
        who, now = self._post.cipher.keyed_hash(failure.recipient, CHANNEL), self._post.clock()
        async with self._post.database.write() as connection:
            people = People(connection)
            person = await people.get(who)
            if person is None or not await people.is_new(f"mislukt {failure.external_id}", now):
                return None
            log.warning("not delivered", code=failure.code)
            closed = failure.code == WINDOW_CLOSED
            action, result = ("buiten venster", "niet bezorgd") if closed else ("geweigerd", str(failure.code))
            await Audit(connection).add(now, "systeem", f"whatsapp {action}", person.conversation_id, result)
            return await self._wait_for(people, person, failure) if closed else None

    async def _wait_for(self, people: People, person: Person, failure: Failure) -> Person | None:
        """Goes back to the message; who wrote meanwhile gets it at once, and who waits already was asked."""
        wrote_since = person.wrote_at > failure.at
        seq, part = min((failure.seq, failure.part), (person.sent_seq, person.sent_part))
        try_at = self._post.clock() if wrote_since else FAR_AWAY
        await people.send_again(person.phone_hash, seq, part, try_at)
        return None if wrote_since or person.try_at == FAR_AWAY else person

    async def remind(self, person: Person) -> None:
        """Asks the person to write."""
        post = self._post
        await Delivery(post, Hold(post.database, post.clock, post.hold, post.pass_step, person), lambda: True).remind()
