"""One municipality's catalogue file as a ``Municipality``, or a ``CatalogueError`` with file, line and reason."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.catalogue import schema
from bot.catalogue.document import Document
from bot.catalogue.rules import expression
from bot.selfcheck.facility import Condition, Contact, Facility, Municipality, Right, Source, TeamRule

SourceOf = Callable[[dict[str, Any]], Source]


def load_municipality(file: Path) -> Municipality:
    """Read and check ``data/catalogus/<gemeente>.yml``."""
    document = Document(file)
    schema.check(document, schema.catalogue_schema())
    _check_names(document)
    check_unless(document)
    return _municipality(document.content)


def _municipality(raw: dict[str, Any]) -> Municipality:
    contacts = {contact["id"]: _contact(contact, raw["document"]) for contact in raw["toegang"]}
    return Municipality(
        slug=raw["gemeente"],
        name=raw["naam"],
        places=tuple(raw["plaatsen"]),
        document=raw["document"],
        contacts=contacts,
        team_rules=tuple(TeamRule(expression(rule["als"]), rule["team"]) for rule in raw["verwijzing"]["regels"]),
        default_team=raw["verwijzing"]["standaard"],
        facilities=tuple(_facility(facility, raw["document"], contacts) for facility in raw["voorzieningen"]),
        not_offered={facility["id"]: facility["status"] for facility in raw["niet_aangeboden"]},
        arranged=raw.get("zelf_geregeld", {}),
        crisis={alarm: tuple(desks) for alarm, desks in raw.get("crisis", {}).items()},
    )


def _contact(raw: dict[str, Any], document: str) -> Contact:
    return Contact(raw["id"], raw["naam"], raw["wat"], raw["bereikbaar"], Source(document, raw["regels"]))


def _facility(raw: dict[str, Any], document: str, contacts: dict[str, Contact]) -> Facility:
    return read_facility(raw, contacts[raw["contact"]], lambda part: _source(part, document))


def read_facility(raw: dict[str, Any], contact: Contact, source_of: SourceOf) -> Facility:
    """One facility that the schema has accepted; ``source_of`` reads where it, or a part of it, is written."""
    return Facility(
        id=raw["id"],
        name=raw["naam"],
        kind=raw["soort"],
        domains=tuple(raw["domeinen"]),
        summary=raw["samenvatting"],
        for_whom=raw["voor_wie"],
        costs=raw["kosten"],
        steps=tuple(raw["stappen"]),
        bring=raw["meenemen"],
        decides=raw["beslist"],
        contact=contact,
        need=expression(raw["aanleiding"]),
        conditions=tuple(read_condition(condition, source_of) for condition in raw["voorwaarden"]),
        search_words=tuple(raw["zoekwoorden"]),
        source=source_of(raw),
        rights=tuple(read_right(right, source_of) for right in raw.get("rechten", ())),
    )


def read_right(raw: dict[str, Any], source_of: SourceOf) -> Right:
    """One promise of the law."""
    return Right(raw["tekst"], source_of(raw))


def read_condition(raw: dict[str, Any], source_of: SourceOf) -> Condition:
    """One demand."""
    return Condition(raw.get("tekst"), expression(raw["eis"]), source_of(raw))


def _source(raw: dict[str, Any], document: str) -> Source:
    confirmed = raw.get("bevestigd_op")
    return Source(document, raw["regels"], date.fromisoformat(confirmed) if confirmed else None)


def _check_names(document: Document) -> None:
    """Ids are unique, and every team, contact or facility that is named stands in this file."""
    raw = document.content
    if raw["gemeente"] != document.file.stem:
        raise document.error(("gemeente",), f"het bestand heet {document.file.stem}, maar hier staat {raw['gemeente']}")
    check_unique(document)
    desks = {contact["id"] for contact in raw["toegang"]}
    for path, desk in _named_desks(raw):
        if desk not in desks:
            raise document.error(path, f"'{desk}' staat niet onder toegang")
    offered = {facility["id"] for facility in raw["voorzieningen"]}
    for number, later in enumerate(raw["niet_aangeboden"]):
        if later["id"] in offered:
            raise document.error(("niet_aangeboden", number, "id"), f"'{later['id']}' staat ook onder voorzieningen")
    for law, own in raw.get("zelf_geregeld", {}).items():
        if own not in offered:
            raise document.error(("zelf_geregeld", law), f"'{own}' staat niet onder voorzieningen")


def check_unique(document: Document) -> None:
    """No desk and no facility stands twice in a file."""
    for part in ("toegang", "voorzieningen"):
        seen: set[str] = set()
        for number, item in enumerate(document.content[part]):
            if item["id"] in seen:
                raise document.error((part, number, "id"), f"'{item['id']}' staat er twee keer")
            seen.add(item["id"])


def check_unless(document: Document) -> None:
    """Whether somebody has it already may stay unknown only where the outcome is no surer than misschien."""
    for number, raw in enumerate(document.content["voorzieningen"]):
        open_demand = any("niet_vast_te_stellen" in condition["eis"] for condition in raw["voorwaarden"])
        if not open_demand and _uses(raw["aanleiding"], "tenzij"):
            path = ("voorzieningen", number, "aanleiding")
            raise document.error(path, "bij 'tenzij' hoort een voorwaarde die niet vast te stellen is")


def _uses(rule: Any, form: str) -> bool:
    """Whether this form stands anywhere in the rule."""
    parts = rule.values() if isinstance(rule, dict) else rule if isinstance(rule, list) else ()
    return (isinstance(rule, dict) and form in rule) or any(_uses(part, form) for part in parts)


def _named_desks(raw: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("verwijzing", "standaard"), raw["verwijzing"]["standaard"]
    for number, rule in enumerate(raw["verwijzing"]["regels"]):
        yield ("verwijzing", "regels", number, "team"), rule["team"]
    for number, facility in enumerate(raw["voorzieningen"]):
        yield ("voorzieningen", number, "contact"), facility["contact"]
    for alarm, desks in raw.get("crisis", {}).items():
        for number, desk in enumerate(desks):
            yield ("crisis", alarm, number), desk
