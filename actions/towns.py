"""The town that a resident names: ours, another of the self-check with its own desk, or one that we do not know."""

from dataclasses import replace

from actions.assistant import Assistant
from actions.turn import Turn
from bot.dialogue.questions import MUNICIPALITY
from bot.dialogue.readers.places import Place, best_place, written
from bot.dialogue.readers.text import plain
from bot.dialogue.readers.volunteered import own_town, town_of_another
from bot.dialogue.speech import Choice, Message, answer
from bot.dialogue.state import Clash, DialogueState

OTHER_TOWN = "andere_gemeente"
"""The intent of a sentence about another municipality."""

Taken = tuple[DialogueState, tuple[Message, ...]]


def town_in(text: str, intent: str) -> Place | None:
    """The town where the resident says to live, or for whose resident he asks; with the intent of another town any."""
    return best_place(plain(text)) if intent == OTHER_TOWN else own_town(text) or town_of_another(text)


def take_town(town: Place, state: DialogueState, helper: Assistant) -> Taken:
    """The state and what to say. Another of our municipalities becomes a choice that ``ask_next`` puts."""
    if town.municipality not in helper.library.municipalities:
        return state, (not_here(town.words, state, helper),)
    if state.municipality in (None, town.municipality):
        return chosen_town(state, town.municipality, helper)
    clash = Clash(MUNICIPALITY, state.municipality, town.municipality)
    return replace(state, progress=replace(state.progress, clash=clash)), ()


def chosen_town(state: DialogueState, slug: str, helper: Assistant) -> Taken:
    """On with this municipality; of another one all outcomes are new."""
    name = helper.library.municipalities[slug].name
    listed = state.progress.listed if slug == state.municipality else {}
    progress = replace(state.progress, listed=listed)
    return replace(state, municipality=slug, progress=progress), (
        helper.speech.tell("gemeente_gekozen", state, gemeente=name),
    )


def with_town(turn: Turn, field: str, after: DialogueState, helper: Assistant) -> Taken:
    """Where the resident says to live besides an answer; the municipality that we look at needs no word."""
    town = None if field.endswith(MUNICIPALITY) else own_town(turn.text)
    same = town is not None and town.municipality == after.municipality
    return (after, ()) if town is None or same else take_town(town, after, helper)


def town_unknown(state: DialogueState, helper: Assistant) -> Taken:
    """The resident cannot or will not say it: why it is needed, unless we know one already."""
    return state, () if state.municipality else (helper.speech.tell("gemeente_nodig", state),)


def not_here(words: str, state: DialogueState, helper: Assistant) -> Message:
    """A place outside the self-check, by the name that the resident gave it."""
    return helper.speech.tell("gemeente_niet_hier", state, plaats=written(words))


def which_town(clash: Clash, state: DialogueState, helper: Assistant) -> Message:
    """The desk of the other municipality, and the choice between the two."""
    here, there = (helper.library.municipalities[slug].name for slug in (clash.old, clash.new))
    desk = helper.team(replace(state, municipality=clash.new))
    parts = {
        "hier": here,
        "daar": there,
        "team": desk.name if desk else "",
        "waar": desk.reachable or "" if desk else "",
    }
    words = " ".join(helper.speech.say("gemeente_welke", state.progress.said.get("gemeente_welke", 0), **parts).split())
    choices = (
        Choice(helper.speech.say("keuze_gemeente_daar", gemeente=there), answer(MUNICIPALITY, clash.new)),
        Choice(helper.speech.say("keuze_gemeente_hier", gemeente=here), answer(MUNICIPALITY, clash.old)),
    )
    return Message(words, MUNICIPALITY, choices=choices, name="gemeente_welke")
