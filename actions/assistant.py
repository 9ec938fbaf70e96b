"""What all actions share: the plans, the questions, the sentences and the searches, loaded once per process."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property

from bot.catalogue.decision import decide
from bot.catalogue.library import DATA, Library
from bot.catalogue.reload import Shelf
from bot.catalogue.search import Search
from bot.dialogue.agenda import Agenda
from bot.dialogue.guess import guess
from bot.dialogue.naming import Names
from bot.dialogue.questions import Questionnaire
from bot.dialogue.readers.choices import prepare
from bot.dialogue.safety import doubts
from bot.dialogue.speech import Speech
from bot.dialogue.state import DialogueState
from bot.dialogue.topics import TopicReader
from bot.dialogue.understanding import Listener
from bot.privacy.retention import Retention
from bot.selfcheck.answers import read_answers
from bot.selfcheck.evaluate import Result
from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import Contact, Municipality
from bot.store.deadlines import AMSTERDAM, due_at
from bot.store.workdays import Calendar


@dataclass(frozen=True)
class Assistant:
    """The assistant's knowledge; pure apart from the clock (``today``)."""

    library: Library
    agenda: Agenda
    speech: Speech
    listener: Listener
    retention: Retention
    calendar: Calendar

    @classmethod
    def load(cls, library: Library) -> "Assistant":
        """Read what stands beside the plans under data/."""
        names = {slug: found.name for slug, found in library.municipalities.items()}
        questionnaire = Questionnaire.load(DATA).with_municipalities(names)
        return cls(
            library,
            Agenda(library, questionnaire),
            Speech.load(DATA, questionnaire),
            Listener(questionnaire, TopicReader.load(DATA)),
            Retention(),
            Calendar.load(DATA / "werkdagen.yml"),
        )

    def over(self, library: Library) -> "Assistant":
        """The same assistant over plans that were read anew."""
        return replace(self, library=library, agenda=Agenda(library, self.agenda.questionnaire))

    def warm_up(self) -> None:
        """Read the word lists now, so that the first resident does not wait for them."""
        prepare()
        doubts("hallo")
        guess("schulden", "hallo")
        for search in self.searches.values():
            search.find("hulp in huis")

    @property
    def today(self) -> date:
        """The date in the Netherlands."""
        return datetime.now(AMSTERDAM).date()

    @cached_property
    def searches(self) -> dict[str, Search]:
        """The search of each municipality."""
        return {slug: Search(found) for slug, found in self.library.municipalities.items()}

    @cached_property
    def names(self) -> dict[str, Names]:
        """The names of each municipality's facilities."""
        return {slug: Names(found.facilities) for slug, found in self.library.municipalities.items()}

    def municipality(self, state: DialogueState) -> Municipality | None:
        """The resident's municipality, if it is known."""
        return self.library.municipalities.get(state.municipality or "")

    def evaluate(self, state: DialogueState) -> Result:
        """The outcomes so far; the municipality must be known."""
        topics = self.agenda.questionnaire.domains(state.topics)
        return decide(self.library, str(state.municipality), dict(state.answers), self.today, state.signals, topics)

    def situation(self, state: DialogueState) -> Situation:
        """The answers as the rules judge them."""
        answers = read_answers(dict(state.answers)).with_implied()
        return Situation(answers, self.today, self.library.rules.norms)

    def team(self, state: DialogueState) -> Contact | None:
        """The desk where this resident goes first."""
        municipality = self.municipality(state)
        return None if municipality is None else municipality.contacts[self.evaluate(state).referral.team]

    def answer_day(self, state: DialogueState) -> date:
        """The last working day on which the team answers."""
        now = datetime.now(AMSTERDAM)
        workdays = self.calendar.of(str(state.municipality))
        return due_at(now, self.evaluate(state).referral.urgency, workdays).astimezone(AMSTERDAM).date()

    def team_name(self, state: DialogueState) -> str:
        """Its name; without a municipality a general word."""
        team = self.team(state)
        return team.name if team else self.speech.say("team_onbekend")


class Desk:
    """The one assistant of a process, over the newest plans that were in order."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._assistant = Assistant.load(shelf.library)

    @property
    def assistant(self) -> Assistant:
        """The assistant; made anew when the plans were."""
        if self._assistant.library is not self.shelf.library:
            self._assistant = self._assistant.over(self.shelf.library)
        return self._assistant


@cache
def desk() -> Desk:
    """The desk of this process; raises CatalogueError for a wrong file."""
    opened = Desk(Shelf(DATA))
    opened.shelf.watch()
    return opened


def assistant() -> Assistant:
    """The assistant of this process."""
    return desk().assistant
