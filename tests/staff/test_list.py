"""The list of handovers: which, in which order, and in which words."""

import re
from datetime import timedelta

import pytest

from bot.staff.list_view import is_late
from bot.staff.moments import TimeWords
from bot.staff.words import Words
from bot.store.records import HandoverStatus
from tests.staff.house import House
from tests.staff.sample import NOW

ROW = re.compile(r"<tr role=\"row\".*?</tr>", re.DOTALL)


def listed(text: str) -> list[str]:
    """The references, from top to bottom."""
    return re.findall(r'href="/medewerker/overdrachten/([^"]+)"', text)


def cells(text: str) -> list[list[str]]:
    """The words in each row."""
    found = ROW.findall(text)[1:]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[dh] .*?</t[dh]>", row)] for row in found]


async def test_the_most_urgent_first_then_the_oldest(house: House) -> None:
    ages = [("normaal", 50), ("spoed", 1), ("acuut", 1), ("normaal", 2), ("acuut", 3), ("spoed", 30)]
    made = {
        (urgency, hours): await house.handover(urgentie=urgency, created_at=NOW - timedelta(hours=hours))
        for urgency, hours in ages
    }
    expected = [("acuut", 3), ("acuut", 1), ("spoed", 30), ("spoed", 1), ("normaal", 50), ("normaal", 2)]
    assert listed(await (await house.signed_in()).text()) == [made[each].kenmerk for each in expected]


async def test_each_line_says_it_in_words(house: House) -> None:
    bram = await house.staff("Bram")
    await house.handover(
        urgentie="acuut",
        soort="melding",
        created_at=NOW - timedelta(days=3),
        due_at=NOW - timedelta(hours=1),
        status="in_behandeling",
        claimed_by=bram.id,
    )
    await house.handover()
    rows = cells(await (await house.signed_in()).text())
    assert [row[1:] for row in rows] == [
        ["Acuut, gevaar", "Te laat: ma 23 november 2026, 09:00", "3 dagen", "Melding Wmo", "Servicepunt Zorg", "Bram"],
        ["Gewoon", "wo 25 november 2026, 10:00", "1 uur", "Contactverzoek", "Servicepunt Zorg", "nog niemand"],
    ]


async def test_what_i_have_says_u(house: House) -> None:
    anna = await house.staff()
    await house.handover(status="in_behandeling", claimed_by=anna.id)
    assert cells(await (await house.signed_in(anna)).text())[0][-1] == "u"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["nieuw", "mijn", "van bram"]),
        ("?toon=open", ["nieuw", "mijn", "van bram"]),
        ("?toon=nieuw", ["nieuw"]),
        ("?toon=mijn", ["mijn"]),
        ("?toon=afgesloten", ["afgesloten", "ingetrokken"]),
        ("?toon=bestaat-niet", ["nieuw", "mijn", "van bram"]),
        ("?toon=%00'--", ["nieuw", "mijn", "van bram"]),
    ],
)
async def test_the_filters(house: House, query: str, expected: list[str]) -> None:
    anna, bram = await house.staff(), await house.staff("Bram")
    made = {
        "nieuw": await house.handover(),
        "mijn": await house.handover(status="in_behandeling", claimed_by=anna.id),
        "van bram": await house.handover(status="in_behandeling", claimed_by=bram.id),
        "afgesloten": await house.handover(
            status="afgesloten", claimed_by=anna.id, outcome="hulp_gestart", closed_at=NOW
        ),
        "ingetrokken": await house.handover(status="ingetrokken", closed_at=NOW),
    }
    names = {case.kenmerk: name for name, case in made.items()}
    shown = [names[kenmerk] for kenmerk in listed(await (await house.signed_in(anna)).text(query))]
    assert sorted(shown) == sorted(expected)


async def test_closed_ones_say_how_it_ended(house: House) -> None:
    for outcome in ("hulp_gestart", "anders", "oude_uitkomst"):
        await house.handover(status="afgesloten", outcome=outcome, closed_at=NOW)
    await house.handover(status="ingetrokken", closed_at=NOW)
    ends = {row[-1] for row in cells(await (await house.signed_in()).text("?toon=afgesloten"))}
    assert ends == {"Hulp gestart", "Anders", "oude_uitkomst", "Ingetrokken door de inwoner"}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"gemeente": "leiden"}, {"leiden"}),
        ({"gemeente": "elburg"}, {"elburg"}),
        ({"gemeente": "leiden", "role": "beheerder"}, {"leiden"}),
        ({"gemeente": "", "role": "beheerder"}, {"leiden", "elburg", "onbekend"}),
        ({"gemeente": "", "role": "medewerker"}, set()),
        ({"gemeente": "westland"}, set()),
    ],
)
async def test_everybody_sees_their_own_municipality(house: House, parts: dict, expected: set[str]) -> None:
    made = {gemeente: await house.handover(gemeente=gemeente) for gemeente in ("leiden", "elburg", "onbekend")}
    names = {case.kenmerk: gemeente for gemeente, case in made.items()}
    text = await (await house.signed_in(await house.staff(**parts))).text()
    assert {names[kenmerk] for kenmerk in listed(text)} == expected


async def test_an_empty_list_says_so(house: House) -> None:
    text = await (await house.signed_in()).text()
    assert "Er zijn hier geen overdrachten." in text
    assert "<table" not in text


@pytest.mark.parametrize(("count", "words"), [(1, "1 overdracht."), (2, "2 overdrachten.")])
async def test_the_number_is_told(house: House, count: int, words: str) -> None:
    for _ in range(count):
        await house.handover()
    assert words in await (await house.signed_in()).text()


async def test_a_team_that_left_the_catalogue_keeps_its_id(house: House) -> None:
    await house.handover(team="<b>oud-team</b>")
    assert "&lt;b&gt;oud-team&lt;/b&gt;" in await (await house.signed_in()).text()


async def test_what_the_resident_told_is_not_in_the_list(house: House) -> None:
    await house.handover('{"telefoon": "+31612345678", "email": null}')
    text = await (await house.signed_in()).text()
    assert "schoonmaken" not in text
    assert "612345678" not in text


async def test_the_list_is_in_the_log(house: House) -> None:
    anna = await house.staff()
    await (await house.signed_in(anna)).text("?toon=nieuw")
    assert await house.audit("nieuw") == [(anna.id, "lijst bekeken", "gelukt")]


@pytest.mark.parametrize(
    ("status", "minutes", "late"),
    [
        (HandoverStatus.NEW, 1, True),
        (HandoverStatus.CLAIMED, 1, True),
        (HandoverStatus.NEW, 0, False),
        (HandoverStatus.NEW, -1, False),
        (HandoverStatus.CLOSED, 1, False),
        (HandoverStatus.WITHDRAWN, 1, False),
    ],
)
def test_late_is_open_and_past_the_day(status: HandoverStatus, minutes: int, late: bool) -> None:
    assert is_late(status.value, NOW, NOW + timedelta(minutes=minutes)) is late


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "minder dan 1 minuut"),
        (timedelta(0), "minder dan 1 minuut"),
        (timedelta(seconds=59), "minder dan 1 minuut"),
        (timedelta(seconds=60), "1 minuut"),
        (timedelta(minutes=59, seconds=59), "59 minuten"),
        (timedelta(hours=1), "1 uur"),
        (timedelta(hours=23, minutes=59), "23 uur"),
        (timedelta(days=1), "1 dag"),
        (timedelta(days=45), "45 dagen"),
    ],
)
def test_durations(words: str, span: timedelta) -> None:
    assert time_words().duration(span) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-11-23T09:00:00.000Z", "ma 23 november 2026, 10:00"),
        ("2026-07-01T22:30:00+00:00", "do 2 juli 2026, 00:30"),
        ("2026-12-31T23:00:00Z", "vr 1 januari 2027, 00:00"),
        ("2026-10-01", "1 oktober 2026"),
        ("2026-13-01", "2026-13-01"),
        ("gisteren", "gisteren"),
        ("vijf juli!", "vijf juli!"),
        ("", ""),
    ],
)
def test_moments_are_in_dutch_time(written: str, words: str) -> None:
    assert time_words().written(written) == words


def time_words() -> TimeWords:
    return TimeWords(Words.load().said["tijd"])
