"""What is asked next: only what can matter, follow-ups after their question, and everything reachable."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from bot.dialogue.agenda import Agenda
from bot.dialogue.questions import UNKNOWN
from bot.dialogue.state import DialogueState, Progress

TODAY = date(2026, 11, 22)
EVERYTHING = ("huishouden", "geld", "zorgen", "vervoer", "meedoen")
MUNICIPALITIES = ("leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg")


def asked(agenda: Agenda, slug: str, topics: tuple[str, ...], answers: dict[str, Any] | None = None) -> list[str]:
    return list(agenda.open_fields(DialogueState(slug, topics, answers or {}), TODAY))


def test_first_the_municipality_then_the_topics(agenda: Agenda) -> None:
    assert agenda.next_field(DialogueState(), TODAY) == "gemeente"
    assert agenda.next_field(DialogueState("leiden"), TODAY) == "themas"


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(
    ("topic", "wanted", "unwanted"),
    [
        ("huishouden", "huishouden_lukt", "schulden"),
        ("geld", "rondkomen", "lopen"),
        ("zorgen", "mantelzorg", "inkomen"),
        ("vervoer", "ov", "schulden"),
        ("meedoen", "eenzaam", "rondkomen"),
    ],
)
def test_a_topic_asks_its_own_questions(agenda: Agenda, slug: str, topic: str, wanted: str, unwanted: str) -> None:
    fields = asked(agenda, slug, (topic,))
    assert wanted in fields
    assert unwanted not in fields


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize("topic", EVERYTHING)
def test_what_the_topic_is_about_comes_before_what_only_bears_on_it(agenda: Agenda, slug: str, topic: str) -> None:
    questions = [agenda.questionnaire.questions[field] for field in asked(agenda, slug, (topic,))]
    topical = [question for question in questions if question.topics != ("algemeen",) and not question.sensitive]
    own = [question.topics[0] == topic for question in topical]
    assert own == sorted(own, reverse=True)


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize("topics", [*((topic,) for topic in EVERYTHING), EVERYTHING])
def test_what_is_sensitive_comes_last_within_its_topic(agenda: Agenda, slug: str, topics: tuple[str, ...]) -> None:
    questions = [agenda.questionnaire.questions[field] for field in asked(agenda, slug, topics)]
    for topic in topics:
        sensitive = [question.sensitive for question in questions if topic in question.topics[:1]]
        assert sensitive == sorted(sensitive)


@pytest.mark.parametrize(
    ("slug", "topics", "answers", "first"),
    [
        ("elburg", ("geld",), {}, ["leeftijd", "huishouden", "rondkomen"]),
        ("leiden", ("zorgen",), {}, ["mantelzorg"]),
        ("leiden", ("vervoer",), {}, ["lopen", "ov"]),
        ("westland", ("huishouden",), {}, ["zorg_nodig", "huishouden_lukt", "thuis_verplaatsen"]),
        ("leidschendam-voorburg", ("geld",), {"rondkomen": "niet", "werk": "betaald"}, ["leeftijd", "huishouden"]),
    ],
)
def test_the_basics_that_many_rules_need_and_the_most_decisive_come_first(
    agenda: Agenda, slug: str, topics: tuple[str, ...], answers: dict[str, Any], first: list[str]
) -> None:
    assert asked(agenda, slug, topics, answers)[: len(first)] == first


@pytest.mark.parametrize(
    ("slug", "topic", "pointless"),
    [
        ("leidschendam-voorburg", "meedoen", {"kostendelers", "netwerk"}),
        ("leidschendam-voorburg", "zorgen", {"netwerk"}),
        ("leidschendam-voorburg", "vervoer", {"leeftijd"}),
        ("leiderdorp", "vervoer", {"vervoer_doel", "huishouden"}),
    ],
)
def test_what_only_counts_with_a_question_of_another_topic_is_not_asked(
    agenda: Agenda, slug: str, topic: str, pointless: set[str]
) -> None:
    assert pointless.isdisjoint(asked(agenda, slug, (topic,)))


COUPLE = {"leeftijd": 40, "huishouden": "samen", "rondkomen": "niet"}


@pytest.mark.parametrize(
    ("said", "field", "is_asked"),
    [
        (COUPLE | {"inkomen": 2700}, "partner_leeftijd", True),
        (COUPLE | {"inkomen": 2700, "partner_leeftijd": 70}, "partner_leeftijd", False),
        (COUPLE | {"inkomen": 9000}, "partner_leeftijd", False),
        (COUPLE | {"inkomen": 2700, "werk": "betaald"}, "partner_leeftijd", True),
        ({"inkomen": 2700, "rondkomen": "niet"}, "huishouden", True),
        ({"inkomen": 2700, "rondkomen": "niet", "huishouden": "samen"}, "partner_leeftijd", True),
    ],
)
def test_a_no_that_an_answer_can_still_turn_is_not_final(
    agenda: Agenda, said: dict[str, Any], field: str, is_asked: bool
) -> None:
    assert (field in asked(agenda, "leidschendam-voorburg", ("geld",), said)) is is_asked


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(
    ("answers", "skipped", "field", "is_asked"),
    [
        ({}, ["rondkomen", "schulden", "achterstanden"], "dreiging", True),
        ({}, ["rondkomen", "schulden"], "dreiging", False),
        ({"rondkomen": "makkelijk", "schulden": False}, ["achterstanden"], "dreiging", True),
        ({"schulden": False, "achterstanden": []}, ["rondkomen"], "dreiging", True),
        ({"rondkomen": "niet"}, [], "dreiging", True),
        ({}, ["mantelzorg"], "belasting", True),
        ({}, ["mantelzorg"], "vervanging", False),
        ({"mantelzorg": False}, [], "belasting", False),
        ({"mantelzorg": True, "belasting": "overbelast"}, [], "vervanging", True),
        ({"huishouden": "alleenstaand"}, ["kinderen"], "opvoedvragen", False),
        ({}, ["huishouden", "kinderen"], "opvoedvragen", True),
    ],
)
def test_who_skips_a_question_is_still_asked_what_may_be_urgent(
    agenda: Agenda, slug: str, answers: dict[str, Any], skipped: list[str], field: str, is_asked: bool
) -> None:
    state = DialogueState(slug, EVERYTHING, answers, dict.fromkeys(skipped, UNKNOWN))
    assert (field in list(agenda.open_fields(state, TODAY))) is is_asked


@pytest.mark.parametrize(
    ("answers", "field", "is_asked"),
    [
        ({}, "mantelzorg_uren", False),
        ({"mantelzorg": False}, "belasting", False),
        ({"mantelzorg": True}, "belasting", True),
        ({"mantelzorg": True}, "vervanging", True),
        ({"huishouden": "alleenstaand"}, "partner_leeftijd", False),
        ({"huishouden": "alleenstaand"}, "kinderen", False),
        ({"huishouden": "samen_met_kinderen"}, "kinderen", True),
        ({"huishouden": "samen_met_kinderen"}, "opvoedvragen", True),
        ({"huishouden": "samen", "leeftijd": 40, "rondkomen": "niet"}, "partner_leeftijd", True),
        ({"schulden": False, "achterstanden": [], "rondkomen": "makkelijk"}, "dreiging", False),
        ({"schulden": True}, "dreiging", True),
        ({"leeftijd": 40, "huishouden": "alleenstaand", "rondkomen": "niet", "inkomen": 5000}, "kostendelers", False),
        ({"leeftijd": 40, "huishouden": "alleenstaand", "rondkomen": "niet", "inkomen": 1700}, "kostendelers", True),
    ],
)
def test_follow_ups(agenda: Agenda, answers: dict[str, Any], field: str, is_asked: bool) -> None:
    assert (field in asked(agenda, "leidschendam-voorburg", EVERYTHING, answers)) is is_asked


def test_a_skipped_question_is_not_asked_again(agenda: Agenda) -> None:
    state = DialogueState("leiden", EVERYTHING).with_skip("leeftijd", UNKNOWN)
    assert "leeftijd" not in list(agenda.open_fields(state, TODAY))


def test_a_field_that_is_first_comes_first(agenda: Agenda) -> None:
    state = DialogueState("leiden", ("geld",), {"rondkomen": "niet"}).reopened("rondkomen")
    assert agenda.next_field(state, TODAY) == "rondkomen"


def test_progress_counts_what_is_done_and_left(agenda: Agenda) -> None:
    history = Progress(history=("leeftijd", "ov"))
    state = DialogueState("leiden", ("vervoer",), {"leeftijd": 70, "ov": "ja"}, progress=history)
    step, total = agenda.progress(state, TODAY)
    assert step == 3
    assert total >= step


def outcomes(library: Library, slug: str, answers: dict[str, Any]) -> Any:
    result = zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, TODAY)
    urgency = result["verwijzing"]["urgentie"]
    return [(o["voorziening"], o["status"]) for o in result["uitkomsten"]], urgency


@settings(max_examples=60, deadline=None)
@given(
    slug=st.sampled_from(MUNICIPALITIES),
    answers=st.fixed_dictionaries(
        {},
        optional={
            "rondkomen": st.sampled_from(["makkelijk", "net", "niet"]),
            "huishouden": st.sampled_from(["alleenstaand", "samen_met_kinderen"]),
            "mantelzorg": st.booleans(),
            "werk": st.sampled_from(["betaald", "zoekt", "pensioen"]),
            "eenzaam": st.booleans(),
            "leeftijd": st.integers(18, 90),
        },
    ),
    late=st.fixed_dictionaries(
        {
            "somber": st.booleans(),
            "ov": st.sampled_from(["ja", "nee"]),
            "zorgkosten": st.booleans(),
            "taal_moeite": st.booleans(),
        }
    ),
)
def test_a_field_that_is_not_asked_changes_nothing(
    agenda: Agenda, library: Library, slug: str, answers: dict[str, Any], late: dict[str, Any]
) -> None:
    wanted = asked(agenda, slug, EVERYTHING, answers)
    for field, value in late.items():
        if field not in wanted:
            assert outcomes(library, slug, answers | {field: value}) == outcomes(library, slug, answers)
