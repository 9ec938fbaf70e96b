"""A stand-in for Rasa's REST channel: answers by what it is told, so that a test can reach any state."""

import asyncio
import json
from typing import Any

from aiohttp import web
from stand_in_handover import HandoverTalk

from tests.front.outcomes import MANY, outcomes
from tests.front.standin import as_trained

Json = dict[str, Any]

GREETING = "Hallo. U praat met **Zelfcheck**, een computer.\n\nU kunt uw gesprek altijd wissen."
PLACE = "In welke gemeente woont u?"
TOPICS = "Waar gaat uw vraag over? Denk aan:\n- het huishouden\n- geld"
QUESTION = "Lukt het u om het huishouden te doen? Denk aan schoonmaken en koken."
DANGER = "Bent u nu in gevaar? Bel **112**.\n\nPraten over geweld thuis? Bel Veilig Thuis: 0800-2000 (gratis)."
AGAIN = "Goed, wij stellen de vraag opnieuw. Hoe oud bent u?"
LINK = "Lees meer op [de website](https://example.org/hulp). Niet doen: [klik](javascript:alert(1)) <b>x</b>"
ANSWERS = {"leeftijd": 45, "inkomen": 1450.5, "uitkering": [], "huishouden_lukt": "met_moeite", "woning": None}
SLOW = {"traag": 9.0, "duurt even": 2.5}
STEPS = 8


def choices(*titles: str) -> list[Json]:
    """Choices with a payload, as the actions offer them."""
    return [{"titel": title, "payload": f'/antwoord{{"keuze": "{title}"}}'} for title in titles]


def card(number: int, status: str, name: str) -> Json:
    """An outcome as the contract has it."""
    result = {"waarschijnlijk": "ja", "misschien": "onbekend", "niet": "nee"}[status]
    source = {"document": "Plan Maatschappelijke Ontwikkeling", "vindplaats": "bladzijde 12", "regels": "10-14"}
    return {
        "voorziening": f"voorziening-{number}",
        "naam": name,
        "soort": "algemeen",
        "domeinen": ["huishouden"],
        "status": status,
        "samenvatting": "Iemand helpt u met schoonmaken en de was.",
        "stappen": ["Schrijf op wat niet meer lukt.", "Bel of bezoek het loket."],
        "contact": {"id": "loket", "naam": "Servicepunt Zorg", "wat": "Loket voor vragen over zorg."},
        "redenen": [{"voorwaarde": "inkomen", "resultaat": result, "uitleg": "Uw inkomen telt mee.", "bron": source}],
        "ontbrekend": [],
        "bron": {**source, "bevestigd_op": "2026-03-01" if status == "waarschijnlijk" else None},
    }


CARDS = [
    card(1, "misschien", "Hulp bij het huishouden"),
    card(2, "waarschijnlijk", "Boodschappendienst"),
    card(3, "niet", "Kwijtschelding"),
]


REFERRAL = {
    "nodig": False,
    "team": "wijkteam",
    "urgentie": "normaal",
    "redenen": [],
    "loket": {"id": "wijkteam", "naam": "Sociaal Wijkteam", "wat": "Voor al uw vragen.", "bereikbaar": "Bel 14 071."},
}


class StandInRasa:
    """Counts a step for each question; a word in the message asks for another state."""

    def __init__(self) -> None:
        self._steps: dict[str, int] = {}
        self._handovers: dict[str, HandoverTalk] = {}
        self.app = web.Application()
        self.app.router.add_post("/webhooks/rest/webhook", self._webhook)
        self.app.router.add_post("/model/parse", self._parse)

    async def _webhook(self, request: web.Request) -> web.Response:
        body = await request.json()
        await asyncio.sleep(next((seconds for word, seconds in SLOW.items() if word in body["message"]), 0))
        known = {**ANSWERS, **({"leeftijd": 46} if "46" in body["message"] else {})}
        told = outcomes(MANY) if "alle uitkomsten" in body["message"] else CARDS
        place = body["metadata"]["gemeente"]
        state = {"staat": {"gemeente": place, "antwoorden": known, "status": "open", "uitkomsten": told}}
        parts = self._hand_over(body["sender"], body["message"])
        if parts is None:
            parts = [{"bericht": each} for each in self._answer(body["sender"], body["message"])]
        return web.json_response([{"custom": part} for part in [*parts, state]])

    def _hand_over(self, sender: str, message: str) -> list[Json] | None:
        """The next step of a handover that was asked for, or None."""
        if "medewerker" in message:
            self._handovers[sender] = HandoverTalk()
        talk = self._handovers.get(sender)
        return talk.answer(message) if talk and not talk.is_over else None

    async def _parse(self, request: web.Request) -> web.Response:
        return web.json_response({"intent_ranking": as_trained((await request.json())["text"])})

    def _answer(self, sender: str, message: str) -> list[Json]:
        if message.startswith("/start"):
            self._steps[sender] = 0
            if message == "/start{}":
                return [
                    {"tekst": GREETING},
                    {"tekst": PLACE, "vraag": "gemeente", "keuzes": choices("Leiden", "Elburg")},
                ]
            topics = choices("Huishouden en wonen", "Geld", "Zorgen voor iemand", "Vervoer")
            return [{"tekst": GREETING}, {"tekst": TOPICS, "vraag": "themas", "keuzes": topics}]
        if message.startswith("/kies") and '"opnieuw' in message.replace("\\", ""):
            return [{"tekst": AGAIN, "vraag": json.loads(message[len("/kies") :])["veld"]}]
        if "slaat" in message:
            return [{"tekst": DANGER}]
        if "alle uitkomsten" in message:
            return [{"tekst": "Dit zijn al uw uitkomsten.", "kaarten": outcomes(MANY)}]
        if "uitkomst" in message:
            return [{"tekst": "Dit zijn uw uitkomsten.", "kaarten": CARDS}]
        if "link" in message:
            return [{"tekst": LINK}]
        return [self._question(sender)]

    def _question(self, sender: str) -> Json:
        self._steps[sender] = step = self._steps.get(sender, 0) + 1
        offered = choices("Dat lukt mij zelf", "Met moeite", "Dat lukt niet", "Weet ik niet", "Zeg ik liever niet")
        progress = {"stap": step, "van": STEPS}
        return {"tekst": QUESTION, "vraag": "huishouden_lukt", "voortgang": progress, "keuzes": offered}
