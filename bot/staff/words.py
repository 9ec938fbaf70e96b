"""The words of the staff app: its own sentences, the questions, and the names of municipalities, teams and alarms."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.library import municipality_files
from bot.dialogue.questions import Questionnaire
from bot.front.texts import DATA


@dataclass(frozen=True)
class Words:
    """``said`` is data/teksten/medewerker.yml; municipalities, teams (by municipality) and alarms are names by id."""

    said: Mapping[str, Any]
    questionnaire: Questionnaire
    municipalities: Mapping[str, str]
    teams: Mapping[str, Mapping[str, str]]
    alarms: Mapping[str, str]

    @classmethod
    def load(cls, data: Path = DATA) -> "Words":
        """From the data folder."""
        plans = [_read(file) for file in municipality_files(data)]
        return cls(
            said=_read(data / "teksten" / "medewerker.yml"),
            questionnaire=Questionnaire.load(data),
            municipalities={plan["gemeente"]: plan["naam"] for plan in plans},
            teams={plan["gemeente"]: {desk["id"]: desk["naam"] for desk in plan["toegang"]} for plan in plans},
            alarms={name: alarm["reden"] for name, alarm in _read(data / "regels.yml")["alarmen"].items()},
        )

    def municipality(self, slug: str) -> str:
        """The municipality's name; an empty slug is all of them, one that left keeps its slug."""
        return self.municipalities.get(slug, slug) if slug else str(self.said["algemeen"]["alle_gemeenten"])

    def team(self, gemeente: str, team: str) -> str:
        """The team's name; one that left the catalogue keeps its id."""
        return self.teams.get(gemeente, {}).get(team, team)

    def label(self, field: str) -> str:
        """What a question is about, in a few words."""
        return str(self.said["velden"].get(field, field))

    def topic(self, name: str) -> str:
        """The title of a topic."""
        topic = self.questionnaire.topics.get(name)
        return topic.title if topic else name

    def answer(self, field: str, value: Any) -> str:
        """An answer as a sentence about "u"; one to a question that no longer exists as it is stored."""
        question = self.questionnaire.questions.get(field)
        return (question.sentence(value) if question else "") or str(value)


def _read(file: Path) -> Any:
    with file.open(encoding="utf-8") as stream:
        return yaml.load(stream, yaml.CSafeLoader)
