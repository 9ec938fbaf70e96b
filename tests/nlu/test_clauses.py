"""Where a sentence is cut."""

import pytest

from bot.nlu.clauses import ends

CUT = [
    ("mijn man belt, ik wil stoppen", ("mijn man belt", "ik wil stoppen")),
    ("Ik ben moe. Het is laat! IK STOP", ("ik ben moe", "ik stop")),
    ("ik heb het geprobeerd maar ik stop", ("ik heb het geprobeerd", "ik stop")),
    ("eerst dit en toen dat want zo is het", ("eerst dit", "zo is het")),
    ("hoezo? vertel", ("hoezo", "vertel")),
]
WHOLE = ["ik stop", "ik stop.", "", "?!", " . ", "ik krijg 13,50 per dag", "1.350", "maar", "energie", "dusver"]


@pytest.mark.parametrize("text, clauses", CUT)
def test_the_first_and_the_last_clause(text: str, clauses: tuple[str, str]) -> None:
    assert ends(text) == clauses


@pytest.mark.parametrize("text", WHOLE)
def test_a_text_of_one_clause_has_no_ends(text: str) -> None:
    assert ends(text) is None
