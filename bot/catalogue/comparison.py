"""What a change of the data does to residents: facilities, and outcomes over the same people before and after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path

from bot.catalogue.library import CATALOGUE, DATA, Library
from bot.catalogue.municipality import load_municipality
from bot.catalogue.national import FILE_NAME, load_national, with_national
from bot.selfcheck.answers import Answers
from bot.selfcheck.evaluate import Verdict, verdict
from bot.selfcheck.facility import Facility, Municipality
from bot.selfcheck.reasons import RESULT

SHOWN = 3
"""Examples of each kind of change."""


@dataclass(frozen=True)
class Step:
    """From what to what, for one facility (or the desk, or the urgency); None is: not shown."""

    subject: str
    before: str | None
    after: str | None


@dataclass
class Count:
    """How many residents take a step, and the first of them."""

    number: int = 0
    examples: list[Answers] = field(default_factory=list)

    def add(self, resident: Answers) -> None:
        """One more."""
        self.number += 1
        if len(self.examples) < SHOWN:
            self.examples.append(resident)


@dataclass(frozen=True)
class Facilities:
    """Which facilities came, went, or read differently (with the names of the parts that do)."""

    added: tuple[Facility, ...]
    removed: tuple[Facility, ...]
    edited: tuple[tuple[Facility, Facility, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Difference:
    """One municipality before and after."""

    before: Municipality
    after: Municipality
    facilities: Facilities
    outcomes: dict[Step, Count]
    referrals: dict[Step, Count]
    touched: int


def load_side(path: Path) -> Library:
    """A whole data folder, or one municipality's file with the rest as it is now; raises CatalogueError."""
    if path.is_dir():
        return Library.load(path)
    current = Library.load(DATA)
    place = with_national(load_municipality(path), load_national(DATA / CATALOGUE / FILE_NAME), path)
    return replace(current, municipalities={place.slug: place})


def in_both(before: Library, after: Library) -> list[str]:
    """The municipalities that can be compared."""
    return [slug for slug in before.municipalities if slug in after.municipalities]


def compare(before: Library, after: Library, slug: str, people: Iterable[Answers], day: date) -> Difference:
    """The same people in the same municipality, before and after."""
    old, new = before.municipalities[slug], after.municipalities[slug]
    difference = Difference(old, new, compare_facilities(old, new), {}, {}, 0)
    touched = 0
    for person in people:
        was, now = verdict(old, person, day, before.rules), verdict(new, person, day, after.rules)
        listed = _count(_steps(was.statuses, now.statuses), person, difference.outcomes)
        referred = _count(_steps(_referral(was), _referral(now)), person, difference.referrals)
        touched += listed or referred
    return replace(difference, touched=touched)


def compare_facilities(before: Municipality, after: Municipality) -> Facilities:
    """What came, what went, what reads differently."""
    old = {facility.id: facility for facility in before.facilities}
    new = {facility.id: facility for facility in after.facilities}
    return Facilities(
        added=tuple(facility for name, facility in new.items() if name not in old),
        removed=tuple(facility for name, facility in old.items() if name not in new),
        edited=tuple(
            (old[name], facility, _edited(old[name], facility))
            for name, facility in new.items()
            if name in old and old[name] != facility
        ),
    )


def _edited(before: Facility, after: Facility) -> tuple[str, ...]:
    names = (part.name for part in fields(Facility))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _steps(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Step]:
    for subject in dict.fromkeys([*was, *now]):
        if was.get(subject) != now.get(subject):
            yield Step(subject, was.get(subject), now.get(subject))


def _count(steps: Iterable[Step], person: Answers, counts: dict[Step, Count]) -> bool:
    taken = list(steps)
    for step in taken:
        counts.setdefault(step, Count()).add(person)
    return bool(taken)


def _referral(decided: Verdict) -> dict[str, str]:
    referral = decided.referral
    return {"ingang": referral.desk.name, "urgentie": referral.urgency, "gesprek": RESULT[referral.needed]}
