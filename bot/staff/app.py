"""Puts the staff app together and mounts it on the front door."""

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.front.keys import SETTINGS
from bot.staff import account_pages, case_pages, guard, sentence_pages, talk_pages, talk_stream
from bot.staff.cookies import Cookies
from bot.staff.keys import COOKIES, JINJA, WORDS
from bot.staff.pages import HOME
from bot.staff.words import Words

HERE = Path(__file__).parent
CASE = "/overdrachten/{kenmerk}"
PAGES = (
    ("", "lijst", {"GET": case_pages.show_list}),
    ("/inloggen", guard.SIGN_IN, {"GET": account_pages.show_sign_in, "POST": account_pages.sign_in}),
    ("/uitloggen", guard.SIGN_OUT, {"POST": account_pages.sign_out}),
    ("/wachtwoord", guard.PASSWORD, {"GET": account_pages.show_password, "POST": account_pages.change_password}),
    ("/onbegrepen", "onbegrepen", {"GET": sentence_pages.show_sentences, "POST": sentence_pages.label_sentence}),
    (CASE, "overdracht", {"GET": case_pages.show_case}),
    (f"{CASE}/contactgegevens", "contactgegevens", {"POST": case_pages.show_contact}),
    (f"{CASE}/pak", "pak", {"POST": case_pages.claim}),
    (f"{CASE}/geef-terug", "geef-terug", {"POST": case_pages.release}),
    (f"{CASE}/notitie", "notitie", {"POST": case_pages.add_note}),
    (f"{CASE}/poging", "poging", {"POST": case_pages.add_attempt}),
    (f"{CASE}/sluit", "sluit", {"POST": case_pages.close}),
    (f"{CASE}/neem-over", "neem-over", {"POST": talk_pages.take_over}),
    (f"{CASE}/bericht", "bericht", {"POST": talk_pages.say}),
    (f"{CASE}/geef-gesprek-terug", "geef-gesprek-terug", {"POST": talk_pages.give_back}),
    (f"{CASE}/volg", guard.FOLLOW, {"GET": talk_stream.follow}),
)
"""Address under /medewerker, name, and handler by method."""


def add_staff(app: web.Application) -> None:
    """Mounts the staff app under /medewerker: an extension for ``bot.front.app.create_app``.

    Raises when a text or template is missing, so that it shows at start-up.
    """
    staff = web.Application(middlewares=guard.MIDDLEWARES)
    staff[WORDS] = Words.load()
    staff[COOKIES] = Cookies.of(app[SETTINGS])
    _add_templates(staff)
    _add_pages(staff)
    staff.on_response_prepare.append(guard.add_headers)
    app.add_subapp(HOME, staff)


def _add_templates(staff: web.Application) -> None:
    environment = aiohttp_jinja2.setup(
        staff,
        app_key=JINJA,
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(w=staff[WORDS].said, home=HOME)


def _add_pages(staff: web.Application) -> None:
    for path, name, handlers in PAGES:
        resource = staff.router.add_resource(path, name=name)
        for method, handler in handlers.items():
            resource.add_route(method, handler)
    staff.router.add_static("/static", HERE / "static", name=guard.FILES)
