"""A statement that was made ready does what SQLAlchemy would have done with it, on both databases."""

import shutil
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from bot.store.database import Database
from bot.store.prepared import DIALECT, Prepared
from bot.store.tables import conversation
from tests.store.databases import all_rows

WINTER = datetime(2026, 1, 20, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
COLUMNS = ("id", "token_hash", "rasa_id", "kanaal", "status", "state", "turn", "seq", "created_at", "active_at")
ADD = Prepared(insert(conversation), *COLUMNS)
OF = conversation.c.id == bindparam("of")
SELECT = select(conversation.c.id, conversation.c.state, conversation.c.active_at, conversation.c.led_until)
READ = Prepared(SELECT.where(OF))
COUNT = Prepared(select(func.count()).select_from(conversation).where(conversation.c.kanaal == "web"))
STATE = Prepared(update(conversation).where(OF), "state")
STOP = Prepared(update(conversation).where(OF, conversation.c.status == "open").values(status="gestopt"))


def row(name, **changed):
    whole = {"id": name, "token_hash": "t", "rasa_id": name, "kanaal": "web", "status": "open", "turn": 0, "seq": 0}
    return {
        **whole,
        "state": {"open": "ja \N{EURO SIGN}", "leeg": None},
        "created_at": WINTER,
        "active_at": WINTER,
        **changed,
    }


async def _store(database, *rows):
    async with database.write() as connection:
        for each in rows:
            await ADD.change(connection, each)


async def test_what_is_stored_is_what_sqlalchemy_stores(database):
    async with database.write() as connection:
        await ADD.change(connection, row("a"))
        await connection.execute(insert(conversation), row("b"))
    first, second = (each[3:] for each in (await all_rows(database))["conversation"])
    assert first == second


@pytest.mark.parametrize("state", [{}, {"a": [1, 2.5, None, "é"]}, [], None])
async def test_what_is_read_is_what_sqlalchemy_reads(database, state):
    known = {} if state is None else {"state": state}
    async with database.write() as connection:
        await ADD.change(connection, row("a", **known))
        plain = (await connection.execute(SELECT.where(OF), {"of": "a"})).all()
        assert [tuple(each) for each in await READ.rows(connection, {"of": "a"})] == [tuple(each) for each in plain]
        assert await READ.rows(connection, {"of": "nobody"}) == []


async def test_a_moment_comes_back_in_utc(database):
    async with database.write() as connection:
        await ADD.change(connection, row("a"))
        [(_, _, active_at, led_until)] = await READ.rows(connection, {"of": "a"})
    assert (active_at, active_at.utcoffset(), led_until) == (WINTER, timedelta(0), None)


async def test_who_reads_sees_one_state_however_often_it_looks(tmp_path, sqlite_template):
    path = shutil.copy(sqlite_template, tmp_path / "een.db")
    mine, other = Database(f"sqlite:///{path}"), Database(f"sqlite:///{path}")
    async with mine.read() as connection:
        before = await COUNT.rows(connection, {})
        async with other.write() as writing:
            await ADD.change(writing, row("a"))
        assert await COUNT.rows(connection, {}) == before
    async with mine.read() as connection:
        assert await COUNT.rows(connection, {}) != before
    await mine.close()
    await other.close()


async def test_rows_that_are_changed_are_counted(database):
    async with database.write() as connection:
        await ADD.change_each(connection, [row("a"), row("b")])
        await ADD.change_each(connection, [])
        assert (await COUNT.rows(connection, {}))[0][0] == 2
        assert await STOP.change(connection, {"of": "a"}) == 1
        assert await STOP.change(connection, {"of": "a"}) == 0


async def test_a_value_may_be_of_the_statement_or_given(database):
    async with database.write() as connection:
        await ADD.change(connection, row("a"))
        await STATE.change(connection, {"of": "a", "state": {"open": None}})
        assert (await READ.rows(connection, {"of": "a"}))[0][1] == {"open": None}


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        pytest.param(row("a", rasa_id="b", token_hash="geheim"), IntegrityError, id="twice the same"),
        pytest.param(
            row("b", active_at=datetime(2026, 1, 1), token_hash="geheim"), StatementError, id="a moment without zone"
        ),  # noqa: DTZ001
        pytest.param({"id": "b"}, StatementError, id="values that are missing"),
    ],
)
async def test_a_fault_is_sqlalchemys_quotes_no_value_and_undoes_the_transaction(database, wrong, kind):
    with pytest.raises(kind) as caught:
        await _store(database, row("a"), wrong)
    assert "geheim" not in str(caught.value)
    assert (await all_rows(database))["conversation"] == []


def test_it_is_made_ready_once():
    assert STATE._ready is STATE._ready
    assert STATE._ready.text == "UPDATE conversation SET state=? WHERE conversation.id = ?"


async def test_it_speaks_the_dialect_of_the_database(database):
    assert DIALECT.name == "sqlite"
    if database.engine.dialect.name == "sqlite":
        assert type(database.engine.dialect) is type(DIALECT)
        assert database.engine.dialect.paramstyle == DIALECT.paramstyle
