"""Ordinary answers never alarm; what does alarm is an answer about danger or haste itself, and is named."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.dialogue.readers import FIELDS
from bot.dialogue.safety import Signal, detect, is_answer
from bot.dialogue.safety.answers import NO_RULE
from bot.dialogue.safety.rules import FOLDER

ROOT = Path(__file__).resolve().parents[3]
READERS = ROOT / "tests" / "dialogue" / "readers" / "cases"
PERSONAS = ROOT.parent / "shared" / "acceptatie" / "personas.yml"

# The questions that ask for danger or haste: an answer that tells of it is right to alarm.
ABOUT_DANGER = {"onveilig", "dreiging"}
# Answers elsewhere that tell of haste themselves.
RIGHT = {
    "Ik slaap in mijn auto.",
    "ik zwerf een beetje rond",
    "ben uit huis gezet vorige week",
    "vorig jaar de huur niet betaald, nu dreigt er ontruiming",
}


def answers() -> list[tuple[str, str]]:
    files = sorted(READERS.glob("*.yml"))
    rows = [
        (file.stem, raw)
        for file in files
        for raw in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) or []
    ]
    return [(field, str(raw["tekst"])) for field, raw in rows if isinstance(raw, dict) and "tekst" in raw]


def persona_answers() -> list[tuple[str, str]]:
    if not PERSONAS.exists():
        return []
    personas = yaml.load(PERSONAS.read_text(encoding="utf-8"), yaml.CSafeLoader)["personas"]
    return [(field, raw["tekst"]) for persona in personas for field, raw in persona["antwoorden_in_woorden"].items()]


ORDINARY = [(field, text) for field, text in answers() + persona_answers() if field not in ABOUT_DANGER]


def test_there_are_answers_to_try() -> None:
    if not READERS.exists():
        pytest.skip("the cases of the readers are not there")
    assert len(ORDINARY) > 500


def test_no_ordinary_answer_alarms() -> None:
    sure = {(field, text) for field, text in ORDINARY if any(signal.sure for signal in detect(text))}
    assert {text for _, text in sure} - RIGHT == set()


@pytest.mark.parametrize(
    "text",
    ["niemand slaat hier", "geen geweld bij ons", "ik ben nergens bang voor", "hij raakt me met geen vinger aan"],
)
def test_an_answer_that_all_is_well_does_not_alarm(text: str) -> None:
    assert not any(signal.sure for signal in detect(text))


class TestTheSecondOpinionAlone:
    FAINT = Signal("huiselijk_geweld", "hij wordt zo driftig", sure=False)

    @pytest.mark.parametrize(
        ("field", "asks"),
        [("opvoedvragen", False), ("vervanging", False), ("somber", True), ("eenzaam", True), ("onveilig", True)],
    )
    def test_its_doubt_is_passed_over_at_a_certain_answer_but_not_where_danger_is_near(
        self, field: str, asks: bool
    ) -> None:
        assert is_answer(field, self.FAINT) is not asks

    def test_where_the_name_of_a_person_is_an_answer_it_asks(self) -> None:
        assert not is_answer("mantelzorg_voor", self.FAINT)

    def test_its_siren_never_waits(self) -> None:
        assert not is_answer("opvoedvragen", replace(self.FAINT, sure=True))

    def test_every_question_that_is_named_exists(self) -> None:
        named = set(yaml.safe_load((FOLDER / "antwoorden.yml").read_text(encoding="utf-8"))[NO_RULE])
        assert named <= set(FIELDS)
