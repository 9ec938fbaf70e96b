"""What a case shows, what it hides, and that nothing a resident typed comes to life."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from bot.staff.case_view import case_view
from bot.staff.cases import Case
from bot.staff.words import Words
from tests.staff.house import House
from tests.staff.sample import NOW, SUMMARY, TRANSCRIPT, a_handover
from tests.staff.sqlite_only import database_url  # noqa: F401

OWN_SCRIPT = '<script type="module" src="/medewerker/static/gesprek.js">'
CONTACT = '{"telefoon": "+31612345678", "email": "j.jansen@voorbeeld.nl"}'
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> \"'> {{ 7*7 }} {% raw %} "
    "[klik](javascript:alert(1)) **vet** https://kwaad.example\n\u202eomgekeerd </bdi></textarea>"
)


async def page(house: House, **parts: object) -> str:
    case = await house.handover(**parts)
    return await (await house.signed_in()).text(f"/overdrachten/{case.kenmerk}")


def plain(text: str) -> str:
    """The words of the page, one space apart."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def section(text: str, name: str) -> str:
    """The words of one part of the page."""
    return plain(re.search(rf'<section[^>]*aria-labelledby="{name}">.*?</section>', text, re.DOTALL)[0])


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("samenvatting", "Status Nieuw"),
        ("samenvatting", "Hoe dringend Gewoon"),
        ("samenvatting", "Team Servicepunt Zorg"),
        ("samenvatting", "(1 uur geleden)"),
        ("samenvatting", "Onderwerpen Huishouden en wonen"),
        ("reden", "Het lukt niet meer met schoonmaken."),
        ("reden", "Samen bekijken."),
        ("contact", "De inwoner wil dat u belt."),
        ("contact", "De inwoner ging akkoord op ma 23 november 2026, 09:10 (kanaal web, tekst 2026-11-22)."),
        ("antwoorden", "Leeftijd U bent 67 jaar. Gevraagd: Hoe oud bent u?"),
        ("antwoorden", "Lopen gaat alleen over korte stukken. Niet gevraagd, de inwoner zei het zelf."),
        ("antwoorden", "Inkomen per maand, Schulden"),
        ("antwoorden", "Leeftijd van de partner"),
        ("uitkomsten", "Misschien iets voor deze inwoner Hulp bij het huishouden"),
        ("uitkomsten", "Het huishouden lukt niet: klopt. Het huishouden lukt u niet."),
        ("uitkomsten", "Bron: Plan Leiden, regels 10-12."),
        ("uitkomsten", "Bron: Plan Leiden, regels 10-20. Voor het laatst nagekeken op 1 oktober 2026."),
        ("uitkomsten", "Hiervoor is nog nodig: Hulp van familie, vrienden of buren."),
        ("gesprek", "Zelfcheck (computer) , ma 23 november 2026, 09:01 Hoe oud bent u?"),
        ("gesprek", "Inwoner , ma 23 november 2026, 09:02 ik ben 67 Hieruit gehaald: Leeftijd"),
        ("gesprek", "Keuzes: Ja , Nee"),
    ],
)
def test_the_case_tells_the_whole_story(whole_page: str, part: str, words: str) -> None:
    assert words in section(whole_page, part)


@pytest.fixture
async def whole_page(house: House) -> str:
    return await page(house)


async def test_the_surest_outcomes_come_first(house: House) -> None:
    text = section(await page(house), "uitkomsten")
    assert text.index("Wijkbus") < text.index("Hulp bij het huishouden")


async def test_each_answer_links_to_its_message(house: House) -> None:
    text = await page(house)
    links = re.findall(r'href="#(bericht-[^"]+)"', text)
    assert links == ["bericht-m2"]
    assert all(f'id="{link}"' in text for link in links)


@pytest.mark.parametrize("message_id", ["weg", "", None, 'x" onclick="alert(1)'])
async def test_a_message_that_is_not_there_gets_no_link(house: House, message_id: str | None) -> None:
    answer = {"veld": "leeftijd", "vraag": "Hoe oud?", "antwoord": 67, "bericht_id": message_id}
    text = await page(house, summary={**SUMMARY, "antwoorden": [answer]})
    assert 'href="#bericht' not in text
    assert "geen bericht" in text


async def test_danger_comes_before_all_else(house: House) -> None:
    referral = {
        "urgentie": "acuut",
        "redenen": ["U voelt zich thuis niet veilig."],
        "telefoon": [{"naam": "Alarmnummer", "nummer": "112"}, {"naam": "Veilig Thuis", "nummer": "0800-2000"}],
    }
    summary = {**SUMMARY, "signalen": ["onveilig_thuis"], "verwijzing": referral, "urgentie": "acuut"}
    text = await page(house, summary=summary, urgentie="acuut")
    danger = section(text, "gevaar")
    assert "Let op: acuut, gevaar" in danger
    assert danger.count("U voelt zich thuis niet veilig.") == 1
    assert "Alarmnummer 112 , Veilig Thuis 0800-2000" in danger
    assert text.index('id="gevaar"') < text.index('id="samenvatting"')


async def test_without_danger_there_is_no_warning(house: House) -> None:
    assert 'id="gevaar"' not in await page(house)


async def test_urgency_alone_is_a_warning_too(house: House) -> None:
    assert "Let op: spoed" in section(await page(house, urgentie="spoed"), "gevaar")


async def test_too_late_is_said_in_words(house: House) -> None:
    text = await page(house, due_at=NOW - timedelta(minutes=1))
    assert "Te laat: het antwoord moest er al zijn." in text
    assert "Te laat: het antwoord moest er al zijn." not in await page_again(house)


async def page_again(house: House) -> str:
    case = await house.handover(due_at=NOW - timedelta(days=1), status="afgesloten", closed_at=NOW)
    return await (await house.signed_in(await house.staff("Bram"))).text(f"/overdrachten/{case.kenmerk}")


def hostile_summary() -> dict:
    outcome = {
        "naam": HOSTILE,
        "status": "misschien",
        "samenvatting": HOSTILE,
        "redenen": [{"voorwaarde": HOSTILE, "resultaat": HOSTILE, "uitleg": HOSTILE, "bron": {"document": HOSTILE}}],
        "ontbrekend": [HOSTILE],
    }
    return {
        "reden": HOSTILE,
        "antwoorden": [{"veld": HOSTILE, "vraag": HOSTILE, "antwoord": HOSTILE, "bericht_id": HOSTILE}],
        "uitkomsten": [outcome],
        "verwijzing": {"redenen": [HOSTILE], "telefoon": [{"naam": HOSTILE, "nummer": HOSTILE}]},
        "niet_gevraagd": [HOSTILE],
        "niet_beantwoord": [HOSTILE],
        "themas": [HOSTILE],
        "signalen": [HOSTILE],
        "contactwens": HOSTILE,
        "toestemming": {"tekstversie": HOSTILE, "tijd": HOSTILE, "kanaal": HOSTILE},
    }


async def test_nothing_that_was_typed_comes_to_life(house: House) -> None:
    transcript = [{"id": HOSTILE, "van": HOSTILE, "tijd": HOSTILE, "tekst": HOSTILE, "keuzes": [HOSTILE]}]
    text = (await page(house, summary=hostile_summary(), transcript=transcript)).replace(OWN_SCRIPT, "")
    for live in ("<script", "<img", "onerror=alert(1)>", "49", "<strong>vet", 'href="https', 'href="javascript'):
        assert live not in text
    assert text.count("&lt;script&gt;") > 15


async def test_the_words_of_the_resident_stay_as_they_were(house: House) -> None:
    said = "regel een\n   regel twee **geen vet** 😀"
    text = await page(house, summary={**SUMMARY, "reden": said})
    assert f'<bdi class="woorden">{said}</bdi>' in text


async def test_a_hostile_note_and_name_stay_text(house: House) -> None:
    anna = await house.staff(HOSTILE[:100], email="x@voorbeeld.nl")
    case = await house.handover()
    browser = await house.signed_in(anna)
    await browser.post(f"/overdrachten/{case.kenmerk}/notitie", {"notitie": HOSTILE})
    text = (await browser.text(f"/overdrachten/{case.kenmerk}")).replace(OWN_SCRIPT, "")
    assert "<script" not in text
    assert "<img" not in text
    assert text.count("</textarea>") == 2


@pytest.mark.parametrize("shown", [True, False])
async def test_contact_details_show_on_request_only_and_that_is_logged(house: House, shown: bool) -> None:
    anna, case = await house.staff(), await house.handover(CONTACT)
    browser = await house.signed_in(anna)
    path = f"/overdrachten/{case.kenmerk}"
    answer = await (browser.post(f"{path}/contactgegevens") if shown else browser.get(path))
    text = await answer.text()
    assert ("+31612345678" in text, "j.jansen@voorbeeld.nl" in text) == (shown, shown)
    assert ("Toon de contactgegevens" in text) is not shown
    logged = [(anna.id, "overdracht bekeken", "gelukt")]
    assert sorted(await house.audit(case.kenmerk)) == [(anna.id, "contactgegevens getoond", "gelukt")] * shown + logged


async def test_contact_details_are_hidden_again_on_the_next_look(house: House) -> None:
    case = await house.handover(CONTACT)
    browser = await house.signed_in()
    await browser.post(f"/overdrachten/{case.kenmerk}/contactgegevens")
    assert "+31612345678" not in await browser.text(f"/overdrachten/{case.kenmerk}")


@pytest.mark.parametrize(
    ("contact", "present", "absent"),
    [
        ('{"telefoon": "+31612345678", "email": null}', "Telefoon", "E-mail"),
        ('{"telefoon": null, "email": "a@b.nl"}', "E-mail", "Telefoon"),
    ],
)
async def test_only_what_was_given_shows(house: House, contact: str, present: str, absent: str) -> None:
    case = await house.handover(contact)
    answer = await (await house.signed_in()).post(f"/overdrachten/{case.kenmerk}/contactgegevens")
    contact_part = section(await answer.text(), "contact")
    assert present in contact_part
    assert absent not in contact_part


async def test_without_contact_details_there_is_nothing_to_show(house: House) -> None:
    case = await house.handover()
    browser = await house.signed_in()
    assert "Toon de contactgegevens" not in await browser.text(f"/overdrachten/{case.kenmerk}")
    answer = await browser.post(f"/overdrachten/{case.kenmerk}/contactgegevens")
    assert answer.status == 200
    assert "Er zijn geen contactgegevens." in await answer.text()


async def test_details_of_another_key_are_not_readable_and_no_error_page(house: House) -> None:
    case = await house.handover(CONTACT)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE handover_contact SET key_id = 'andere'")
    answer = await (await house.signed_in()).post(f"/overdrachten/{case.kenmerk}/contactgegevens")
    assert answer.status == 200
    assert "niet te lezen" in await answer.text()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"summary": {}, "transcript": []}, "De inhoud is gewist."),
        ({}, "De inwoner heeft deze overdracht ingetrokken. U hoeft niets meer te doen."),
    ],
)
async def test_a_withdrawn_case_says_so_and_has_no_buttons(house: House, parts: dict, words: str) -> None:
    text = await page(house, status="ingetrokken", closed_at=NOW, **parts)
    assert words in text
    assert re.findall(r'action="([^"]+)"', text) == ["/medewerker/uitloggen"]


@pytest.mark.parametrize("summary", [{}, {"verwijzing": None}, {"antwoorden": None, "uitkomsten": None, "reden": None}])
async def test_an_old_or_empty_summary_still_makes_a_page(house: House, summary: dict) -> None:
    text = await page(house, summary=summary, transcript=[])
    assert "De inwoner gaf geen reden." in text
    assert "Er zijn geen antwoorden." in text
    assert "Er is geen gesprek bewaard." in text
    assert "Er staat geen akkoord" in text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("huishouden", "alleenstaand", "U woont zonder partner en zonder kinderen."),
        ("inkomen", 1845.3, "1.845,30"),
        ("inkomen", {"van": 1800, "tot": 1900}, "tussen"),
        ("kinderen", [4, 9], "4, 9"),
        ("kinderen", [], "Er wonen geen kinderen bij u."),
        ("uitkering", [], "U krijgt geen uitkering."),
        ("achterstanden", ["huur", "water"], "achterstand met de huur. U heeft achterstand met water."),
        ("schulden", False, "U heeft geen schulden."),
        ("oude_vraag", "waarde", "waarde"),
        ("huishouden", "bestaat_niet_meer", "bestaat_niet_meer"),
    ],
)
def test_answers_read_as_sentences(field: str, value: object, words: str) -> None:
    assert words in Words.load().answer(field, value)


def test_a_case_without_anything_has_empty_parts() -> None:
    case = Case(replace(a_handover(), summary={}, transcript=[]), [], {}, False, None)
    view = case_view(case, Words.load(), "iemand", NOW)
    assert view.facts.is_erased
    assert not view.facts.is_mine
    assert not (view.answers)
    assert not (view.groups)
    assert not (view.transcript)
    assert not (view.notes)


def test_a_conversation_with_staff_in_it_names_all_three() -> None:
    spoken = [*TRANSCRIPT, {"id": "m4", "van": "medewerker", "tijd": "", "tekst": "Hallo"}]
    view = case_view(Case(replace(a_handover(), transcript=spoken), [], {}, False, None), Words.load(), "x", NOW)
    assert {line.speaker for line in view.transcript} == {"Inwoner", "Zelfcheck (computer)", "Medewerker"}


async def test_looking_is_logged(house: House) -> None:
    anna, case = await house.staff(), await house.handover()
    browser = await house.signed_in(anna)
    for _ in range(2):
        await browser.text(f"/overdrachten/{case.kenmerk}")
    assert await house.audit(case.kenmerk) == [(anna.id, "overdracht bekeken", "gelukt")] * 2


async def each_page(house: House) -> list[str]:
    anna = await house.staff()
    case = await house.handover(CONTACT, status="in_behandeling", claimed_by=anna.id)
    browser = await house.signed_in(anna)
    path = f"/overdrachten/{case.kenmerk}"
    answers = [
        await house.browser().get("/inloggen"),
        await browser.get(),
        await browser.get("/wachtwoord"),
        await browser.get(path),
        await browser.post(f"{path}/notitie", {"notitie": ""}),
        await browser.post(f"{path}/poging"),
        await browser.post(f"{path}/sluit", {"uitkomst": "anders"}),
        await browser.get("/bestaat-niet"),
    ]
    return [await answer.text() for answer in answers]


async def test_every_page_can_be_used_without_eyes_or_mouse(house: House) -> None:
    """Language, title, one heading, landmarks, skip link, no double ids, every field has a label, no script in it."""
    for text in await each_page(house):
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert not [name for name, count in Counter(ids).items() if count > 1]
        assert '<html lang="nl">' in text
        assert text.count("<h1>") == 1
        assert re.search(r"<title>[^<]+ – Zelfcheck voor medewerkers</title>", text)
        assert '<a class="naar-inhoud" href="#inhoud">' in text
        assert '<main id="inhoud" tabindex="-1">' in text
        fields = re.findall(r'<(?:input|textarea|select)(?![^>]*type="hidden")[^>]*\sid="([^"]+)"', text)
        assert set(fields) <= set(re.findall(r'<label for="([^"]+)"', text))
        pointed = " ".join(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', text)).split()
        assert set(pointed) <= set(ids)
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
        assert set(re.findall(r"<script[^>]*>[^<]*", text)) <= {OWN_SCRIPT}
        assert "style=" not in text
        assert "onclick" not in text


async def test_a_fault_is_in_the_title_and_tied_to_its_field(house: House) -> None:
    case = await house.handover()
    answer = await (await house.signed_in()).post(f"/overdrachten/{case.kenmerk}/notitie", {"notitie": " \u200b "})
    text = await answer.text()
    assert answer.status == 422
    assert "<title>Fout: Overdracht" in text
    assert '<a id="fout-notitie" href="#notitie">Uw notitie is leeg. Schrijf eerst iets op.</a>' in text
    assert 'aria-invalid="true" aria-describedby="notitie-uitleg fout-notitie"' in text
