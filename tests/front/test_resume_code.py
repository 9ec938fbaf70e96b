"""A code with which a conversation goes on later: once, for a week, on any device."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.front.resume_code import VALID
from bot.store.ids import RESUME_CODE
from tests.front.conftest import Resident, problem
from tests.store.databases import all_rows


async def code_of(resident):
    response = await resident.client.post(f"{resident.path}/codes", json={}, headers=resident.headers)
    assert response.status == 200, await response.text()
    return await response.json()


async def fill_in(client, code):
    return await client.post("/verder", data={"code": code}, allow_redirects=False)


async def gone_on(client, code):
    """The same conversation, on the device that filled the code in."""
    response = await fill_in(client, code)
    assert response.status == 303, await response.text()
    conversation_id, _, token = response.headers["Location"].partition("#verder=")[2].partition(":")
    return Resident(client, {"id": conversation_id, "token": token, "berichten": []})


async def test_it_is_short_and_says_where_and_until_when(resident, clock):
    told = await code_of(resident)
    assert RESUME_CODE.fullmatch(told["code"])
    until = datetime.fromisoformat(told["geldig_tot"].replace("Z", "+00:00"))
    assert abs(until - (clock() + VALID)) < timedelta(seconds=1)
    assert told["adres"].endswith("/verder")


async def test_the_conversation_goes_on_elsewhere_and_no_longer_here(resident, start):
    await resident.say("ik kom niet rond")
    other = await gone_on(await start(), (await code_of(resident))["code"])
    assert other.id == resident.id
    assert ("inwoner", "ik kom niet rond") in await other.transcript()
    await other.say("verder")
    assert (await resident.post(tekst="hallo")).status == 404


def spaced(code):
    return f" {code[:2]} {code[2:]} "


@pytest.mark.parametrize("typing", [str.lower, lambda code: code.replace("-", ""), spaced])
async def test_however_it_is_typed(resident, client, typing):
    other = await gone_on(client, typing((await code_of(resident))["code"]))
    assert other.id == resident.id


async def test_it_works_once(resident, client):
    code = (await code_of(resident))["code"]
    await gone_on(client, code)
    assert (await fill_in(client, code)).status == 422


@pytest.mark.parametrize("days, status", [(6.9, 303), (7.1, 422)])
async def test_it_works_for_a_week(resident, client, clock, days, status):
    code = (await code_of(resident))["code"]
    clock.now += timedelta(days=days)
    assert (await fill_in(client, code)).status == status


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M-92QF", "0000-0000", "x" * 2000, "<b>", "7K3M-92QF' OR 1=1 --"])
async def test_anything_else_says_what_to_do(client, typed):
    response = await fill_in(client, typed)
    page = await response.text()
    assert response.status == 422
    assert "Deze code werkt niet" in page
    assert 'name="code"' in page


async def test_a_wiped_conversation_has_no_code_any_more(resident, client):
    code = (await code_of(resident))["code"]
    await resident.wipe()
    assert (await fill_in(client, code)).status == 422


async def test_nobody_elses_token_makes_one(begin):
    mine, other = await begin(), await begin()
    response = await mine.client.post(f"{mine.path}/codes", json={}, headers=other.headers)
    await problem(response, 404)


async def test_an_unknown_field_is_refused(resident):
    response = await resident.client.post(f"{resident.path}/codes", json={"dagen": 9}, headers=resident.headers)
    await problem(response, 400)


async def test_the_code_stands_nowhere(resident, database, capsys):
    code = (await code_of(resident))["code"]
    stored = repr(await all_rows(database))
    assert code not in stored
    assert code.replace("-", "") not in stored
    assert code not in repr(capsys.readouterr())


async def test_guessing_is_slowed_down(start, front_settings):
    limits = replace(front_settings.limits, begin=3)
    client = await start(replace(front_settings, limits=limits))
    statuses = [(await fill_in(client, "7K3M-92QF")).status for _ in range(4)]
    assert statuses == [422, 422, 422, 429]


async def test_without_javascript_there_is_a_button_for_it(client):
    await client.post("/gesprek", data={"actie": "begin"})
    page = await (await client.post("/gesprek", data={"actie": "later"})).text()
    code = RESUME_CODE.search(page)
    assert code is not None
    assert "/verder" in page
    client.session.cookie_jar.clear()
    response = await fill_in(client, code.group())
    assert response.status == 303
    assert "zelfcheck_gesprek" in response.headers["Set-Cookie"]
