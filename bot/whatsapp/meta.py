"""The client of Meta's Cloud API."""

import asyncio
import json
from typing import Any

import aiohttp

SECONDS = 20.0
WINDOW_CLOSED = 131047
PERMISSION = range(200, 300)
NOT_ABOUT_IT = frozenset(
    {0, 3, 10, 190, *PERMISSION, 4, 80007, 130429, 131048, 131056, 2, 131016, 133004, 131057, 368, 131031}
)
"""Meta's codes for what is not about this message, and passes or is mended: our token and permission; limits of the
app, the account, the number and the pair of sender and receiver; Meta itself; our account. Meta asks to go by the code:
an expired token comes with status 401 and with 400. No code at all is no answer of Meta's."""


class NotNow(Exception):
    """Meta could not take the message; the same message may be tried again later."""


class Refused(Exception):
    """Meta will never take this message. ``code`` is Meta's."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class WindowClosed(Refused):
    """More than a day since the person wrote: only a template may be sent."""


class Meta:
    """Sends messages from one of our numbers."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._headers = url, {"Authorization": f"Bearer {token}"}
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Makes the session; must run within the event loop."""
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        self._session = aiohttp.ClientSession(timeout=timeout, headers=self._headers)

    async def close(self) -> None:
        """Closes the session."""
        if self._session:
            await self._session.close()

    async def send(self, number_id: str, to: str, payload: dict[str, Any]) -> None:
        """Sends one message. Raises NotNow, Refused or WindowClosed; none of them quotes the message."""
        body = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": to, **payload}
        status, code = await self._post(f"{self._url}/{number_id}/messages", body)
        if status < 300:
            return
        if status >= 500 or status in (401, 403, 429) or code in NOT_ABOUT_IT:
            raise NotNow(f"status {status}, code {code}")
        raise WindowClosed(code) if code == WINDOW_CLOSED else Refused(code)

    async def _post(self, url: str, body: dict[str, Any]) -> tuple[int, int]:
        if self._session is None:
            raise NotNow("not open")
        try:
            async with self._session.post(url, json=body) as response:
                return response.status, 0 if response.status < 300 else _code(await response.read())
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise NotNow(type(error).__name__) from None


def _code(raw: bytes) -> int:
    try:
        return int(json.loads(raw)["error"]["code"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0
