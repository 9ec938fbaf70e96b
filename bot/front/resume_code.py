"""A short code with which a resident goes on later, also on another device: once, within a week.

It is told to whoever holds the conversation's token and stands in no message. What is stored cannot be guessed back
without our key.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.front.settings import Settings
from bot.privacy.encryption import Cipher
from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.ids import RESUME_CODE, new_resume_code
from bot.store.links import Links

WITH_CODE = "/verder"
VALID = timedelta(days=7)
PURPOSE = "code om verder te gaan"
SEPARATORS = str.maketrans("", "", " -.")


@dataclass(frozen=True)
class ResumeCode:
    """What the resident writes down, and until when it works."""

    code: str
    until: datetime


def address(settings: Settings) -> str:
    """Where a resident fills a code in."""
    return f"{settings.public_url}{WITH_CODE}"


class ResumeCodes:
    """Makes codes, and says which link a typed code stands for."""

    def __init__(self, database: Database, cipher: Cipher, clock: Clock) -> None:
        self._database, self._cipher, self._clock = database, cipher, clock

    async def make(self, conversation_id: str) -> ResumeCode:
        """A new code for this conversation."""
        now = self._clock()
        made = ResumeCode(new_resume_code(), now + VALID)
        async with self._database.write() as connection:
            await Links(connection).remove_expired(now)
            await Links(connection).add(self._link(made.code), conversation_id, made.until)
        return made

    def link(self, typed: str) -> str | None:
        """The token of the link behind a code as somebody types it; None for what cannot be a code."""
        plain = typed.translate(SEPARATORS).upper()
        code = f"{plain[:4]}-{plain[4:]}"
        return self._link(code) if RESUME_CODE.fullmatch(code) else None

    def _link(self, code: str) -> str:
        return self._cipher.keyed_hash(code, PURPOSE)
