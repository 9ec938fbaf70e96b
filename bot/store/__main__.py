"""``python -m bot.store migrate``, ``purge``, ``staff-add EMAIL [--gemeente SLUG]`` and ``staff-first EMAIL``."""

import asyncio
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from bot.store.audit import Audit
from bot.store.clock import utc_now
from bot.store.database import Database
from bot.store.environment import SettingError
from bot.store.ids import new_id
from bot.store.migrate import migrate
from bot.store.passwords import hash_password, new_password
from bot.store.purge import purge
from bot.store.rasa_events import RasaEvents
from bot.store.records import ADMINISTRATOR, MEMBER, Staff
from bot.store.settings import StoreSettings
from bot.store.staff import Accounts


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0, or 1 after one line on the error output that says what is wrong."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_run(options, StoreSettings.read(os.environ)))
    except SettingError as error:
        print(error, file=sys.stderr)
        return 1
    except IntegrityError:
        print("an account with this e-mail address exists already", file=sys.stderr)
        return 1
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m bot.store", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the tables to the newest form")
    commands.add_parser("purge", help="remove what is past its retention period")
    account = commands.add_parser("staff-add", help="make an account and print its password")
    account.add_argument("email")
    account.add_argument("--gemeente", default="", help="without it: an administrator of every municipality")
    account.add_argument("--name", default="")
    account.add_argument("--role", default="")
    first = commands.add_parser("staff-first", help="as staff-add, only where there is no account yet")
    first.add_argument("email")
    return parser


async def _run(options: Namespace, settings: StoreSettings) -> None:
    database = Database(settings.database_url)
    try:
        await COMMANDS[options.command](options, settings, database)
    finally:
        await database.close()


async def _migrate(_options: Namespace, _settings: StoreSettings, database: Database) -> None:
    await migrate(database)


async def _purge(_options: Namespace, settings: StoreSettings, database: Database) -> None:
    rasa = RasaEvents(settings.rasa_database_url)
    try:
        print("removed:", await purge(database, rasa, settings.retention, utc_now()))
    finally:
        await rasa.close()


async def _staff_add(options: Namespace, _settings: StoreSettings, database: Database) -> None:
    role = options.role or (MEMBER if options.gemeente else ADMINISTRATOR)
    print(await add_staff(database, options.email, options.gemeente, options.name, role))


async def _staff_first(options: Namespace, _settings: StoreSettings, database: Database) -> None:
    async with database.read() as connection:
        is_first = await Accounts(connection).count() == 0
    if is_first:
        print(await add_staff(database, options.email, "", role=ADMINISTRATOR))


async def add_staff(database: Database, email: str, gemeente: str, name: str = "", role: str = MEMBER) -> str:
    """Makes an account and returns its password, which its owner must change at the first sign-in.

    An existing e-mail address raises SQLAlchemy's IntegrityError. An empty municipality is every municipality.
    """
    password, now = new_password(), utc_now()
    account = Staff(
        id=new_id(),
        email=email.strip(),
        name=name or email.partition("@")[0],
        password_hash=hash_password(password),
        gemeente=gemeente,
        role=role,
        active=True,
        failed_attempts=0,
        locked_until=None,
        created_at=now,
        must_change_password=True,
    )
    async with database.write() as connection:
        await Accounts(connection).add(account)
        await Audit(connection).add(now, "systeem", "account gemaakt", account.id, "gelukt")
    return password


COMMANDS = {"migrate": _migrate, "purge": _purge, "staff-add": _staff_add, "staff-first": _staff_first}

if __name__ == "__main__":
    sys.exit(main())
