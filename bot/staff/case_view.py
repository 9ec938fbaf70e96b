"""A case in words: what the templates show. Everything a resident said stays plain text here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.staff.cases import Case
from bot.staff.list_view import is_late, outcome
from bot.staff.moments import TimeWords
from bot.staff.said import as_read
from bot.staff.talk_view import TalkView, talk_view
from bot.staff.words import Words
from bot.store.handovers import OPEN
from bot.store.records import HandoverStatus, Note

Json = Mapping[str, Any]
GROUPS = ("waarschijnlijk", "misschien", "niet")


@dataclass(frozen=True)
class Facts:
    """What stands at the top of a case."""

    kenmerk: str
    version: int
    status: str
    urgency: str
    is_urgent: bool
    kind: str
    team: str
    received: str
    age: str
    due: str
    is_late: bool
    outcome: str
    holder: str
    is_mine: bool
    is_new: bool
    is_open: bool
    is_withdrawn: bool
    is_erased: bool


@dataclass(frozen=True)
class Phone:
    """A number that the resident saw."""

    name: str
    number: str


@dataclass(frozen=True)
class Told:
    """Why the resident asks for help, and what the self-check saw."""

    reason: str
    signals: Sequence[str]
    referral_reasons: Sequence[str]
    phones: Sequence[Phone]
    topics: Sequence[str]
    wish: str
    consent: str
    not_asked: Sequence[str]
    not_answered: Sequence[str]


@dataclass(frozen=True)
class Answer:
    """One answer: its label, the question as it was put (empty: unasked), and the message in the transcript."""

    label: str
    question: str
    sentence: str
    anchor: str


@dataclass(frozen=True)
class Reason:
    """One condition of a facility and how it came out."""

    condition: str
    result: str
    explanation: str
    source: str
    confirmed: str


@dataclass(frozen=True)
class Outcome:
    """One facility."""

    name: str
    summary: str
    reasons: Sequence[Reason]
    missing: Sequence[str]
    desk: str
    source: str
    confirmed: str


@dataclass(frozen=True)
class Group:
    """The facilities with the same status."""

    title: str
    outcomes: Sequence[Outcome]


@dataclass(frozen=True)
class Line:
    """One message of the conversation."""

    anchor: str
    speaker: str
    kind: str
    at: str
    text: str
    choices: Sequence[str]
    filled: Sequence[str]
    is_danger: bool


@dataclass(frozen=True)
class NoteLine:
    """A note of the team."""

    kind: str
    author: str
    at: str
    text: str


@dataclass(frozen=True)
class CaseView:
    """A whole case."""

    facts: Facts
    told: Told
    answers: Sequence[Answer]
    groups: Sequence[Group]
    transcript: Sequence[Line]
    notes: Sequence[NoteLine]
    has_contact: bool
    talk: TalkView

    @property
    def wrote_of_danger(self) -> bool:
        """Whether the resident wrote of danger to the person who led the conversation."""
        return any(line.danger for line in self.talk.lines) or any(line.is_danger for line in self.transcript)


def case_view(case: Case, words: Words, staff_id: str, now: datetime) -> CaseView:
    """The case in words for this member of staff."""
    summary = case.handover.summary
    anchors = {str(line.get("id")) for line in case.handover.transcript}
    return CaseView(
        facts=_facts(case, words, staff_id, now),
        told=_told(summary, words),
        answers=[_answer(each, words, anchors) for each in _list(summary, "antwoorden")],
        groups=_groups(_list(summary, "uitkomsten"), words),
        transcript=[_line(each, words) for each in case.handover.transcript],
        notes=[_note(each, case.names, words) for each in case.notes],
        has_contact=case.has_contact,
        talk=talk_view(case, words, staff_id, now),
    )


def _facts(case: Case, words: Words, staff_id: str, now: datetime) -> Facts:
    handover, said, time = case.handover, words.said, TimeWords(words.said["tijd"])
    return Facts(
        kenmerk=handover.kenmerk,
        version=handover.version,
        status=said["status"].get(handover.status, handover.status),
        urgency=said["urgentie"].get(handover.urgentie, handover.urgentie),
        is_urgent=handover.urgentie in ("acuut", "spoed"),
        kind=said["soort"].get(handover.soort, handover.soort),
        team=words.team(handover.gemeente, handover.team),
        received=time.moment(handover.created_at),
        age=time.duration(now - handover.created_at),
        due=time.moment(handover.due_at),
        is_late=is_late(handover.status, handover.due_at, now),
        outcome=outcome(handover.outcome, handover.status, words) if handover.outcome else "",
        holder=case.names.get(handover.claimed_by or "", ""),
        is_mine=handover.claimed_by == staff_id,
        is_new=handover.status == HandoverStatus.NEW.value,
        is_open=handover.status in OPEN,
        is_withdrawn=handover.status == HandoverStatus.WITHDRAWN.value,
        is_erased=not handover.summary,
    )


def _told(summary: Json, words: Words) -> Told:
    referral = summary.get("verwijzing") or {}
    return Told(
        reason=str(summary.get("reden") or ""),
        signals=[words.alarms.get(name, name) for name in _list(summary, "signalen")],
        referral_reasons=[str(each) for each in _list(referral, "redenen")],
        phones=[Phone(str(each.get("naam", "")), str(each.get("nummer", ""))) for each in _list(referral, "telefoon")],
        topics=[words.topic(name) for name in _list(summary, "themas")],
        wish=_wish(summary.get("contactwens"), words),
        consent=_consent(summary.get("toestemming"), words),
        not_asked=[words.label(field) for field in _list(summary, "niet_gevraagd")],
        not_answered=[words.label(field) for field in _list(summary, "niet_beantwoord")],
    )


def _wish(wish: Any, words: Words) -> str:
    said = words.said["dossier"]
    return str(said["wens"].get(wish, wish)) if isinstance(wish, str) and wish else str(said["wens_onbekend"])


def _consent(consent: Json | None, words: Words) -> str:
    said = words.said["dossier"]
    if not consent:
        return str(said["geen_toestemming"])
    moment = TimeWords(words.said["tijd"]).written(str(consent.get("tijd", "")))
    parts = {"kanaal": consent.get("kanaal", ""), "versie": consent.get("tekstversie", "")}
    return str(said["toestemming_zin"]).format(moment=moment, **parts)


def _answer(answer: Json, words: Words, anchors: set[str]) -> Answer:
    field, message = str(answer.get("veld")), str(answer.get("bericht_id"))
    return Answer(
        label=words.label(field),
        question=str(answer.get("vraag") or ""),
        sentence=words.answer(field, answer.get("antwoord")),
        anchor=_anchor(message) if message in anchors else "",
    )


def _groups(outcomes: Iterable[Json], words: Words) -> list[Group]:
    """Groups by status, the surest first; within one, the order in which the self-check put them."""
    found = [(each.get("status"), _outcome(each, words)) for each in outcomes]
    titles = words.said["dossier"]["groepen"]
    groups = [Group(titles[name], [each for status, each in found if status == name]) for name in GROUPS]
    return [group for group in groups if group.outcomes]


def _outcome(outcome: Json, words: Words) -> Outcome:
    return Outcome(
        name=str(outcome.get("naam", "")),
        summary=str(outcome.get("samenvatting") or ""),
        reasons=[_reason(each, words) for each in _list(outcome, "redenen")],
        missing=[words.label(field) for field in _list(outcome, "ontbrekend")],
        desk=str((outcome.get("contact") or {}).get("naam") or ""),
        source=_source(outcome.get("bron"), words),
        confirmed=_confirmed(outcome.get("bron"), words),
    )


def _reason(reason: Json, words: Words) -> Reason:
    results = words.said["dossier"]["resultaat"]
    return Reason(
        condition=str(reason.get("voorwaarde", "")),
        result=str(results.get(reason.get("resultaat"), reason.get("resultaat", ""))),
        explanation=str(reason.get("uitleg") or ""),
        source=_source(reason.get("bron"), words),
        confirmed=_confirmed(reason.get("bron"), words),
    )


def _source(source: Json | None, words: Words) -> str:
    if not source:
        return ""
    parts = {"document": source.get("document", ""), "vindplaats": source.get("vindplaats", "")}
    return str(words.said["dossier"]["bron"]).format(**parts)


def _confirmed(source: Json | None, words: Words) -> str:
    said, day = words.said["dossier"], (source or {}).get("bevestigd_op")
    written = TimeWords(words.said["tijd"]).written(str(day))
    return str(said["bevestigd"]).format(datum=written) if day else str(said["niet_bevestigd"])


def _line(line: Json, words: Words) -> Line:
    kind = str(line.get("van", ""))
    return Line(
        anchor=_anchor(str(line.get("id"))),
        speaker=words.said["dossier"]["van"].get(kind, kind),
        kind=kind,
        at=TimeWords(words.said["tijd"]).written(str(line.get("tijd", ""))),
        text=as_read(kind, str(line.get("tekst", ""))),
        choices=[str(each) for each in _list(line, "keuzes")],
        filled=[words.label(field) for field in _list(line, "ingevuld")],
        is_danger=bool(line.get("gevaar")),
    )


def _note(note: Note, names: Mapping[str, str], words: Words) -> NoteLine:
    kind = words.said["dossier"]["notitiesoort"].get(note.soort, note.soort)
    return NoteLine(
        kind=kind,
        author=names.get(note.staff_id, note.staff_id),
        at=TimeWords(words.said["tijd"]).moment(note.at),
        text=note.text,
    )


def _anchor(message_id: str) -> str:
    return f"bericht-{message_id}"


def _list(part: Json, name: str) -> list[Any]:
    return list(part.get(name) or [])
