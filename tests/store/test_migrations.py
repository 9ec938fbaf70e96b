"""Migrations: they make the tables that the program uses, once, also when two processes begin."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.store import __main__ as commands
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.handovers import Handovers
from bot.store.migrate import NotMigratedError, check_migrated, migrate
from bot.store.passwords import password_fits
from bot.store.staff import Accounts
from bot.store.tables import metadata
from tests.store.databases import all_rows
from tests.store.test_store import conversation, handover


async def test_they_make_exactly_the_tables_of_the_program(database):
    async with database.read() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
    assert differences == []


async def test_running_them_again_keeps_every_row(database):
    async with database.write() as connection:
        await Conversations(connection).add(conversation())
        await Handovers(connection).add(handover())
    before = await all_rows(database)
    await migrate(database)
    assert await all_rows(database) == before
    await check_migrated(database)


async def test_two_processes_may_begin_at_the_same_time(tmp_path):
    databases = [Database(f"sqlite:///{tmp_path}/new.db") for _ in range(3)]
    await asyncio.gather(*(migrate(each) for each in databases))
    for each in databases:
        await check_migrated(each)
        await each.close()


async def test_an_empty_database_is_refused(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(NotMigratedError):
        await check_migrated(database)
    await database.close()


class TestCommands:
    @pytest.fixture
    def address(self, tmp_path, monkeypatch):
        address = f"sqlite:///{tmp_path}/var/own.db"
        monkeypatch.setenv("DATABASE_URL", address)
        monkeypatch.setenv("RASA_DATABASE_URL", f"sqlite:///{tmp_path}/rasa.db")
        return address

    def test_migrate_then_purge(self, address, capsys):
        assert commands.main(["migrate"]) == 0
        assert commands.main(["purge"]) == 0
        assert "conversations 0" in capsys.readouterr().out

    def test_staff_add_prints_a_password_that_fits(self, address, capsys):
        commands.main(["migrate"])
        capsys.readouterr()
        assert commands.main(["staff-add", "Jan@Leiden.nl", "--gemeente", "leiden"]) == 0
        password = capsys.readouterr().out.strip()

        async def stored():
            database = Database(address)
            async with database.read() as connection:
                found = await Accounts(connection).by_email("jan@leiden.nl")
            await database.close()
            return found

        person = asyncio.run(stored())
        assert (person.gemeente, person.role, person.active) == ("leiden", "medewerker", True)
        assert password_fits(password, person.password_hash)
        assert commands.main(["staff-add", "jan@leiden.nl", "--gemeente", "leiden"]) == 1
        assert "exists already" in capsys.readouterr().err

    def test_the_first_account_is_made_where_there_is_none(self, address, capsys):
        commands.main(["migrate"])
        capsys.readouterr()
        for password in (True, False):
            assert commands.main(["staff-first", "wie@dan.ook"]) == 0
            assert bool(capsys.readouterr().out.strip()) is password

    def test_a_wrong_setting_is_named(self, address, monkeypatch, capsys):
        monkeypatch.setenv("RETENTION_CONVERSATION_DAYS", "altijd")
        assert commands.main(["purge"]) == 1
        assert "RETENTION_CONVERSATION_DAYS" in capsys.readouterr().err

    def test_without_a_command_it_says_how(self, capsys):
        with pytest.raises(SystemExit):
            commands.main([])
        assert "staff-add" in capsys.readouterr().err
