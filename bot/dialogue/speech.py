"""What Zelfcheck says: messages with their choices, from data/teksten/gesprek.yml and the questions."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.questions import MUNICIPALITY, NOTHING, REFUSED, TOPICS, UNKNOWN, Question, Questionnaire
from bot.dialogue.state import DialogueState

Json = dict[str, Any]
VERSION_LETTERS = 12


@dataclass(frozen=True)
class Choice:
    """A button: the words on it, and the payload that stands behind it (it never leaves the server)."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """One message of the assistant; ``field`` is what it asks for, ``progress`` is (step, of about)."""

    text: str
    field: str | None = None
    progress: tuple[int, int] | None = None
    choices: tuple[Choice, ...] = ()
    cards: tuple[Json, ...] = ()
    name: str | None = None
    """Of the sentence, where it has more wordings."""

    def as_json(self) -> Json:
        """The ``bericht`` that the front door stores and sends."""
        shown: Json = {"tekst": self.text}
        if self.field:
            shown["vraag"] = self.field
        if self.progress:
            shown["voortgang"] = {"stap": self.progress[0], "van": self.progress[1]}
        if self.choices:
            shown["keuzes"] = [{"titel": choice.title, "payload": choice.payload} for choice in self.choices]
        if self.cards:
            shown["kaarten"] = list(self.cards)
        return shown


@dataclass(frozen=True)
class Speech:
    """The sentences by name, and the questions."""

    sentences: Mapping[str, Any]
    questionnaire: Questionnaire

    @classmethod
    def load(cls, data: Path, questionnaire: Questionnaire) -> "Speech":
        """Read data/teksten/gesprek.yml."""
        text = (data / "teksten" / "gesprek.yml").read_text(encoding="utf-8")
        return cls(yaml.load(text, yaml.CSafeLoader), questionnaire)

    def say(self, key: str, turn: int = 0, **parts: object) -> str:
        """The sentence ``key``; where there are several, ``turn`` chooses, so that none comes twice in a row."""
        sentence = self.sentences[key]
        chosen = sentence if isinstance(sentence, str) else sentence[turn % len(sentence)]
        return str(chosen).format(**parts)

    def tell(self, key: str, state: DialogueState, **parts: object) -> Message:
        """The sentence ``key`` as a message, in other words than the last time in this conversation."""
        return Message(self.say(key, state.progress.said.get(key, 0), **parts), name=key)

    def tell_about(self, key: str, about: str, state: DialogueState, **parts: object) -> Message:
        """The same, where other words are due only when it is about the same thing as the last time."""
        name = f"{key} {about}"
        return Message(self.say(key, state.progress.said.get(name, 0), **parts), name=name)

    def version(self, keys: Iterable[str]) -> str:
        """Which wording of these sentences this is: another one as soon as a word changes."""
        words = json.dumps([self.sentences[key] for key in keys], ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()[:VERSION_LETTERS]

    def ask(self, field: str, state: DialogueState, progress: tuple[int, int], **parts: object) -> Message:
        """The question after ``field``, in other words when it was put before."""
        if field == TOPICS:
            return Message(self.say("themas", state.progress.wording), choices=self._topic_choices(state))
        question = self.questionnaire.questions[field]
        text = question.again if state.progress.wording % 2 else question.text
        return Message(text.format(**parts), field, progress, self.choices(question))

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The answers to choose from; unknown and rather-not-say are always among them."""
        named = [Choice(option.title, answer(question.field, option.value)) for option in question.options]
        if question.nothing_title:
            named.append(Choice(question.nothing_title, answer(question.field, NOTHING)))
        if question.field == MUNICIPALITY:
            return (*named, Choice(self.say("keuze_weet_niet"), answer(MUNICIPALITY, UNKNOWN)))
        return (*named, *self._ways_out(question.field))

    def facts(self, facts: Mapping[str, Any]) -> str:
        """Known answers as sentences about "u"."""
        return " ".join(self.fact(field, value) for field, value in facts.items())

    def fact(self, field: str, value: Any) -> str:
        """One known answer as a sentence."""
        return self.questionnaire.questions[field].sentence(value)

    def command(self, name: str) -> Choice:
        """A button that steers the conversation (uitkomst, stop, overdracht, …)."""
        return Choice(self.sentences["keuzes"][name], f"/{name}")

    def commands(self, names: Iterable[str]) -> tuple[Choice, ...]:
        """Several of them."""
        return tuple(self.command(name) for name in names)

    def _ways_out(self, field: str) -> Sequence[Choice]:
        return (
            Choice(self.say("keuze_weet_niet"), answer(field, UNKNOWN)),
            Choice(self.say("keuze_zeg_niet"), answer(field, REFUSED)),
        )

    def _topic_choices(self, state: DialogueState) -> tuple[Choice, ...]:
        topics = self.questionnaire.topics.values()
        single = [Choice(topic.title, answer(TOPICS, [topic.id])) for topic in topics if topic.id not in state.topics]
        everything = Choice(self.say("alle_themas"), answer(TOPICS, list(self.questionnaire.topics)))
        return (*single, everything)


def answer(field: str, value: Any) -> str:
    """The payload of a chosen answer."""
    return "/kies" + json.dumps({"veld": field, "waarde": json.dumps(value)}, ensure_ascii=False)
