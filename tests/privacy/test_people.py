"""Names of others: a table of what goes and what stays, and properties over cues, names and sentences."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.masking import NAME, mask
from bot.privacy.people import mask_people
from bot.privacy.words import NO_NAMES, OTHERS, TITLES

TABLE = yaml.load((Path(__file__).parent / "people.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
KEPT = frozenset({"leiden", "westland", "amsterdam", "utrecht"})
FIRST = ("Ahmed", "Jan", "Fatima", "Öznur", "Anne-Marie", "Łukasz", "Bo", "D'Angelo", "Ismaïl")
LAST = ("", " de Vries", " El Amrani", " Jansen", " van den Berg", " Van Dijk", " Yıldız", " 't Hart")
FRAMES = ("mijn {} {} is ziek", "Soms komt {} {}.", "{} {}", "het gaat om {} {}, al jaren", "eerst {} {} en dan ik")
CUES = sorted(OTHERS | TITLES)


@pytest.mark.parametrize("case", TABLE["weg"], ids=lambda case: case["tekst"])
def test_the_names_of_others_go(case: dict[str, str]) -> None:
    assert mask_people(case["tekst"], KEPT) == case["wordt"]


@pytest.mark.parametrize("text", TABLE["houdt"])
def test_what_names_nobody_stays(text: str) -> None:
    assert mask_people(text, KEPT) == text


@given(st.sampled_from(FRAMES), st.sampled_from(CUES), st.sampled_from(FIRST), st.sampled_from(LAST))
@settings(max_examples=400, deadline=None)
def test_nothing_is_left_of_a_name_after_kin_or_title(frame: str, cue: str, first: str, last: str) -> None:
    masked = mask_people(frame.format(cue, first + last), KEPT)
    assert masked == frame.format(cue, NAME)


@given(st.sampled_from(CUES), st.sampled_from(sorted(NO_NAMES | KEPT)))
@settings(max_examples=400, deadline=None)
def test_days_months_towns_and_languages_stay(cue: str, word: str) -> None:
    text = f"mijn {cue} {word.capitalize()} bijvoorbeeld"
    assert mask_people(text, KEPT) == text


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_masked_once_and_for_all(text: str) -> None:
    once = mask_people(text, KEPT)
    assert mask_people(once, KEPT) == once


@pytest.mark.parametrize("text", ["mijn zoon Ahmed", "mevrouw De Vries"])
def test_what_a_conversation_keeps_is_masked_as_before(text: str) -> None:
    assert mask(text) == text
