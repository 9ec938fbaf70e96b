"""A long story brings cards about what the resident asks for or is burdened by, not about who else is in it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue import search
from bot.catalogue.library import Library
from bot.catalogue.search import Search
from bot.catalogue.search_subjects import offered, setting
from bot.catalogue.search_text import stems, words

STORIES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("verhalen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
TABLES: dict[str, Any] = yaml.load(
    Path(__file__).with_name("verteld.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
Searches = dict[str, Search]


@pytest.fixture(scope="module")
def searches(library: Library) -> Searches:
    return {slug: Search(found) for slug, found in library.municipalities.items()}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["verhaal"][:50])
def test_what_is_asked_comes_first_and_nothing_odd_besides(searches: Searches, story: dict[str, Any]) -> None:
    cards = [hit.facility.id for hit in searches[story["gemeente"]].find(story["verhaal"])]
    assert cards[0] in story["eerst"]
    assert not set(cards) & set(story.get("niet", ()))


def test_in_a_short_question_who_it_is_about_counts_whole(searches: Searches) -> None:
    short = searches["leiden"].find("hulp voor mijn kind")[0]
    assert any("kind" in word for word in short.words)


def test_without_it_the_people_in_a_story_would_weigh_as_much(
    searches: Searches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red path: at full weight a widow who cannot vacuum gets the community centre first."""
    monkeypatch.setattr(search, "BESIDE", 1.0)
    assert searches["leiden"].find(STORIES[0]["verhaal"])[0].facility.id not in STORIES[0]["eerst"]


def test_a_parent_is_no_side_matter() -> None:
    assert not setting() & set(stems("moeder vader ouders"))


TOLD: list[tuple[str, str]] = [(subject, text) for subject, texts in TABLES["onderwerpen"].items() for text in texts]


@pytest.mark.parametrize(("subject", "text"), TOLD, ids=lambda part: part[:50])
def test_what_is_told_without_a_question_finds_its_subject(
    searches: Searches, library: Library, subject: str, text: str
) -> None:
    for slug, search_here in searches.items():
        offering = {each.id for each in library.municipalities[slug].facilities if subject in offered(each)}
        assert not offering or offering & {hit.facility.id for hit in search_here.find(text)}, slug


@pytest.mark.parametrize("text", TABLES["anders"])
def test_a_chat_about_something_else_brings_no_card(searches: Searches, text: str) -> None:
    assert not [slug for slug, search_here in searches.items() if search_here.find(text)]


@pytest.mark.parametrize("text", TABLES["niet_gezegd"])
def test_the_small_words_of_a_saying_alone_are_not_that_saying(text: str) -> None:
    assert not {"vrijwilligerswerk", "zorgmijder", "rondkomen"} & {word.written for word in words(text)}
