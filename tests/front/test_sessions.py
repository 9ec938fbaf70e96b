"""A token opens its conversation until nothing was said for half an hour, and never longer than a day."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.front import keys
from bot.front.continue_page import new_link
from bot.front.sessions import Session
from bot.store.environment import SettingError
from bot.store.ids import issued_at, session_token
from tests.front.conftest import problem
from tests.front.test_events import follow  # noqa: F401

NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_a_token_tells_when_it_was_given_out():
    assert issued_at(session_token(NOON)) == NOON
    assert session_token(NOON) != session_token(NOON)


@pytest.mark.parametrize("token", ["", "weg", "-", "x-12345", "a-123456789", "a-1234567G", "u" * 43 + "-ZZZZZZZZ"])
def test_another_token_does_not(token):
    assert issued_at(token) is None
    assert Session().left(token, NOON, NOON) < 0


@pytest.mark.parametrize(
    ("issued", "active", "left"),
    [
        (NOON, NOON, 30 * 60),
        (NOON - 10 * MINUTE, NOON - 10 * MINUTE, 20 * 60),
        (NOON - HOUR, NOON - 30 * MINUTE, 0),
        (NOON - 24 * HOUR + 5 * MINUTE, NOON, 5 * 60),
        (NOON - 25 * HOUR, NOON, -HOUR.total_seconds()),
    ],
)
def test_the_first_of_both_ends_counts(issued, active, left):
    assert Session().left(session_token(issued), active, NOON) == left


@pytest.mark.parametrize(
    ("environment", "session"),
    [
        ({}, Session(1800, 86_400, 120)),
        ({"SESSION_IDLE_MINUTES": "5", "SESSION_WARNING_SECONDS": "20"}, Session(300, 86_400, 20)),
        ({"SESSION_LONGEST_HOURS": "2"}, Session(1800, 7_200, 120)),
    ],
)
def test_settings(environment, session):
    assert Session.read(environment) == session


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SESSION_WARNING_SECONDS", "19"),
        ("SESSION_WARNING_SECONDS", "1801"),
        ("SESSION_IDLE_MINUTES", "0"),
        ("SESSION_LONGEST_HOURS", "25"),
    ],
)
def test_a_warning_that_is_too_short_and_other_nonsense_are_refused(name, value):
    with pytest.raises(SettingError) as refused:
        Session.read({name: value})
    assert refused.value.name == name


CALLS = [("GET", ""), ("POST", "/berichten"), ("POST", "/verlengingen"), ("GET", "/gebeurtenissen")]


async def call(resident, method, path):
    body = {"json": {"tekst": "hallo"} if path == "/berichten" else {}} if method == "POST" else {}
    return await resident.client.request(method, resident.path + path, headers=resident.headers, **body)


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize("passed", [30 * MINUTE, 28 * 24 * HOUR])
async def test_after_half_an_hour_without_a_message_the_token_opens_nothing(resident, clock, method, path, passed):
    clock.now += passed
    told = await problem(await call(resident, method, path), 401)
    assert told["type"] == "urn:zelfcheck:probleem:verlopen"
    assert "30 minuten" in told["detail"]
    assert "nieuw gesprek" in told["detail"]


async def test_whoever_goes_on_keeps_it_open_but_not_for_ever(start, begin, front_settings, clock):
    hours = replace(front_settings, session=Session(longest=2 * HOUR.total_seconds()))
    resident = await begin(on=await start(settings=hours))
    for _ in range(4):
        clock.now += 29 * MINUTE
        await resident.say("nog even")
    clock.now += 5 * MINUTE
    await problem(await resident.post(tekst="hallo"), 401)


async def test_an_extension_counts_as_being_there(resident, clock):
    clock.now += 29 * MINUTE
    response = await call(resident, "POST", "/verlengingen")
    assert response.status == 200
    until = datetime.fromisoformat((await response.json())["verloopt"].replace("Z", "+00:00"))
    assert timedelta(0) <= clock.now + 30 * MINUTE - until < timedelta(seconds=1)
    clock.now += 29 * MINUTE
    await resident.record()
    clock.now += 2 * MINUTE
    await problem(await call(resident, "GET", ""), 401)


async def test_an_extension_takes_no_fields(resident):
    response = await resident.client.post(f"{resident.path}/verlengingen", json={"uren": 3}, headers=resident.headers)
    assert (await problem(response, 400))["veld"] == "uren"


async def test_a_wrong_token_learns_nothing_from_an_old_conversation(resident, clock):
    clock.now += HOUR
    wrong = {"Authorization": f"Bearer {session_token(clock.now)}"}
    await problem(await resident.client.get(resident.path, headers=wrong), 404)


async def test_an_old_conversation_can_still_be_wiped(resident, clock):
    clock.now += HOUR
    assert (await resident.wipe()).status == 204
    await problem(await call(resident, "GET", ""), 404)


class TestWhoFollows:
    async def test_hears_it_before_the_end_and_when_it_is_put_off(self, resident, follow, clock):  # noqa: F811
        stream = await follow()
        await stream.texts(2)
        clock.now += 28 * MINUTE
        warned = await stream.event()
        assert (warned["event"], warned["id"]) == ("sessie", "2")
        assert 115 <= json.loads(warned["data"])["seconden"] <= 120
        await call(resident, "POST", "/verlengingen")
        assert json.loads((await stream.event())["data"]) == {"seconden": None}

    async def test_is_let_go_at_the_end(self, follow, clock):  # noqa: F811
        stream = await follow()
        await stream.texts(2)
        clock.now += 30 * MINUTE
        assert (await stream.event())["event"] == "einde"
        assert await stream.event() is None

    async def test_a_message_ends_the_warning_too(self, resident, follow, clock):  # noqa: F811
        stream = await follow()
        await stream.texts(2)
        clock.now += 29 * MINUTE
        assert (await stream.event())["event"] == "sessie"
        await resident.say("hallo")
        events = [await stream.event() for _ in range(3)]
        assert [(each["event"], json.loads(each["data"]).get("seconden", 0)) for each in events].count(
            ("sessie", None)
        ) == 1


async def test_with_a_new_link_from_whatsapp_an_old_conversation_opens_again(client, resident, clock):
    clock.now += 5 * HOUR
    link = await new_link(client.app[keys.DATABASE], clock, "", resident.id)
    opened = await client.post(link, allow_redirects=False)
    id_and_token = opened.headers["Location"].partition("#verder=")[2]
    resident.token = id_and_token.partition(":")[2]
    assert (await resident.record())["id"] == resident.id
