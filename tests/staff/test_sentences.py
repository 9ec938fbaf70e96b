"""The sentences that were not understood: only for administrators, and labelled with a meaning that exists."""

import html
import re

import pytest
import yaml

from bot.front.texts import DATA
from bot.staff.words import Words
from bot.store.not_understood import Sentences
from bot.store.records import ADMINISTRATOR, MEMBER
from tests.staff.house import House
from tests.staff.sample import NOW

PAGE = "/onbegrepen"
ONLY_BY_RULE = {"nood", "twijfel", "kies", "antwoord", "verder", "overdracht"}
"""What no sentence is labelled as: rules and buttons decide these, and an answer names its question."""


async def kept(house: House, *texts: str) -> list[str]:
    """Ids of sentences that wait for a label."""
    async with house.database.write() as connection:
        for text in texts:
            await Sentences(connection).add(text, "inkomen", NOW)
        return [each.id for each in await Sentences(connection).unlabelled(50)]


async def labels(house: House) -> list[tuple[str, str]]:
    async with house.database.read() as connection:
        sentences = Sentences(connection)
        found = [*await sentences.unlabelled(50), *await sentences.labelled()]
    return [(each.text, each.label) for each in found]


async def administrator(house: House):
    return await house.signed_in(await house.staff("Bea", "", role=ADMINISTRATOR))


async def test_a_sentence_is_shown_with_its_question_and_nothing_can_break_out_of_it(house: House) -> None:
    await kept(house, "<b>zo'n beetje & wat</b>")
    page = await (await administrator(house)).text(PAGE)
    assert "<b>zo" not in page
    assert "<b>zo'n beetje & wat</b>" in html.unescape(page)
    assert "Bij de vraag over: Inkomen per maand" in page


async def test_without_sentences_it_says_so(house: House) -> None:
    assert "Er zijn geen zinnen" in await (await administrator(house)).text(PAGE)


@pytest.mark.parametrize("label", ["bedoeling/mens", "antwoord/inkomen"])
async def test_a_label_is_kept_and_the_sentence_leaves_the_list(house: House, label: str) -> None:
    (sentence,) = await kept(house, "doe maar iemand van vlees en bloed")
    browser = await administrator(house)
    answer = await browser.post(PAGE, {"zin": sentence, "betekenis": label})
    assert (answer.status, answer.headers["Location"]) == (303, "/medewerker/onbegrepen?klaar=benoemd")
    assert await labels(house) == [("doe maar iemand van vlees en bloed", label)]
    assert "vlees en bloed" not in await browser.text(PAGE)


async def test_thrown_away_is_gone(house: House) -> None:
    (sentence,) = await kept(house, "asdf")
    await (await administrator(house)).post(PAGE, {"zin": sentence, "betekenis": "weggooien"})
    assert await labels(house) == []


@pytest.mark.parametrize("label", ["", "mens", "bedoeling/nood", "bedoeling/onzin", "antwoord/onzin"])
async def test_a_meaning_that_does_not_exist_changes_nothing(house: House, label: str) -> None:
    (sentence,) = await kept(house, "tja")
    answer = await (await administrator(house)).post(PAGE, {"zin": sentence, "betekenis": label})
    assert answer.status == 422
    assert await labels(house) == [("tja", "")]


async def test_a_sentence_that_is_gone_is_no_error(house: House) -> None:
    answer = await (await administrator(house)).post(PAGE, {"zin": "weg", "betekenis": "bedoeling/mens"})
    assert (answer.status, answer.headers["Location"]) == (303, "/medewerker/onbegrepen")


async def test_whoever_is_no_administrator_sees_and_changes_nothing(house: House) -> None:
    (sentence,) = await kept(house, "tja")
    browser = await house.signed_in(await house.staff("Piet", role=MEMBER))
    assert (await browser.get(PAGE)).status == 404
    assert (await browser.post(PAGE, {"zin": sentence, "betekenis": "weggooien"})).status == 404
    assert not re.search("onbegrepen", await browser.text())
    assert await labels(house) == [("tja", "")]


def test_every_intent_that_statistics_decide_has_its_words() -> None:
    domain = yaml.load((DATA.parent / "domain.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert set(Words.load().said["onbegrepen"]["bedoelingen"]) == set(domain["intents"]) - ONLY_BY_RULE
