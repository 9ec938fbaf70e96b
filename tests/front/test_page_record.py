"""The overview without JavaScript: every answer as a sentence, in order, and nothing that was not said."""

import html
import re
from datetime import datetime, timedelta, timezone

import pytest

from bot.front.page_record import ROUTE, euros, filled
from bot.front.page_shell import municipality_names
from bot.front.page_words import answer_words, json_name, long_date, widget_texts
from bot.front.pages import DATA
from bot.selfcheck.answers import FIELDS
from tests.front.standin import said, state
from tests.staff.sqlite_only import database_url  # noqa: F401

MONTHS = ["jan", "feb", "maart", "apr", "mei", "juni", "juli", "aug", "sep", "okt", "november", "december"]
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def words():
    return widget_texts(DATA / "teksten", municipality_names(DATA))


def sentences(words, **answers):
    return {each.field: " ".join(each.sentences) for each in filled(answers, words)}


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "€\u00a00,00"),
        (1450.5, "€\u00a01.450,50"),
        (1_234_567.891, "€\u00a01.234.567,89"),
        (0.006, "€\u00a00,01"),
        (999.999, "€\u00a01.000,00"),
    ],
)
def test_euros_as_they_are_written_here(amount, written):
    assert euros(amount) == written


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 22, 12, tzinfo=timezone.utc), "22 november 2026"),
        (datetime(2026, 12, 31, 22, 59, tzinfo=timezone.utc), "31 december 2026"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=timezone.utc), "1 jan 2027"),
        (datetime(2026, 6, 30, 21, 59, tzinfo=timezone.utc), "30 juni 2026"),
        (datetime(2026, 6, 30, 22, 0, tzinfo=timezone.utc), "1 juli 2026"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=timezone.utc), "29 maart 2026"),
        (datetime(2024, 2, 28, 23, 30, tzinfo=timezone.utc), "29 feb 2024"),
    ],
)
def test_a_day_is_that_of_the_clocks_here(at, day):
    assert long_date(at, MONTHS) == day


@pytest.mark.parametrize(("value", "name"), [(True, "true"), (False, "false"), ("huur", "huur"), (0, "0"), (1, "1")])
def test_a_value_has_the_name_that_json_gives_it(value, name):
    assert json_name(value) == name


def test_the_words_of_an_answer_are_those_of_its_question():
    choices = [{"waarde": True, "zin": "Ja."}, {"waarde": "huur", "zin": "U huurt."}]
    assert answer_words({"tekst": "?", "zin": "{waarde}", "leeg": "Geen."}) == {"zin": "{waarde}", "leeg": "Geen."}
    assert answer_words({"keuzes": choices}) == {"waarden": {"true": "Ja.", "huur": "U huurt."}}
    assert answer_words({}) == {}


def test_every_field_of_the_contract_reads_as_a_sentence(words):
    assert set(words["antwoorden"]) <= set(FIELDS) | {"gemeente"}
    assert set(FIELDS) <= set(words["antwoorden"])
    for field, own in words["antwoorden"].items():
        assert own.get("zin") or own.get("waarden"), field


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, {}),
        ({"leeftijd": None, "schulden": None, "kinderen": None}, {}),
        ({"leeftijd": 0}, {"leeftijd": "0"}),
        ({"kinderen": [4]}, {"kinderen": "4"}),
        ({"kinderen": [0, 4, 17]}, {"kinderen": "0, 4 en 17"}),
        ({"inkomen": 1450.5}, {"inkomen": "€\u00a01.450,50"}),
        ({"inkomen": 0}, {"inkomen": "€\u00a00,00"}),
        ({"inkomen": {"van": 1200, "tot": 1350}}, {"inkomen": "€\u00a01.200,00"}),
        ({"mantelzorg_gemeente": "den-haag"}, {"mantelzorg_gemeente": "Den Haag"}),
        ({"mantelzorg_gemeente": HOSTILE}, {"mantelzorg_gemeente": HOSTILE.title()}),
        ({"mantelzorg_uren": 8}, {"mantelzorg_uren": "8"}),
    ],
)
def test_the_value_stands_in_the_sentence(words, answers, told):
    found = sentences(words, **answers)
    assert list(found) == list(told)
    assert all(value in found[field] for field, value in told.items())
    assert not any("{" in sentence for sentence in found.values())


@pytest.mark.parametrize("field", ["schulden", "mantelzorg", "vermogen_boven_grens", "onveilig", "eigen_vervoer"])
def test_yes_and_no_are_two_sentences(words, field):
    yes, no = sentences(words, **{field: True})[field], sentences(words, **{field: False})[field]
    assert yes != no
    assert "rue" not in yes + no
    assert "alse" not in yes + no


@pytest.mark.parametrize("field", ["kinderen", "uitkering", "achterstanden", "dreiging"])
def test_none_is_an_answer_and_unknown_is_not(words, field):
    assert sentences(words, **{field: []}).get(field) == words["antwoorden"][field]["leeg"]
    assert sentences(words, **{field: None}) == {}


def test_a_list_of_choices_is_a_sentence_each(words):
    (each,) = filled({"uitkering": ["aow", "wia"]}, words)
    own = words["antwoorden"]["uitkering"]["waarden"]
    assert each.sentences == (own["aow"], own["wia"])


def test_they_stand_in_the_order_of_the_questions(words):
    answers = {"schulden": True, "leeftijd": 44, "huishouden": "alleenstaand", "kinderen": [3]}
    order = [field for field in words["antwoorden"] if field in answers]
    assert list(sentences(words, **answers)) == order
    assert list(sentences(words, **dict(reversed(answers.items())))) == order


OUTCOME = {
    "voorziening": "hulp",
    "naam": HOSTILE,
    "status": "misschien",
    "samenvatting": "Hulp <b>thuis</b>.",
    "stappen": ["Bel {naam}.", HOSTILE],
    "contact": {"id": "x", "naam": "Loket & co", "wat": "Bel 14 071"},
    "redenen": [{"voorwaarde": "v", "resultaat": "onbekend", "uitleg": "Dat weten we niet.", "bron": None}],
    "bron": {"document": "Plan <1>", "vindplaats": None, "bevestigd_op": None},
}


@pytest.fixture
def outcomes(decision, monkeypatch):
    """What the decision says; a test adds to it."""
    told = []

    def record(known):
        return {"antwoorden": known.get("antwoorden") or {}, "uitkomsten": told, "verwijzing": None}

    monkeypatch.setattr(decision, "record", record)
    return told


async def begun(client, query=""):
    response = await client.post(f"/gesprek{query}", data={"actie": "begin"}, allow_redirects=False)
    assert response.status == 303


async def fill(client, rasa, **answers):
    rasa.script = [[said("Dank u."), state(antwoorden=answers)]]
    await client.post("/gesprek", data={"tekst": "hallo"})


async def overview(client):
    return html.unescape(await (await client.get(ROUTE)).text())


@pytest.mark.usefixtures("outcomes")
class TestThePage:
    async def test_what_was_filled_in_can_be_changed(self, client, rasa):
        await begun(client)
        await fill(client, rasa, leeftijd=44, kinderen=[3, 5], schulden=None)
        text = await overview(client)
        assert "44" in text
        assert "3 en 5" in text
        assert re.findall(r'name="wijzig" value="(\w+)"', text) == ["leeftijd", "kinderen"]
        response = await client.post("/gesprek", data={"wijzig": "leeftijd"}, allow_redirects=False)
        assert response.status == 303
        assert rasa.messages[-1].startswith('/kies{"veld": "leeftijd"')

    async def test_what_is_hostile_stays_text(self, client, rasa, outcomes):
        await begun(client)
        outcomes.append(OUTCOME)
        await fill(client, rasa, mantelzorg_gemeente=HOSTILE)
        text = (await (await client.get(ROUTE)).text()).lower()
        assert "<img" not in text
        assert "<b>" not in text
        assert text.count("&lt;img") >= 4
        assert "loket &amp; co" in text
        assert "plan &lt;1&gt;." in text

    async def test_an_outcome_is_told_with_every_reason(self, client, words, outcomes):
        await begun(client)
        outcomes.append(OUTCOME | {"naam": "Boodschappendienst"})
        text = await overview(client)
        assert "<h4>Boodschappendienst</h4>" in text
        assert "Dat weten we niet." in text
        assert "<details open>" in text, "on paper nothing is folded"
        assert words["kaart"]["niet_bevestigd"] in text
        assert words["samenvatting"]["geen_uitkomsten"] not in text

    async def test_a_source_has_its_place_and_its_day_in_words(self, client, words, outcomes):
        await begun(client)
        source = {"document": "Plan", "vindplaats": "bladzijde 3", "bevestigd_op": "2026-03-01"}
        reasons = [{**OUTCOME["redenen"][0], "bron": each} for each in (source, "Participatiewet", None)]
        outcomes.append(OUTCOME | {"bron": source, "redenen": reasons})
        text = " ".join((await overview(client)).split())
        assert "Plan, bladzijde 3. " + words["kaart"]["bevestigd"].format(datum="1 maart 2026") in text
        assert re.findall(r"<li>.*?</li>", text[text.index("<details") : text.index("</details>")]) == [
            f"<li><strong>Niet bekend:</strong> Dat weten we niet.{place}</li>"
            for place in (
                '<span class="bron"> (Plan, bladzijde 3)</span>',
                '<span class="bron"> (Participatiewet)</span>',
                "",
            )
        ]

    async def test_without_outcomes_it_says_so(self, client, words):
        await begun(client)
        assert words["samenvatting"]["geen_uitkomsten"] in await overview(client)

    async def test_nothing_filled_in_says_so(self, client, words):
        await begun(client)
        text = await overview(client)
        assert words["ingevuld"]["niets"] in text
        assert 'name="wijzig"' not in text

    async def test_without_a_conversation_it_begins_one(self, client):
        for query in ("", "?gemeente=leiden"):
            response = await client.get(ROUTE + query, allow_redirects=False)
            assert (response.status, response.headers["Location"]) == (303, f"/gesprek{query}")

    async def test_a_conversation_that_was_closed_shows_nothing(self, client, rasa, clock):
        await begun(client)
        await fill(client, rasa, leeftijd=44)
        clock.now += timedelta(minutes=31)
        response = await client.get(ROUTE, allow_redirects=False)
        assert (response.status, response.headers["Location"]) == (303, "/gesprek")
