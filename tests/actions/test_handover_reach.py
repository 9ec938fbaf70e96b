"""A number, an address or "bel mij" is taken once, at whatever step of the handover it is said."""

from typing import Any

import pytest

from actions.assistant import assistant
from actions.handover import ValidateOverdrachtForm
from actions.handover_questions import WISHES
from actions.handover_reach import MARKS, bare_wish, unwanted
from bot.dialogue.handover import AGREED, CONTACT, KIND, REASON, WISH
from bot.launch.model import ROOT
from tests.actions.conftest import Begin
from tests.actions.talk import Talk

EMAIL, PHONE = "[e-mailadres weggehaald]", "[telefoonnummer weggehaald]"
LATER = "De inwoner vertelt het liever zelf."
REASON_TOLD = {KIND: "contactverzoek", REASON: "Ik kom er niet uit."}
CALLED = {KIND: "contactverzoek", WISH: "bellen"}


async def hears(talk: Talk, *texts: str) -> Talk:
    for text in texts:
        talk = await talk.hears(text, "antwoord", 0.5).does(ValidateOverdrachtForm())
    return talk


async def test_call_me_twice_and_then_a_number_is_enough(begin: Begin) -> None:
    talk = await hears(await begin(KIND), "bel mij", "bellen", PHONE)
    assert (talk.slots[WISH], talk.slots[CONTACT], talk.slots[REASON]) == ("bellen", PHONE, LATER)
    assert talk.asks == AGREED


@pytest.mark.parametrize(
    ("step", "said", "text", "wish", "reason", "asked"),
    [
        (KIND, {}, "bel mij", "bellen", None, REASON),
        (KIND, {}, "Mail mij!", "mailen", None, REASON),
        (REASON, CALLED, "bellen", "bellen", None, REASON),
        (REASON, CALLED, f"mijn nummer is {PHONE}", "bellen", LATER, AGREED),
        (REASON, CALLED, f"Het huis wordt mij te veel, bel {PHONE}", "bellen", "text", AGREED),
        (REASON, {KIND: "melding"}, f"bel {PHONE}", None, "text", WISH),
        (REASON, {KIND: "melding"}, "belasting", None, "text", WISH),
        (WISH, REASON_TOLD, PHONE, "bellen", "told", AGREED),
        (WISH, REASON_TOLD, f"mail naar {EMAIL}", "mailen", "told", AGREED),
        (WISH, REASON_TOLD, "bel mij", "bellen", "told", CONTACT),
        (CONTACT, {**REASON_TOLD, WISH: "bellen"}, EMAIL, "mailen", "told", AGREED),
        (CONTACT, {**REASON_TOLD, WISH: "bellen"}, f"{EMAIL} of {PHONE}", "bellen", "told", AGREED),
        (CONTACT, {**REASON_TOLD, WISH: "bellen"}, "mail mij", "mailen", "told", CONTACT),
        (CONTACT, {**REASON_TOLD, WISH: "bellen"}, "[nummer weggehaald]", "bellen", "told", CONTACT),
    ],
)
async def test_what_is_said_counts_at_its_step(
    begin: Begin, step: str, said: dict[str, Any], text: str, wish: str | None, reason: str | None, asked: str
) -> None:
    talk = await hears(await begin(step, **said), text)
    expected = {"text": text, "told": REASON_TOLD[REASON]}.get(reason or "", reason)
    assert (talk.slots.get(WISH), talk.slots.get(REASON), talk.asks) == (wish, expected, asked)


@pytest.mark.parametrize("text", ["bellen", "bel mij", "Bel mij terug."])
async def test_the_same_wish_again_is_no_mistake(begin: Begin, text: str) -> None:
    talk = await hears(await begin(CONTACT, **REASON_TOLD, overdracht_wens="bellen"), text)
    assert len(talk.messages) == 1
    assert talk.asks == CONTACT


@pytest.mark.parametrize(
    ("step", "said", "expected"),
    [
        (KIND, {}, None),
        (REASON, {KIND: "contactverzoek"}, None),
        (REASON, CALLED, "contact"),
        (WISH, REASON_TOLD, "contact"),
        (CONTACT, {**REASON_TOLD, WISH: "bellen"}, "contact"),
        (AGREED, {**REASON_TOLD, WISH: "langskomen"}, None),
    ],
)
async def test_a_number_is_kept_only_where_it_may_be_the_answer(
    begin: Begin, step: str, said: dict[str, Any], expected: str | None
) -> None:
    talk = await begin(step, **said)
    talk = await talk.hears("/overdracht", "overdracht").does(ValidateOverdrachtForm())
    assert (talk.asks, talk.record["verwacht"]) == (step, expected)


@pytest.mark.parametrize("text", ["belasting", "ik wil niet bellen", "maillot", "", "zelf"])
def test_what_says_more_or_something_else_is_no_bare_wish(text: str) -> None:
    assert bare_wish(text, assistant()) is None


def test_the_words_are_of_ways_that_can_be_chosen() -> None:
    assert set(assistant().speech.sentences["overdracht_kale_wens"]) == set(MARKS) < set(WISHES)


@pytest.mark.parametrize(("way", "name", "mark"), [("bellen", "PHONE", PHONE), ("mailen", "EMAIL", EMAIL)])
def test_the_marks_are_those_of_masking(way: str, name: str, mark: str) -> None:
    """Read as text: masking itself cannot be loaded beside Rasa."""
    assert f'{name} = "{mark}"' in (ROOT / "bot/privacy/masking.py").read_text(encoding="utf-8")
    assert mark.startswith(MARKS[way])


NOT_CALLED = [
    "niet bellen",
    "bel me niet",
    "Liever niet bellen",
    "ik wil niet gebeld worden",
    "bellen liever niet",
    "geen telefoon",
]


@pytest.mark.parametrize("text", NOT_CALLED)
@pytest.mark.parametrize(
    ("step", "said", "asked"),
    [
        (KIND, {}, REASON),
        (REASON, {KIND: "melding"}, REASON),
        (WISH, REASON_TOLD, WISH),
        (CONTACT, {**REASON_TOLD, WISH: "bellen"}, WISH),
    ],
)
async def test_who_does_not_want_a_call_is_heard(
    begin: Begin, text: str, step: str, said: dict[str, Any], asked: str
) -> None:
    talk = await hears(await begin(step, **said), text)
    assert talk.messages[0]["tekst"] == "Goed, wij bellen u niet."
    assert (talk.slots.get(WISH), talk.asks) == (None, asked)
    assert "Bellen" not in talk.titles


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("liever mailen", "mailen"),
        ("niet bellen, mail maar", "mailen"),
        ("niet bellen maar mailen", "mailen"),
        ("bel me alsjeblieft niet, ik kom wel langs", "langskomen"),
        ("mail me niet, bel maar", "bellen"),
        ("ik wil niet langskomen, bel me", "bellen"),
        ("Bel mij gerust", "bellen"),
        ("u mag bellen", "bellen"),
    ],
)
async def test_another_way_that_is_named_counts(begin: Begin, text: str, wish: str) -> None:
    talk = await hears(await begin(WISH, **REASON_TOLD), text)
    assert talk.slots[WISH] == wish


async def test_a_reason_that_mentions_it_stays_the_reason(begin: Begin) -> None:
    text = "Ik kan niet bellen want ik ben doof en ik krijg dus nergens hulp bij mijn geldzaken"
    talk = await hears(await begin(REASON, overdracht_soort="melding"), text)
    assert talk.slots[REASON] == text


@pytest.mark.parametrize("text", ["", "bellen", "mail mij", "ik bel zelf", "niet", "liever niet"])
def test_nothing_is_refused(text: str) -> None:
    assert unwanted(text) == ()


async def test_said_twice_it_is_heard_in_other_words(begin: Begin) -> None:
    talk = await hears(await begin(WISH, **REASON_TOLD), "niet bellen")
    first = {message["tekst"] for message in talk.messages}
    talk = await hears(talk, "niet bellen")
    assert first & {message["tekst"] for message in talk.messages} == set()
