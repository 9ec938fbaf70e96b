"""The names under which an application keeps its parts, for routes here and for the staff app."""

from aiohttp import web

from bot.front.bell import Bell
from bot.front.claims import Claims
from bot.front.conversations import Conversations
from bot.front.decision import DangerNumbers, Decision
from bot.front.inbox import Entrance
from bot.front.metrics import Metrics
from bot.front.rasa import Rasa
from bot.front.rasa_memory import RasaMemory
from bot.front.resume_code import ResumeCodes
from bot.front.settings import Settings
from bot.front.steps import PassStep
from bot.front.takeover import Takeover
from bot.front.tally import Tally
from bot.front.texts import Texts
from bot.front.turns import Turns
from bot.privacy.encryption import Cipher
from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.workdays import Calendar

SETTINGS = web.AppKey("settings", Settings)
DATABASE = web.AppKey("database", Database)
RASA_MEMORY = web.AppKey("rasa_memory", RasaMemory)
CIPHER = web.AppKey("cipher", Cipher)
CLOCK: web.AppKey[Clock] = web.AppKey("clock")
CALENDAR = web.AppKey("calendar", Calendar)
TALLY = web.AppKey("tally", Tally)
BELL = web.AppKey("bell", Bell)
TEXTS = web.AppKey("texts", Texts)
RASA = web.AppKey("rasa", Rasa)
TURNS = web.AppKey("turns", Turns)
CONVERSATIONS = web.AppKey("conversations", Conversations)
DECISION: web.AppKey[Decision] = web.AppKey("decision")
DANGER_NUMBERS: web.AppKey[DangerNumbers] = web.AppKey("danger_numbers")
DESKS: web.AppKey[dict[str, str]] = web.AppKey("desks")
CLAIMS = web.AppKey("claims", Claims)
PASS_STEP: web.AppKey[PassStep] = web.AppKey("pass_step")
ENTRANCE = web.AppKey("entrance", Entrance)
RESUME_CODES = web.AppKey("resume_codes", ResumeCodes)
TAKEOVER = web.AppKey("takeover", Takeover)
METRICS = web.AppKey("metrics", Metrics)
