"""Questions about the help that was shown just now: answered from the plan, with its card."""

import pytest

from actions.assistant import assistant
from actions.interruptions import ActionTussendoor
from actions.search import ActionZoek
from bot.dialogue.readers.follow_up import About, follow_up
from bot.selfcheck.facility import Facility
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

HELP = "hulp-bij-het-huishouden"


async def shown(begin: Begin, *cards: str, **answers: object) -> Talk:
    """After a card, with the question after the age open."""
    talk = await begin("leeftijd", **answers)
    talk.slots["voortgang"]["cards"] = list(cards or [HELP])
    return talk


def facility() -> Facility:
    return next(found for found in assistant().library.municipalities["leiden"].facilities if found.id == HELP)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("wat kost het", About.COSTS),
        ("En wat kost dat dan?", About.COSTS),
        ("moet ik daarvoor betalen?", About.COSTS),
        ("is dat gratis?", About.COSTS),
        ("hoe vraag ik dat aan", About.STEPS),
        ("hoe kan ik dat aanvragen?", About.STEPS),
        ("ok en hoe werkt dat dan", About.STEPS),
        ("waar is dat", About.WHERE),
        ("waar moet ik dan heen?", About.WHERE),
        ("bij wie moet ik zijn?", About.WHERE),
        ("kom ik in aanmerking", About.REASONS),
        ("kom ik daar ook voor in aanmerking?", About.REASONS),
        ("heb ik daar recht op?", About.REASONS),
        ("wat kost hulp in huis", None),
        ("waar is het gemeentehuis", None),
        ("44", None),
        ("nee", None),
        ("hoe lang duurt het nog", None),
        ("", None),
    ],
)
def test_what_is_asked_about(text: str, about: About | None) -> None:
    assert follow_up(text) is about


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("wat kost het", facility().costs or "Over de kosten"),
        ("hoe vraag ik dat aan", facility().steps[0]),
        ("waar is dat", facility().contact.name),
        ("kom ik in aanmerking", "Misschien."),
    ],
)
async def test_the_answer_comes_from_the_plan_with_its_card(begin: Begin, text: str, part: str) -> None:
    talk = await (await shown(begin, huishouden_lukt="niet")).hears(text, "voorziening_vraag").does(ActionZoek())
    assert part in talk.text
    assert [card["voorziening"] for card in talk.messages[0]["kaarten"]] == [HELP]


@pytest.mark.parametrize("intent", ["uitleg", "waarom", "buiten_bereik"])
async def test_it_is_answered_whatever_the_model_takes_it_for(begin: Begin, intent: str) -> None:
    talk = await (await shown(begin)).hears("wat kost het", intent).does(ActionTussendoor())
    assert talk.messages[0]["kaarten"]


@pytest.mark.parametrize("intent", ["antwoord", "voorziening_vraag", "situatie"])
async def test_within_the_questions_the_open_one_comes_back(begin: Begin, intent: str) -> None:
    talk = await (await shown(begin)).says("wat kost het?", intent, 0.5)
    assert talk.messages[0]["kaarten"]
    assert talk.asks == talk.messages[-1]["vraag"] == "leeftijd"


async def test_without_cards_before_it_is_no_follow_up(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk = await talk.hears("wat kost het", "voorziening_vraag").does(ActionZoek())
    assert "**" not in talk.text


async def test_of_many_cards_the_first_are_answered_and_a_name_is_asked(begin: Begin) -> None:
    offered = [found.id for found in assistant().library.municipalities["leiden"].facilities[:5]]
    talk = await (await shown(begin, *offered)).hears("wat kost dat", "voorziening_vraag").does(ActionZoek())
    assert [card["voorziening"] for card in talk.messages[0]["kaarten"]] == offered[:3]
    assert "Noem dan de naam" in talk.text


async def test_the_cards_of_a_search_are_remembered(begin: Begin) -> None:
    talk = await begin("leeftijd")
    talk = await talk.hears("hulp in huis", "voorziening_vraag").does(ActionZoek())
    cards = [card["voorziening"] for card in talk.messages[0]["kaarten"]]
    assert talk.slots["voortgang"]["cards"] == cards
    talk = await talk.hears("wat kost het", "voorziening_vraag").does(ActionZoek())
    assert talk.messages[0]["kaarten"][0]["voorziening"] == cards[0]
