"""Rules and second opinion together, with each of them played by the test."""

import pytest

from bot.dialogue.safety import Signal, doubts, weigh, weighing
from bot.dialogue.safety.detection import Heard
from bot.dialogue.safety.limits import Limits, RulesSay
from bot.dialogue.safety.second_opinion import Opinion
from bot.dialogue.safety.weighing import what_rules_say

SURE, UNSURE = Signal("suicide", "dood", True, "dood willen"), Signal("geen_eten", "op", False, "misschien")
OTHER = Signal("dakloos_vannacht", "straat", True, "op straat")
ASK, SIREN, LITTLE = 0.4, 0.8, 0.001
SAID_BY_OPINION = "geen_medicijnen"

HEARD = {
    RulesSay.NOTHING: Heard((), 0, blunt=False, doubted=False, silent=True),
    RulesSay.HARMLESS: Heard((), 0, blunt=False, doubted=False, silent=False),
    RulesSay.HELD_BACK: Heard((UNSURE,), 0, blunt=False, doubted=False, silent=False),
    RulesSay.DOUBT: Heard((UNSURE,), 0, blunt=False, doubted=True, silent=False),
    RulesSay.ONE_SURE: Heard((SURE,), 1, blunt=False, doubted=False, silent=False),
    RulesSay.MORE_SURE: Heard((SURE, OTHER), 2, blunt=False, doubted=False, silent=False),
}
OPINION_SIREN, OPINION_ASKS = [(SAID_BY_OPINION, True)], [(SAID_BY_OPINION, False)]
BOTH = ["suicide", "dakloos_vannacht"]
ACTED_ON = {
    RulesSay.NOTHING: (OPINION_ASKS, OPINION_SIREN),
    RulesSay.HARMLESS: (OPINION_ASKS, OPINION_SIREN),
    RulesSay.HELD_BACK: ([("geen_eten", False)], [*OPINION_SIREN, ("geen_eten", False)]),
    RulesSay.DOUBT: ([("geen_eten", False)], [*OPINION_SIREN, ("geen_eten", False)]),
    RulesSay.ONE_SURE: ([("suicide", False)], [("suicide", True)]),
    RulesSay.MORE_SURE: ([(kind, False) for kind in BOTH], [(kind, True) for kind in BOTH]),
}


def played(monkeypatch: pytest.MonkeyPatch, heard: Heard, danger: float) -> None:
    class Second:
        def of(self, text: str) -> Opinion:
            return Opinion(danger, SAID_BY_OPINION)

    same = Limits(dict.fromkeys(RulesSay, ASK), dict.fromkeys(RulesSay, SIREN))
    monkeypatch.setattr(weighing, "hear", lambda text: heard)
    monkeypatch.setattr(weighing, "second_opinion", Second)
    monkeypatch.setattr(weighing, "limits", lambda: same)


def acted_on() -> list[tuple[str, bool]]:
    return [(signal.alarm, signal.sure) for signal in weigh("een zin")]


@pytest.mark.parametrize("said", RulesSay)
def test_what_the_rules_say_decides_which_limits_count(said: RulesSay) -> None:
    assert what_rules_say(HEARD[said]) == said


@pytest.mark.parametrize("said", RulesSay)
def test_below_the_limit_nothing_at_it_a_question_and_at_the_next_the_siren(
    monkeypatch: pytest.MonkeyPatch, said: RulesSay
) -> None:
    asks, siren = ACTED_ON[said]
    for danger, expected in (
        (ASK - LITTLE, asks if HEARD[said].doubted else []),
        (ASK, asks),
        (SIREN - LITTLE, asks),
        (SIREN, siren),
        (1.0, siren),
    ):
        played(monkeypatch, HEARD[said], danger)
        assert acted_on() == expected


def test_the_siren_of_a_blunt_rule_always_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, Heard((SURE,), 1, blunt=True, doubted=False, silent=False), 0.0)
    assert acted_on() == [("suicide", True)]


def test_of_a_sure_and_a_doubting_rule_the_question_is_about_the_sure_one(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, Heard((SURE, UNSURE), 1, blunt=False, doubted=True, silent=False), ASK)
    assert acted_on() == [("suicide", False)]


def test_a_rule_that_doubts_asks_whatever_the_second_opinion_thinks(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, Heard((SURE, UNSURE), 1, blunt=False, doubted=True, silent=False), 0.0)
    assert acted_on() == [("suicide", False)]
    played(monkeypatch, HEARD[RulesSay.DOUBT], 0.0)
    assert acted_on() == [("geen_eten", False)]


@pytest.mark.parametrize("text", ["", "  ", "/kies{}"])
def test_what_has_no_words_is_not_judged(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    played(monkeypatch, HEARD[RulesSay.NOTHING], 1.0)
    assert weigh(text) == ()


def test_a_siren_that_became_a_question_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, HEARD[RulesSay.ONE_SURE], ASK)
    assert [signal.alarm for signal in doubts("een zin")] == ["suicide"]


def test_where_a_siren_sounds_there_is_nothing_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, Heard((SURE, UNSURE), 1, blunt=False, doubted=True, silent=False), 1.0)
    assert doubts("een zin") == ()
