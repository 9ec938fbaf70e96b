"""What a team reads of a handover: every answer with the question as it was asked, and nothing that names a person."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.berichten import bericht, berichten, moment
from bot.front.rasa_answer import HandoverRequest
from bot.front.summary import changed, consent, known, masked, summary, transcript, urgency
from bot.selfcheck.answers import FIELDS
from bot.store.records import Message

AT = datetime(2026, 11, 22, 13, 5, 9, 987_654, tzinfo=timezone.utc)
REQUEST = HandoverRequest("melding", "wijkteam", "ik red het niet", None, "v1", None)


def line(seq, sender, text, **extra):
    return Message(f"m{seq}", "c", seq, seq, sender, AT, text, extra)


TALK = [
    line(1, "assistent", "Hoe oud bent u?", vraag="leeftijd", keuzes=[{"titel": "Weet ik niet", "keuze": "geheim-id"}]),
    line(2, "inwoner", "44, en ik huur", ingevuld=["leeftijd", "woning"]),
    line(3, "assistent", "Hebt u schulden?", vraag="schulden"),
    line(4, "inwoner", "zeg ik niet"),
    line(5, "assistent", "Hoe oud bent u? (nog eens)", vraag="leeftijd"),
    line(6, "inwoner", "45", ingevuld=["leeftijd"]),
]
ANSWERS = {"leeftijd": 45, "woning": "huur", "schulden": None, "kinderen": []}


def told(talk=TALK, state=None, record=None, request=REQUEST):
    return summary(request, talk, {"antwoorden": ANSWERS} if state is None else state, record or {})


class TestAnswers:
    def test_each_has_the_question_as_it_was_last_asked_and_the_message_that_answered(self):
        assert told()["antwoorden"] == [
            {"veld": "leeftijd", "vraag": "Hoe oud bent u? (nog eens)", "antwoord": 45, "bericht_id": "m6"},
            {"veld": "woning", "vraag": None, "antwoord": "huur", "bericht_id": "m2"},
            {"veld": "kinderen", "vraag": None, "antwoord": [], "bericht_id": None},
        ]

    def test_a_question_that_was_put_after_the_answer_is_not_the_one_that_was_answered(self):
        assert told(TALK[:3], {"antwoorden": {"leeftijd": 44}})["antwoorden"][0]["vraag"] == "Hoe oud bent u?"
        late = [*TALK[:2], line(3, "assistent", "Hoe oud bent u nu?", vraag="leeftijd")]
        assert told(late, {"antwoorden": {"leeftijd": 44}})["antwoorden"][0]["vraag"] == "Hoe oud bent u?"

    def test_those_of_the_decision_count_before_those_of_the_state(self):
        found = told(record={"antwoorden": {"woning": "koop"}})["antwoorden"]
        assert [(each["veld"], each["antwoord"]) for each in found] == [("woning", "koop")]

    def test_every_field_is_answered_or_asked_in_vain_or_not_asked(self):
        found = told()
        answered = [each["veld"] for each in found["antwoorden"]]
        assert found["niet_beantwoord"] == ["schulden"]
        assert sorted([*answered, *found["niet_beantwoord"], *found["niet_gevraagd"]]) == sorted(FIELDS)

    @pytest.mark.parametrize("state", [{}, {"antwoorden": None}, {"antwoorden": {}}])
    def test_without_answers_nothing_is_made_up(self, state):
        found = told([], state)
        assert (found["antwoorden"], found["niet_beantwoord"]) == ([], [])
        assert found["niet_gevraagd"] == list(FIELDS)
        assert (found["uitkomsten"], found["themas"], found["signalen"], found["verwijzing"]) == ([], [], [], None)


class TestPrivacy:
    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            ("bel 06-12345678", "bel [telefoonnummer weggehaald]"),
            ("bsn 123\u00a0456\u00a0782", "bsn [nummer weggehaald]"),
            ("<b>hulp</b> 😀", "<b>hulp</b> 😀"),
            ("", ""),
        ],
    )
    def test_the_reason_is_masked(self, said, kept):
        assert told(request=HandoverRequest("melding", "t", said, None, "v1", None))["reden"] == kept

    def test_the_wish_is_masked_however_deep(self):
        wish = {
            "hoe": ["mail jan@x.nl", {"wanneer": "na 17.00, 0612345678"}],
            "bellen": True,
            "aantal": 2,
            "niets": None,
        }
        assert told(request=HandoverRequest("melding", "t", "", wish, "v1", None))["contactwens"] == {
            "hoe": ["mail [e-mailadres weggehaald]", {"wanneer": "na 17.00, [telefoonnummer weggehaald]"}],
            "bellen": True,
            "aantal": 2,
            "niets": None,
        }

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.sampled_from(["123456782", "jan@x.nl", "0612345678", "dag"]),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
            max_leaves=12,
        )
    )
    def test_no_text_is_left_as_it_was_and_no_shape_changes(self, value):
        found = masked(value)
        assert not any(secret in repr(found) for secret in ("'123456782'", "jan@x.nl", "'0612345678'"))
        assert masked(found) == found
        assert type(found) is type(value)


class TestUrgency:
    @pytest.mark.parametrize(
        ("record", "level"),
        [
            ({"verwijzing": {"urgentie": "acuut"}}, "acuut"),
            ({"verwijzing": {"urgentie": "spoed"}}, "spoed"),
            ({"verwijzing": {"urgentie": None}}, "normaal"),
            ({"verwijzing": {}}, "normaal"),
            ({"verwijzing": None}, "normaal"),
            ({}, "normaal"),
        ],
    )
    def test_is_that_of_the_referral_and_else_normal(self, record, level):
        assert urgency(record) == level
        assert told(record=record)["urgentie"] == level


class TestTranscript:
    def test_says_who_spoke_what_was_asked_and_what_could_be_chosen(self):
        first, second, *_ = transcript(TALK)
        assert first == {
            "id": "m1",
            "van": "assistent",
            "tijd": "2026-11-22T13:05:09.987Z",
            "tekst": "Hoe oud bent u?",
            "vraag": "leeftijd",
            "keuzes": ["Weet ik niet"],
        }
        assert second["ingevuld"] == ["leeftijd", "woning"]
        assert "geheim-id" not in repr(transcript(TALK))

    def test_danger_stands_out_and_nothing_else_comes_along(self):
        (danger,) = transcript([line(1, "inwoner", "help", gevaar=True, whatsapp=True, link=True)])
        assert set(danger) == {"id", "van", "tijd", "tekst", "gevaar"}
        (calm,) = transcript([line(1, "assistent", "dag", gevaar=False, vraag=None, keuzes=[], ingevuld=["woning"])])
        assert set(calm) == {"id", "van", "tijd", "tekst"}


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ({}, {}, []),
        ({}, {"a": None}, []),
        ({"a": 1}, {"a": None}, []),
        ({"a": 1}, {"a": 1}, []),
        ({"a": None}, {"a": 0, "b": False, "c": ""}, ["a", "b", "c"]),
        ({"a": [1, 2]}, {"a": [2, 1]}, ["a"]),
    ],
)
def test_which_answers_a_turn_changed(before, after, fields):
    assert changed(before, after) == fields


def test_no_and_zero_and_none_are_answers_and_unknown_is_not():
    assert known({"a": False, "b": 0, "c": [], "d": None}) == {"a": False, "b": 0, "c": []}


def test_the_agreement_is_kept_with_its_text_and_moment():
    assert consent(REQUEST, AT, "web") == {"tekstversie": "v1", "tijd": "2026-11-22T13:05:09.987Z", "kanaal": "web"}


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (AT, "2026-11-22T13:05:09.987Z"),
        (datetime(2027, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2026-12-31T23:30:00.000Z"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2))), "2026-10-25T00:30:00.000Z"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1))), "2026-10-25T01:30:00.000Z"),
    ],
)
def test_a_moment_is_told_in_utc(at, written):
    assert moment(at) == written


def test_a_message_is_told_as_the_contract_says_and_keeps_the_rest_inside():
    inside = line(
        1, "assistent", "Dag.", vraag="woning", keuzes=[], kaarten=None, gevaar=True, ingevuld=["a"], link=True
    )
    assert bericht(inside) == {"id": "m1", "van": "assistent", "tijd": moment(AT), "tekst": "Dag.", "vraag": "woning"}
    assert [each["id"] for each in berichten(TALK)] == [each.id for each in TALK]
