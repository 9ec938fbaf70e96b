"""The second opinion: it speaks only where the rules are silent, only asks, and knows what it was made from."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.safety import detect, doubts
from bot.dialogue.safety.detection import is_silent
from bot.dialogue.safety.rules import rule_set
from bot.dialogue.safety.second_opinion import (
    COLUMNS,
    DIMENSIONS,
    MEANING,
    ORDINARY,
    SPELLING,
    SecondOpinion,
    features,
    second_opinion,
)

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
    assert 0.5 < OPINION.threshold < 1


@pytest.mark.parametrize("text", ORDINARY_ANSWERS)
def test_an_ordinary_answer_is_not_suspected(text: str) -> None:
    assert OPINION.suspects(text) is None
    assert doubts(text) == ()


@pytest.mark.parametrize("text", ["ik wil dood", "mijn man slaat mij", "er is brand in mijn keuken"])
def test_where_the_rules_are_sure_nothing_is_asked(text: str) -> None:
    assert detect(text)[0].sure
    assert doubts(text) == ()


@pytest.mark.parametrize("text", ["mijn man slaat mij niet", "in de film wil hij niet meer leven", "sla mij maar over"])
def test_what_a_rule_judged_harmless_stays_harmless(text: str) -> None:
    assert not is_silent(text)
    assert doubts(text) == ()


def silenced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any rule only the second opinion is left."""
    monkeypatch.setattr("bot.dialogue.safety.weighing.detect", lambda text: ())
    monkeypatch.setattr("bot.dialogue.safety.weighing.is_silent", lambda text: True)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ik heb zin om er een einde aan te maken, het leven is op", {"suicide"}),
        ("hij schopt en slaat mij elke week", {"huiselijk_geweld"}),
        ("mijn vrouw ademt niet en ligt op de vloer", {"medisch_spoed"}),
        ("we worden morgen uit ons huis gezet", {"huisuitzetting", "dakloos_vannacht"}),
    ],
)
def test_by_itself_it_asks_about_the_right_kind(monkeypatch: pytest.MonkeyPatch, text: str, kinds: set[str]) -> None:
    silenced(monkeypatch)
    (signal,) = doubts(text)
    assert signal.alarm in kinds
    assert not signal.sure
    assert signal.rule == ""


@pytest.mark.parametrize("text", ["", "  ", "/kies", '/nood{"alarm": "suicide"}'])
def test_blanks_and_buttons_are_not_judged(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    silenced(monkeypatch)
    assert doubts(text) == ()


@given(st.text(max_size=60))
def test_any_text_gets_a_row_of_the_same_shape_and_chances_that_add_up(text: str) -> None:
    (row,) = features([text])
    assert row.shape == (COLUMNS,)
    assert np.linalg.norm(row[:DIMENSIONS]) <= MEANING + 0.01
    assert np.linalg.norm(row[DIMENSIONS:]) <= SPELLING * 1.5
    assert sum(OPINION.chances(text).values()) == pytest.approx(1, abs=1e-4)


def test_capitals_do_not_change_its_mind() -> None:
    assert OPINION.chances("HIJ DOET MIJ PIJN") == pytest.approx(OPINION.chances("hij doet mij pijn"), abs=1e-4)


def test_stored_and_loaded_it_judges_the_same(tmp_path: Path) -> None:
    OPINION.save(tmp_path / "oordeel.npz")
    again = SecondOpinion.load(tmp_path / "oordeel.npz")
    assert again.chances("ik ben bang") == pytest.approx(OPINION.chances("ik ben bang"), abs=1e-3)
    assert (again.labels, again.threshold, again.made_from) == (OPINION.labels, OPINION.threshold, OPINION.made_from)


def test_without_its_file_or_with_half_of_it_it_refuses(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        SecondOpinion.load(tmp_path / "oordeel.npz")
    np.savez(tmp_path / "half.npz", labels=np.array(["suicide"]))
    with pytest.raises(KeyError):
        SecondOpinion.load(tmp_path / "half.npz")


def test_a_saying_that_a_guard_knows_is_not_judged() -> None:
    assert not is_silent("hij slaat met zijn vuist op tafel")
    assert doubts("mijn opa slaat met zijn vuist op tafel bij elk doelpunt") == ()
