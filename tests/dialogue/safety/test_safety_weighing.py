"""Rules and second opinion together, with each of them played by the test."""

import pytest

from bot.dialogue.safety import Signal, doubts, weigh, weighing
from bot.dialogue.safety.detection import Heard
from bot.dialogue.safety.second_opinion import CERTAIN, INSISTS, Opinion
from bot.dialogue.safety.weighing import DOUBT, HELD_BACK, QUESTION, SIREN, SIREN_OF_MORE

SURE, UNSURE = Signal("suicide", "dood", True, "dood willen"), Signal("geen_eten", "op", False, "misschien")
SIREN_SOUNDS, ASKS, NOTHING = [("suicide", True)], [("suicide", False)], []
ASKS_FOOD = [("geen_eten", False)]
THRESHOLD = 0.9
LITTLE = 0.001

BY_RULES = [
    ((SURE,), 1, SIREN, SIREN_SOUNDS),
    ((SURE,), 1, SIREN - LITTLE, ASKS),
    ((SURE,), 1, QUESTION, ASKS),
    ((SURE,), 1, QUESTION - LITTLE, NOTHING),
    ((SURE,), 2, SIREN_OF_MORE, SIREN_SOUNDS),
    ((SURE,), 2, SIREN_OF_MORE - LITTLE, ASKS),
    ((SURE,), 2, 0.0, ASKS),
    ((UNSURE,), 0, HELD_BACK, ASKS_FOOD),
    ((UNSURE,), 0, HELD_BACK - LITTLE, NOTHING),
    ((SURE, UNSURE), 1, SIREN, [*SIREN_SOUNDS, *ASKS_FOOD]),
    ((SURE, UNSURE), 1, QUESTION, ASKS),
]
BY_OPINION = [
    (True, CERTAIN, SIREN_SOUNDS),
    (True, CERTAIN - LITTLE, ASKS),
    (True, THRESHOLD, ASKS),
    (True, THRESHOLD - LITTLE, NOTHING),
    (False, 1.0, ASKS),
    (False, INSISTS, ASKS),
    (False, INSISTS - LITTLE, NOTHING),
]


def played(monkeypatch: pytest.MonkeyPatch, heard: Heard, danger: float) -> None:
    class Second:
        def of(self, text: str) -> Opinion:
            return Opinion(danger, "suicide", THRESHOLD)

    monkeypatch.setattr(weighing, "hear", lambda text: heard)
    monkeypatch.setattr(weighing, "second_opinion", Second)


def acted_on() -> list[tuple[str, bool]]:
    return [(signal.alarm, signal.sure) for signal in weigh("een zin")]


@pytest.mark.parametrize(("signals", "rules", "danger", "expected"), BY_RULES)
def test_what_a_rule_hears_needs_a_second_opinion(
    monkeypatch: pytest.MonkeyPatch,
    signals: tuple[Signal, ...],
    rules: int,
    danger: float,
    expected: list[tuple[str, bool]],
) -> None:
    played(monkeypatch, Heard(signals, rules, blunt=False, doubted=False, silent=False), danger)
    assert acted_on() == expected


def test_the_siren_of_a_blunt_rule_always_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, Heard((SURE,), 1, blunt=True, doubted=False, silent=False), 0.0)
    assert acted_on() == SIREN_SOUNDS


@pytest.mark.parametrize(("danger", "expected"), [(DOUBT, ASKS_FOOD), (DOUBT / 2, NOTHING)])
def test_a_rule_that_only_doubts_needs_hardly_a_second_opinion(
    monkeypatch: pytest.MonkeyPatch, danger: float, expected: list[tuple[str, bool]]
) -> None:
    played(monkeypatch, Heard((UNSURE,), 0, blunt=False, doubted=True, silent=False), danger)
    assert acted_on() == expected


@pytest.mark.parametrize(("silent", "danger", "expected"), BY_OPINION)
def test_where_no_rule_hears_anything_the_second_opinion_asks(
    monkeypatch: pytest.MonkeyPatch, silent: bool, danger: float, expected: list[tuple[str, bool]]
) -> None:
    played(monkeypatch, Heard((), 0, blunt=False, doubted=False, silent=silent), danger)
    assert acted_on() == expected


@pytest.mark.parametrize("text", ["", "  ", "/kies{}"])
def test_what_has_no_words_is_not_judged(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    played(monkeypatch, Heard((), 0, blunt=False, doubted=False, silent=True), 1.0)
    assert weigh(text) == ()


def test_a_siren_that_became_a_question_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, Heard((SURE,), 1, blunt=False, doubted=False, silent=False), QUESTION)
    assert [signal.alarm for signal in doubts("een zin")] == ["suicide"]


def test_where_a_siren_sounds_there_is_nothing_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, Heard((SURE, UNSURE), 1, blunt=False, doubted=True, silent=False), 1.0)
    assert doubts("een zin") == ()
