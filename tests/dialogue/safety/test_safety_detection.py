"""What is seen in a sentence: order, words, person, denial, time; and how it holds up on odd input."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.safety import Signal, detect


def alarms(text: str) -> list[str]:
    return [signal.alarm for signal in detect(text) if signal.sure]


def test_ordinary_text_gives_nothing() -> None:
    assert detect("Ik woon met mijn man en twee kinderen in een huurhuis.") == ()


def test_a_signal_carries_the_words_as_written() -> None:
    assert detect("Nou, m'n MAN sláát me.") == (Signal("huiselijk_geweld", "sláát me", True),)


def test_the_most_urgent_comes_first() -> None:
    found = alarms("We worden vrijdag ontruimd. Mijn man slaat mij. Help, mijn vader ademt niet meer.")
    assert found == ["medisch_spoed", "huiselijk_geweld", "huisuitzetting"]


def test_doubt_comes_after_what_is_sure() -> None:
    found = detect("er is geen eten meer in huis. ik zie het niet meer zitten")
    assert [(signal.alarm, signal.sure) for signal in found] == [("geen_eten", True), ("suicide", False)]


def test_one_signal_for_each_kind() -> None:
    assert alarms("hij slaat me, hij schopt me, hij bedreigt me") == ["huiselijk_geweld"]


@pytest.mark.parametrize("who", ["ik wil", "hij wil", "mijn dochter wil", "de buurvrouw zegt dat ze wil"])
def test_danger_for_anybody_counts(who: str) -> None:
    assert alarms(f"{who} niet meer leven") == ["suicide"]


@pytest.mark.parametrize(
    ("danger", "denied"),
    [
        ("mijn man slaat mij", "mijn man slaat mij niet"),
        ("mijn man slaat mij", "mijn man slaat mij nooit"),
        ("hij slaat mij", "niemand slaat mij"),
        ("ik wil dood", "ik wil niet dood"),
        ("ik word bedreigd", "ik word niet bedreigd"),
        ("ik ben bang voor mijn man", "ik ben niet bang voor mijn man"),
        ("er is geweld in huis en hij slaat mij", "er is geen geweld in huis"),
        ("we worden ontruimd", "we worden niet ontruimd"),
        ("de stroom is afgesloten", "de stroom is niet afgesloten"),
    ],
)
def test_a_denial_takes_the_danger_away(danger: str, denied: str) -> None:
    assert alarms(danger)
    assert not alarms(denied)


@pytest.mark.parametrize(
    "text",
    [
        "hij slaat mij niet alleen, hij schopt mij ook",
        "ik durf niet weg want hij slaat mij",
        "ik kan niet meer hij slaat mij elke dag",
        "nee hij slaat me",
        "geen idee wat ik moet doen, mijn man slaat mij",
        "mijn man slaat mij en ik weet niet waar ik heen moet",
    ],
)
def test_a_denial_of_something_else_does_not(text: str) -> None:
    assert "huiselijk_geweld" in alarms(text)


@pytest.mark.parametrize(
    ("now", "long_ago"),
    [
        ("mijn ex sloeg mij gisteren", "mijn ex sloeg mij twintig jaar geleden"),
        ("mijn ex slaat mij sinds vorig jaar nog steeds", "mijn ex sloeg mij vorig jaar"),
        ("mijn vader krijgt een hartaanval", "mijn vader had in 2011 een hartaanval"),
        ("ik ben vandaag uit huis gezet", "ik ben in 2015 uit huis gezet"),
    ],
)
def test_time_tells_danger_from_memory(now: str, long_ago: str) -> None:
    assert alarms(now)
    assert not alarms(long_ago)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🙂🙂", "...", "\u200b", "/stop", "a" * 2000, "niet " * 400])
def test_odd_input_gives_nothing(text: str) -> None:
    assert detect(text) == ()


def test_danger_is_seen_in_a_long_story_without_punctuation() -> None:
    story = "ik woon hier al jaren en ik doe de was en de boodschappen en dan ga ik wandelen " * 10
    assert "huiselijk_geweld" in alarms(f"{story} en mijn man slaat mij {story}")


def test_two_thousand_characters_take_no_time() -> None:
    text = ("mijn man en ik hebben ruzie over geld en de kinderen slapen slecht " * 40)[:2000]
    detect("opwarmen")
    begin = time.perf_counter()
    detect(text)
    assert time.perf_counter() - begin < 2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it_and_words_come_from_the_text(text: str) -> None:
    assert all(signal.words in text for signal in detect(text))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["ik wil dood", "mijn man slaat mij", "mijn baby stikt", "we hebben geen eten meer"]), st.data())
def test_capitals_spaces_and_marks_do_not_hide_danger(text: str, data: st.DataObject) -> None:
    letters = [data.draw(st.sampled_from([letter, letter.upper()])) for letter in text]
    space = data.draw(st.sampled_from([" ", "  ", " \u200b"]))
    end = data.draw(st.sampled_from(["", ".", "!!!", " 😢", "..."]))
    assert alarms("".join(letters).replace(" ", space) + end)
