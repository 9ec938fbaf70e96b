"""The steps of a handover as the actions take them (actions/handover.py), in the words of data/teksten/gesprek.yml."""

from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]

WORDS = yaml.load(
    (Path(__file__).parents[2] / "data/teksten/gesprek.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
TEAM = "Servicepunt Zorg"
FILLED_IN = {"team": TEAM, "weken": 6, "dagen": 7, "kenmerk": "ZC-GGGG-7777", "dag": "dinsdag 1 december"}
STEPS: list[list[tuple[str, tuple[str, ...]]]] = [
    [
        ("overdracht_soort_uitleg", ()),
        ("overdracht_soort", ("keuze_contactverzoek", "keuze_melding")),
    ],
    [("overdracht_reden", ())],
    [("overdracht_wens", ("keuze_bellen", "keuze_mailen", "keuze_zelf"))],
    [("overdracht_telefoon", ())],
    [
        ("overdracht_voorbeeld", ()),
        ("overdracht_akkoord", ("keuze_akkoord", "keuze_niet_akkoord")),
    ],
]
"""What is said at each step: sentences, and the choices under them."""


class HandoverTalk:
    """One handover, from the first question to what is said when it is sent."""

    def __init__(self) -> None:
        self._step = 0

    @property
    def is_over(self) -> bool:
        return self._step > len(STEPS)

    def answer(self, message: str) -> list[Json]:
        """What the assistant says to this message, and the order to send at the end."""
        self._step += 1
        if not self.is_over:
            return [{"bericht": _said(*part)} for part in STEPS[self._step - 1]]
        if WORDS["keuze_akkoord"] not in message:
            return [{"bericht": _said("overdracht_niet_verstuurd")}]
        return [{"bericht": _said("overdracht_verstuurd")}, {"overdracht": _order()}]


def _said(sentence: str, choices: tuple[str, ...] = ()) -> Json:
    offered = [{"titel": WORDS[each], "payload": f'/kies{{"keuze": "{WORDS[each]}"}}'} for each in choices]
    wordings = WORDS[sentence]
    text = (wordings if isinstance(wordings, str) else wordings[0]).format(**FILLED_IN)
    if sentence == "overdracht_voorbeeld":
        text += f"\n- {WORDS['overdracht_voorbeeld_regels']}"
    return {"tekst": text, "keuzes": offered} if offered else {"tekst": text}


def _order() -> Json:
    order = {"soort": "contactverzoek", "team": "servicepunt-zorg", "reden": "Het lukt niet meer."}
    return order | {"contactwens": "bellen", "tekstversie": "2026-11-22", "kenmerk": FILLED_IN["kenmerk"]}
