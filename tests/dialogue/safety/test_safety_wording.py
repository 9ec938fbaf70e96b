"""What a resident reads: the right numbers for the kind, none where there is only haste or doubt."""

import re
from pathlib import Path

import pytest
import yaml

from bot.dialogue.safety import message, numbers_for, question
from bot.dialogue.safety.rules import rule_set
from bot.dialogue.safety.wording import buttons

ROOT = Path(__file__).resolve().parents[3]
NUMBERS = yaml.load((ROOT / "data" / "normen" / "telefoonnummers.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
    "nummers"
]
PHONES = {raw["id"]: raw["nummer"] for raw in NUMBERS}
ALARMS = rule_set().order
ACUTE = sorted(rule_set().acute)
HASTE = [alarm for alarm in ALARMS if alarm not in rule_set().acute]
TEAM = "Sociaal Kernteam"

EXPECTED = [
    ("suicide", ["112", "113", "0800-0113"]),
    ("huiselijk_geweld", ["112", "0800-2000"]),
    ("kindermishandeling", ["112", "0800-2000", "0800-0432"]),
    ("ouderenmishandeling", ["112", "0800-2000"]),
    ("onveilig_thuis", ["112", "0800-2000"]),
    ("medisch_spoed", ["112"]),
    ("brand_inbraak", ["112"]),
]


@pytest.mark.parametrize(("alarm", "numbers"), EXPECTED)
def test_danger_names_exactly_the_numbers_of_its_kind_in_bold(alarm: str, numbers: list[str]) -> None:
    assert sorted(re.findall(r"\*\*([\d-]+)\*\*", message(alarm, PHONES, TEAM))) == sorted(numbers)


@pytest.mark.parametrize("alarm", ACUTE)
def test_danger_says_what_to_do_before_anything_else(alarm: str) -> None:
    first_line = message(alarm, PHONES, TEAM).splitlines()[0]
    assert "**" in first_line
    assert re.search(r"\bBel\b", first_line)


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\*\*([\d-]+)\*\*", text))


@pytest.mark.parametrize("alarm", ALARMS)
def test_said_again_it_is_shorter_and_in_other_words_with_the_same_numbers_or_team(alarm: str) -> None:
    first, *again = [message(alarm, PHONES, TEAM, times) for times in range(4)]
    for before, after in zip([first, *again], again):
        assert after != before
        assert len(after) < len(first)
        assert numbers(after) == numbers(first)
        assert (f"**{TEAM}**" in after) == (alarm in HASTE)


@pytest.mark.parametrize("alarm", HASTE)
def test_haste_names_the_team_and_no_number(alarm: str) -> None:
    text = message(alarm, PHONES, TEAM)
    assert f"**{TEAM}**" in text
    assert "niet wachten" in text
    assert "doorgeven" in text
    assert not re.search(r"\d", text)


@pytest.mark.parametrize("alarm", ALARMS)
def test_doubt_is_a_question_without_a_number(alarm: str) -> None:
    assert question(alarm).endswith("?")
    assert not re.search(r"\d|\*", question(alarm))


@pytest.mark.parametrize("alarm", ALARMS)
def test_sentences_are_short_and_say_u(alarm: str) -> None:
    said = [message(alarm, PHONES, TEAM, times) for times in range(3)]
    text = " ".join([*said, question(alarm)])
    sentences = [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]
    assert [sentence for sentence in sentences if len(sentence.split()) > 15] == []
    assert not re.search(r"\b(je|jij|jouw|jullie)\b", text)
    assert not re.search(r"recht op|u moet", text, re.IGNORECASE)


def test_an_unknown_alarm_or_a_missing_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("buikpijn", PHONES, TEAM)
    with pytest.raises(KeyError):
        message("suicide", {"spoed": "112"}, TEAM)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ik wil niet meer leven", "0800-0113"),
        ("mijn man slaat mij", "0800-2000"),
        ("mama sluit mij op in de kelder", "0800-0432"),
        ("mijn man ademt niet meer", "112"),
        ("we worden vrijdag ontruimd en mijn man slaat mij", "0800-2000"),
        ('/nood{"alarm": "suicide"}', "0800-0113"),
        ('/kies{"veld": "onveilig", "waarde": "true"}', "0800-2000"),
    ],
)
def test_the_numbers_for_a_text_when_the_engine_is_down(text: str, number: str) -> None:
    assert number in (numbers_for(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ik woon alleen",
        "we worden vrijdag ontruimd",
        "ik zie het niet meer zitten",
        "/verder",
        "/nood",
        '/nood{"alarm": "huisuitzetting"}',
        '/nood{"alarm": 113}',
        "/nood{alarm",
        "/kies[1]",
        '/kies{"veld": "onveilig", "waarde": "false"}',
        '/kies{"veld": "schulden", "waarde": "true"}',
    ],
)
def test_no_numbers_without_sure_danger(text: str) -> None:
    assert numbers_for(text) is None


def test_the_numbers_come_in_other_words_each_time_the_engine_is_down() -> None:
    said: list[str] = []
    for _ in range(5):
        said.append(numbers_for("mijn man slaat mij", said) or "")
    assert all("112" in text for text in said)
    assert all(one != next_one for one, next_one in zip(said, said[1:]))


def test_what_the_engine_answered_before_counts_too() -> None:
    first = numbers_for("mijn man slaat mij") or ""
    assert numbers_for("mijn man slaat mij", [f"{first}\nUw gemeente heeft hiervoor ook: het loket."]) != first


@pytest.mark.parametrize("alarm", rule_set().order)
def test_the_buttons_below_a_question_say_yes_and_no_and_fit_in_whatsapp(alarm: str) -> None:
    yes, no = buttons(alarm)
    assert (yes.split(",")[0], no.split(",")[0]) == ("Ja", "Nee")
    assert max(len(yes), len(no)) <= 20
