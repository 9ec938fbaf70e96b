"""The names under which the staff app keeps its parts, and each request who makes it."""

import jinja2
from aiohttp import web

from bot.staff.cookies import Cookies
from bot.staff.visits import Visit
from bot.staff.words import Words

WORDS = web.AppKey("staff_words", Words)
COOKIES = web.AppKey("staff_cookies", Cookies)
JINJA = web.AppKey("staff_jinja", jinja2.Environment)
VISIT = web.RequestKey("staff_visit", Visit)
