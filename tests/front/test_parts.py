"""The small pure parts: cleaning text, reading Rasa's answers, the bell, the summary."""

import asyncio
import json
import unicodedata
from datetime import datetime, timezone

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.front.app import catalogue_desks
from bot.front.bell import Bell
from bot.front.incoming import clean, plain_for_rasa
from bot.front.logs import configure, where
from bot.front.rasa_answer import HandoverRequest, RasaFault, read_answer
from bot.front.summary import changed, masked, summary
from bot.front.texts import DATA, Texts
from bot.store.records import Message

AT = datetime(2026, 11, 22, tzinfo=timezone.utc)


@given(st.text(max_size=200))
def test_cleaned_text_has_nothing_invisible_and_stays_clean(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not [each for each in cleaned if unicodedata.category(each) in ("Cc", "Cf", "Cs") and each != "\n"]
    cleaned.encode("utf-8")


@given(st.text(alphabet="/ \n\u200ba\u202e", max_size=20))
def test_what_rasa_gets_never_begins_with_a_slash(text):
    assert not plain_for_rasa(clean(text)).startswith("/")


@pytest.mark.parametrize("text", ["👩‍👧 en ❤️", "é", "naïef", "’s-Gravenzande", "Yıldız", "مرحبا"])
def test_ordinary_writing_stays_readable(text):
    assert clean(text) == text.replace("\u200d", "")


@pytest.mark.parametrize(
    "raw", [None, [], {}, "tekst", [None], [[]], [{"custom": []}], [{"image": "x"}], [{"text": ""}]]
)
def test_what_is_no_answer(raw):
    with pytest.raises(RasaFault):
        read_answer(raw)


def test_custom_parts_that_are_null_count_as_absent():
    answer = read_answer([{"custom": {"bericht": {"tekst": "a", "keuzes": None}, "staat": None, "overdracht": None}}])
    assert (answer.state, answer.handovers, answer.messages[0].offers) == (None, (), ())


def test_one_item_may_hold_everything():
    answer = read_answer([{"custom": {"bericht": {"tekst": "a"}, "staat": {}, "intrekken": {"kenmerk": "ZC"}}}])
    assert (len(answer.messages), answer.state, answer.withdrawn) == (1, {}, ("ZC",))


async def test_the_bell_wakes_only_who_listens_to_that_conversation():
    bell = Bell()
    with bell.listen("a") as mine, bell.listen("b") as other:
        bell.ring("a")
        bell.ring("nobody")
        assert mine.is_set()
        assert not other.is_set()
        bell.close()
        await asyncio.wait_for(other.wait(), 1)
    assert bell.listeners == 0


def test_only_what_is_known_and_new_counts_as_filled_in():
    assert changed({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None, "d": False, "e": []}) == ["b", "d", "e"]


def test_masking_reaches_into_lists_and_objects():
    assert masked({"a": ["bel 0612345678", 5, None]}) == {"a": ["bel [telefoonnummer weggehaald]", 5, None]}


def test_a_corrected_answer_points_to_the_correction():
    def line(seq, sender, text, **extra):
        return Message(str(seq), "c", seq, seq, sender, AT, text, extra)

    messages = [
        line(1, "assistent", "Hoe oud bent u?", vraag="leeftijd"),
        line(2, "inwoner", "44", ingevuld=["leeftijd"]),
        line(3, "assistent", "En nu?", vraag="woning"),
        line(4, "inwoner", "nee, ik ben 45", ingevuld=["leeftijd"]),
    ]
    request = HandoverRequest("melding", "t", "r", None, "1", None)
    told = summary(request, messages, {"antwoorden": {"leeftijd": 45}}, {})
    assert told["antwoorden"] == [{"veld": "leeftijd", "vraag": "Hoe oud bent u?", "antwoord": 45, "bericht_id": "4"}]
    assert told["niet_beantwoord"] == ["woning"]
    assert told["urgentie"] == "normaal"


def test_every_sentence_is_there_and_speaks_to_u():
    texts = Texts.load(DATA)
    for wording in texts.problems.values():
        assert wording["titel"]
        assert wording["detail"].endswith((".", "{gemeenten}.", "{toegestaan}."))
    for reason in ("begin", "kapot", "traag"):
        assert "None" not in texts.fault(reason, None)
        assert "Loket X" in texts.fault(reason, "Loket X")


def test_the_catalogue_names_the_general_desk_of_each_municipality():
    desks = catalogue_desks(DATA)
    assert set(desks) == {"elburg", "leiden", "leiderdorp", "leidschendam-voorburg", "westland"}
    assert all(desks.values())


def test_a_log_line_is_json_with_the_time_in_utc(capsys):
    before = structlog.get_config()
    try:
        configure()
        structlog.get_logger("x").info("request", status=200)
    finally:
        structlog.configure(**before)
    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["status"], line["level"]) == ("request", 200, "info")
    assert line["tijd"].endswith("Z")


def test_where_an_error_came_from_is_told_without_its_text():
    try:
        int("geheim")
    except ValueError as error:
        steps = where(error)
    assert steps[0].startswith(__file__)
    assert "geheim" not in repr(steps)
