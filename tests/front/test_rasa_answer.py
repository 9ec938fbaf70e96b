"""What Rasa answers: taken whole when it is what we agreed, refused whole when it is not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.rasa_answer import HandoverRequest, Offer, RasaFault, Said, read_answer
from tests.front.standin import said, state

HANDOVER = {"soort": "melding", "team": "wijkteam", "reden": "hulp", "tekstversie": "1", "kenmerk": None}
KEYS = ["custom", "text", "buttons", "title", "payload", "bericht", "staat", "overdracht", "intrekken", "kenmerk"]
KEYS += [
    "tekst",
    "keuzes",
    "titel",
    "vraag",
    "status",
    "gemeente",
    "antwoorden",
    "soort",
    "team",
    "niet_begrepen",
    "veld",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["open", "melding", "leiden"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=25,
)


def with_part(**part):
    return [said("Dag."), {"custom": part}]


@given(JSON | st.lists(st.fixed_dictionaries({"custom": st.dictionaries(st.sampled_from(KEYS), JSON)}), max_size=3))
def test_whatever_comes_is_an_answer_or_a_fault(raw):
    with suppress(RasaFault):
        assert read_answer(raw).messages


def test_a_fault_quotes_nothing_of_what_was_said():
    with pytest.raises(RasaFault) as fault:
        read_answer(with_part(staat={"status": "ik ben Kees", "gemeente": 5}))
    assert "Kees" not in str(fault.value)


@pytest.mark.parametrize(
    "item",
    [
        {"text": "Dag.", "buttons": 5},
        {"text": "Dag.", "buttons": [None]},
        {"text": "Dag.", "buttons": ["Ja"]},
        {"text": "Dag.", "buttons": [{"title": "Ja"}]},
        {"text": 5},
        {"custom": "tekst"},
        said(""),
        said(None),
        said(5),
        said("x" * 40_001),
        said("Dag.", keuzes=5),
        said("Dag.", keuzes={"titel": "Ja"}),
        said("Dag.", keuzes=[None]),
        said("Dag.", keuzes=[{"titel": "", "payload": "/a"}]),
        said("Dag.", keuzes=[{"titel": "x" * 401, "payload": "/a"}]),
        said("Dag.", keuzes=[{"titel": "Ja", "payload": "x" * 4_001}]),
        said("Dag.", keuzes=[{"titel": "Ja"}]),
    ],
)
def test_a_message_that_is_none_spoils_the_whole_answer(item):
    with pytest.raises(RasaFault):
        read_answer([said("Dag."), item])


@pytest.mark.parametrize(
    "part",
    [
        {"staat": []},
        {"staat": "open"},
        {"staat": {"status": "klaar"}},
        {"staat": {"status": None}},
        {"staat": {"status": ["open"]}},
        {"staat": {"gemeente": 5}},
        {"staat": {"gemeente": ""}},
        {"staat": {"gemeente": "x" * 61}},
        {"staat": {"antwoorden": [1]}},
        {"staat": {"antwoorden": "ja"}},
        {"overdracht": "melding"},
        {"overdracht": {**HANDOVER, "soort": "klacht"}},
        {"overdracht": {**HANDOVER, "soort": None}},
        {"overdracht": {**HANDOVER, "team": ""}},
        {"overdracht": {**HANDOVER, "team": "x" * 81}},
        {"overdracht": {**HANDOVER, "tekstversie": "x" * 41}},
        {"overdracht": {name: value for name, value in HANDOVER.items() if name != "tekstversie"}},
        {"intrekken": "ZC-1"},
        {"intrekken": {}},
        {"intrekken": {"kenmerk": 5}},
        {"intrekken": {"kenmerk": "x" * 41}},
        {"niet_begrepen": {}},
        {"niet_begrepen": {"veld": "x" * 41}},
    ],
)
def test_a_part_that_is_not_what_we_agreed_spoils_the_whole_answer(part):
    with pytest.raises(RasaFault):
        read_answer(with_part(**part))


@pytest.mark.parametrize(
    "message",
    [
        said("x" * 40_000),
        said("😀"),
        said("Dag.", keuzes=[]),
        said("Dag.", keuzes=None),
        {"text": "Dag.", "buttons": None},
    ],
)
def test_up_to_the_limit_it_is_taken(message):
    assert len(read_answer([message]).messages) == 1


def test_a_message_is_taken_with_what_belongs_to_it_and_nothing_else():
    whole = said("Kies.", vraag="woning", voortgang=None, geheim="x", keuzes=[{"titel": "Ja", "payload": "/ja"}])
    assert read_answer([whole]).messages == (Said("Kies.", {"vraag": "woning"}, (Offer("Ja", "/ja"),)),)


def test_plain_words_with_buttons_are_a_message_too():
    plain = {"text": "Kies.", "buttons": [{"title": "Ja", "payload": "/ja"}], "recipient_id": "x"}
    assert read_answer([plain]).messages == (Said("Kies.", {}, (Offer("Ja", "/ja"),)),)


def test_the_last_state_counts():
    assert read_answer([said("Dag."), state(gemeente="leiden"), state(gemeente="elburg")]).state["gemeente"] == "elburg"


def test_messages_and_handovers_keep_their_order():
    raw = [
        said("een"),
        {"custom": {"overdracht": HANDOVER}},
        said("twee"),
        {"custom": {"intrekken": {"kenmerk": "ZC-1"}}},
    ]
    answer = read_answer(raw)
    assert [each.text for each in answer.messages] == ["een", "twee"]
    assert answer.handovers == (HandoverRequest("melding", "wijkteam", "hulp", None, "1", None),)
    assert answer.withdrawn == ("ZC-1",)
    assert (answer.state, answer.not_understood) == (None, None)


@pytest.mark.parametrize(("kenmerk", "kept"), [("ZC-1", "ZC-1"), (None, None), (5, None), (["ZC"], None)])
def test_a_handover_without_a_reference_gets_one_later(kenmerk, kept):
    (handover,) = read_answer(with_part(overdracht={**HANDOVER, "kenmerk": kenmerk, "reden": None})).handovers
    assert (handover.kenmerk, handover.reden) == (kept, "")


def test_what_was_not_understood_is_the_field_that_was_open():
    assert read_answer(with_part(niet_begrepen={"veld": "woning"})).not_understood == "woning"
