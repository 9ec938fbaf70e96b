"""The buttons with which a member of staff takes a conversation over, writes in it and gives it back."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.incoming import clean
from bot.front.keys import CLOCK, TAKEOVER
from bot.staff.case_pages import STALE, UNFIT, case_page, kenmerk, text_faults
from bot.staff.keys import VISIT, WORDS
from bot.staff.pages import Fault, cases, field, go_to
from bot.staff.talk_view import FREE, GONE, MINE, OTHER, talk_view
from bot.store.ids import is_id
from bot.store.records import Handover

PLACE = "overname"
WHY = {GONE: "gesprek_weg", FREE: "gesprek_terug", OTHER: "gesprek_ander", MINE: "veranderd"}
"""Why a button did nothing, by how the conversation stands now: a key of ``bezwaar``."""

Act = Callable[[AsyncConnection, str, Handover], Awaitable[bool]]


async def take_over(request: web.Request) -> web.StreamResponse:
    """From now on this member of staff answers the resident, for a case that they hold."""
    takeover, staff, words = request.config_dict[TAKEOVER], request[VISIT].staff, request.app[WORDS]

    async def act(connection: AsyncConnection, conversation_id: str, case: Handover) -> bool:
        return await takeover.begin(connection, conversation_id, staff.id, words.team(case.gemeente, case.team))

    return await _do(request, "gesprek overgenomen", act, "overgenomen")


async def say(request: web.Request) -> web.StreamResponse:
    """A message to the resident: once for each time that the page was made, however often it is sent."""
    text, key = clean(await field(request, "bericht")), await field(request, "sleutel")
    if faults := text_faults(request, "bericht", text, "" if text else "bericht_leeg"):
        return await case_page(request, UNFIT, faults=faults, typed={"bericht": text})
    if not is_id(key):
        raise web.HTTPBadRequest
    takeover, staff = request.config_dict[TAKEOVER], request[VISIT].staff

    async def act(connection: AsyncConnection, conversation_id: str, _case: Handover) -> bool:
        return await takeover.say(connection, conversation_id, staff.id, text, key)

    return await _do(request, "bericht aan inwoner", act, "", text)


async def give_back(request: web.Request) -> web.StreamResponse:
    """The assistant answers the resident again."""
    takeover, staff = request.config_dict[TAKEOVER], request[VISIT].staff

    async def act(connection: AsyncConnection, conversation_id: str, case: Handover) -> bool:
        return await takeover.give_back(connection, conversation_id, staff.id, case)

    return await _do(request, "gesprek teruggegeven", act, "gesprek_terug")


async def _do(request: web.Request, action: str, act: Act, told: str, text: str = "") -> web.StreamResponse:
    """Does it for whoever holds the case; else the page as it is now, why nothing happened, and the typed text."""
    own = cases(request)

    async def change(connection: AsyncConnection, case: Handover) -> bool:
        can = own.holds(case) and case.conversation_id is not None
        return can and await act(connection, str(case.conversation_id), case)

    if await own.change(kenmerk(request), action, change):
        raise go_to(f"/overdrachten/{kenmerk(request)}", told, PLACE)
    faults = [Fault("", await _why_not(request))]
    return await case_page(request, STALE, faults=faults, typed={"bericht": text} if text else {})


async def _why_not(request: web.Request) -> str:
    own, words = cases(request), request.app[WORDS]
    case = await own.view(kenmerk(request))
    if not own.holds(case.handover):
        return str(words.said["bezwaar"]["niet_van_u"])
    talk = talk_view(case, words, request[VISIT].staff.id, request.config_dict[CLOCK]())
    return str(words.said["bezwaar"][WHY[talk.state]]).format(naam=talk.holder)
