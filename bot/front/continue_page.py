"""``/verder``: a conversation goes on with a code; ``/verder/{token}``: one of another channel goes on at the website.

The page of a link only shows a button: programs that look at every link in a message use nothing up.
"""

from datetime import timedelta

from aiohttp import web

from bot.front.bodies import WEB
from bot.front.keys import CLOCK, DATABASE, RESUME_CODES
from bot.front.page_forms import PATH, keep_in_cookie
from bot.front.page_shell import show
from bot.front.resume_code import WITH_CODE
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.ids import new_token, session_token, token_hash
from bot.store.links import Links

ROUTE = f"{WITH_CODE}/{{token}}"
VALID = timedelta(days=1)


def add_routes(app: web.Application) -> None:
    """Adds the pages and what their buttons do."""
    app.router.add_get(ROUTE, ask)
    app.router.add_post(ROUTE, go_on)
    app.router.add_get(WITH_CODE, ask_code)
    app.router.add_post(WITH_CODE, go_on_with_code)


async def new_link(database: Database, clock: Clock, public_url: str, conversation_id: str) -> str:
    """An address with which this conversation goes on, once, within a day."""
    token = new_token()
    async with database.write() as connection:
        await Links(connection).remove_expired(clock())
        await Links(connection).add(token, conversation_id, clock() + VALID)
    return f"{public_url}{ROUTE.format(token=token)}"


async def ask(request: web.Request) -> web.Response:
    """``GET``: the button, or that the link does not work any more."""
    async with request.app[DATABASE].read() as connection:
        usable = await Links(connection).is_there(request.match_info["token"], request.app[CLOCK]())
    return show(request, "verder.html", 200 if usable else 410, bruikbaar=usable)


async def go_on(request: web.Request) -> web.Response:
    """``POST``: uses the link up."""
    return await _opened(request, request.match_info["token"]) or show(request, "verder.html", 410, bruikbaar=False)


async def ask_code(request: web.Request) -> web.Response:
    """``GET /verder``: a field for the code."""
    return show(request, "verder_code.html", onjuist=False)


async def go_on_with_code(request: web.Request) -> web.Response:
    """``POST /verder``: uses the code up."""
    typed = str((await request.post()).get("code", ""))
    link = request.app[RESUME_CODES].link(typed)
    opened = await _opened(request, link) if link else None
    return opened or show(request, "verder_code.html", 422, onjuist=True)


async def _opened(request: web.Request, link: str) -> web.Response | None:
    """On to the conversation with a new token, from now on at the website; None when the link does not work.

    The widget reads the token from the fragment, which no server or log sees; without JavaScript it is in the cookie.
    """
    now = request.app[CLOCK]()
    token = session_token(now)
    async with request.app[DATABASE].write() as connection:
        conversation_id = await Links(connection).use(link, now)
        if conversation_id is not None:
            await Conversations(connection).set_token(conversation_id, token_hash(token))
            await Conversations(connection).set_channel(conversation_id, WEB)
            await Conversations(connection).touch(conversation_id, now)
    if conversation_id is None:
        return None
    response = web.Response(status=303, headers={"Location": f"{PATH}#verder={conversation_id}:{token}"})
    keep_in_cookie(request, response, conversation_id, token)
    return response
