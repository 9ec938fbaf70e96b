"""A person who takes over writes to somebody on WhatsApp, and reads what they answer."""

from tests.front.conftest import until
from tests.front.test_takeover import colleague_of
from tests.store.databases import all_rows


class Talker:
    """The conversation of a telephone, by its id."""

    def __init__(self, conversation_id):
        self.id = conversation_id


async def test_both_ways_each_message_once_and_rasa_hears_nothing(telephone, database, rasa):
    await telephone.types("hulp")
    await telephone.reads("Gehoord: hulp")
    (row,) = (await all_rows(database))["conversation"]
    anna = await colleague_of(telephone.client, database, Talker(row[0]), "anna")
    assert await anna.takes_over()
    await telephone.reads("neemt het gesprek nu over")
    before = list(rasa.messages)

    await telephone.types("bent u een mens?", "wamid.twee-keer")
    await telephone.types("bent u een mens?", "wamid.twee-keer")
    await telephone.reads("Uw bericht is aangekomen.")
    assert [await anna.says("Ja, van het team.", key) for key in ("k1", "k1")] == [True, True]
    await telephone.reads("Ja, van het team.")
    await anna.gives_back()
    await telephone.reads("U praat weer met Zelfcheck")

    await telephone.types("dank u")
    await telephone.reads("Gehoord: dank u")
    assert rasa.messages == [*before, "dank u"]
    assert sum("Ja, van het team." in text for text in telephone.texts) == 1
    assert sum("Uw bericht is aangekomen." in text for text in telephone.texts) == 1
    assert await until(lambda: telephone.texts[-1] == "Gehoord: dank u")
