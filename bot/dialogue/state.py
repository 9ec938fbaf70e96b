"""What the conversation knows: a plain record that Rasa keeps in its slots, and the front door beside it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.dialogue.questions import REFUSED, UNKNOWN

Json = Any


@dataclass(frozen=True)
class Clash:
    """Two answers to one field of which the resident says which one counts."""

    field: str
    old: Json
    new: Json

    def as_json(self) -> dict[str, Json]:
        """For a slot."""
        return {"field": self.field, "old": self.old, "new": self.new}


@dataclass(frozen=True)
class Progress:
    """Where the resident is.

    ``history``: fields asked, oldest first; ``misses``: misunderstandings in a row on the open question;
    ``wording``: how often the open question was put; ``first``: a field to ask before all others (after "terug");
    ``doubt``: the alarm that we asked about just now; ``doubt_repeated``: whether that was for the second time;
    ``waiting``: the facilities that fit what may be danger, for when it is none;
    ``clash``: what to ask next, before any other question;
    ``said``: how often a sentence was said, by name, so that its other wording comes next; ``cards``: the facilities
    that were shown last; ``listed``: the status of each facility when the outcomes were shown last;
    ``language``: the other one in which the resident spoke last, until an answer in Dutch.
    """

    history: tuple[str, ...] = ()
    misses: int = 0
    wording: int = 0
    first: str | None = None
    finished: bool = False
    doubt: str | None = None
    doubt_repeated: bool = False
    waiting: tuple[str, ...] = ()
    clash: Clash | None = None
    said: Mapping[str, int] = field(default_factory=dict)
    cards: tuple[str, ...] = ()
    listed: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None

    def as_json(self) -> dict[str, Json]:
        """For a slot."""
        return {
            "history": list(self.history),
            "misses": self.misses,
            "wording": self.wording,
            "first": self.first,
            "finished": self.finished,
            "doubt": self.doubt,
            "doubt_repeated": self.doubt_repeated,
            "waiting": list(self.waiting),
            "clash": self.clash.as_json() if self.clash else None,
            "said": dict(self.said),
            "cards": list(self.cards),
            "listed": dict(self.listed),
            "language": self.language,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Json] | None) -> "Progress":
        """From a slot; an empty slot is the beginning."""
        values = dict(raw or {})
        clash = Clash(**values["clash"]) if values.get("clash") else None
        lists = {name: tuple(values.get(name, ())) for name in ("history", "cards", "waiting")}
        return cls(**{**values, **lists, "clash": clash})

    def with_said(self, names: Iterable[str]) -> "Progress":
        """These sentences were said once more."""
        return replace(self, said=dict(Counter(self.said) + Counter(names)))


@dataclass(frozen=True)
class DialogueState:
    """The municipality, chosen topics, answers (contract JSON), what stays open, and alarms in the resident's words."""

    municipality: str | None = None
    topics: tuple[str, ...] = ()
    answers: Mapping[str, Json] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    signals: tuple[str, ...] = ()
    progress: Progress = Progress()

    def with_answer(self, name: str, value: Json) -> "DialogueState":
        """One field answered, or answered anew."""
        skipped = {key: why for key, why in self.skipped.items() if key != name}
        return replace(self, answers={**self.answers, name: value}, skipped=skipped)

    def with_skip(self, name: str, why: str) -> "DialogueState":
        """One field stays unknown: ``why`` is weet_niet or zeg_niet."""
        if why not in (UNKNOWN, REFUSED):
            raise ValueError(why)
        answers = {key: value for key, value in self.answers.items() if key != name}
        return replace(self, answers=answers, skipped={**self.skipped, name: why})

    def reopened(self, name: str) -> "DialogueState":
        """A field as if it had not been asked, and first in line."""
        answers = {key: value for key, value in self.answers.items() if key != name}
        skipped = {key: why for key, why in self.skipped.items() if key != name}
        return replace(self, answers=answers, skipped=skipped, progress=replace(self.progress, first=name))

    def is_handled(self, name: str) -> bool:
        """Whether this field needs no question any more."""
        return name in self.answers or name in self.skipped
