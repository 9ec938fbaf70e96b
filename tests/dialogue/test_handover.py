"""The steps of the handover: which comes next, and back again."""

import pytest

from bot.dialogue.handover import AGREED, CONTACT, KIND, REASON, STEPS, WISH, Handover


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ({}, KIND),
        ({"kind": "melding"}, REASON),
        ({"kind": "melding", "reason": "het lukt niet"}, WISH),
        ({"kind": "melding", "reason": "het lukt niet", "wish": "bellen"}, CONTACT),
        ({"kind": "melding", "reason": "het lukt niet", "wish": "mailen"}, CONTACT),
        ({"kind": "melding", "reason": "het lukt niet", "wish": "langskomen"}, AGREED),
        ({"kind": "melding", "reason": "het lukt niet", "wish": "bellen", "contact": "weg"}, AGREED),
        ({"kind": "melding", "reason": "het lukt niet", "wish": "langskomen", "agreed": False}, None),
        ({"reason": "het lukt niet"}, KIND),
    ],
)
def test_the_next_step(said: dict[str, object], step: str | None) -> None:
    assert Handover(**said).next_step == step


@pytest.mark.parametrize("step", STEPS)
def test_what_is_told_is_forgotten_by_one_step_back(step: str) -> None:
    assert Handover().told(step, "iets").step_back() == Handover()


def test_the_slots_hold_it_all() -> None:
    full = Handover("melding", "het lukt niet", "bellen", "weg", True)
    assert Handover.of(full.slots) == full
    assert list(full.slots) == list(STEPS)
    assert Handover.of({}) == Handover()
