"""What a body may hold, without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.bodies import NewConversation, Said, check_municipality, new_conversation, said
from bot.front.incoming import LONGEST_TEXT, clean, plain_for_rasa
from bot.front.problems import Problem

MUNICIPALITIES = {"leiden": "a", "elburg": "b"}


def refusal(check, *arguments):
    with pytest.raises(Problem) as refused:
        check(*arguments)
    return refused.value


class TestANewConversation:
    @pytest.mark.parametrize("body", [{}, {"gemeente": None}, {"kanaal": "web"}, {"gemeente": None, "kanaal": None}])
    def test_needs_nothing(self, body):
        assert new_conversation(body, MUNICIPALITIES) == NewConversation(None, "web")

    def test_may_name_a_municipality(self):
        assert new_conversation({"gemeente": "elburg"}, MUNICIPALITIES).gemeente == "elburg"

    def test_is_told_which_municipalities_there_are(self):
        problem = refusal(new_conversation, {"gemeente": "x"}, MUNICIPALITIES)
        assert problem.details == {"gemeenten": "elburg, leiden"}

    @given(
        st.dictionaries(st.text(max_size=10), st.none(), min_size=1).filter(
            lambda body: not set(body) <= {"gemeente", "kanaal"}
        )
    )
    def test_names_the_first_field_that_it_does_not_know(self, body):
        problem = refusal(new_conversation, body, MUNICIPALITIES)
        assert problem.code == "onbekend_veld"
        assert problem.field not in ("gemeente", "kanaal")


class TestAMessage:
    def test_is_a_text_or_a_choice(self):
        assert said({"tekst": " hallo "}) == Said("hallo", None, None)
        assert said({"keuze": "abc", "sleutel": "k"}) == Said(None, "abc", "k")
        assert said({"tekst": "a", "keuze": None, "sleutel": None}) == Said("a", None, None)

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({}, "leeg"),
            ({"tekst": "\u200b"}, "leeg"),
            ({"tekst": "//"}, "leeg"),
            ({"tekst": "a" * (LONGEST_TEXT + 1)}, "te_lang"),
            ({"tekst": "a", "keuze": "b"}, "tekst_of_keuze"),
            ({"tekst": 1}, "geen_tekst"),
            ({"tekst": "a", "sleutel": "a b"}, "sleutel_klopt_niet"),
        ],
    )
    def test_is_refused_with_its_own_reason(self, body, code):
        assert refusal(said, body).code == code

    def test_names_a_long_unknown_field_only_in_part(self):
        assert len(refusal(said, {"tekst": "a", "x" * 500: 1}).field) == 60

    @given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=200))
    def test_takes_any_plain_key(self, sleutel):
        assert said({"tekst": "a", "sleutel": sleutel}).sleutel == sleutel

    @given(st.text(max_size=300))
    def test_is_either_read_or_refused_as_empty(self, text):
        if plain_for_rasa(clean(text)):
            assert said({"tekst": text}).text == clean(text)
        else:
            assert refusal(said, {"tekst": text}).code == "leeg"


def test_a_municipality_that_takes_part_is_fine():
    assert check_municipality("leiden", MUNICIPALITIES) is None


@pytest.mark.parametrize("gemeente", ["", "Leiden", "leiden ", "amsterdam", "elburg,leiden"])
def test_any_other_is_refused(gemeente):
    assert refusal(check_municipality, gemeente, MUNICIPALITIES).field == "gemeente"
