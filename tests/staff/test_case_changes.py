"""The buttons on a case: each changes it once, for the right person, and leaves a line in the log."""

import asyncio

import pytest

from bot.store.records import Handover, Staff
from tests.staff.house import Browser, House
from tests.staff.sample import NOW

LONG = "x" * 2001


async def press(browser: Browser, case: Handover, button: str, version: int | str = 1, **form: str):
    return await browser.post(f"/overdrachten/{case.kenmerk}/{button}", {"versie": str(version), **form})


async def claimed(house: House, holder: Staff) -> Handover:
    return await house.handover(status="in_behandeling", claimed_by=holder.id, claimed_at=NOW)


async def actions(house: House, case: Handover) -> list[tuple[str, str]]:
    """What was done and how it ended; looking is left out."""
    return sorted((what, result) for _, what, result in await house.audit(case.kenmerk) if "bekeken" not in what)


async def test_claiming(house: House) -> None:
    anna, case = await house.staff(), await house.handover()
    browser = await house.signed_in(anna)
    answer = await press(browser, case, "pak")
    assert (answer.status, answer.headers["Location"]) == (303, f"/medewerker/overdrachten/{case.kenmerk}?klaar=gepakt")
    now = await house.again(case)
    assert (now.status, now.claimed_by, now.claimed_at, now.version) == ("in_behandeling", anna.id, house.clock(), 2)
    assert "U heeft deze overdracht opgepakt." in await browser.text(f"/overdrachten/{case.kenmerk}?klaar=gepakt")
    assert await actions(house, case) == [("opgepakt", "gelukt")]


async def test_of_two_at_once_one_gets_it_and_the_other_reads_who(house: House) -> None:
    case = await house.handover()
    people = [await house.staff(name) for name in ("Anna", "Bram", "Cato", "Daan")]
    browsers = [await house.signed_in(each) for each in people]
    answers = await asyncio.gather(*(press(browser, case, "pak") for browser in browsers))
    assert sorted(answer.status for answer in answers) == [303, 409, 409, 409]
    holder = (await house.again(case)).claimed_by
    assert [person.id for person, answer in zip(people, answers) if answer.status == 303] == [holder]
    name = next(person.name for person in people if person.id == holder)
    for answer in answers:
        if answer.status == 409:
            assert f"{name} was u net voor" in await answer.text()
    assert await actions(house, case) == [("opgepakt", "gelukt")] + [("opgepakt", "geweigerd")] * 3


async def test_the_same_button_twice_is_no_fault(house: House) -> None:
    case = await house.handover()
    browser = await house.signed_in()
    assert [(await press(browser, case, "pak")).status for _ in range(2)] == [303, 303]
    assert (await house.again(case)).version == 2


@pytest.mark.parametrize("version", [0, 2, -1, "", "x", "1.0", "¹", "9" * 50, "1 OR 1=1"])
@pytest.mark.parametrize("button", ["pak", "geef-terug", "sluit"])
async def test_a_stale_version_changes_nothing(house: House, button: str, version: int | str) -> None:
    anna = await house.staff()
    case = await house.handover() if button == "pak" else await claimed(house, anna)
    answer = await press(await house.signed_in(anna), case, button, version, uitkomst="hulp_gestart")
    assert answer.status == 409
    assert "intussen veranderd" in await answer.text()
    assert await house.again(case) == case


async def test_giving_back(house: House) -> None:
    anna = await house.staff()
    case = await claimed(house, anna)
    answer = await press(await house.signed_in(anna), case, "geef-terug")
    assert answer.status == 303
    now = await house.again(case)
    assert (now.status, now.claimed_by, now.claimed_at, now.version) == ("nieuw", None, None, 2)
    assert await actions(house, case) == [("teruggegeven", "gelukt")]


async def test_after_giving_back_a_colleague_can_take_it(house: House) -> None:
    anna, bram = await house.staff(), await house.staff("Bram")
    case = await claimed(house, anna)
    await press(await house.signed_in(anna), case, "geef-terug")
    assert (await press(await house.signed_in(bram), case, "pak", 2)).status == 303


@pytest.mark.parametrize("button", ["pak", "geef-terug", "sluit"])
async def test_what_a_colleague_holds_stays_theirs(house: House, button: str) -> None:
    bram = await house.staff("Bram")
    case = await claimed(house, bram)
    answer = await press(await house.signed_in(), case, button, uitkomst="hulp_gestart")
    assert answer.status == 409
    assert "Bram was u net voor" in await answer.text()
    assert await house.again(case) == case
    assert [result for _, result in await actions(house, case)] == ["geweigerd"]


async def test_the_page_offers_only_what_can_be_done(house: House) -> None:
    anna, bram = await house.staff(), await house.staff("Bram")
    case = await claimed(house, anna)
    path = f"/overdrachten/{case.kenmerk}"
    mine, theirs = await (await house.signed_in(anna)).text(path), await (await house.signed_in(bram)).text(path)
    assert f"{path}/sluit" in mine
    assert f"{path}/geef-terug" in mine
    assert f"{path}/pak" not in mine
    assert f"{path}/sluit" not in theirs
    assert "Anna heeft deze overdracht opgepakt." in theirs


@pytest.mark.parametrize("outcome", ["doorverwezen", "hulp_gestart", "geen_contact", "ingetrokken"])
async def test_closing(house: House, outcome: str) -> None:
    anna = await house.staff()
    case = await claimed(house, anna)
    assert (await press(await house.signed_in(anna), case, "sluit", uitkomst=outcome)).status == 303
    now = await house.again(case)
    assert (now.status, now.outcome, now.closed_at, now.version) == ("afgesloten", outcome, house.clock(), 2)
    assert not await house.notes(case)
    assert await actions(house, case) == [("afgesloten", "gelukt")]


async def test_closing_with_an_explanation_keeps_it_as_a_note(house: House) -> None:
    anna = await house.staff()
    case = await claimed(house, anna)
    browser = await house.signed_in(anna)
    await press(browser, case, "sluit", uitkomst="anders", toelichting="Verhuisd naar Katwijk.")
    assert [(note.soort, note.text) for note in await house.notes(case)] == [("afsluiting", "Verhuisd naar Katwijk.")]
    text = await browser.text(f"/overdrachten/{case.kenmerk}")
    assert "Verhuisd naar Katwijk." in text
    assert "Anders" in text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Kies hoe het is afgelopen."),
        ({"uitkomst": "bestaat-niet"}, "Kies hoe het is afgelopen."),
        ({"uitkomst": "anders"}, "een toelichting."),
        ({"uitkomst": "anders", "toelichting": " \u200b\n "}, "een toelichting."),
        ({"uitkomst": "hulp_gestart", "toelichting": LONG}, "Uw tekst is te lang."),
    ],
)
async def test_closing_wants_an_outcome(house: House, form: dict[str, str], told: str) -> None:
    anna = await house.staff()
    case = await claimed(house, anna)
    answer = await press(await house.signed_in(anna), case, "sluit", **form)
    assert answer.status == 422
    assert told in await answer.text()
    assert await house.again(case) == case


async def test_what_was_filled_in_wrongly_comes_back(house: House) -> None:
    anna = await house.staff()
    case = await claimed(house, anna)
    text = await (await press(await house.signed_in(anna), case, "sluit", toelichting="half af")).text()
    assert "half af</textarea>" in text
    assert "<details open>" in text
    text = await (await press(await house.signed_in(anna), case, "poging", poging_tekst="gebeld")).text()
    assert "gebeld</textarea>" in text


@pytest.mark.parametrize("button", ["pak", "geef-terug", "sluit", "notitie", "poging"])
@pytest.mark.parametrize("status", ["afgesloten", "ingetrokken"])
async def test_a_case_that_is_done_stays_done(house: House, button: str, status: str) -> None:
    anna = await house.staff()
    case = await house.handover(status=status, claimed_by=anna.id, closed_at=NOW)
    form = {"uitkomst": "hulp_gestart", "notitie": "tekst", "poging": "bereikt"}
    answer = await press(await house.signed_in(anna), case, button, **form)
    assert answer.status == 409
    assert "al klaar" in await answer.text()
    assert await house.again(case) == case
    assert not await house.notes(case)


async def test_a_note_shows_who_and_when(house: House) -> None:
    case = await house.handover()
    browser = await house.signed_in()
    assert (await press(browser, case, "notitie", notitie=" Morgen bellen.\r\nNa tien uur. ")).status == 303
    assert [note.text for note in await house.notes(case)] == ["Morgen bellen.\nNa tien uur."]
    text = await browser.text(f"/overdrachten/{case.kenmerk}")
    assert "<strong>Notitie</strong>, Anna, ma 23 november 2026, 10:00" in text
    assert await actions(house, case) == [("notitie", "gelukt")]


async def test_a_note_leaves_the_version_so_that_a_colleague_can_go_on(house: House) -> None:
    case = await house.handover()
    await press(await house.signed_in(), case, "notitie", notitie="tekst")
    assert (await house.again(case)).version == 1


@pytest.mark.parametrize(("text", "told"), [("", "leeg"), ("  \n ", "leeg"), ("\u200b\x00", "leeg"), (LONG, "te lang")])
async def test_a_note_that_is_none_is_refused(house: House, text: str, told: str) -> None:
    case = await house.handover()
    answer = await press(await house.signed_in(), case, "notitie", notitie=text)
    assert answer.status == 422
    assert told in await answer.text()
    assert not await house.notes(case)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("bereikt", "Bereikt"), ("niet_bereikt", "Niet bereikt"), ("voicemail", "Voicemail ingesproken")],
)
@pytest.mark.parametrize("text", ["", "Belt morgen terug."])
async def test_a_try_to_reach_the_resident(house: House, kind: str, words: str, text: str) -> None:
    case = await house.handover()
    browser = await house.signed_in()
    assert (await press(browser, case, "poging", poging=kind, poging_tekst=text)).status == 303
    assert [(note.soort, note.text) for note in await house.notes(case)] == [(kind, text)]
    assert f"<strong>{words}</strong>, Anna" in await browser.text(f"/overdrachten/{case.kenmerk}")
    assert await actions(house, case) == [("contactpoging", "gelukt")]


@pytest.mark.parametrize("kind", ["", "notitie", "afsluiting", "bestaat-niet"])
async def test_a_try_must_say_how_it_went(house: House, kind: str) -> None:
    case = await house.handover()
    answer = await press(await house.signed_in(), case, "poging", poging=kind)
    assert answer.status == 422
    assert "Kies hoe het contact ging." in await answer.text()
    assert not await house.notes(case)
