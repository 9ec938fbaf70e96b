"""What national law gives in every municipality (data/catalogus/landelijk.yml), joined to what each one offers.

A municipality that arranges the same under a name of its own says so (``zelf_geregeld``): then only its own facility is
shown, with what the law demands and promises added to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from bot.catalogue import schema
from bot.catalogue.document import Document, Path
from bot.catalogue.municipality import check_unique, check_unless, read_condition, read_facility, read_right
from bot.selfcheck.facility import Contact, Facility, Municipality, Source

FILE_NAME = "landelijk.yml"
OWN_DESK = "gemeente"


@dataclass(frozen=True)
class National:
    """The checked content of the file: its sources, its desks and its facilities."""

    sources: dict[str, Any]
    desks: dict[str, Contact]
    facilities: tuple[dict[str, Any], ...]

    def offered_in(self, place: Municipality) -> tuple[Facility, ...]:
        """The facilities that this municipality does not arrange under a name of its own."""
        return tuple(self._facility(raw, place) for raw in self.facilities if raw["id"] not in place.arranged)

    def arranged_as(self, name: str, own: Facility) -> Facility:
        """A municipality's own facility with what the law demands and promises of it.

        Where the plan has a demand of its own that no answer settles, it stands for those of the law.
        """
        raw = next(raw for raw in self.facilities if raw["id"] == name)
        demands = [read_condition(demand, self._source) for demand in raw["voorwaarden"]]
        if any(condition.unsettled for condition in own.conditions):
            demands = [demand for demand in demands if not demand.unsettled]
        rights = tuple(read_right(right, self._source) for right in raw["rechten"])
        return replace(own, conditions=(*demands, *own.conditions), rights=rights)

    def _facility(self, raw: dict[str, Any], place: Municipality) -> Facility:
        desk = place.contacts[place.default_team] if raw["contact"] == OWN_DESK else self.desks[raw["contact"]]
        return read_facility(raw, desk, self._source)

    def _source(self, raw: dict[str, Any]) -> Source:
        return _source(self.sources, raw)


def load_national(file: FilePath) -> National:
    """Read and check the file; raises CatalogueError with file, line and reason."""
    document = Document(file)
    schema.check(document, schema.national_schema())
    check_unique(document)
    check_unless(document)
    _check_names(document)
    raw = document.content
    desks = {desk["id"]: _desk(desk, raw["bronnen"]) for desk in raw["toegang"]}
    return National(raw["bronnen"], desks, tuple(raw["voorzieningen"]))


def with_national(place: Municipality, national: National, file: FilePath) -> Municipality:
    """The municipality with what the law adds; ``file`` is its own, to point at a name that the law does not know."""
    known = {raw["id"] for raw in national.facilities}
    for name in place.arranged:
        if name not in known:
            raise Document(file).error(("zelf_geregeld", name), f"'{name}' staat niet in {FILE_NAME}")
    laws = {own: name for name, own in place.arranged.items()}
    own = (
        national.arranged_as(laws[facility.id], facility) if facility.id in laws else facility
        for facility in place.facilities
    )
    return replace(place, facilities=(*own, *national.offered_in(place)))


def _desk(raw: dict[str, Any], sources: dict[str, Any]) -> Contact:
    return Contact(raw["id"], raw["naam"], raw["wat"], raw["bereikbaar"], _source(sources, raw))


def _check_names(document: Document) -> None:
    """Every desk stands under ``toegang`` and every source under ``bronnen``."""
    raw = document.content
    desks = {OWN_DESK, *(desk["id"] for desk in raw["toegang"])}
    for number, facility in enumerate(raw["voorzieningen"]):
        if facility["contact"] not in desks:
            raise document.error(
                ("voorzieningen", number, "contact"), f"'{facility['contact']}' staat niet onder toegang"
            )
    for path, name in _named_sources(raw, ()):
        if name not in raw["bronnen"]:
            raise document.error(path, f"'{name}' staat niet onder bronnen")


def _named_sources(part: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every ``bron: {bron: NAME, plaats: ...}`` below this part, and where it stands."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in pairs:
        if key == "bron" and isinstance(value, str):
            yield (*path, key), value
        yield from _named_sources(value, (*path, key))


def _source(sources: dict[str, Any], raw: dict[str, Any]) -> Source:
    named = sources[raw["bron"]["bron"]]
    place = ", ".join(part for part in (raw["bron"]["plaats"], named["url"]) if part)
    return Source(named["titel"], "", date.fromisoformat(named["gelezen_op"]), place)
