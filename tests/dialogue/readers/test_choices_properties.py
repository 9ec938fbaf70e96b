"""What negation, spelling and politeness must and must not change in a reading of a choice."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.readers import Context, Kind, read
from bot.dialogue.readers.affirmation import is_refusal, is_unknown, yes_no
from bot.dialogue.readers.choices import CHOICE_FIELDS, volunteered_choices

CONTEXT = Context(date(2026, 11, 22))
BOOLEANS = (
    "schulden",
    "zorgkosten",
    "mantelzorg",
    "dementie",
    "vervanging",
    "zorg_nodig",
    "eigen_vervoer",
    "eenzaam",
    "taal_moeite",
    "opvoedvragen",
    "somber",
    "onveilig",
)
STATEMENTS = (
    ("schulden", "schulden"),
    ("eenzaam", "eenzaam"),
    ("somber", "somber"),
    ("dementie", "vergeetachtig"),
    ("somber", "depressief"),
)
ENDINGS = st.sampled_from(["", ".", "!", " hoor", " hoor.", ", dank u", " 🙂"])
shouted = st.sampled_from([str.upper, str.lower, str.capitalize])


@settings(deadline=None)
@given(st.sampled_from(BOOLEANS), st.sampled_from(["ja", "jazeker", "ja hoor", "jep", "jawel"]), ENDINGS, shouted)
def test_a_bare_yes_is_true(field: str, said: str, ending: str, case: Callable[[str], str]) -> None:
    assert read(field, case(said) + ending, CONTEXT).value is True


@settings(deadline=None)
@given(
    st.sampled_from(BOOLEANS),
    st.sampled_from(["nee", "nee hoor", "neen", "nope", "welnee", "helemaal niet"]),
    ENDINGS,
    shouted,
)
def test_a_bare_no_is_false(field: str, said: str, ending: str, case: Callable[[str], str]) -> None:
    assert read(field, case(said) + ending, CONTEXT).value is False


@settings(deadline=None)
@given(st.sampled_from(STATEMENTS), st.sampled_from(["ik ben {}", "ja {}", "best wel {}", "{} ja"]))
def test_a_cue_stands(statement: tuple[str, str], frame: str) -> None:
    assert read(statement[0], frame.format(statement[1]), CONTEXT).value is True


@settings(deadline=None)
@given(
    st.sampled_from(STATEMENTS),
    st.sampled_from(
        ["{} ben ik niet", "niet {}", "nee, niet {}", "ik ben helemaal niet {}", "nooit {}", "absoluut niet {} hoor"]
    ),
)
def test_a_negated_cue_turns(statement: tuple[str, str], frame: str) -> None:
    assert read(statement[0], frame.format(statement[1]), CONTEXT).value is False


@settings(deadline=None)
@given(
    st.sampled_from(sorted(CHOICE_FIELDS)),
    st.sampled_from(["weet ik niet", "geen idee", "kweenie", "zou het niet weten"]),
    ENDINGS,
)
def test_not_knowing_is_no_value(field: str, said: str, ending: str) -> None:
    assert is_unknown(said)
    assert read(field, said + ending, CONTEXT).kind is Kind.UNKNOWN


@settings(deadline=None)
@given(
    st.sampled_from(sorted(CHOICE_FIELDS)),
    st.sampled_from(["zeg ik liever niet", "gaat je niks aan", "privé", "sla maar over"]),
)
def test_not_telling_is_no_value(field: str, said: str) -> None:
    assert is_refusal(said)
    assert read(field, said, CONTEXT).kind is Kind.REFUSED


@settings(deadline=None)
@given(st.sampled_from(sorted(CHOICE_FIELDS)), st.text(alphabet="qxzj ", max_size=40))
def test_noise_is_not_understood(field: str, said: str) -> None:
    assert read(field, said, CONTEXT).kind is not Kind.VALUE


@pytest.mark.parametrize(
    "said",
    [
        "heb ik recht op iets als ik schulden heb?",
        "stel dat ik dement word",
        "wat als ik geen huis heb",
        "zou ik kunnen huren?",
    ],
)
def test_questions_and_suppositions_volunteer_nothing(said: str) -> None:
    assert volunteered_choices(said, CONTEXT) == {}


def test_volunteers_what_is_stated() -> None:
    readings = volunteered_choices(
        "ik huur 900 per maand, heb schulden en zorg voor mijn moeder met alzheimer", CONTEXT
    )
    assert {field: reading.value for field, reading in readings.items()} == {
        "woning": "huur",
        "schulden": True,
        "mantelzorg": True,
        "dementie": True,
    }


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ja", True),
        ("klopt", True),
        ("doe maar", True),
        ("nee dat klopt niet", False),
        ("liever niet", False),
        ("hij is 12", None),
    ],
)
def test_yes_and_no(said: str, meant: bool | None) -> None:
    assert yes_no(said) is meant
