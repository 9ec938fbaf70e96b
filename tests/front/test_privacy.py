"""Nothing personal is written in the clear: not in a table, not to Rasa, not in a log or a number."""

import json
import sqlite3

import pytest

from bot.privacy.encryption import Cipher, DecryptionError
from tests.front.conftest import CANARY
from tests.front.standin import said, state
from tests.store.databases import all_rows, lasting_rows

SPELLINGS = [CANARY, "123 456 782", "123.456.782", "12 34 56 782"]
PERSONAL = {
    "bsn": CANARY,
    "iban": "NL91ABNA0417164300",
    "phone": "0612345678",
    "email": "jan.de.vries@example.nl",
    "address": "Hooftstraat 17b",
    "name": "Zebedeus Kwartelvanger",
}
STORY = "mijn bsn is {bsn}, rekening {iban}, bel {phone} of mail {email}. Ik woon {address} en ik heet {name}"


def in_clear(rows):
    text = repr(rows)
    return [value for value in PERSONAL.values() if value in text]


async def test_what_a_resident_types_is_masked_before_the_first_write(resident, rasa, database, capsys):
    await rasa.stop()
    await resident.say(STORY.format(**PERSONAL))
    assert in_clear(await all_rows(database)) == []
    await rasa.start()
    await resident.say("en verder")
    assert in_clear(await all_rows(database)) == []
    assert in_clear(rasa.received) == []
    assert in_clear(await resident.transcript()) == []
    assert in_clear(capsys.readouterr()) == []


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_of_a_bsn_is_kept(resident, rasa, database, spelling):
    await resident.say(f"het is {spelling} hoor")
    assert rasa.messages[-1] == "het is [nummer weggehaald] hoor"
    assert spelling not in repr(await all_rows(database))


async def test_a_bsn_with_invisible_signs_in_it_is_masked_too(resident, rasa):
    await resident.say("1234\u200b56\u202e782")
    assert rasa.messages[-1] == "[nummer weggehaald]"


async def test_amounts_and_ages_reach_rasa_as_they_are(resident, rasa):
    await resident.say("ik ben 44 en krijg € 1.845,30 per maand")
    assert rasa.messages[-1] == "ik ben 44 en krijg € 1.845,30 per maand"


class TestContact:
    CONTACT = "bel na vijven, 06-12345678 of jan@example.nl"

    @pytest.fixture
    async def asked(self, resident, rasa):
        rasa.script = [[said("Hoe bereiken we u?"), state(verwacht="contact")]]
        await resident.say("ja graag")
        return resident

    async def test_is_kept_encrypted_and_only_for_this_conversation(self, asked, database, front_settings):
        await asked.say(self.CONTACT)
        rows = await all_rows(database)
        assert in_clear(rows) == []
        assert "jan@example" not in repr(rows)
        ((owner, sealed, key_id, _),) = rows["pending_contact"]
        cipher = Cipher(front_settings.secret_key)
        plain = json.loads(cipher.decrypt(bytes(sealed), key_id, owner))
        assert plain == {"telefoon": "+31612345678", "email": "jan@example.nl"}
        with pytest.raises(DecryptionError):
            cipher.decrypt(bytes(sealed), key_id, "another conversation")

    async def test_rasa_sees_only_that_there_is_a_number(self, asked, rasa):
        await asked.say(self.CONTACT)
        expected = "bel na vijven, [telefoonnummer weggehaald] of [e-mailadres weggehaald]"
        assert rasa.messages[-1] == expected
        assert ("inwoner", expected) in await asked.transcript()

    async def test_the_last_one_given_counts(self, asked, rasa, database):
        rasa.script = [[said("Klopt dat?"), state(verwacht="contact")]]
        await asked.say("06-11111111")
        await asked.say("nee, 06-22222222")
        assert len((await all_rows(database))["pending_contact"]) == 1

    async def test_a_text_without_one_keeps_nothing(self, asked, database):
        await asked.say("liever niet")
        assert (await all_rows(database))["pending_contact"] == []

    async def test_is_not_kept_when_nobody_asked(self, resident, database):
        await resident.say(self.CONTACT)
        assert (await all_rows(database))["pending_contact"] == []


async def test_the_token_is_stored_as_a_hash_only(resident, database):
    assert resident.token not in repr(await all_rows(database))


async def test_the_log_holds_no_id_token_query_or_text(resident, capsys):
    await resident.say("geheimzinnig")
    await resident.client.get("/api/v1/voorzieningen?zoek=geheimzinnig")
    await resident.client.get(f"{resident.path}?x={CANARY}", headers=resident.headers)
    printed = "".join(capsys.readouterr())
    assert "/api/v1/gesprekken/{id}" in printed
    assert not [word for word in ("geheimzinnig", resident.id, resident.token, CANARY) if word in printed]


async def test_the_numbers_hold_no_id(resident):
    await resident.say("hallo")
    exposed = await (await resident.client.get("/metrics")).text()
    assert 'zelfcheck_turns_total{outcome="beantwoord"} 2.0' in exposed
    assert 'route="/api/v1/gesprekken/{id}/berichten"' in exposed
    assert resident.id not in exposed


class TestWiping:
    async def test_leaves_no_row_of_the_conversation(self, resident, rasa, rasa_database, database):
        rasa.script = [
            [said("Hoe bereiken we u?"), state(verwacht="contact")],
            [said("Kies", keuzes=[{"titel": "kanarie", "payload": "/kanarie"}]), state(antwoorden={"woning": "koop"})],
        ]
        await resident.say("kanarie")
        await resident.say("kanarie 0612345678")
        sender = rasa.received[-1][0]
        with sqlite3.connect(rasa_database) as connection:
            connection.execute("INSERT INTO events (sender_id, data) VALUES (?, 'kanarie'), ('ander', 'x')", (sender,))
        response = await resident.wipe()
        assert (response.status, await response.text()) == (204, "")
        rows = await lasting_rows(database)
        assert {name for name, found in rows.items() if found} == {"audit"}
        assert resident.id not in repr(rows)
        assert "kanarie" not in repr(rows)
        with sqlite3.connect(rasa_database) as connection:
            assert connection.execute("SELECT sender_id FROM events").fetchall() == [("ander",)]
        assert rasa.forgotten == [sender]

    async def test_makes_the_token_worthless(self, resident):
        await resident.wipe()
        assert (await resident.wipe()).status == 404
        assert (await resident.post(tekst="hallo")).status == 404

    async def test_touches_no_other_conversation(self, begin):
        mine, other = await begin(), await begin()
        await mine.wipe()
        assert len(await other.transcript()) == 2

    async def test_works_while_rasa_and_its_database_are_not_there(self, resident, rasa, rasa_database, database):
        await rasa.stop()
        await resident.say("hallo")
        rasa_database.unlink()
        assert (await resident.wipe()).status == 204
        assert (await all_rows(database))["inbox"] == []

    async def test_is_complete_on_sqlite_s_disk_too(self, resident, database_url, start, tmp_path):
        if not database_url.startswith("sqlite"):
            pytest.skip("looks into SQLite's files")
        await resident.say("kanariegeel")
        await resident.wipe()
        await resident.client.close()
        on_disk = b"".join(file.read_bytes() for file in tmp_path.glob("zelfcheck.db*"))
        assert b"kanariegeel" not in on_disk
