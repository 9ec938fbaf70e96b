"""The client of Rasa's REST channel and of its model, on loopback."""

import asyncio
import json
import time
from typing import Any

import aiohttp

from bot.front.rasa_answer import Answer, RasaFault, read_answer
from bot.front.texts import KnownSentence

CONNECT_SECONDS = 2.0
MOST_AT_ONCE = 50


class Rasa:
    """Asks Rasa one turn at a time. ``last_success`` is when it last answered (monotonic seconds, 0 for never)."""

    def __init__(self, url: str, token: str, patience: float) -> None:
        self._url, self._token, self._patience = url, token, patience
        self._session: aiohttp.ClientSession | None = None
        self.last_success = 0.0

    async def open(self) -> None:
        """Makes the session; must run within the event loop."""
        timeout = aiohttp.ClientTimeout(total=self._patience, sock_connect=CONNECT_SECONDS)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=MOST_AT_ONCE))

    async def close(self) -> None:
        """Closes the session."""
        if self._session:
            await self._session.close()

    async def turn(self, rasa_id: str, text: str, gemeente: str | None, number: int) -> Answer:
        """Rasa's answer to one message; the same number again gives the same answer. Raises RasaFault for none."""
        body = {"sender": rasa_id, "message": text, "metadata": {"gemeente": gemeente, "beurt": number}}
        answer = read_answer(await self._post("/webhooks/rest/webhook", {}, body))
        self.last_success = time.monotonic()
        return answer

    async def understands(self, known: KnownSentence) -> bool:
        """Whether the statistics of the model take the sentence for what it is. Raises RasaFault without an answer.

        The ranking is the statistics' own: fixed phrases and rules decide ``intent`` and leave the ranking alone.
        """
        parameters = {"token": self._token} if self._token else {}
        parsed = await self._post("/model/parse", parameters, {"text": known.text})
        ranking = parsed.get("intent_ranking") if isinstance(parsed, dict) else None
        best = ranking[0] if isinstance(ranking, list) and ranking else None
        if not isinstance(best, dict) or not isinstance(best.get("confidence"), (int, float)):
            return False
        return bool(best.get("name") == known.intent and best["confidence"] >= known.confidence)

    async def forget(self, rasa_id: str) -> None:
        """Takes the conversation out of Rasa's memory. Raises RasaFault when Rasa does not answer."""
        await self._call("DELETE", f"/webhooks/rest/conversations/{rasa_id}")

    async def _post(self, path: str, parameters: dict[str, str], body: dict[str, Any]) -> Any:
        try:
            return json.loads(await self._call("POST", path, params=parameters, json=body))
        except (ValueError, RecursionError) as error:
            raise RasaFault(type(error).__name__) from None

    async def _call(self, method: str, path: str, **options: Any) -> bytes:
        if self._session is None:
            raise RasaFault("not open")
        try:
            async with self._session.request(method, f"{self._url}{path}", **options) as response:
                if response.status >= 300:
                    raise RasaFault(f"status {response.status}")
                return await response.read()
        except asyncio.TimeoutError:
            raise RasaFault("time-out") from None
        except aiohttp.ClientError as error:
            raise RasaFault(type(error).__name__) from None
