"""The accessibility statement: what our own tests found, and the status that follows from the model of the Dutch state.

``data/toegankelijkheid/onderzoek.yml`` is written by ``make accessibility``; ``verklaring.yml`` by the municipality.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.front.keys import CLOCK
from bot.front.page_shell import read, show

DATA = Path(__file__).parents[2] / "data"
VALID = timedelta(days=3 * 365)
"""How long a full examination counts."""


@dataclass(frozen=True)
class Examination:
    """What decides the status: the day of the published statement, of a full examination (WCAG-EM) with the number of
    requirements that were not met, and of one that is planned. None: there is none."""

    verklaring: date | None = None
    onderzoek: date | None = None
    afwijkingen: int | None = None
    gepland: date | None = None

    def status(self, today: date) -> str:
        """A to E (digitoegankelijk.nl, "De status"). An own test decides nothing: only a full examination does."""
        if self.verklaring is None:
            return "E"
        if self.onderzoek is not None and today - self.onderzoek <= VALID and self.afwijkingen is not None:
            return "B" if self.afwijkingen else "A"
        return "C" if self.gepland is not None and self.gepland >= today else "D"


@dataclass(frozen=True)
class OwnTest:
    """What was tested on which day, with what, and what it found: screen, check and number of findings."""

    datum: date
    browser: str
    axe: str
    schermen: list[str]
    proeven: list[str]
    taken: list[str]
    bevindingen: list[Mapping[str, Any]]


@dataclass(frozen=True)
class Statement:
    """Both together."""

    examination: Examination
    test: OwnTest

    @classmethod
    def load(cls, folder: Path) -> "Statement":
        """From ``data/toegankelijkheid``. Raises OSError or TypeError when a file is missing or not what we agreed."""
        return cls(Examination(**read(folder / "verklaring.yml")), OwnTest(**read(folder / "onderzoek.yml")))


def add_routes(app: web.Application, data: Path = DATA) -> None:
    """Adds ``/toegankelijkheid``; raises when a file is missing or wrong, so that it shows at start-up."""
    statement = Statement.load(data / "toegankelijkheid")
    months = str(read(data / "teksten" / "uitleg.yml")["maanden"]).split()
    day = statement.test.datum
    tested_on = f"{day.day} {months[day.month - 1]} {day.year}"

    async def answer(request: web.Request) -> web.Response:
        letter = statement.examination.status(request.app[CLOCK]().date())
        return show(request, "toegankelijkheid.html", test=statement.test, letter=letter, getest_op=tested_on)

    app.router.add_get("/toegankelijkheid", answer)
