"""The list of handovers in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.staff.moments import TimeWords
from bot.staff.words import Words
from bot.store.handovers import OPEN
from bot.store.overview import HandoverLine


@dataclass(frozen=True)
class Row:
    """One handover as the list shows it; every value is a text to read."""

    kenmerk: str
    urgency: str
    is_urgent: bool
    team: str
    municipality: str
    kind: str
    age: str
    due: str
    is_late: bool
    holder: str
    outcome: str


def rows(lines: Sequence[HandoverLine], words: Words, staff_id: str, now: datetime) -> list[Row]:
    """The lines in words for this member of staff, in the same order."""
    return [_row(line, words, staff_id, now) for line in lines]


def is_late(status: str, due_at: datetime, now: datetime) -> bool:
    """Whether the answer should have been there by now."""
    return status in OPEN and now > due_at


def _row(line: HandoverLine, words: Words, staff_id: str, now: datetime) -> Row:
    said, time = words.said, TimeWords(words.said["tijd"])
    return Row(
        kenmerk=line.kenmerk,
        urgency=said["urgentie"].get(line.urgentie, line.urgentie),
        is_urgent=line.urgentie in ("acuut", "spoed"),
        team=words.team(line.gemeente, line.team),
        municipality=words.municipality(line.gemeente),
        kind=said["soort"].get(line.soort, line.soort),
        age=time.duration((line.closed_at or now) - line.created_at),
        due=time.moment(line.due_at),
        is_late=is_late(line.status, line.due_at, now),
        holder=_holder(line, words, staff_id),
        outcome=outcome(line.outcome, line.status, words),
    )


def outcome(name: str | None, status: str, words: Words) -> str:
    """How it ended, in words; the status when it has no outcome."""
    said = words.said
    return str(said["uitkomsten"].get(name, name) if name else said["status"].get(status, status))


def _holder(line: HandoverLine, words: Words, staff_id: str) -> str:
    said = words.said["lijst"]
    return str(said["ikzelf"] if line.claimed_by == staff_id else line.holder or said["niemand"])
