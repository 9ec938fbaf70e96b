"""What stands in the database before the first visit: an account of staff, cases for the team, a link from WhatsApp."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web
from house import running_house

from bot.front.bodies import NewConversation
from bot.front.keys import CIPHER, CONVERSATIONS, DATABASE
from bot.privacy.encryption import Cipher
from bot.store.clock import utc_now
from bot.store.contacts import Contacts
from bot.store.handovers import Handovers
from bot.store.ids import new_id
from bot.store.links import Links
from bot.store.passwords import hash_password
from bot.store.records import Handover, Sealed, Staff
from bot.store.staff import Accounts
from tests.staff.sample import SUMMARY, a_handover

EMAIL, PASSWORD = "anna@voorbeeld.nl", "vier-losse-woorden-hier"
NEWCOMER = "bas@voorbeeld.nl"
"""Has a password that somebody else chose, and must change it first."""
LINK = "een-link-uit-whatsapp-die-een-keer-werkt"
NEW, URGENT, CLAIMED, CLOSED, SPARE = "ZC-AAAA-2222", "ZC-BBBB-3333", "ZC-CCCC-4444", "ZC-DDDD-5555", "ZC-EEEE-6666"
"""Cases by what has been done about them; the spare one is for a test that works on it."""

DANGER = {"nodig": True, "team": "servicepunt-zorg", "urgentie": "acuut", "redenen": ["Het is thuis niet veilig."]}


@contextmanager
def furnished_house() -> Iterator[str]:
    """The front door with all of it, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder), furnish=furnish) as url:
        yield url


async def furnish(app: web.Application) -> None:
    """Puts it all there."""
    now = utc_now()
    begun = await app[CONVERSATIONS].begin(NewConversation("leiden", "web"))
    async with app[DATABASE].write() as connection:
        await Links(connection).add(LINK, begun["id"], now + timedelta(days=1))
        for account in (anna := _account("Anna", EMAIL), _account("Bas", NEWCOMER, must_change_password=True)):
            await Accounts(connection).add(account)
        handovers = Handovers(connection)
        for case in _cases(now):
            await handovers.add(case)
            await Contacts(connection).add(case.id, _phone(app[CIPHER], case))
        for kenmerk in (CLAIMED, CLOSED):
            await handovers.claim(kenmerk, anna.id, now)
        await handovers.close(CLOSED, anna.id, "hulp_gestart", now)


def _account(name: str, email: str, must_change_password: bool = False) -> Staff:
    return Staff(
        id=new_id(),
        email=email,
        name=name,
        password_hash=hash_password(PASSWORD),
        gemeente="leiden",
        role="medewerker",
        active=True,
        failed_attempts=0,
        locked_until=None,
        created_at=utc_now(),
        must_change_password=must_change_password,
    )


def _cases(now: datetime) -> list[Handover]:
    case = replace(a_handover(), created_at=now - timedelta(hours=1), due_at=now + timedelta(days=2))
    cases = [replace(case, id=kenmerk, kenmerk=kenmerk) for kenmerk in (NEW, CLAIMED, CLOSED, SPARE)]
    danger = {**SUMMARY, "verwijzing": {**DANGER, "telefoon": [{"naam": "Spoed", "nummer": "112"}]}}
    urgent = replace(case, id=URGENT, kenmerk=URGENT, urgentie="acuut", summary=danger)
    return [*cases, replace(urgent, due_at=now - timedelta(minutes=10))]


def _phone(cipher: Cipher, case: Handover) -> Sealed:
    return Sealed(cipher.encrypt('{"telefoon": "06-12345678"}', case.id), cipher.key_id)
