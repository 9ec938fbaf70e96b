"""One handover as the front door makes it."""

from datetime import datetime, timedelta, timezone

from bot.store.records import Handover

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)
"""A Monday, ten o'clock in the Netherlands."""

TRANSCRIPT = [
    {
        "id": "m1",
        "van": "assistent",
        "tijd": "2026-11-23T08:01:00.000Z",
        "tekst": "Hoe oud bent u?",
        "vraag": "leeftijd",
    },
    {"id": "m2", "van": "inwoner", "tijd": "2026-11-23T08:02:00.000Z", "tekst": "ik ben 67", "ingevuld": ["leeftijd"]},
    {"id": "m3", "van": "assistent", "tijd": "2026-11-23T08:03:00.000Z", "tekst": "Huurt u?", "keuzes": ["Ja", "Nee"]},
]
SUMMARY = {
    "reden": "Het lukt niet meer met schoonmaken.",
    "antwoorden": [
        {"veld": "leeftijd", "vraag": "Hoe oud bent u?", "antwoord": 67, "bericht_id": "m2"},
        {"veld": "lopen", "vraag": None, "antwoord": "beperkt", "bericht_id": None},
    ],
    "uitkomsten": [
        {
            "voorziening": "huishoudelijke-hulp",
            "naam": "Hulp bij het huishouden",
            "status": "misschien",
            "samenvatting": "Iemand helpt u met schoonmaken.",
            "redenen": [
                {
                    "voorwaarde": "Het huishouden lukt niet",
                    "resultaat": "ja",
                    "uitleg": "Het huishouden lukt u niet.",
                    "bron": {"document": "Plan Leiden", "vindplaats": "regels 10-12", "bevestigd_op": None},
                }
            ],
            "ontbrekend": ["netwerk"],
            "contact": {"id": "servicepunt-zorg", "naam": "Servicepunt Zorg"},
            "bron": {"document": "Plan Leiden", "vindplaats": "regels 10-20", "bevestigd_op": "2026-10-01"},
        },
        {
            "voorziening": "wijkbus",
            "naam": "Wijkbus",
            "status": "waarschijnlijk",
            "samenvatting": "Een bus in de wijk.",
        },
    ],
    "verwijzing": {"nodig": True, "team": "servicepunt-zorg", "urgentie": "normaal", "redenen": ["Samen bekijken."]},
    "niet_gevraagd": ["inkomen", "schulden"],
    "niet_beantwoord": ["partner_leeftijd"],
    "themas": ["huishouden"],
    "signalen": [],
    "urgentie": "normaal",
    "contactwens": "bellen",
    "toestemming": {"tekstversie": "2026-11-22", "tijd": "2026-11-23T08:10:00.000Z", "kanaal": "web"},
}


def a_handover() -> Handover:
    """A case as the front door makes it."""
    return Handover(
        id="",
        kenmerk="",
        conversation_id=None,
        gemeente="leiden",
        team="servicepunt-zorg",
        soort="contactverzoek",
        urgentie="normaal",
        summary=SUMMARY,
        transcript=TRANSCRIPT,
        created_at=NOW - timedelta(hours=1),
        due_at=NOW + timedelta(days=2),
    )
