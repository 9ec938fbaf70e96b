"""One municipality's catalogue file as a ``Municipality``, or a ``CatalogueError`` with file, line and reason."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.catalogue import schema
from bot.catalogue.document import Document
from bot.catalogue.rules import expression
from bot.selfcheck.facility import Condition, Contact, Facility, Municipality, Source, TeamRule


def load_municipality(file: Path) -> Municipality:
    """Read and check ``data/catalogus/<gemeente>.yml``."""
    document = Document(file)
    schema.check(document)
    _check_names(document)
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
    )


def _contact(raw: dict[str, Any], document: str) -> Contact:
    return Contact(raw["id"], raw["naam"], raw["wat"], raw["bereikbaar"], Source(document, raw["regels"]))


def _facility(raw: dict[str, Any], document: str, contacts: dict[str, Contact]) -> Facility:
    confirmed = raw["bevestigd_op"]
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
        contact=contacts[raw["contact"]],
        need=expression(raw["aanleiding"]),
        conditions=tuple(_condition(condition, document) for condition in raw["voorwaarden"]),
        search_words=tuple(raw["zoekwoorden"]),
        source=Source(document, raw["regels"], date.fromisoformat(confirmed) if confirmed else None),
    )


def _condition(raw: dict[str, Any], document: str) -> Condition:
    return Condition(raw["tekst"], expression(raw["eis"]), Source(document, raw["regels"]))


def _check_names(document: Document) -> None:
    """Ids are unique, and every team or contact that is named stands under ``toegang``."""
    raw = document.content
    if raw["gemeente"] != document.file.stem:
        raise document.error(("gemeente",), f"het bestand heet {document.file.stem}, maar hier staat {raw['gemeente']}")
    for part in ("toegang", "voorzieningen"):
        _check_unique(document, part)
    desks = {contact["id"] for contact in raw["toegang"]}
    for path, desk in _named_desks(raw):
        if desk not in desks:
            raise document.error(path, f"'{desk}' staat niet onder toegang")


def _check_unique(document: Document, part: str) -> None:
    seen: set[str] = set()
    for number, item in enumerate(document.content[part]):
        if item["id"] in seen:
            raise document.error((part, number, "id"), f"'{item['id']}' staat er twee keer")
        seen.add(item["id"])


def _named_desks(raw: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("verwijzing", "standaard"), raw["verwijzing"]["standaard"]
    for number, rule in enumerate(raw["verwijzing"]["regels"]):
        yield ("verwijzing", "regels", number, "team"), rule["team"]
    for number, facility in enumerate(raw["voorzieningen"]):
        yield ("voorzieningen", number, "contact"), facility["contact"]
