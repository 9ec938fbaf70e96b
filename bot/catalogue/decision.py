"""The self-check as the API asks for it: JSON in, JSON out, for any municipality in the library."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.catalogue.library import Library
from bot.selfcheck.answers import AnswerError, read_answers
from bot.selfcheck.evaluate import Result, selfcheck
from bot.selfcheck.facility import Alarm, Municipality
from bot.selfcheck.presentation import norms_as_json, result_as_json

Json = dict[str, Any]


def decide(
    library: Library,
    slug: str,
    raw_answers: object,
    day: date,
    signals: tuple[str, ...] = (),
    topics: frozenset[str] = frozenset(),
) -> Result:
    """Check the answers and evaluate them; raises AnswerError naming the field. ``topics``: domains asked about."""
    alarms = tuple(_known_alarms(library, signals))
    return selfcheck(municipality(library, slug), read_answers(raw_answers), day, library.rules, alarms, topics)


def municipality(library: Library, slug: object) -> Municipality:
    """The municipality of this slug; raises AnswerError for any other."""
    found = library.municipalities.get(slug) if isinstance(slug, str) else None
    if found is None:
        raise AnswerError("gemeente", "onbekende_gemeente", gemeenten=", ".join(library.municipalities))
    return found


def zelfcheck(library: Library, body: object, today: date) -> Json:
    """``POST /zelfcheck``: stateless, nothing stored."""
    if not isinstance(body, dict):
        raise AnswerError("antwoorden", "geen_object")
    unknown = sorted(set(body) - {"gemeente", "peildatum", "antwoorden"})
    if unknown:
        raise AnswerError(unknown[0], "onbekend_veld")
    if "antwoorden" not in body:
        raise AnswerError("antwoorden", "ontbreekt")
    day = read_day(body.get("peildatum"), today)
    return result_as_json(decide(library, body.get("gemeente", ""), body["antwoorden"], day))


def normen(library: Library, day: str | None, today: date) -> Json:
    """``GET /normen``: the norms in force on that day, with source."""
    return norms_as_json(library.rules.norms, read_day(day, today))


def read_day(raw: object, today: date) -> date:
    """A date as YYYY-MM-DD from 1900 through 2100; absent is today."""
    if raw is None:
        return today
    try:
        day = date.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2100:
        raise AnswerError("peildatum", "geen_datum")
    return day


def _known_alarms(library: Library, names: tuple[str, ...]) -> Iterator[Alarm]:
    """A conversation may be older than the rules: an alarm that they no longer have was answered when it was heard."""
    known = library.rules.policy.alarms
    return (known[name] for name in names if name in known)
