"""Reads data/regels.yml: needs, alarms and the order of support that count in every municipality."""

from pathlib import Path
from typing import Any

from bot.catalogue.document import Document
from bot.catalogue.norms import load_phone_numbers
from bot.catalogue.rules import expression
from bot.catalogue.schema import check, policy_schema
from bot.selfcheck.facility import Alarm, AlarmRule, PhoneNumber, Policy


def load_policy(data: Path) -> Policy:
    """The shared rules; raises CatalogueError with file, line and reason."""
    document = Document(data / "regels.yml")
    check(document, policy_schema())
    _check_names(document)
    raw = document.content
    alarms = _alarms(document, load_phone_numbers(data / "normen"))
    return Policy(
        needs={domain: expression(rule) for domain, rule in raw["behoeften"].items()},
        alarm_rules=tuple(_alarm_rule(rule, alarms) for rule in raw["alarmregels"]),
        alarms=alarms,
        support_order=raw["volgorde"],
        urgent_kinds=frozenset(raw["bij_haast_eerst"]),
        domains_for_referral=raw["gebieden_voor_verwijzing"],
        reason_tailored=raw["redenen"]["maatwerk"],
        reason_several=raw["redenen"]["meer_gebieden"],
        cared_for_elsewhere=raw["mantelzorg_elders"],
    )


def _alarms(document: Document, phones: dict[str, PhoneNumber]) -> dict[str, Alarm]:
    alarms = {}
    for name, raw in document.content["alarmen"].items():
        for phone in raw["telefoon"]:
            if phone not in phones:
                raise document.error(("alarmen", name), f"'{phone}' staat niet in normen/telefoonnummers.yml")
        numbers = tuple(phones[phone] for phone in raw["telefoon"])
        first = frozenset(raw.get("eerst", ()))
        alarms[name] = Alarm(name, raw["urgentie"], raw["reden"], numbers, tuple(raw["domeinen"]), first)
    return alarms


def _alarm_rule(raw: dict[str, Any], alarms: dict[str, Alarm]) -> AlarmRule:
    return AlarmRule(expression(raw["als"]), alarms[raw["alarm"]])


def _check_names(document: Document) -> None:
    for number, rule in enumerate(document.content["alarmregels"]):
        if rule["alarm"] not in document.content["alarmen"]:
            raise document.error(("alarmregels", number, "alarm"), f"'{rule['alarm']}' staat niet onder alarmen")
