"""A whole municipality's catalogue as one page, with its rules in Dutch, for a policy officer to sign off.

The words are data/beheer/teksten.yml (``pagina``); what a rule asks is said in the words made from the rule itself.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.selfcheck.explain import in_words
from bot.selfcheck.expressions import Constant, Expression
from bot.selfcheck.facility import MAATWERK, Condition, Facility, Municipality, Source
from bot.selfcheck.reasons import Wording

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Page:
    """What the template asks of a municipality; ``texts`` are the words around it."""

    place: Municipality
    wording: Wording
    texts: dict[str, Any]

    def html(self, today: date) -> str:
        """The page, complete in one file."""
        loader = FileSystemLoader(TEMPLATES)
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        return environment.get_template("gemeente.html").render(pagina=self, dag=self.wording.day(today))

    def text(self, key: str, **parts: object) -> str:
        """A sentence of the page."""
        return str(self.texts[key]).format(**parts)

    @property
    def own(self) -> list[Facility]:
        """What the municipality offers itself."""
        return [facility for facility in self.place.facilities if not facility.national]

    @property
    def national(self) -> list[Facility]:
        """What the law gives everywhere."""
        return [facility for facility in self.place.facilities if facility.national]

    @property
    def confirmed(self) -> int:
        """How many of its own somebody at the municipality confirmed."""
        return sum(facility.source.confirmed_on is not None for facility in self.own)

    def rule(self, rule: Expression) -> str:
        """A rule in words."""
        return in_words(rule, self.wording.phrases)

    def need(self, facility: Facility) -> str:
        """When a self-check mentions this."""
        if facility.need == Constant(False):
            return self.text("alleen_op_vraag")
        return self.rule(facility.need)

    def read_as(self, condition: Condition) -> str | None:
        """How the words of the source are judged, where they are not the rule itself."""
        if condition.rule == Constant(None):
            return self.text("niet_na_te_gaan")
        return self.text("nagegaan_als", regel=self.rule(condition.rule)) if condition.text else None

    def demand(self, condition: Condition) -> str:
        """What the source demands."""
        return condition.text or self.rule(condition.rule)

    def place_of(self, source: Source) -> str:
        """Where it is written."""
        return self.text("regels", regels=source.lines) if source.lines else f"{source.document}, {source.place}"

    def confirmation(self, source: Source) -> str:
        """Whether somebody confirmed it, and when."""
        day = source.confirmed_on
        return self.text("bevestigd", dag=self.wording.day(day)) if day else self.text("niet_bevestigd")

    def facts(self, facility: Facility) -> list[tuple[str, str]]:
        """What is told of it, line by line; what the source leaves out is said to be left out."""
        told = {
            "soort": facility.kind,
            "domeinen": ", ".join(facility.domains),
            "voor_wie": facility.for_whom,
            "kosten": facility.costs,
            "stappen": " ".join(facility.steps),
            "meenemen": facility.bring,
            "beslist": facility.decides,
            "ingang": facility.contact.name,
        }
        return [(self.text(key), value or self.text("niet_vermeld")) for key, value in told.items()]

    def is_tailored(self, facility: Facility) -> bool:
        """Whether the municipality examines before it gives this."""
        return facility.kind == MAATWERK
