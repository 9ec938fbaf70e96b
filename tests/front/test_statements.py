"""How much of the database a turn takes: a ceiling for each kind of turn, for everybody pays for each statement."""

import asyncio
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.front import keys
from tests.front.conftest import until
from tests.front.standin import said, state

CHOICES = [{"titel": "Huur", "payload": '/kies{"veld": "woning", "waarde": "\\"huur\\""}'}]
QUESTION = [said("Hoe woont u?", vraag="woning", keuzes=CHOICES), state(open="woning")]
CARDS = [said("Dit kunt u krijgen.", kaarten=[{"voorziening": "hulp"}] * 5), state(antwoorden={"woning": "huur"})]
HANDOVER = [
    said("Ik stuur het door."),
    {
        "recipient_id": "x",
        "custom": {
            "overdracht": {"soort": "melding", "team": "wijkteam", "reden": "hulp", "tekstversie": "1", "kenmerk": None}
        },
    },
    state(status="overgedragen"),
]


AROUND = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "--")
"""Of a transaction itself, or what SQLite does by itself."""


class Taken:
    """What the database was asked; a statement for many rows counts once."""

    def __init__(self):
        self.statements, self.commits, self._drivers = [], 0, []

    def send(self, _connection, _cursor, text, *_rest):
        self.statement(text)

    def begin(self, connection):
        """SQLite itself tells, whoever asks it."""
        driver = connection.connection.dbapi_connection
        driver.set_trace_callback(self.statement)
        self._drivers.append(driver)

    def statement(self, text):
        asked = text.partition(" VALUES ")[0]
        if not asked.startswith(AROUND) and asked not in self.statements[-1:]:
            self.statements.append(asked)

    def commit(self, _connection):
        self.commits += 1

    def end(self):
        for driver in self._drivers:
            driver.set_trace_callback(None)


@contextmanager
def counted(client):
    taken, engine = Taken(), client.app[keys.DATABASE].engine.sync_engine
    asked = ("begin", taken.begin) if engine.dialect.name == "sqlite" else ("before_cursor_execute", taken.send)
    for name, heard in (asked, ("commit", taken.commit)):
        event.listen(engine, name, heard)
    try:
        yield taken
    finally:
        for name, heard in (asked, ("commit", taken.commit)):
            event.remove(engine, name, heard)
        taken.end()


@pytest.fixture
def front_settings(front_settings):
    """Looks only at the start for what nobody works on, and shows no sign of life: neither is part of a turn."""
    return replace(front_settings, claim=3600, heartbeat=3600)


@pytest.fixture
def counting(database_url):
    """Statements by which front doors that share a server count together what is asked."""
    return 1 if database_url.startswith("postgresql") else 0


@pytest.fixture
def turn(resident, rasa):
    """Has a turn with this answer from Rasa, after one with a question that offers choices."""

    async def have(answer, by="tekst"):
        rasa.script = [QUESTION, answer]
        asked = await resident.say("hallo")
        choice = asked[-1]["keuzes"][0]["keuze"]
        with counted(resident.client) as taken:
            response = await resident.post(**({"tekst": "huur"} if by == "tekst" else {"keuze": choice}))
            assert response.status == 200
        return taken

    return have


@pytest.mark.parametrize(
    ("answer", "by", "most"),
    [
        pytest.param([said("Ja."), state()], "tekst", 9, id="words"),
        pytest.param(QUESTION, "tekst", 10, id="a question with choices"),
        pytest.param(QUESTION, "keuze", 11, id="a choice, and a question with choices"),
        pytest.param(CARDS, "tekst", 10, id="an answer that fills in a field, and cards"),
        pytest.param(HANDOVER, "tekst", 15, id="a handover"),
    ],
)
async def test_a_turn_takes_no_more_than_this(turn, answer, by, most, counting):
    taken = await turn(answer, by)
    assert len(taken.statements) <= most + counting, "\n".join(taken.statements)
    assert taken.commits == 2, "stored before it is acknowledged, and its answer before it is sent"


async def test_an_opening_takes_no_more_than_this(client, begin, counting):
    await begin()
    with counted(client) as taken:
        await begin()
    assert len(taken.statements) <= 6 + counting, "\n".join(taken.statements)
    assert taken.commits == 2


async def test_the_same_message_again_reads_its_answer_and_stores_nothing(resident):
    await resident.say("hallo", sleutel="a")
    with counted(resident.client) as taken:
        assert [each["tekst"] for each in await resident.say("hallo", sleutel="a")] == ["Gehoord: hallo"]
    looked = [each for each in taken.statements if "bucket" not in each]
    assert {each.split()[0] for each in looked} == {"SELECT"}
    assert len(looked) <= 4


def looks(taken):
    """Of whoever follows the conversation."""
    return [each for each in taken.statements if each.startswith("SELECT conversation.active_at")]


async def test_whoever_follows_the_conversation_costs_one_look_each_time_it_rings(resident):
    """When the message is stored and when its answer is; on PostgreSQL each is also heard from the database."""
    stream = await resident.client.get(f"{resident.path}/gebeurtenissen", headers=resident.headers)
    await until(lambda: resident.client.app[keys.BELL].listening(resident.id))
    with counted(resident.client) as taken:
        await resident.say("hallo")
        await until(lambda: looks(taken))
        await asyncio.sleep(0.2)
    assert len(looks(taken)) in range(1, 6)
    assert len(taken.statements) <= 14, "\n".join(taken.statements)
    stream.close()
