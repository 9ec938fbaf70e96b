"""What a sentence means while a question is open: an answer, a correction, something else, or not understood.

The readers say whether it answers the open question; the intent (a statistic, or a fixed pattern) says what else it
may be. An answer that is read for certain always wins: a resident must not be misheard as wanting to stop.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from bot.dialogue.certainty import threshold
from bot.dialogue.questions import MUNICIPALITY, TOPICS, Questionnaire
from bot.dialogue.readers import read, volunteered
from bot.dialogue.readers.amended import amended, announces_another
from bot.dialogue.readers.interruptions import is_question, parts_that_ask, starts_over
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, SKIPPED, Context, Kind, Reading
from bot.dialogue.readers.text import plain
from bot.dialogue.readers.unanswered import skips
from bot.dialogue.readers.withdrawn import before_correction, what_counts, without_forgotten
from bot.dialogue.safety import weigh
from bot.dialogue.state import DialogueState
from bot.dialogue.topics import TopicReader


class Meaning(str, Enum):
    """What to do with a message."""

    ANSWER = "antwoord"
    CORRECTION = "correctie"
    VOLUNTEERED = "ongevraagd"
    INTERRUPTION = "onderbreking"
    NOT_UNDERSTOOD = "niet_begrepen"


@dataclass(frozen=True)
class Intent:
    """What the model takes the sentence for; confidence from 0 to 1."""

    name: str
    confidence: float


def believed(intent: Intent, text: str) -> Intent:
    """The intent; to forget all answers it takes words about the self-check: without them it is about a life."""
    unfounded = intent.name == RESTART and intent.confidence < SURE and not starts_over(text)
    return Intent(SITUATION, 0.0) if unfounded else intent


@dataclass(frozen=True)
class Understanding:
    """The meaning; ``answer`` is the reading of the open question, ``others`` what else the sentence tells.

    With a correction ``others`` is what it changes, and ``answer`` was given beside it.

    ``reopened``: the earlier answer that a correction takes back without saying all of the new one.
    """

    meaning: Meaning
    answer: Reading | None = None
    others: Mapping[str, Reading] = field(default_factory=dict)
    reopened: str | None = None


_UNKNOWN_CORRECTION = Understanding(Meaning.CORRECTION)
"""A correction of which nothing says what it changes: only where it is very likely one."""
SURE = 0.999
"""Confidence of a fixed pattern."""
LIKELY = threshold("waarschijnlijk")
"""Confidence from which a statistical intent outweighs a sentence that no reader understands."""
VERY_LIKELY = threshold("zeer_waarschijnlijk")
"""Confidence from which it outweighs a reading that is only a guess."""
OF_A_QUESTION = threshold("bij_een_vraag")
"""The same where the sentence asks something back: then it is no answer, whatever it is."""
FOREIGN = threshold("andere_taal")
"""The same for another language."""
_YES_OR_NO = re.compile(r"^(?:ja|jawel|nee|neen)\b[\s,.!]*", re.IGNORECASE)
"""With which an answer to the open question begins; it changes no earlier one."""
UNSAFE = "onveilig"
"""The field that says whether somebody is safe at home."""
DANGER = "nood"
DOUBT = "twijfel"
"""Intents that only rules give: danger for certain, and something that may be danger."""
CORRECTION = "corrigeer"
"""The intent of a sentence that takes back an earlier answer."""
GREETING = "groet"
"""A greeting before an answer is no interruption; one that says nothing else is."""
OTHER_LANGUAGE = "andere_taal"
"""What no reader understands and sounds foreign is answered in that language, also when the model is not sure."""
NOT_INTERRUPTING = frozenset(
    {
        "antwoord",
        "bevestig",
        "ontken",
        "weet_niet",
        "zeg_liever_niet",
        "overslaan",
        "situatie",
        CORRECTION,
        GREETING,
        DANGER,
    }
)
RESTART = "opnieuw"
"""The intent of who wants to do the self-check again: all answers are forgotten."""
A_PERSON = "mens"
"""The intent of who wants to talk to a person; "kan iemand mij leren met de computer" is mistaken for it."""
SITUATION = "situatie"
"""The intent of who tells how things are."""
ENDING = frozenset({"stop", RESTART, "uitkomst", "overdracht_intrekken"})
"""Intents that end the questions: they must be very likely, or "oud genoeg" would send a resident away."""
NO_INTENT = Intent("", 0.0)
HELP = "voorziening_vraag"
"""Who asks for help with something names a topic as well."""
SKIPPING = {"weet_niet": Kind.UNKNOWN, "zeg_liever_niet": Kind.REFUSED, "overslaan": Kind.REFUSED}


@dataclass(frozen=True)
class Listener:
    """Understands sentences; pure apart from the word lists that it was made with."""

    questionnaire: Questionnaire
    topics: TopicReader

    def understand(
        self, text: str, intent: Intent, open_field: str, state: DialogueState, today: date
    ) -> Understanding:
        """Weigh the readers against the intent. Danger by a rule always interrupts, by statistics alone never."""
        text = without_forgotten(text)
        context = Context(today, state.answers, state.municipality)
        if intent.name == DANGER and intent.confidence >= SURE:
            return Understanding(Meaning.INTERRUPTION)
        answer = self._read(open_field, text, context)
        others = _credible(volunteered(text, context, open_field), text)
        if answer == SKIPPED:
            return Understanding(Meaning.ANSWER, answer, others)
        if answer.kind is Kind.VALUE and _names_help(open_field, intent) and not is_question(plain(text)):
            return Understanding(Meaning.ANSWER, answer, others)
        if _interrupts(intent, SURE) and not _is_certain(answer):
            return Understanding(Meaning.INTERRUPTION)
        if intent.name == GREETING and intent.confidence >= SURE and not others and answer.kind is not Kind.VALUE:
            return Understanding(Meaning.INTERRUPTION)
        changed = amended(text, self._asked(state, open_field), context, _is_certain(answer))
        if changed:
            return Understanding(Meaning.CORRECTION, self._beside(text, open_field, changed, context), changed)
        if announces_another(text) or _corrects(intent, LIKELY):
            corrected = self._correction(text, state, context, open_field)
            if corrected != _UNKNOWN_CORRECTION or _corrects(intent, VERY_LIKELY):
                return corrected
        if intent.name in ENDING and intent.confidence < SURE and self._echoes(open_field, text):
            return _weigh(answer, others, NO_INTENT)
        if is_question(plain(text)) and _interrupts(intent, OF_A_QUESTION) and not _is_certain(answer):
            return Understanding(Meaning.INTERRUPTION)
        return _weigh(answer, others, intent)

    def read(self, field: str, text: str, state: DialogueState, today: date) -> Reading:
        """What the text answers to this field's question, whatever else it may mean."""
        return self._read(field, without_forgotten(text), Context(today, state.answers, state.municipality))

    def answer_beside(self, field: str, text: str, state: DialogueState, today: date) -> Reading | None:
        """The certain answer beside what a text asks: "41. Waarom vraagt u dat?"; None when it is no answer."""
        stated, _ = parts_that_ask(text)
        answer = self.read(field, stated, state, today) if stated else NOT_UNDERSTOOD
        return answer if _is_certain(answer) else None

    def is_answer(self, field: str, text: str, state: DialogueState, today: date) -> bool:
        """Whether the text answers this field's question for certain."""
        return self.is_option(field, text) or _is_certain(self.read(field, text, state, today))

    def named_topics(self, text: str) -> tuple[str, ...]:
        """The topics that the text names as their buttons do, or all of them; nothing when it says anything else."""
        chosen = self._by_title(TOPICS, text)
        return tuple(chosen.value) if chosen else self.topics.all_of_them(text)

    def is_option(self, field: str, text: str) -> bool:
        """Whether the text is just what a button of this question says."""
        return self._by_title(field, text) is not None

    def _read(self, field: str, text: str, context: Context) -> Reading:
        chosen = self._by_title(field, text)
        if chosen is not None:
            return chosen
        if field == TOPICS:
            return self._read_topics(text)
        return read(field, text, context)

    def _read_topics(self, text: str) -> Reading:
        """The topics that a text is about; their question can be skipped as well."""
        if skips(text):
            return SKIPPED
        found = self.topics.read(text)
        return Reading(Kind.VALUE, list(found), text, certain=False) if found else NOT_UNDERSTOOD

    def _by_title(self, field: str, text: str) -> Reading | None:
        """The words on a button, typed."""
        said = text.casefold().strip(" .!")
        if field == TOPICS:
            titles = {topic.title: [topic.id] for topic in self.questionnaire.topics.values()}
            options: dict[str, Any] = dict(titles)
        else:
            question = self.questionnaire.questions[field]
            several = question.nothing_title is not None
            options = {option.title: [option.value] if several else option.value for option in question.options}
            if question.nothing_title:
                options[question.nothing_title] = []
        value = next((value for title, value in options.items() if title.casefold() == said), None)
        return None if value is None else Reading(Kind.VALUE, value, text)

    def _echoes(self, open_field: str, text: str) -> bool:
        """Whether the sentence takes up a word of the open question: then it is about that."""
        asked = self.questionnaire.questions.get(open_field)
        return asked is not None and bool(set(_words(text)) & set(_words(f"{asked.text} {asked.again}")) - _COMMON)

    def _asked(self, state: DialogueState, open_field: str) -> list[str]:
        """The fields that were asked, oldest first; the open one apart."""
        return [name for name in state.progress.history if name in self.questionnaire.questions and name != open_field]

    def _correction(self, text: str, state: DialogueState, context: Context, open_field: str) -> Understanding:
        answer = self._read(open_field, what_counts(text), context)
        changed = self._changed(text, state, context)
        if changed:
            return Understanding(Meaning.CORRECTION, self._beside(text, open_field, changed, context), changed)
        half = self._half_told(text, state, context)
        if half is not None:
            return half
        if answer.kind is Kind.VALUE and not volunteered(what_counts(text), context, open_field):
            return Understanding(Meaning.ANSWER, answer)
        return _UNKNOWN_CORRECTION

    def _beside(self, text: str, open_field: str, changed: Mapping[str, Reading], context: Context) -> Reading | None:
        """The answer to the open question that stands before an announced correction of another one."""
        said = before_correction(text)
        if not said or open_field in changed:
            return None
        answer = self._read(open_field, said, context)
        return answer if _is_certain(answer) or answer.kind in (Kind.UNKNOWN, Kind.REFUSED) else None

    def _changed(self, text: str, state: DialogueState, context: Context) -> dict[str, Reading]:
        """Earlier answers that the sentence changes: those that it states, else the one that it fits best."""
        counts = what_counts(text)
        stated = {name: new for name, new in volunteered(counts, context).items() if _differs(name, new, state)}
        if stated:
            return stated
        asked = [name for name in reversed(tuple(state.answers)) if name in self.questionnaire.questions]
        beside = _YES_OR_NO.sub("", counts)
        for name in sorted(asked, key=lambda name: -self._fit(name, text, state)):
            new = read(name, beside, context)
            if self._fit(name, text, state) and new.kind is Kind.VALUE and _differs(name, new, state):
                return {name: new}
        return {}

    def _half_told(self, text: str, state: DialogueState, context: Context) -> Understanding | None:
        """A correction of which a part is missing ("nee, drie kinderen": of which age?)."""
        for name in state.answers:
            new = read(name, what_counts(text), context) if self._fit(name, text, state) else None
            if new is not None and new.ask:
                return Understanding(Meaning.CORRECTION, new, reopened=name)
        return None

    def _fit(self, name: str, text: str, state: DialogueState) -> int:
        """How much a sentence seems to be about an earlier answer: its old value, or a word of its question."""
        said = set(_words(text))
        value = state.answers[name]
        old = {str(item) for item in (value if isinstance(value, list) else [value])}
        question = self.questionnaire.questions[name]
        return 2 * len(said & old) + len(said & (set(_words(question.text)) | set(_words(name))) - _COMMON)


def _credible(others: Mapping[str, Reading], text: str) -> dict[str, Reading]:
    """Without that somebody is not safe, where nothing in the text sounds like danger ("slaat me met schaken")."""
    return {name: reading for name, reading in others.items() if name != UNSAFE or not reading.value or weigh(text)}


def _corrects(intent: Intent, confidence: float) -> bool:
    return intent.name == CORRECTION and intent.confidence >= confidence


def _weigh(answer: Reading, others: Mapping[str, Reading], intent: Intent) -> Understanding:
    if answer.kind is Kind.VALUE and (answer.certain or not _interrupts(intent, VERY_LIKELY)):
        return Understanding(Meaning.ANSWER, answer, others)
    if answer.kind in (Kind.UNKNOWN, Kind.REFUSED) and not _interrupts(intent, VERY_LIKELY):
        return Understanding(Meaning.ANSWER, answer, others)
    if intent.name in SKIPPING and intent.confidence >= LIKELY:
        return Understanding(Meaning.ANSWER, Reading(SKIPPING[intent.name]), others)
    if _interrupts(intent, VERY_LIKELY if intent.name in ENDING else LIKELY):
        return Understanding(Meaning.INTERRUPTION)
    if intent.name == OTHER_LANGUAGE and intent.confidence >= FOREIGN:
        return Understanding(Meaning.INTERRUPTION)
    if others:
        return Understanding(Meaning.VOLUNTEERED, answer, others)
    return Understanding(Meaning.NOT_UNDERSTOOD, answer)


def _names_help(open_field: str, intent: Intent) -> bool:
    """Whether the sentence names help and may be an answer too: a topic, or a bare word that residents search with."""
    return intent.name == HELP and (open_field == TOPICS or intent.confidence >= SURE)


def _is_certain(reading: Reading) -> bool:
    return reading.kind is Kind.VALUE and reading.certain


def _interrupts(intent: Intent, confidence: float) -> bool:
    return intent.name not in NOT_INTERRUPTING and intent.confidence >= confidence


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()


def _differs(name: str, new: Reading, state: DialogueState) -> bool:
    if name == MUNICIPALITY:
        return bool(new.value != state.municipality)
    return bool(new.value != state.answers.get(name))


_COMMON = frozenset(
    {"de", "het", "een", "u", "uw", "en", "of", "ik", "ben", "is", "bij", "van", "in", "met", "hoe", "wat", "er", "te"}
    | {"die", "dat", "mijn", "niet", "nee", "ja"}
)
