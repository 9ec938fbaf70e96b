"""Limits: what a program may not do, a person never meets, and everybody is told when to try again."""

from dataclasses import replace
from ipaddress import ip_network

import pytest

from bot.front import limits as module
from bot.front.admission import ADMISSION
from bot.front.limits import Buckets, Limits, household
from bot.store.environment import SettingError
from tests.front.conftest import Resident, problem, until
from tests.store.databases import all_rows


class Time:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def now():
    return Time()


class TestBuckets:
    def test_a_minutes_worth_and_no_more(self, now):
        buckets = Buckets(60, now)
        assert [buckets.take("a") for _ in range(61)] == [0.0] * 60 + [1.0]

    def test_they_refill_evenly_and_never_run_over(self, now):
        buckets = Buckets(60, now)
        for _ in range(60):
            buckets.take("a")
        now.now = 2.5
        assert [buckets.take("a") for _ in range(3)] == [0.0, 0.0, 0.5]
        now.now = 1e6
        assert [buckets.take("a") for _ in range(61)][-2:] == [0.0, 1.0]

    def test_a_refusal_costs_nothing(self, now):
        buckets = Buckets(1, now)
        buckets.take("a")
        assert buckets.take("a") == buckets.take("a") == 60.0

    def test_everybody_has_their_own(self, now):
        buckets = Buckets(1, now)
        assert [buckets.take(key) for key in ("a", "b", "a")] == [0.0, 0.0, 60.0]

    def test_memory_is_bounded_and_who_is_limited_stays_limited_longest(self, now, monkeypatch):
        monkeypatch.setattr(module, "MOST_KEYS", 10)
        buckets = Buckets(1, now)
        for number in range(100):
            now.now += 0.01
            assert buckets.take(str(number)) == 0.0
            assert len(buckets._buckets) <= 11
        assert buckets.take("99") > 0

    def test_who_did_nothing_for_a_minute_is_forgotten_first(self, now, monkeypatch):
        monkeypatch.setattr(module, "MOST_KEYS", 2)
        buckets = Buckets(1, now)
        buckets.take("oud")
        now.now = 61
        buckets.take("a")
        buckets.take("b")
        assert set(buckets._buckets) == {"a", "b"}


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unix", "unix"),
        ("", ""),
    ],
)
def test_who_counts_as_one(address, counted):
    assert household(address) == counted


@pytest.mark.parametrize("name", ["CONVERSATION", "ADDRESS", "BEGIN", "OTHER", "WAITING", "STREAMS"])
@pytest.mark.parametrize("value", ["0", "-1", "veel", "1.5", "99999999"])
def test_a_wrong_limit_is_named(name, value):
    with pytest.raises(SettingError, match=f"LIMIT_{name}"):
        Limits.read({f"LIMIT_{name}": value})


def test_the_defaults_let_a_whole_test_run_through():
    """300 conversations begun at once, ten turns a second from one address, sixty turns in one conversation."""
    limits = Limits()
    assert limits.begin >= 300
    assert limits.address >= 10 * 60
    assert limits.conversation >= 60


@pytest.fixture
def limited(start, front_settings):
    async def begin(**limits):
        proxies = (ip_network("127.0.0.0/8"),)
        return await start(replace(front_settings, limits=Limits(**limits), trusted_proxies=proxies))

    return begin


async def wait_told(response, code):
    """The problem, with the same number in its words and in its head."""
    body = await problem(response, 429)
    assert body["type"].endswith(code)
    seconds = response.headers["Retry-After"]
    assert int(seconds) >= 1
    assert f"{seconds} seconden" in body["detail"]
    return int(seconds)


async def test_messages_of_one_conversation(limited, begin, rasa, database):
    resident = await begin(on=await limited(conversation=2))
    await resident.say("een")
    await resident.say("twee")
    assert await wait_told(await resident.post(tekst="drie"), "te_snel") <= 30
    assert rasa.messages[1:] == ["een", "twee"]
    assert len((await all_rows(database))["inbox"]) == 3


async def test_another_conversation_is_not_held_up(limited, begin):
    client = await limited(conversation=1)
    one, other = await begin(on=client), await begin(on=client)
    await one.say("een")
    await wait_told(await one.post(tekst="twee"), "te_snel")
    await other.say("een")


async def test_messages_from_one_address_whatever_the_conversation(limited, begin):
    client = await limited(address=2)
    for _ in range(2):
        await (await begin(on=client)).say("hallo")
    await wait_told(await (await begin(on=client)).post(tekst="hallo"), "te_snel")


async def test_new_conversations_from_one_address(limited, begin):
    client = await limited(begin=2)
    await begin(on=client)
    await begin(on=client)
    await wait_told(await client.post("/api/v1/gesprekken", json={}), "te_snel")


async def test_guessing_tokens_is_counted(limited):
    client = await limited(address=3)
    stranger = Resident(client, {"id": "gokje", "token": "gokje", "berichten": []})
    statuses = [(await stranger.post(tekst="a")).status for _ in range(4)]
    assert statuses == [404, 404, 404, 429]


async def test_an_id_that_can_be_none_fills_no_memory(limited):
    client = await limited()
    stranger = Resident(client, {"id": "x" * 5_000, "token": "gokje", "berichten": []})
    assert (await stranger.post(tekst="a")).status == 404
    assert max(len(key) for key in client.app[ADMISSION]._conversation._buckets) <= 64


async def test_other_calls_are_counted_and_health_is_not(limited):
    client = await limited(other=2)
    statuses = [(await client.get("/api/v1/normen")).status for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert [(await client.get("/healthz")).status for _ in range(5)] == [200] * 5


async def test_behind_a_proxy_each_visitor_counts_apart(limited):
    client = await limited(begin=1)

    async def begun(forwarded):
        headers = {"X-Forwarded-For": forwarded}
        return (await client.post("/api/v1/gesprekken", json={}, headers=headers)).status

    assert await begun("192.0.2.1") == 201
    assert await begun("192.0.2.1") == 429
    assert await begun("192.0.2.2") == 201
    assert await begun("192.0.2.2, 127.0.0.9") == 429, "our own proxies are skipped"
    assert await begun("198.51.100.1, 192.0.2.2") == 429, "what the visitor wrote there does not count"


async def test_without_a_known_proxy_the_header_does_not_count(start, front_settings):
    client = await start(replace(front_settings, limits=Limits(begin=1)))
    statuses = [
        (await client.post("/api/v1/gesprekken", json={}, headers={"X-Forwarded-For": f"192.0.2.{n}"})).status
        for n in range(2)
    ]
    assert statuses == [201, 429]


async def test_only_so_many_messages_wait_for_an_answer(limited, begin, rasa):
    resident = await begin(on=await limited(waiting=2))
    await rasa.stop()
    await resident.say("een", sleutel="een")
    await resident.say("twee")
    await wait_told(await resident.post(tekst="drie"), "te_veel_wachtend")
    assert (await resident.post(tekst="een", sleutel="een")).status == 200, "what was accepted before is no new message"
    await rasa.start()
    await until(lambda: "twee" in rasa.messages)
    await resident.say("drie")


async def test_only_so_many_windows_follow_one_conversation(limited, begin):
    resident = await begin(on=await limited(streams=2))
    path = f"{resident.path}/gebeurtenissen"
    open_ones = [await resident.client.get(path, headers=resident.headers) for _ in range(2)]
    await open_ones[1].content.readline()
    await wait_told(await resident.client.get(path, headers=resident.headers), "te_veel_vensters")
    open_ones[0].close()

    async def there_is_room():
        response = await resident.client.get(path, headers=resident.headers)
        response.close()
        return response.status == 200

    await until(there_is_room)
    open_ones[1].close()


async def test_the_address_is_kept_nowhere(limited, begin, database, capsys):
    client = await limited(begin=1)
    for _ in range(2):
        await client.post("/api/v1/gesprekken", json={}, headers={"X-Forwarded-For": "192.0.2.77"})
    assert "192.0.2.77" not in repr(await all_rows(database)) + "".join(capsys.readouterr())
