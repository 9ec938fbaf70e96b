"""The second opinion: what it makes of ordinary and of dangerous sentences, and that it knows what it was made from."""

from pathlib import Path

import numpy as np
import pytest

from bot.dialogue.safety import detect, doubts
from bot.dialogue.safety.detection import is_silent
from bot.dialogue.safety.limits import RulesSay, limits
from bot.dialogue.safety.rules import rule_set
from bot.dialogue.safety.second_opinion import ORDINARY, SecondOpinion, second_opinion

OPINION = second_opinion()
ORDINARY_ANSWERS = [
    "nee",
    "ja",
    "met mijn man",
    "ik woon alleen",
    "1350 euro",
    "weet ik niet",
    "mijn dochter van 12",
    "met de rollator",
    "zeg ik liever niet",
    "mijn man heeft parkinson",
    "niemand",
    "een huurhuis",
]


def test_its_labels_are_the_alarms_and_ordinary_talk() -> None:
    assert set(OPINION.labels) == {*rule_set().order, ORDINARY}


@pytest.mark.parametrize("text", ORDINARY_ANSWERS)
def test_an_ordinary_answer_is_not_suspected(text: str) -> None:
    assert OPINION.of(text).danger < limits().ask[RulesSay.NOTHING]
    assert doubts(text) == ()


@pytest.mark.parametrize("text", ["ik wil dood", "mijn man slaat mij", "er is brand in mijn keuken"])
def test_where_the_rules_are_sure_nothing_is_asked(text: str) -> None:
    assert detect(text)[0].sure
    assert doubts(text) == ()


@pytest.mark.parametrize("text", ["mijn man slaat mij niet", "in de film wil hij niet meer leven", "sla mij maar over"])
def test_what_a_rule_judged_harmless_stays_harmless(text: str) -> None:
    assert not is_silent(text)
    assert doubts(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ik heb zin om er een einde aan te maken, het leven is op", {"suicide"}),
        ("hij schopt en slaat mij elke week", {"huiselijk_geweld"}),
        ("mijn vrouw ademt niet en ligt op de vloer", {"medisch_spoed"}),
        ("we worden morgen uit ons huis gezet", {"huisuitzetting", "dakloos_vannacht"}),
        ("mijn man slaat de kinderen met een riem", {"kindermishandeling"}),
        ("de keuken staat in brand", {"brand_inbraak"}),
    ],
)
def test_by_itself_it_hears_danger_and_the_right_kind(text: str, kinds: set[str]) -> None:
    opinion = OPINION.of(text)
    assert opinion.danger >= limits().ask[RulesSay.NOTHING]
    assert opinion.alarm in kinds


def test_the_chances_add_up() -> None:
    assert sum(OPINION.chances("ik ben bang").values()) == pytest.approx(1, abs=1e-4)


def test_stored_and_loaded_it_judges_the_same(tmp_path: Path) -> None:
    OPINION.save(tmp_path / "oordeel.npz")
    again = SecondOpinion.load(tmp_path / "oordeel.npz")
    assert again.chances("ik ben bang") == pytest.approx(OPINION.chances("ik ben bang"), abs=1e-3)
    assert (again.labels, again.made_from) == (OPINION.labels, OPINION.made_from)


@pytest.mark.parametrize("text", ["qzxqzx vwkkwv", "", "!!!"])
def test_what_it_never_saw_tells_it_nothing(text: str) -> None:
    assert OPINION.of(text).danger < limits().ask[RulesSay.NOTHING]


def test_without_its_file_or_with_half_of_it_it_refuses(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        SecondOpinion.load(tmp_path / "oordeel.npz")
    np.savez(tmp_path / "half.npz", labels=np.array(["suicide"]))
    with pytest.raises(KeyError):
        SecondOpinion.load(tmp_path / "half.npz")


def test_a_saying_that_a_guard_knows_is_not_judged() -> None:
    assert not is_silent("hij slaat met zijn vuist op tafel")
    assert doubts("mijn opa slaat met zijn vuist op tafel bij elk doelpunt") == ()
