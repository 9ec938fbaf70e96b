"""The front door with everything in it: API, pages, staff app, the self-check, and danger numbers. One process."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from aiohttp import web

from bot.catalogue.decision import decide, normen, zelfcheck
from bot.catalogue.document import CatalogueError
from bot.catalogue.library import DATA, Library
from bot.catalogue.offer import voorzieningen
from bot.catalogue.reload import Shelf
from bot.dialogue.questions import Questionnaire
from bot.dialogue.safety.wording import numbers_for
from bot.front.app import Extension, create_app
from bot.front.learning import known_names
from bot.front.logs import configure
from bot.front.settings import Settings
from bot.selfcheck.presentation import outcome_as_json, referral_as_json
from bot.staff.app import add_staff
from bot.store.deadlines import AMSTERDAM
from bot.store.environment import SettingError
from bot.whatsapp.app import WhatsApp
from bot.whatsapp.settings import WhatsAppSettings

Json = dict[str, Any]


@dataclass(frozen=True)
class SelfcheckDecision:
    """What the front door asks (``bot.front.decision.Decision``), answered by the library of plans."""

    shelf: Shelf

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """Which domains a topic is about."""
        return Questionnaire.load(DATA)

    @property
    def library(self) -> Library:
        """The newest that was in order."""
        return self.shelf.library

    def zelfcheck(self, body: Json) -> Json:
        """``POST /zelfcheck``."""
        return zelfcheck(self.library, body, _today())

    def voorzieningen(self, gemeente: str | None, domein: str | None, zoek: str | None) -> Json:
        """``GET /voorzieningen``."""
        return voorzieningen(self.library, gemeente, domein, zoek)

    def normen(self, peildatum: str | None) -> Json:
        """``GET /normen``."""
        return normen(self.library, peildatum, _today())

    def record(self, state: Mapping[str, Any]) -> Json:
        """What a resident has so far; nothing is decided before the municipality is known."""
        answers, slug = state.get("antwoorden") or {}, state.get("gemeente")
        signals = tuple(state.get("signalen") or ())
        if slug is None:
            return {"antwoorden": answers, "uitkomsten": [], "verwijzing": None}
        topics = self.questionnaire.domains(state.get("themas") or ())
        result = decide(self.library, slug, answers, _today(), signals, topics)
        return {
            "antwoorden": answers,
            "uitkomsten": [outcome_as_json(outcome) for outcome in result.outcomes],
            "verwijzing": referral_as_json(result.referral),
        }


def main() -> int:
    """Serve until a signal; the exit code is 1 when a setting or a data file is wrong."""
    try:
        settings, whatsapp = Settings.read(os.environ), WhatsAppSettings.read(os.environ)
        extensions: list[Extension] = [add_staff, *([WhatsApp(whatsapp)] if whatsapp else [])]
        shelf = Shelf(DATA)
        app = create_app(settings, SelfcheckDecision(shelf), numbers_for, extensions=extensions)
    except (SettingError, CatalogueError) as error:
        print(error, file=sys.stderr)
        return 1
    configure()
    shelf.watch()
    _read_ahead()
    web.run_app(app, host=settings.host, port=settings.port, print=None, access_log=None)
    return 0


def _read_ahead() -> None:
    """The lists that a turn needs: who is in danger first, or not understood, must not make everybody wait for them."""
    numbers_for("hallo")
    known_names()


def _today() -> date:
    return datetime.now(AMSTERDAM).date()


if __name__ == "__main__":
    sys.exit(main())
