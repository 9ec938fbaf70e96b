"""The list of sentences that were not understood: whoever manages the assistant says what each of them means.

The sentences belong to no municipality and to nobody, so they are shown to administrators only.
"""

from aiohttp import web

from bot.front.keys import CLOCK, DATABASE
from bot.staff.keys import VISIT, WORDS
from bot.staff.pages import Fault, field, go_to, render
from bot.store.audit import Audit
from bot.store.not_understood import Sentences
from bot.store.records import ADMINISTRATOR

SHOWN = 50
INTENT, ANSWER, AWAY = "bedoeling", "antwoord", "weggooien"


async def show_sentences(request: web.Request) -> web.Response:
    """The oldest sentences without a label, each with a form."""
    return await _page(request)


async def label_sentence(request: web.Request) -> web.StreamResponse:
    """Gives a sentence its meaning, or throws it away; a meaning that does not exist changes nothing."""
    _administrator(request)
    label, sentence_id = await field(request, "betekenis"), await field(request, "zin")
    if label not in meanings(request):
        words = request.app[WORDS].said["onbegrepen"]["kies_betekenis"]
        return await _page(request, 422, (Fault(f"betekenis-{sentence_id}", words),))
    async with request.config_dict[DATABASE].write() as connection:
        sentences = Sentences(connection)
        done = await (sentences.remove(sentence_id) if label == AWAY else sentences.label(sentence_id, label))
        who, result = request[VISIT].staff.id, "gelukt" if done else "bestaat niet meer"
        await Audit(connection).add(request.config_dict[CLOCK](), who, "zin benoemen", sentence_id, result)
    raise go_to("/onbegrepen", "benoemd" if done else "")


def meanings(request: web.Request) -> dict[str, str]:
    """What a sentence can mean, by its label: an intent, an answer to a question, or nothing worth keeping."""
    words = request.app[WORDS]
    said = words.said["onbegrepen"]
    intents = {f"{INTENT}/{name}": text for name, text in said["bedoelingen"].items()}
    answers = {
        f"{ANSWER}/{name}": said["antwoord_op"].format(vraag=text) for name, text in words.said["velden"].items()
    }
    return {**intents, **answers, AWAY: said["weggooien"]}


async def _page(request: web.Request, status: int = 200, faults: tuple[Fault, ...] = ()) -> web.Response:
    _administrator(request)
    async with request.config_dict[DATABASE].read() as connection:
        found = await Sentences(connection).unlabelled(SHOWN)
    rows = [(sentence, request.app[WORDS].label(sentence.field)) for sentence in found]
    return render(request, "onbegrepen.html", status, rows=rows, meanings=meanings(request), faults=faults)


def _administrator(request: web.Request) -> None:
    if request[VISIT].staff.role != ADMINISTRATOR:
        raise web.HTTPNotFound
