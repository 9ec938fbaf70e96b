"""The conversation as plain forms: whose it is, what is sent once, what is refused, and that no word gets lost."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.front.limits import Limits
from tests.front.standin import said, state
from tests.staff.sqlite_only import database_url  # noqa: F401
from tests.store.databases import all_rows

PAGE = "/gesprek"
COOKIE = "zelfcheck_gesprek"
HOSTILE = "</textarea><script>alert('x')</script> \"' ّمرحبا 😀 {{ 7 * 7 }}"


async def send(client, headers=None, **form):
    return await client.post(PAGE, data=form, headers=headers or {}, allow_redirects=False)


async def page(client, query=""):
    return await (await client.get(PAGE + query)).text()


async def problem_on(response, status, words):
    """A page, not JSON, that says what went wrong."""
    text = await response.text()
    assert response.status == status, text
    assert response.content_type == "text/html"
    assert words in html.unescape(text)
    return text


@pytest.fixture
async def begun(client):
    response = await send(client, actie="begin")
    assert response.status == 303
    return response


def cookie_of(response):
    return response.cookies[COOKIE]


def key_on(text):
    return re.search(r'name="sleutel" value="([0-9a-f]{32})"', text)[1]


def choice_on(text, title):
    return re.search(rf'name="keuze" value="([^"]+)">{title}<', text)[1]


async def test_nobody_else_can_read_or_send_the_cookie(begun):
    cookie = cookie_of(begun)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == PAGE
    assert not cookie["secure"], "plain http in development"
    assert not cookie["expires"]
    assert not cookie["max-age"], "gone when the browser closes: a shared computer"


async def test_over_https_the_cookie_never_leaves_it(start, front_settings):
    client = await start(replace(front_settings, public_url="https://zelfcheck.nl"))
    assert cookie_of(await send(client, actie="begin"))["secure"]


async def test_the_page_keeps_no_token_in_an_address_or_in_its_text(client, begun):
    _, _, token = cookie_of(begun).value.partition(":")
    assert token
    assert token not in begun.headers["Location"]
    assert token not in await page(client)


PERSONAL = [("GET", PAGE), ("POST", PAGE), ("GET", f"{PAGE}/overzicht"), ("GET", "/verder"), ("POST", "/verder")]


async def test_no_browser_keeps_a_page_for_whoever_presses_back(client, begun):
    for method, path in PERSONAL:
        response = await client.request(method, path, allow_redirects=False)
        assert response.headers["Cache-Control"] == "no-store", path
        assert response.headers["Referrer-Policy"] == "no-referrer", path


async def test_a_page_runs_nothing_that_stands_in_it(client, begun):
    policy = (await client.get(PAGE)).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy


async def test_a_form_that_is_sent_twice_is_one_message(client, begun, rasa):
    key = key_on(await page(client))
    for _ in range(2):
        assert (await send(client, tekst="ik huur", sleutel=key)).status == 303
    assert rasa.messages.count("ik huur") == 1
    assert (await page(client)).count('letterlijk">ik huur</p>') == 1
    assert key_on(await page(client)) != key, "the next form is another message"


async def test_what_somebody_types_is_shown_as_typed(client, begun):
    await send(client, tekst=HOSTILE)
    text = await page(client)
    assert "<script>alert" not in text
    assert f'<p class="letterlijk">{html.escape(HOSTILE).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")}' in text


REFUSED = [
    ({"tekst": ""}, 400, "nog niets in uw bericht"),
    ({"tekst": "  \u200b "}, 400, "nog niets in uw bericht"),
    ({"tekst": "/ / /"}, 400, "nog niets in uw bericht"),
    ({"keuze": "bestaat-niet"}, 422, "niet aan u gegeven"),
    ({"keuze": "' OR 1=1 --"}, 422, "niet aan u gegeven"),
    ({"wijzig": "geen_veld"}, 400, "in 'veld'"),
    ({"wijzig": "leeftijd"}, 409, "nog niet gegeven"),
    ({"tekst": "hallo", "sleutel": "é"}, 400, "zonder spaties"),
]


async def test_what_is_refused_is_said_on_the_page(client, begun, rasa):
    before = list(rasa.messages)
    for form, status, words in REFUSED:
        text = await problem_on(await send(client, **form), status, words)
        assert 'id="melding"' in text, form
    assert rasa.messages == before


@pytest.mark.parametrize("text", ["x" * 2_001, HOSTILE + "x" * 2_000])
async def test_a_text_that_is_too_long_does_not_get_lost(client, begun, text):
    told = await problem_on(await send(client, tekst=text), 400, "2.000")
    field = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", told, re.DOTALL)[1]
    assert html.unescape(field) == text
    assert "<script>alert" not in told


async def test_a_text_that_is_refused_gives_the_numbers_all_the_same(client, begun):
    told = await (await send(client, tekst="ik zie een mes " + "x" * 2_000)).text()
    assert '<a href="tel:112">112</a>' in told
    assert 'class="bericht gevaar"' in told


async def still_there(response, status, words, text):
    """The page that refuses says why, with the conversation and with what was typed."""
    told = await problem_on(response, status, words)
    assert "Hallo. Dit is een computer." in told
    assert 'value="begin"' not in told
    field = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", told, re.DOTALL)[1]
    assert html.unescape(field) == text


TOO_BIG = [
    ("woord " * 20_000, "woord " * 332 + "woord"),
    ("x" * 3_000_000, "x" * 2_000),
    ("好" * 20_000, "好" * 2_000),
    ("\n" * 40_000, ""),
    (f"{HOSTILE} " + "y " * 40_000, f"{HOSTILE} " + "y " * ((1_998 - len(HOSTILE)) // 2)),
]


@pytest.mark.parametrize(("text", "beginning"), TOO_BIG, ids=["words", "one word", "Chinese", "nothing", "hostile"])
async def test_of_a_text_that_is_far_too_big_the_beginning_is_given_back(client, begun, text, beginning):
    response = await send(client, tekst=text)
    await still_there(response, 413, "Uw tekst is veel te lang. Daarom is hij niet verstuurd.", beginning.strip())


async def test_the_beginning_that_is_given_back_can_be_sent(client, begun, rasa):
    told = await (await send(client, tekst="mijn verhaal " * 10_000)).text()
    field = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", told, re.DOTALL)[1]
    assert (await send(client, tekst=field, sleutel=key_on(told))).status == 303
    assert rasa.messages[-1] == field


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ("elburg", "Praat u liever met een mens? Bel uw gemeente en vraag naar Team Elburg."),
        (None, "Praat u liever met een mens? Bel uw gemeente."),
    ],
)
async def test_who_has_far_too_much_to_say_is_told_of_a_person(client, rasa, place, way):
    rasa.script = [[said("Hallo."), state(gemeente=place)]]
    await send(client, actie="begin")
    assert f"<p>{way}</p>" in await (await send(client, tekst="x" * 70_000)).text()


async def test_danger_anywhere_in_what_was_read_gives_the_numbers(client, begun):
    for text in ("ik zie een mes " + "x" * 70_000, "x " * 30_000 + "een mes " + "x " * 30_000):
        assert 'class="bericht gevaar"' in await (await send(client, tekst=text)).text()


async def test_a_wish_to_wipe_with_far_too_much_text_wipes_nothing(client, begun, database):
    assert (await send(client, actie="wis", tekst="x" * 70_000)).status == 413
    assert len((await all_rows(database))["conversation"]) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x"])
async def test_what_no_form_of_ours_sends_says_nothing(client, begun, rasa, kind):
    before = list(rasa.messages)
    response = await client.post(PAGE, data=b"tekst=hallo", headers={"Content-Type": kind}, allow_redirects=False)
    await problem_on(response, 400, "nog niets in uw bericht")
    assert rasa.messages == before


@pytest.mark.parametrize("text", ["x" * 20_000, "好" * 2_001, "😀" * 4_000])
async def test_a_text_of_pages_is_given_back(client, begun, text):
    await still_there(await send(client, tekst=text), 400, "2.000", text)


async def test_a_message_of_two_thousand_characters_fits_in_every_script(client, begun, rasa):
    for text in ("好" * 2_000, "😀" * 2_000):
        assert (await send(client, tekst=text)).status == 303
        assert rasa.messages[-1] == text


async def test_a_form_on_another_website_does_nothing(client, begun, rasa):
    before = list(rasa.messages)
    for site in ("cross-site", "same-site"):
        response = await send(client, headers={"Sec-Fetch-Site": site}, tekst="ik huur, of niet")
        await still_there(response, 403, "andere website", "ik huur, of niet")
    assert rasa.messages == before
    for site in ("same-origin", "none"):
        assert (await send(client, headers={"Sec-Fetch-Site": site}, tekst=site)).status == 303
    assert rasa.messages == [*before, "same-origin", "none"]


async def test_from_another_website_a_conversation_of_which_no_cookie_comes_seems_not_gone(client):
    """A browser keeps the cookie to itself when another site sends the form."""
    response = await send(client, headers={"Sec-Fetch-Site": "cross-site"}, tekst="ik huur")
    told = await problem_on(response, 403, "Uw gesprek is niet gewist.")
    assert '<a href="/gesprek">Open mijn gesprek</a>' in told
    assert 'value="begin"' not in told
    assert COOKIE not in response.cookies


async def test_who_begins_with_a_conversation_goes_on_with_it(client, begun, rasa, database):
    """As from a link on another site: that page is asked for without the cookie, and offers to begin."""
    before = list(rasa.messages)
    response = await send(client, actie="begin")
    assert (response.status, response.headers["Location"]) == (303, "/gesprek#nieuw")
    assert rasa.messages == before
    assert len((await all_rows(database))["conversation"]) == 1


async def test_no_other_website_begins_or_wipes_a_conversation(client, begun, database):
    for action in ("begin", "wis", "later"):
        assert (await send(client, headers={"Sec-Fetch-Site": "cross-site"}, actie=action)).status == 403
    rows = await all_rows(database)
    assert len(rows["conversation"]) == 1
    assert rows["continue_link"] == []


async def test_a_cookie_of_no_conversation_opens_nothing(client):
    for value in ("", ":", "weg:weg", "weg", ":x", "a:b:c", "' OR 1=1:x", "x" * 3_000 + ":y", "é:é"):
        response = await client.get(PAGE, headers={"Cookie": f"{COOKIE}={value}"})
        assert response.status == 200, value
        assert 'value="begin"' in await response.text(), value


async def test_another_persons_token_opens_nothing(client, begun, begin):
    other = await begin()
    mine = cookie_of(begun).value.partition(":")[0]
    client.session.cookie_jar.clear()
    response = await client.get(PAGE, headers={"Cookie": f"{COOKIE}={mine}:{other.token}"})
    text = await response.text()
    assert "Hallo. Dit is een computer." not in text
    assert 'value="begin"' in text


async def test_after_half_an_hour_the_page_shows_nothing_and_forgets(client, begun, clock):
    await send(client, tekst="ik ben Kees")
    clock.now += timedelta(minutes=31)
    response = await client.get(PAGE)
    text = await response.text()
    assert "ik ben Kees" not in text
    assert "30 minuten" in text
    assert response.cookies[COOKIE].value == ""


async def test_who_says_something_too_late_can_begin_anew(client, begun, clock):
    clock.now += timedelta(minutes=31)
    told = await problem_on(await send(client, tekst="ik huur"), 401, "30 minuten")
    assert 'value="begin"' in told
    assert (await send(client, actie="begin")).status == 303
    assert "Hallo. Dit is een computer." in await page(client)


async def test_wiping_takes_everything_and_shows_nothing(client, begun, database):
    await send(client, tekst="ik huur")
    wiped = await send(client, actie="wis")
    text = await wiped.text()
    assert wiped.cookies[COOKIE].value == ""
    assert "ik huur" not in text
    assert 'value="begin"' in text
    rows = await all_rows(database)
    assert rows["conversation"] == rows["message"] == rows["inbox"] == rows["choice"] == []


async def test_too_many_messages_say_so_on_the_page(start, front_settings):
    client = await start(replace(front_settings, limits=Limits(address=2)))
    await send(client, actie="begin")
    await send(client, tekst="een")
    await still_there(await send(client, tekst="twee, en niet kwijt"), 429, "Wacht", "twee, en niet kwijt")


class TestBsn:
    async def test_it_is_asked_about_and_not_sent(self, client, begun, rasa, database):
        told = await problem_on(await send(client, tekst="bsn 123 456 782"), 400, "burgerservicenummer")
        assert 'name="bsn" value="weg"' in told
        assert 'name="bsn" value="toch"' in told
        assert not [each for each in rasa.messages if "782" in each]
        assert "456 782" not in repr(await all_rows(database))

    async def test_it_can_be_taken_out(self, client, begun, rasa):
        told = await (await send(client, tekst="bsn 123456782 en ik huur", bsn="weg")).text()
        assert re.search(r"<textarea[^>]*>\nbsn en ik huur</textarea>", told)
        assert len(rasa.messages) == 1

    async def test_it_can_be_sent_and_is_masked(self, client, begun, rasa, database):
        assert (await send(client, tekst="123456782", bsn="toch")).status == 303
        assert rasa.messages[-1] == "[nummer weggehaald]"
        assert "123456782" not in repr(await all_rows(database))

    async def test_a_choice_is_never_asked_about(self, client, begun, rasa):
        rasa.script = [[said("Kies.", keuzes=[{"titel": "12345678", "payload": "/kies{}"}]), state()]]
        await send(client, tekst="verder")
        choice = choice_on(await page(client), "12345678")
        assert (await send(client, keuze=choice, tekst="123456782")).status == 303
        assert rasa.messages[-1] == "/kies{}"


class TestChoices:
    @pytest.fixture
    async def offered(self, client, begun, rasa):
        offer = [said("Kies.", keuzes=[{"titel": "Ja &amp; nee", "payload": "/ja"}]), state()]
        rasa.script = [offer, offer]
        await send(client, tekst="een")
        return choice_on(await page(client), "Ja &amp;amp; nee")

    async def test_it_is_a_button_only_as_long_as_it_counts(self, client, offered):
        assert (await page(client)).count('name="keuze"') == 1
        await send(client, tekst="twee")
        text = await page(client)
        assert text.count('name="keuze"') == 1
        assert offered not in text

    async def test_one_of_an_earlier_turn_is_refused(self, client, offered, rasa):
        await send(client, tekst="twee")
        await problem_on(await send(client, keuze=offered), 409, "")
        assert "/ja" not in rasa.messages

    async def test_the_payload_is_not_on_the_page(self, client, offered):
        assert "/ja" not in await page(client)

    async def test_one_of_somebody_else_is_refused(self, client, offered, start, rasa):
        other = await start()
        await send(other, actie="begin")
        await problem_on(await send(other, keuze=offered), 422, "")
        assert "/ja" not in rasa.messages


async def test_back_to_the_page_and_nowhere_else(client):
    places = {"": "", "?gemeente=leiden": "?gemeente=leiden", "?gemeente=amsterdam": "", "?gemeente=//x.nl": ""}
    for query, kept in places.items():
        client.session.cookie_jar.clear()
        response = await client.post(PAGE + query, data={"actie": "begin"}, allow_redirects=False)
        assert response.headers["Location"] == f"{PAGE}{kept}#nieuw"


async def test_the_municipality_of_the_page_is_that_of_the_conversation(client, rasa):
    await client.post(f"{PAGE}?gemeente=elburg", data={"actie": "begin"}, allow_redirects=False)
    assert rasa.messages == ['/start{"gemeente": "elburg"}']


async def test_rasa_that_is_gone_loses_nothing(client, begun, rasa):
    await rasa.stop()
    await send(client, tekst="ik huur")
    text = await page(client)
    assert "ik huur" in text
    assert text.count('class="bericht assistent') >= 3, "words about the delay"
    await rasa.start()
