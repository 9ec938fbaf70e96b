"""A message that is refused may tell of danger: the refusal gives the numbers all the same, and stores nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.front.app import LARGEST_BODY
from bot.front.limits import Limits
from bot.front.refusals import A_MINUTE, OVERLAP, WINDOW, Refused, windows
from tests.front.conftest import danger_numbers, problem

DANGER = "hij heeft een mes en "


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ik heb een mes", "Bel nu 112."),
        ("ik heb een \u200bmes", "Bel nu 112."),
        ("woord " * WINDOW + "mes", "Bel nu 112."),
        ("mes " + "woord " * WINDOW, "Bel nu 112."),
        ("woord " * 1_300 + "mes " + "woord " * 1_300, "Bel nu 112."),
        ("ik heb een huis", None),
        ("", None),
    ],
)
def test_all_of_a_text_is_read(text, numbers):
    assert Refused(danger_numbers).numbers(text) == numbers


@pytest.mark.parametrize("length", [0, 1, WINDOW, WINDOW + 1, WINDOW - OVERLAP, LARGEST_BODY])
def test_windows_hold_all_of_a_text_and_cut_no_sentence(length):
    text = "".join(chr(ord("a") + place % 23) for place in range(length))
    parts = list(windows(text))
    assert parts[0] + "".join(part[OVERLAP:] for part in parts[1:]) == text
    assert max(map(len, parts)) <= WINDOW
    assert len(parts) <= 10


def test_refusing_stays_cheap():
    refused = Refused(danger_numbers)
    given = [refused.numbers("mes") for _ in range(A_MINUTE + 50)]
    assert given[0] == "Bel nu 112."
    assert given[-1] is None


async def test_a_message_that_is_too_long(resident):
    told = await problem(await resident.post(tekst=DANGER + "x" * 2_000), 400)
    assert (told["type"], told["gevaar"]) == ("urn:zelfcheck:probleem:te_lang", "Bel nu 112.")
    assert len(await resident.transcript()) == 2


@pytest.mark.parametrize("text", ["x" * 2_001, "x" * 7_000])
async def test_without_danger_there_are_no_numbers(resident, text):
    assert "gevaar" not in await problem(await resident.post(tekst=text), 400)


async def test_a_message_that_comes_too_soon(start, begin, front_settings):
    hasty = replace(front_settings, limits=Limits(conversation=1))
    resident = await begin(on=await start(settings=hasty))
    await resident.say("hallo")
    told = await problem(await resident.post(tekst=DANGER), 429)
    assert told["gevaar"] == "Bel nu 112."


async def test_a_message_after_the_conversation_was_closed(resident, clock):
    clock.now += timedelta(hours=1)
    assert (await problem(await resident.post(tekst=DANGER), 401))["gevaar"] == "Bel nu 112."


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"tekst": 3}', b'{"tekst": "mes", "x": 1}', b"x" * 20_000])
async def test_a_body_that_is_no_message_is_refused_as_ever(resident, body):
    headers = {**resident.headers, "Content-Type": "application/json"}
    response = await resident.client.post(f"{resident.path}/berichten", data=body, headers=headers)
    told = await problem(response, 413 if len(body) > 16_384 else 400)
    assert told.get("gevaar") == ("Bel nu 112." if b"mes" in body else None)


async def check(resident, **body):
    return await resident.client.post(f"{resident.path}/controles", json=body, headers=resident.headers)


@pytest.mark.parametrize(
    ("text", "numbers"), [(DANGER + "x" * 9_000, "Bel nu 112."), ("mes", "Bel nu 112."), ("ja", None)]
)
async def test_a_text_can_be_looked_at_without_being_sent(resident, text, numbers):
    response = await check(resident, tekst=text)
    assert (response.status, await response.json()) == (200, {"gevaar": numbers})
    assert len(await resident.transcript()) == 2


@pytest.mark.parametrize("body", [{}, {"tekst": None}, {"tekst": 1}, {"tekst": "a", "x": "b"}])
async def test_a_look_at_nothing_is_refused(resident, body):
    await problem(await check(resident, **body), 400)


async def test_only_for_whoever_has_the_token(resident):
    resident.token = "x"
    await problem(await check(resident, tekst="hallo"), 404)


async def test_the_plain_form_gives_them_too_and_answers_with_a_page_when_it_is_too_soon(start, front_settings):
    hasty = replace(front_settings, limits=Limits(conversation=2))
    client = await start(settings=hasty)
    await client.post("/gesprek", data={"actie": "begin"})
    long = await client.post("/gesprek", data={"tekst": DANGER + "x" * 2_000})
    soon = await client.post("/gesprek", data={"tekst": DANGER})
    for response, status, words in ((long, 400, "hooguit 2.000 tekens"), (soon, 429, "Wacht")):
        page = await response.text()
        assert (response.status, response.content_type) == (status, "text/html")
        assert 'href="tel:112"' in page
        assert words in page
        assert DANGER.strip() in page
