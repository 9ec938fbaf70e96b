"""Rules and second opinion together, with each of them played by the test."""

import pytest

from bot.dialogue.safety import Signal, doubts, weigh, weighing

SURE, UNSURE = Signal("suicide", "dood", True, "dood willen"), Signal("geen_eten", "op", False, "misschien")
CASES = [
    ((SURE,), False, None, [("suicide", True)]),
    ((SURE,), True, None, [("suicide", False)]),
    ((UNSURE,), False, None, [("geen_eten", False)]),
    ((UNSURE,), True, None, []),
    ((SURE, UNSURE), True, None, [("suicide", False)]),
    ((), False, "suicide", [("suicide", False)]),
    ((), True, None, []),
]


class Opinion:
    def __init__(self, calm: bool, suspected: str | None) -> None:
        self._calm, self._suspected = calm, suspected

    def is_calm(self, text: str) -> bool:
        return self._calm

    def suspects(self, text: str) -> str | None:
        return self._suspected


def played(monkeypatch: pytest.MonkeyPatch, found: tuple[Signal, ...], opinion: Opinion, silent: bool = True) -> None:
    monkeypatch.setattr(weighing, "detect", lambda text: found)
    monkeypatch.setattr(weighing, "is_silent", lambda text: silent)
    monkeypatch.setattr(weighing, "second_opinion", lambda: opinion)


@pytest.mark.parametrize(("found", "calm", "suspected", "expected"), CASES)
def test_what_we_act_on(
    monkeypatch: pytest.MonkeyPatch,
    found: tuple[Signal, ...],
    calm: bool,
    suspected: str | None,
    expected: list[tuple[str, bool]],
) -> None:
    played(monkeypatch, found, Opinion(calm, suspected))
    assert [(signal.alarm, signal.sure) for signal in weigh("een zin")] == expected


def test_where_a_rule_judged_the_second_opinion_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, (), Opinion(False, "suicide"), silent=False)
    assert weigh("een zin") == ()


@pytest.mark.parametrize("text", ["", "  ", "/kies{}"])
def test_what_has_no_words_is_not_judged(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    played(monkeypatch, (), Opinion(False, "suicide"))
    assert weigh(text) == ()


def test_a_siren_that_became_a_question_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    played(monkeypatch, (SURE,), Opinion(True, None))
    assert [signal.alarm for signal in doubts("een zin")] == ["suicide"]
