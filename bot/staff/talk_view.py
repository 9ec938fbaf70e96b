"""The conversation of a case in words: who leads it, and what was said since this member of staff does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.staff.cases import Case
from bot.staff.moments import TimeWords
from bot.staff.said import as_read
from bot.staff.words import Words
from bot.store.records import Message

GONE, FREE, MINE, OTHER = "weg", "vrij", "mijn", "ander"


@dataclass(frozen=True)
class TalkLine:
    """One message. ``number`` is where it stands in the conversation, ``kind`` who says it."""

    number: int
    kind: str
    speaker: str
    at: str
    text: str
    danger: str

    @property
    def as_json(self) -> Mapping[str, object]:
        """For the page that is open already."""
        return vars(self)


@dataclass(frozen=True)
class TalkView:
    """``state`` is one of the constants above, ``holder`` a colleague who leads, ``quiet`` how long nobody said a word.

    ``number`` is that of the last message that this page shows.
    """

    state: str
    holder: str = ""
    quiet: str = ""
    until: str = ""
    channel: str = ""
    lines: Sequence[TalkLine] = ()
    number: int = 0


def talk_view(case: Case, words: Words, staff_id: str, now: datetime) -> TalkView:
    """How the conversation stands for this member of staff."""
    if case.talk is None:
        return TalkView(GONE)
    conversation, time = case.talk.conversation, TimeWords(words.said["tijd"])
    leader, lines = conversation.leader(now), talk_lines(case.talk.said, words)
    return TalkView(
        state={None: FREE, staff_id: MINE}.get(leader, OTHER),
        holder=case.names.get(leader or "", ""),
        quiet=time.duration(now - conversation.active_at),
        until=time.moment(conversation.led_until) if conversation.led_until else "",
        channel=words.said["overname"]["kanaal"].get(conversation.kanaal, ""),
        lines=lines,
        number=lines[-1].number if lines else conversation.seq,
    )


def talk_lines(messages: Sequence[Message], words: Words) -> list[TalkLine]:
    """The messages as the page shows them; everything that was typed stays plain text."""
    return [_line(each, words) for each in messages]


def _line(message: Message, words: Words) -> TalkLine:
    return TalkLine(
        number=message.seq,
        kind=message.sender,
        speaker=words.said["dossier"]["van"].get(message.sender, message.sender),
        at=TimeWords(words.said["tijd"]).moment(message.at),
        text=as_read(message.sender, message.text),
        danger=words.said["overname"]["gevaar"] if message.extra.get("gevaar") else "",
    )
