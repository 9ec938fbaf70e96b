"""Whole conversations over WhatsApp, with Meta's strict stand-in at the other end."""

import asyncio

import pytest

from bot.front.limits import Limits
from tests.front.conftest import until
from tests.front.standin import said, state
from tests.store.databases import all_rows
from tests.whatsapp.conftest import NOTICE, Telephone, settled
from tests.whatsapp.meta import PERSON, pressed, typed


class TestTalking:
    async def test_the_first_message_gets_notice_greeting_and_answer(self, telephone, rasa):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        texts = telephone.texts
        assert texts[0].startswith(NOTICE)
        assert texts[1:] == ["Hallo. Dit is een computer.", "In welke gemeente woont u?", "Gehoord: hulp"]
        assert rasa.messages == ['/start{"gemeente": "leiden"}', "hulp"]

    @pytest.mark.parametrize("greeting", ["Hallo", " hoi! ", "START"])
    async def test_who_only_greets_gets_the_first_question_and_no_second_greeting(self, telephone, rasa, greeting):
        for _ in range(2):
            await telephone.types(greeting, f"wamid.{greeting}")
        await telephone.reads("In welke gemeente woont u?")
        assert rasa.messages == ['/start{"gemeente": "leiden"}']
        await telephone.types(greeting)
        await telephone.reads(f"Gehoord: {greeting.strip()}")
        assert telephone.texts[1:3] == ["Hallo. Dit is een computer.", "In welke gemeente woont u?"]
        assert len(telephone.texts) == 4

    async def test_a_greeting_several_times_at_once_is_one_conversation(self, telephone, rasa, database):
        await asyncio.gather(*(telephone.types("hallo", "wamid.groet") for _ in range(4)))
        await telephone.reads("In welke gemeente woont u?")
        assert len((await all_rows(database))["conversation"]) == 1
        assert len(rasa.messages) == 1

    async def test_a_greeting_with_more_behind_it_is_heard(self, telephone):
        await telephone.types("hallo ik heb hulp nodig")
        await telephone.reads("Gehoord: hallo ik heb hulp nodig")

    async def test_the_same_message_twice_is_one_turn_and_one_answer(self, telephone, rasa):
        await telephone.types("hulp", "wamid.a")
        await asyncio.gather(*(telephone.types("hulp", "wamid.a") for _ in range(3)))
        await telephone.types("nog iets")
        await telephone.reads("Gehoord: nog iets")
        assert rasa.messages[1:] == ["hulp", "nog iets"]
        assert sum(text == "Gehoord: hulp" for text in telephone.texts) == 1

    async def test_the_same_first_message_twice_at_once_is_one_conversation(self, telephone, database):
        await asyncio.gather(*(telephone.types("hulp", "wamid.eerste") for _ in range(4)))
        await telephone.reads("Gehoord: hulp")
        rows = await all_rows(database)
        assert (len(rows["conversation"]), len(rows["whatsapp_person"])) == (1, 1)

    async def test_several_people_in_one_envelope_each_get_their_own(self, telephone, meta):
        other = Telephone(telephone.client, meta, "31600000002")
        await telephone.deliver(
            typed("x1", "van mij"), typed("x2", "van de ander", other.sender), typed("x3", "ook ik")
        )
        await telephone.reads("Gehoord: ook ik")
        await other.reads("Gehoord: van de ander")
        assert not [text for text in telephone.texts if "ander" in text]
        assert telephone.texts.index("Gehoord: van mij") < telephone.texts.index("Gehoord: ook ik")

    async def test_a_slash_is_plain_text(self, telephone, rasa):
        await telephone.types("/restart")
        await telephone.reads("Gehoord: restart")

    async def test_what_is_no_text_gets_kind_words_once(self, telephone, rasa):
        for _ in range(2):
            await telephone.deliver({"id": "wamid.foto", "from": PERSON, "type": "image", "image": {"id": "1"}})
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        assert sum("alleen tekst lezen" in text for text in telephone.texts) == 1
        assert rasa.messages[1:] == ["hulp"]

    async def test_too_long_a_text_gets_clear_words(self, telephone, rasa):
        await telephone.types("a" * 2001)
        await telephone.reads("te lang")
        assert len(rasa.messages) <= 1


class TestDangerInWhatIsNotTaken:
    """The numbers come first, whatever the reason is that nothing else is done with the message."""

    DANGER = "hij heeft een mes "

    async def said_last(self, telephone, reason):
        """Our reason, and what came just before it."""
        await telephone.reads(reason)
        place = next(number for number, text in enumerate(telephone.texts) if reason in text)
        return telephone.texts[place - 1 : place + 1]

    async def test_in_a_text_that_is_too_long(self, telephone, rasa):
        await telephone.types(self.DANGER + "a " * 1000)
        assert (await self.said_last(telephone, "te lang"))[0] == "Bel nu 112."
        assert self.DANGER.strip() not in rasa.messages

    @pytest.mark.parametrize("kind", ["image", "video", "document"])
    async def test_below_a_photo(self, telephone, kind):
        await telephone.deliver({"id": "wamid.f", "from": PERSON, "type": kind, kind: {"caption": self.DANGER}})
        assert (await self.said_last(telephone, "alleen tekst lezen"))[0] == "Bel nu 112."

    async def test_from_who_signed_off(self, telephone):
        await telephone.types("stop")
        await telephone.reads("U bent afgemeld.")
        await telephone.types(self.DANGER)
        assert (await self.said_last(telephone, "U heeft zich afgemeld."))[0] == "Bel nu 112."

    async def test_when_too_much_waits(self, open_door, meta, rasa):
        telephone = Telephone(await open_door(limits=Limits(waiting=2)), meta)
        rasa.hold = asyncio.Event()
        await telephone.types("hulp")
        await telephone.types(self.DANGER)
        assert (await self.said_last(telephone, "nog niet beantwoord"))[0] == "Bel nu 112."
        rasa.hold.set()
        await telephone.reads("Gehoord: hulp")

    async def test_when_messages_come_too_fast(self, open_door, meta, rasa):
        telephone = Telephone(await open_door(limits=Limits(conversation=1)), meta)
        await telephone.types("hulp")
        await telephone.types(self.DANGER)
        assert (await self.said_last(telephone, "veel berichten achter elkaar"))[0] == "Bel nu 112."

    async def test_without_danger_there_are_no_numbers(self, telephone):
        await telephone.types("a" * 2001)
        await telephone.reads("te lang")
        assert "Bel nu 112." not in telephone.texts


class TestTooFast:
    async def test_who_sends_too_much_hears_so_but_not_each_time(self, open_door, meta, rasa, database):
        telephone = Telephone(await open_door(limits=Limits(conversation=2)), meta)
        for number in range(8):
            await telephone.types(f"bericht {number}")
        await telephone.reads("Gehoord: bericht 1")
        await settled(database)
        assert rasa.messages[1:] == ["bericht 0", "bericht 1"]
        assert sum("Uw laatste bericht hebben wij niet gelezen." in text for text in telephone.texts) == 2

    async def test_it_is_counted_for_each_person_apart(self, open_door, meta):
        first = Telephone(await open_door(limits=Limits(conversation=1)), meta)
        second = Telephone(first.client, meta, "31600000002")
        await first.types("van mij")
        await second.types("van de ander")
        await first.reads("Gehoord: van mij")
        await second.reads("Gehoord: van de ander")

    async def test_a_repetition_of_what_was_taken_is_not_too_much(self, open_door, meta):
        telephone = Telephone(await open_door(limits=Limits(conversation=1)), meta)
        for _ in range(4):
            await telephone.types("hulp", "wamid.zelfde")
        await telephone.reads("Gehoord: hulp")
        assert not [text for text in telephone.texts if "achter elkaar" in text]


LONG = "Ja, en ik heb ook hulp nodig bij iets anders"
SHAPES = {"buttons": ("Nee", LONG), "list": ("Nee", LONG, "Soms", "Vaak"), "numbered": ("Nee", LONG, *"abcdefghij")}
"""What is offered, by how WhatsApp shows it. Everybody below means the second choice."""
WAYS = ["pressed", "number", "label", "label in capitals", "label cut to 20", "label cut to 24"]


def typed_as(how):
    """What somebody types who means the second choice."""
    cut = {"label cut to 20": f"{LONG[:19].rstrip()}…", "label cut to 24": f"{LONG[:23].rstrip()}…"}
    return {"number": "2", "label": LONG, "label in capitals": f" {LONG.upper()} ", **cut}[how]


def offered(payload):
    """The ids of the buttons or rows of a message, in order."""
    action = payload["interactive"]["action"]
    replies = [each["reply"] for each in action.get("buttons", [])]
    return [each["id"] for each in [*replies, *(row for part in action.get("sections", []) for row in part["rows"])]]


class TestChoosing:
    @pytest.fixture
    async def ask(self, telephone, rasa):
        """Asks somebody something with choices."""

        async def ask_one(titles, **extra):
            choices = [{"titel": title, "payload": f"/kies{number}"} for number, title in enumerate(titles, 1)]
            rasa.script = [[said("Hallo."), state()], [said("Heeft u schulden?", keuzes=choices, **extra), state()]]
            await telephone.types("hulp")
            await telephone.reads("Heeft u schulden?")
            return telephone

        return ask_one

    @pytest.mark.parametrize("how", WAYS)
    @pytest.mark.parametrize("shape", SHAPES)
    async def test_every_way_is_the_same_answer(self, ask, rasa, database, shape, how):
        if (shape, how) == ("numbered", "pressed"):
            pytest.skip("there is nothing to press in a text")
        telephone = await ask(SHAPES[shape], vraag="schulden")
        if how == "pressed":
            kind = "button_reply" if shape == "buttons" else "list_reply"
            await telephone.presses(offered(telephone.meta.sent[-1])[1], kind)
        else:
            await telephone.types(typed_as(how))
        await until(lambda: len(rasa.messages) == 3)
        assert rasa.messages[-1] == "/kies2"
        assert LONG in [row[6] for row in (await all_rows(database))["message"]]

    async def test_a_number_that_was_asked_for_stays_a_number(self, ask, rasa):
        telephone = await ask(["Weet ik niet", "Zeg ik liever niet"], vraag="kostendelers")
        await telephone.types("2")
        await until(lambda: len(rasa.messages) == 3)
        assert rasa.messages[-1] == "2"

    async def test_free_text_beside_the_choices_is_heard_as_it_is(self, ask, rasa):
        telephone = await ask(SHAPES["buttons"], vraag="schulden")
        await telephone.types("een beetje wel")
        await telephone.reads("Gehoord: een beetje wel")

    async def test_a_button_of_an_earlier_question_is_refused_kindly(self, ask, rasa):
        telephone = await ask(SHAPES["buttons"])
        old = offered(telephone.meta.sent[-1])[0]
        rasa.script = [[said("Hoe oud bent u?", vraag="leeftijd"), state()]]
        await telephone.types("iets anders")
        await telephone.reads("Hoe oud bent u?")
        await telephone.presses(old)
        await telephone.reads("Deze keuze hoort bij een eerdere vraag.")
        assert len(rasa.messages) == 3

    async def test_a_button_counts_as_its_words_while_nothing_else_was_asked(self, ask, rasa):
        """It stays in sight, and an explanation in between has no buttons of its own."""
        telephone = await ask(SHAPES["buttons"])
        old = offered(telephone.meta.sent[-1])[1]
        await telephone.types("wat is dat?")
        await telephone.reads("Gehoord: wat is dat?")
        for _ in range(2):
            await telephone.deliver(pressed("wamid.oud", old))
        await telephone.reads(f"Gehoord: {LONG}")
        assert rasa.messages[2:] == ["wat is dat?", LONG]

    @pytest.mark.parametrize("choice", ["verzonnen", "x" * 43])
    async def test_a_choice_that_nobody_offered_is_refused_kindly(self, ask, rasa, choice):
        telephone = await ask(SHAPES["buttons"])
        await telephone.presses(choice)
        await telephone.reads("Deze keuze is niet aan u gegeven.")
        assert len(rasa.messages) == 2


class TestPrivacy:
    async def test_the_number_is_encrypted_and_in_no_other_place(self, telephone, database, capsys, rasa):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        rows = await all_rows(database)
        assert PERSON not in repr(rows) + "".join(capsys.readouterr()) + repr(rasa.received)
        assert PERSON[2:] not in repr(rows)

    async def test_the_link_is_stored_as_a_hash_only(self, telephone, database):
        await telephone.types("hulp")
        await telephone.reads(NOTICE)
        token = telephone.texts[0].rpartition("/")[2]
        assert len(token) > 30
        assert token not in repr(await all_rows(database))
