"""The list of handovers, a case, and the buttons on it."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.front.incoming import LONGEST_TEXT, clean
from bot.front.keys import CLOCK, DATABASE
from bot.staff.case_view import case_view
from bot.staff.cases import FILTERS, LONGEST_LIST, Case, Closing, Unreadable
from bot.staff.keys import VISIT, WORDS
from bot.staff.list_view import rows
from bot.staff.pages import Fault, cases, field, go_to, render
from bot.staff.unreached import unheard
from bot.store.handovers import OPEN
from bot.store.ids import new_id
from bot.store.records import NoteKind

ATTEMPTS = (NoteKind.REACHED.value, NoteKind.NOT_REACHED.value, NoteKind.VOICEMAIL.value)
OTHER = "anders"
STALE = 409
UNFIT = 422


async def show_list(request: web.Request) -> web.StreamResponse:
    """The handovers behind the filter in ``?toon=``; an unknown filter shows all open ones."""
    asked = request.query.get("toon", "")
    shown = asked if asked in FILTERS else "open"
    lines = await cases(request).lines(shown)
    staff, now = request[VISIT].staff, request.config_dict[CLOCK]()
    table = rows(lines, request.app[WORDS], staff.id, now)
    return render(request, "lijst.html", shown=shown, rows=table, limit=LONGEST_LIST)


async def show_case(request: web.Request) -> web.StreamResponse:
    """The whole case on one page."""
    return await case_page(request)


async def show_contact(request: web.Request) -> web.StreamResponse:
    """The case with the contact details in view."""
    try:
        return await case_page(request, contact=await cases(request).contact(kenmerk(request)))
    except Unreadable:
        return await case_page(request, contact={}, unreadable=True)


async def claim(request: web.Request) -> web.StreamResponse:
    """Takes the case, unless a colleague was first."""
    return await _after(request, await cases(request).claim(kenmerk(request), await _version(request)), "gepakt")


async def release(request: web.Request) -> web.StreamResponse:
    """Gives the case back to the list."""
    done = await cases(request).release(kenmerk(request), await _version(request))
    return await _after(request, done, "teruggegeven")


async def add_note(request: web.Request) -> web.StreamResponse:
    """Keeps a note."""
    text = clean(await field(request, "notitie"))
    if faults := text_faults(request, "notitie", text, "" if text else "notitie_leeg"):
        return await case_page(request, UNFIT, faults=faults, typed={"notitie": text})
    return await _after(request, await cases(request).write(kenmerk(request), NoteKind.NOTE, text), "notitie")


async def add_attempt(request: web.Request) -> web.StreamResponse:
    """Keeps that somebody tried to reach the resident, and how it went."""
    kind, text = await field(request, "poging"), clean(await field(request, "poging_tekst"))
    faults = _faults(request, "poging", "" if kind in ATTEMPTS else "poging_leeg")
    if faults := faults + text_faults(request, "poging_tekst", text):
        return await case_page(request, UNFIT, faults=faults, typed={"poging": kind, "poging_tekst": text})
    return await _after(request, await cases(request).write(kenmerk(request), NoteKind(kind), text), "poging")


async def close(request: web.Request) -> web.StreamResponse:
    """Closes the case with an outcome."""
    closing = Closing(await field(request, "uitkomst"), clean(await field(request, "toelichting")))
    if faults := _closing_faults(request, closing):
        typed = {"uitkomst": closing.outcome, "toelichting": closing.explanation}
        return await case_page(request, UNFIT, faults=faults, typed=typed)
    done = await cases(request).close(kenmerk(request), await _version(request), closing)
    return await _after(request, done, "afgesloten")


def _closing_faults(request: web.Request, closing: Closing) -> list[Fault]:
    known = closing.outcome in request.app[WORDS].said["uitkomsten"]
    unexplained = closing.outcome == OTHER and not closing.explanation
    return _faults(request, "uitkomst", "" if known else "uitkomst_leeg") + text_faults(
        request, "toelichting", closing.explanation, "toelichting_leeg" if unexplained else ""
    )


def text_faults(request: web.Request, name: str, text: str, problem: str = "") -> list[Fault]:
    """What is wrong with a text: ``problem`` (a key of ``bezwaar``), or that it is too long."""
    return _faults(request, name, "te_lang" if len(text) > LONGEST_TEXT else problem)


def _faults(request: web.Request, name: str, problem: str) -> list[Fault]:
    """The fault of this field in words; none when there is no problem."""
    words = request.app[WORDS].said["bezwaar"]
    return [Fault(name, words[problem].format(langste=LONGEST_TEXT))] if problem else []


async def _after(request: web.Request, done: bool, told: str) -> web.StreamResponse:
    """Back to the case; when the button came too late, the case as it is now and what happened in between."""
    if done:
        raise go_to(f"/overdrachten/{kenmerk(request)}", told)
    return await case_page(request, STALE, overtaken=True)


async def case_page(request: web.Request, status: int = 200, **context: Any) -> web.Response:
    """The case as it is now. ``faults`` and ``typed`` bring a form back as it was sent."""
    case = await cases(request).view(kenmerk(request))
    words, staff, now = request.app[WORDS], request[VISIT].staff, request.config_dict[CLOCK]()
    shown: dict[str, Any] = {"typed": {}, "contact": None, "unreadable": False, **context}
    if shown.pop("overtaken", False):
        shown["faults"] = [Fault("", _what_happened(case, staff.id, words.said["bezwaar"]))]
    view, kinds = case_view(case, words, staff.id, now), words.said["dossier"]["notitiesoort"]
    shown["unheard"] = await unheard(request.config_dict[DATABASE], case)
    attempts = [(kind, kinds[kind]) for kind in ATTEMPTS]
    return render(request, "dossier.html", status, case=view, kinds=attempts, key=new_id(), **shown)


def _what_happened(case: Case, staff_id: str, words: Mapping[str, str]) -> str:
    """Why a button came too late, as kindly as it can be said."""
    handover = case.handover
    if handover.status not in OPEN:
        return words["dicht"]
    if handover.claimed_by is None or handover.claimed_by == staff_id:
        return words["veranderd"]
    return words["eerder"].format(naam=case.names.get(handover.claimed_by, ""))


def kenmerk(request: web.Request) -> str:
    """The reference in the address."""
    return request.match_info["kenmerk"]


async def _version(request: web.Request) -> int:
    """The version of the case that the form was made for; 0, which none has, when it is no number."""
    given = await field(request, "versie")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
