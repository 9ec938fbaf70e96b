"""Which outcomes stand open: the same few everywhere, in the order in which they came, and on paper all of them."""

import html
import re

import pytest

from bot.front.outcome_groups import folded_name, groups
from bot.front.page_record import ROUTE
from bot.front.page_shell import read
from bot.front.pages import DATA
from tests.front.outcomes import CASES, MANY, names, outcomes
from tests.front.standin import said, state
from tests.staff.sqlite_only import database_url  # noqa: F401

WORDS = read(DATA / "teksten" / "widget.yml")["kaart"]
HEADING = re.compile(r"<h4>([^<]+)</h4>")
FOLDED = re.compile(r'<details class="meer">\s*<summary>([^<]+)</summary>(.*?)</article>\s*</details>', re.DOTALL)


@pytest.mark.parametrize(("counts", "expected"), CASES)
def test_the_first_of_each_group_stand_open(counts, expected):
    found = groups(outcomes(counts), WORDS)
    assert [[each.status, len(each.shown), len(each.folded)] for each in found] == expected
    for each in found:
        assert [one["naam"] for one in [*each.shown, *each.folded]] == names(each.status, 1, counts[each.status])


def test_what_has_no_status_of_ours_is_in_no_group():
    assert groups([{"naam": "x", "status": "vreemd"}, {"naam": "y"}], WORDS) == []


@pytest.mark.parametrize("status", WORDS["groep"])
def test_what_is_folded_says_how_many_and_how_sure(status):
    (group,) = groups(outcomes({status: 27}), WORDS)
    assert folded_name(group, WORDS) == WORDS["nog"][status].format(aantal=23)
    assert re.match(r"Nog 23 die (waarschijnlijk |misschien |niet )+bij u passen$", folded_name(group, WORDS))


def test_so_few_are_never_folded_that_the_plural_would_be_wrong():
    assert WORDS["meer"]["minstens"] > 1
    assert WORDS["meer"]["open"] > 0


@pytest.fixture
async def begun(client):
    await client.post("/gesprek", data={"actie": "begin"}, allow_redirects=False)
    return client


async def page(client, rasa, counts):
    rasa.script = [[said("Dit past bij u.", kaarten=outcomes(counts)), state()]]
    await client.post("/gesprek", data={"tekst": "uitkomst"}, allow_redirects=False)
    return html.unescape(await (await client.get("/gesprek")).text())


@pytest.mark.parametrize(("counts", "expected"), CASES)
async def test_without_javascript_the_rest_unfolds(begun, rasa, counts, expected):
    text = await page(begun, rasa, counts)
    folded = [(title, HEADING.findall(cards)) for title, cards in FOLDED.findall(text)]
    assert folded == [
        (WORDS["nog"][status].format(aantal=more), names(status, open_ + 1, open_ + more))
        for status, open_, more in expected
        if more
    ]
    assert HEADING.findall(FOLDED.sub("", text)) == [name for status, n, _ in expected for name in names(status, 1, n)]
    assert re.findall(r"<h3>([^<]+)</h3>", text) == [WORDS["groep"][status] for status, _, _ in expected]


async def test_what_is_folded_is_the_whole_card(begun, rasa):
    text = await page(begun, rasa, MANY)
    folded = "".join(cards for _, cards in FOLDED.findall(text))
    assert HEADING.findall(folded)
    for part in ("Hulp nummer 8.", "Bel het loket.", "Reden 8.", "Voor vragen.", "Plan, bladzijde 3."):
        assert part in folded, part


async def test_in_the_summary_nothing_is_folded(begun, rasa, decision, monkeypatch):
    record = {"antwoorden": {}, "uitkomsten": outcomes(MANY), "verwijzing": None}
    monkeypatch.setattr(decision, "record", lambda known: record)
    text = await (await begun.get(ROUTE)).text()
    assert HEADING.findall(text) == [name for status in WORDS["groep"] for name in names(status, 1, MANY[status])]
    assert text.count("<details open>") == text.count("<details") == sum(MANY.values())
