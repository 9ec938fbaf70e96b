"""Who may ask how much: every request is counted before anything is done for it."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from aiohttp import web

from bot.front.limits import Buckets, Limits, household, too_much
from bot.front.settings import Settings
from bot.front.tally import Tally
from bot.privacy.encryption import Cipher
from bot.store.ids import is_id

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BEGIN, FORM, RESUME = "/api/v1/gesprekken", "/gesprek", "/verder"
TURNS = (f"{BEGIN}/{{id}}/berichten", f"{BEGIN}/{{id}}/wijzigingen", f"{BEGIN}/{{id}}/controles", FORM)
COUNTED = ("/api/", FORM, RESUME)
TRY_STREAM_AGAIN = 5.0


class Admission:
    """Counts per conversation and per keyed hash of the address; the address itself is kept nowhere."""

    def __init__(self, settings: Settings, cipher: Cipher, tally: Tally) -> None:
        limits: Limits = settings.limits
        self._cipher, self._proxies, self._streams = cipher, settings.trusted_proxies, limits.streams
        self._tally, self._other = tally, Buckets(limits.other)
        self._conversation = Buckets(limits.conversation, name="gesprek")
        self._address = Buckets(limits.address, name="adres")
        self._begin = Buckets(limits.begin, name="begin")

    async def admit(self, request: web.Request) -> None:
        """Raises Problem when this is too much."""
        seconds = await self._wait(request) if request.path.startswith(COUNTED) else 0.0
        if seconds:
            raise too_much("te_snel", seconds)

    async def _wait(self, request: web.Request) -> float:
        """Seconds until there is room for this; 0 when there was."""
        who = self._cipher.keyed_hash(household(self.address(request)), "adres")
        if request.method == "POST" and request.path in (BEGIN, RESUME):
            return await self._tally.take((self._begin, who))
        if request.method == "POST" and _pattern(request) in TURNS:
            return await self._tally.take((self._address, who), (self._conversation, _conversation(request) or who))
        return self._other.take(who)

    def admit_stream(self, listening: int) -> None:
        """Raises Problem when so many listen to the conversation already that there is no room for one more."""
        if listening >= self._streams:
            raise too_much("te_veel_vensters", TRY_STREAM_AGAIN)

    def address(self, request: web.Request) -> str:
        """Where the request came from: the last address in ``X-Forwarded-For`` that no proxy of ours has."""
        hops = [hop.strip() for hop in ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")]
        for hop in [request.remote or "", *reversed(hops)]:
            if not self._is_proxy(hop):
                return hop
        return request.remote or ""

    def _is_proxy(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._proxies)


ADMISSION = web.AppKey("admission", Admission)


@web.middleware
async def admit(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Counts the request before its handler runs. The plain form counts itself: it answers with a page."""
    if (request.method, request.path) != ("POST", FORM):
        await request.app[ADMISSION].admit(request)
    return await handler(request)


def _conversation(request: web.Request) -> str:
    """The id in the address; empty for what can be none, which would only fill the memory."""
    found = request.match_info.get("id", "")
    return found if is_id(found) else ""


def _pattern(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""
