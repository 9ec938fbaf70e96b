"""What Rasa holds of a conversation: rows in its tracker store, and the tracker in its memory while it goes on."""

from collections.abc import Sequence
from contextlib import suppress

from bot.front.rasa import Rasa
from bot.front.rasa_answer import RasaFault
from bot.store.rasa_events import RasaEvents


class RasaMemory:
    """Both, of which we only ever remove."""

    def __init__(self, events: RasaEvents, rasa: Rasa) -> None:
        self._events, self._rasa = events, rasa

    async def remove(self, rasa_ids: Sequence[str]) -> None:
        """The rows first: without them Rasa no longer counts what it has in memory, also when it is not there now."""
        await self._events.remove(rasa_ids)
        for rasa_id in rasa_ids:
            with suppress(RasaFault):
                await self._rasa.forget(rasa_id)

    async def close(self) -> None:
        """Closes the connections to the rows."""
        await self._events.close()
