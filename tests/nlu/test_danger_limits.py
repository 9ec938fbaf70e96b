"""The limits of danger follow from sentences: what is caught, what alarms wrongly, and at which price."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.safety.limits import RulesSay, read
from bot.dialogue.safety.second_opinion import ORDINARY
from bot.nlu import danger_limits
from bot.nlu.danger_examples import Example
from bot.nlu.danger_limits import (
    ASK_AT_MOST,
    INDIRECT,
    NEAR_ASKED,
    NEAR_SIRENS,
    NEVER,
    SIREN_AT_MOST,
    Pile,
    derive,
    judged,
    write,
)

DANGER, NEAR = 1.0, True
LIMITS = [
    ("all danger above all near misses", [(0.9, DANGER, False), (0.8, DANGER, False), (0.2, 0, NEAR)], 1, 0.5),
    ("one near miss is worth two dangers", [(0.9, 0, NEAR), (0.8, DANGER, False), (0.6, DANGER, False)], 1, 0.3),
    ("one near miss costs more than it brings", [(0.9, 0, NEAR), (0.8, DANGER, False)], 2, NEVER),
    ("the danger above the near miss", [(0.9, DANGER, False), (0.7, 0, NEAR), (0.5, DANGER, False)], 3, 0.8),
    ("equally probable sentences stay together", [(0.5, DANGER, False), (0.5, 0, NEAR)], 2, NEVER),
    ("only near misses", [(0.9, 0, NEAR)], 1, NEVER),
    ("nothing", [], 1, NEVER),
]


@pytest.mark.parametrize(("name", "rows", "price", "expected"), LIMITS)
def test_a_limit_catches_what_is_worth_its_price(
    name: str, rows: list[tuple[float, float, bool]], price: float, expected: float
) -> None:
    assert Pile.of(rows).limit(price) == pytest.approx(expected), name


sentences = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([1.0, INDIRECT, 0.0])), min_size=1, max_size=60)


@given(sentences, sentences, st.floats(0, 0.5))
def test_never_more_near_misses_alarm_than_may(
    one: list[tuple[float, float]], other: list[tuple[float, float]], share: float
) -> None:
    said = (RulesSay.NOTHING, RulesSay.DOUBT)
    piles = {
        name: Pile.of([(danger, worth, worth == 0) for danger, worth in rows]) for name, rows in zip(said, (one, other))
    }
    found = derive(piles, share)
    near = sum(pile.near.sum() for pile in piles.values())
    assert sum(piles[name].near_from(limit) for name, limit in found.items()) <= share * near + 1e-9


def test_only_tables_that_no_rule_was_made_for_are_asked_and_no_dressed_sentence() -> None:
    examples = [
        Example("ik woon alleen", ORDINARY, near=True, family="stemmen-1"),
        Example("mijn fiets is weg", ORDINARY, near=True, family="partij-1"),
        Example("nou ja, ik woon alleen", ORDINARY, near=True, family="stemmen-1", weight=0.5),
    ]
    piles = judged(examples, np.array([0.3, 0.4, 0.5]))
    assert {said for said, pile in piles.items() if len(pile.danger)} == {RulesSay.NOTHING}
    assert piles[RulesSay.NOTHING].danger.tolist() == [0.3]


@pytest.mark.parametrize(
    ("example", "worth"),
    [
        (Example("ik weet het niet meer zo", "suicide", family="stemmen-1", direct=True), 1.0),
        (Example("ik weet het niet meer zo", "suicide", family="stemmen-1"), INDIRECT),
        (Example("ik weet het niet meer zo", ORDINARY, near=True, family="stemmen-1"), 0.0),
    ],
)
def test_what_is_said_directly_is_worth_most(example: Example, worth: float) -> None:
    piles = judged([example], np.array([0.5]))
    assert [pile.worth.tolist() for pile in piles.values() if len(pile.worth)] == [[worth]]


def test_what_is_written_can_be_read_and_keeps_to_what_may_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, spread = tmp_path / "grenzen.yml", np.linspace(0, 1, 1001)
    monkeypatch.setattr(danger_limits, "FILE", file)
    rows = [(float(danger), float(danger > 0.5), bool(danger <= 0.5)) for danger in spread]
    piles = {said: Pile.of(rows if said == RulesSay.NOTHING else []) for said in RulesSay}
    write(piles, "vingerafdruk")
    found = read(file)
    assert yaml.load(file.read_text(), yaml.CSafeLoader)["gemaakt_van"] == "vingerafdruk"
    assert piles[RulesSay.NOTHING].near_from(found.ask[RulesSay.NOTHING]) <= NEAR_ASKED * 501
    assert piles[RulesSay.NOTHING].near_from(found.siren[RulesSay.NOTHING]) <= NEAR_SIRENS * 501
    assert found.siren[RulesSay.HARMLESS] > 1


def test_where_the_rules_say_more_for_danger_it_never_takes_more_to_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "grenzen.yml"
    monkeypatch.setattr(danger_limits, "FILE", file)
    high, low = [(0.95, DANGER, False), (0.9, 0.0, NEAR)], [(0.5, DANGER, False), (0.4, 0.0, NEAR)]
    write({said: Pile.of(high if said == RulesSay.MORE_SURE else low) for said in RulesSay}, "")
    found = read(file)
    for limits in (found.ask, found.siren):
        in_order = [limit for said, limit in limits.items() if said != RulesSay.DOUBT]
        assert in_order == sorted(in_order, reverse=True)
    assert found.ask[RulesSay.MORE_SURE] < 0.9


def test_what_rules_are_sure_of_needs_little_more_whatever_the_sentences_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "grenzen.yml"
    monkeypatch.setattr(danger_limits, "FILE", file)
    write({said: Pile.of([(0.9, 0.0, NEAR)]) for said in RulesSay}, "")
    found = read(file)
    assert {said: found.ask[said] for said in ASK_AT_MOST} == ASK_AT_MOST
    assert {said: found.siren[said] for said in SIREN_AT_MOST} == SIREN_AT_MOST
    assert found.ask[RulesSay.NOTHING] == NEVER
