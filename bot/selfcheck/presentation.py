"""Outcomes, referral and norms as the contract writes them in JSON (sections 2 and 3)."""

from datetime import date
from typing import Any

from bot.selfcheck.evaluate import Result
from bot.selfcheck.facility import Contact, Facility, Source
from bot.selfcheck.norms import Norms
from bot.selfcheck.outcome import Outcome
from bot.selfcheck.reasons import VERIFIED, Reason
from bot.selfcheck.referral import Referral

Json = dict[str, Any]


def result_as_json(result: Result) -> Json:
    """The answer of ``POST /zelfcheck``."""
    return {
        "peildatum": result.day.isoformat(),
        "uitkomsten": [outcome_as_json(outcome) for outcome in result.outcomes],
        "verwijzing": referral_as_json(result.referral),
        "ontbrekend": list(result.missing),
    }


def outcome_as_json(outcome: Outcome) -> Json:
    """One ``uitkomst``, also the card in a message."""
    return {
        **facility_as_json(outcome.facility),
        "stappen": list(outcome.steps),
        "status": outcome.status,
        "redenen": [_reason(reason) for reason in outcome.reasons],
        "ontbrekend": list(outcome.missing),
    }


def facility_as_json(facility: Facility) -> Json:
    """What is known of a facility apart from any resident."""
    return {
        "voorziening": facility.id,
        "naam": facility.name,
        "soort": facility.kind,
        "domeinen": list(facility.domains),
        "samenvatting": facility.summary,
        "voor_wie": facility.for_whom,
        "kosten": facility.costs,
        "stappen": list(facility.steps),
        "meenemen": facility.bring,
        "beslist": facility.decides,
        "contact": _contact(facility.contact),
        "bron": _source(facility.source),
    }


def referral_as_json(referral: Referral) -> Json:
    """The ``verwijzing``; ``telefoon`` only with danger, ``elders`` only when the cared-for lives in another place."""
    shown: Json = {
        "nodig": referral.needed,
        "team": referral.team,
        "urgentie": referral.urgency,
        "redenen": list(referral.reasons),
        "loket": {**_contact(referral.desk), "bron": _source(referral.desk.source)},
    }
    if referral.elsewhere:
        shown["elders"] = referral.elsewhere
    if referral.phones:
        shown["telefoon"] = [{"naam": phone.name, "nummer": phone.number} for phone in referral.phones]
    return shown


def norms_as_json(norms: Norms, day: date) -> Json:
    """The answer of ``GET /normen``: amounts in euros a month, the period, and whether the day is verified."""
    period = norms.period_on(day)
    pension = norms.pension_age(day)
    return {
        "peildatum": day.isoformat(),
        "zeker": norms.is_exact(day),
        "bijstandsnorm": {
            "geldig_vanaf": period.valid_from.isoformat(),
            "geldig_tot_en_met": period.valid_until.isoformat() if period.valid_until else None,
            "bedragen": {key: float(amount) for key, amount in period.amounts.items()},
            "afgeleid": sorted(period.derived),
            "artikelen": dict(norms.articles),
            "bron": {"document": period.source, "url": period.url},
        },
        "aow_leeftijd": {
            "jaar": pension.year,
            "zeker": pension.year == day.year and pension.status == VERIFIED,
            "jaren": pension.years,
            "maanden": pension.months,
            "status": pension.status,
        },
    }


def _contact(contact: Contact) -> Json:
    return {"id": contact.id, "naam": contact.name, "wat": contact.what, "bereikbaar": contact.reachable}


def _reason(reason: Reason) -> Json:
    return {
        "voorwaarde": reason.condition,
        "resultaat": reason.result,
        "uitleg": reason.words,
        "bron": _source(reason.source),
    }


def _source(source: Source) -> Json:
    confirmed = source.confirmed_on.isoformat() if source.confirmed_on else None
    return {
        "document": source.document,
        "vindplaats": f"regels {source.lines}" if source.lines else source.place or source.document,
        "regels": source.lines or None,
        "bevestigd_op": confirmed,
    }
